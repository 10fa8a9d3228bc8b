"""Moments in Home Assistant: what time it is now, and calls at later ones."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_utc_time_change
from homeassistant.util import dt as dt_util

from .moment import Moment

# Every time zone's midnight is one of these in UTC.
_QUARTER_HOURS = (0, 15, 30, 45)


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


@callback
def async_track_midnight(
    hass: HomeAssistant, maybe: Callable[[datetime], None]
) -> CALLBACK_TYPE:
    """Call when a day may have begun, by the time zone of Home Assistant.

    A day need not have a midnight: where clocks are put forward at 0:00 it
    begins at 1:00, and what waits for 0:00 waits until the next day.
    """
    return async_track_utc_time_change(hass, maybe, minute=_QUARTER_HOURS, second=0)
