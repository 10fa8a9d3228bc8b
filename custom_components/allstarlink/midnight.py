"""Local midnight, at which the figures of a day begin anew."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_utc_time_change

# Every time zone's midnight is one of these in UTC.
_QUARTER_HOURS = (0, 15, 30, 45)


@callback
def async_track_midnight(
    hass: HomeAssistant, maybe: Callable[[datetime], None]
) -> CALLBACK_TYPE:
    """Call when a day may have begun, by the time zone of Home Assistant.

    A day need not have a midnight: where clocks are put forward at 0:00 it
    begins at 1:00, and what waits for 0:00 waits until the next day.
    """
    return async_track_utc_time_change(hass, maybe, minute=_QUARTER_HOURS, second=0)
