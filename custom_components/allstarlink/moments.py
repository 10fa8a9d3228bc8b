"""Moments in Home Assistant: what time it is now, and a call at a later one."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .moment import Moment


@callback
def async_now(hass: HomeAssistant) -> Moment:
    """Return the moment it is now; the monotonic clock is that of the loop."""
    return Moment(dt_util.utcnow(), hass.loop.time())


@callback
def async_call_at(
    hass: HomeAssistant, action: Callable[[Moment], None], when: Moment
) -> CALLBACK_TYPE:
    """Call at a moment, whatever the wall clock shows by then."""

    def due() -> None:
        now = async_now(hass)
        # The loop may be early by the resolution of its clock.
        action(Moment(now.wall, max(now.monotonic, when.monotonic)))

    return hass.loop.call_at(when.monotonic, due).cancel
