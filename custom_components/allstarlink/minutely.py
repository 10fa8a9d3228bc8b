"""An entity that counts, and writes its state once a minute at most."""

from datetime import datetime, timedelta
from typing import override

from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .entity import ChangesOnlyEntity

# Seconds between two writes
INTERVAL = 60.0

# Seconds before midnight by which the day's last value is written
_BEFORE_MIDNIGHT = 1.0


class MinutelyEntity(ChangesOnlyEntity):
    """A counter of the day. Each write is a row in the database.

    What comes after a quiet minute is written at once. The last value of a day is
    written before midnight: statistics add up what is written.
    """

    _counted_at: float | None = None
    _cancel_count: CALLBACK_TYPE | None = None

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Leave nothing to be written: what has waited is shown after a reload."""
        if self._cancel_count is not None:
            self._cancel_count()
            self._cancel_count = None
        await super().async_will_remove_from_hass()

    @callback
    def _async_counted(self) -> None:
        """Write the state if it has changed, as soon as it may be."""
        if self._cancel_count is not None:
            return
        wait = self._seconds_to_wait()
        if wait > 0:
            job = HassJob(self._due, cancel_on_shutdown=True)
            self._cancel_count = async_call_later(self.hass, wait, job)
        else:
            self._async_write_now()

    @callback
    def _async_write_now(self) -> None:
        """Write the state if it has changed."""
        if self._cancel_count is not None:
            self._cancel_count()
            self._cancel_count = None
        before = self._written
        self._async_changed()
        if self._written is not before:
            self._counted_at = self.hass.loop.time()

    @callback
    def _due(self, _now: datetime) -> None:
        self._cancel_count = None
        self._async_write_now()

    def _seconds_to_wait(self) -> float:
        if self._counted_at is None:
            return 0.0
        since = self.hass.loop.time() - self._counted_at
        tomorrow = dt_util.start_of_local_day(dt_util.now() + timedelta(days=1))
        today_left = (tomorrow - dt_util.now()).total_seconds()
        return min(INTERVAL - since, today_left - _BEFORE_MIDNIGHT)
