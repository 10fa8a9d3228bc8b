"""Keeps the record of a connection over reloads and restarts.

A keeper lives as long as Home Assistant runs, so over a reload nothing depends on the
wall clock. On disk it is only for a restart.
"""

from datetime import datetime
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .ami.metrics import Metrics
from .ami.status import Status
from .const import DOMAIN
from .moments import async_now
from .session_record import SessionRecord, Spans
from .storage import ExtraStore

_LOGGER = logging.getLogger(__name__)

_VERSION = 1

# Seconds until a change is on disk: a memory card bears no more
_SAVE_DELAY = 15 * 60

# Seconds of events that make the number of them in a minute
_MINUTE = 60.0

# So much too early a timer may be, seconds
_EARLY = 1.0

_KEEPERS: HassKey[dict[str, RecordKeeper]] = HassKey(f"{DOMAIN}_records")


class RecordKeeper:
    """Feeds the record of one connection, and saves it lazily."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Know nothing of the connection; `async_load` recalls what was before."""
        self.record = SessionRecord()
        # In the last whole minute of this session, None before there was one
        self.events_per_minute: int | None = None
        self._hass = hass
        self._entry = entry
        self._store = _store(hass, entry)
        self._is_unsaved = False
        # Of the connection so far: actions that are counted, events of the last look
        self._timed_out = 0
        self._events = 0
        self._looked: float | None = None
        self._stop = entry.async_on_state_change(self._on_entry_state)

    async def async_load(self) -> None:
        """Recall what was saved; what is damaged is left out."""
        if (data := await self._store.async_load()) is None:
            return
        damaged = self.record.restore(data, *self._now())
        if damaged:
            _LOGGER.warning(
                "%s: damaged parts of the connection's record are left out: %s",
                *(self._entry.title, ", ".join(damaged)),
            )

    async def async_save(self) -> None:
        """Save the record now."""
        await self._store.async_save(self._data())

    async def async_remove(self) -> None:
        """Forget the connection."""
        self._stop()
        await self._store.async_remove()

    # What happens

    @callback
    def async_begin(self) -> None:
        """Take note that a new connection is made, whose metrics begin at zero."""
        self._timed_out = 0
        self._forget_events()

    @callback
    def async_note_status(self, status: Status, metrics: Metrics) -> None:
        """Take note of a state of the connection."""
        self.async_note_metrics(metrics)
        self.record.note_status(status, *self._now())
        if metrics.connected_since is None:
            self._forget_events()
        elif self._looked is None:
            self._look(metrics)
        self.async_save_later()

    @callback
    def async_note_metrics(self, metrics: Metrics) -> None:
        """Take note of what the connection has done."""
        self.record.counts.actions_timed_out += (
            metrics.actions_timed_out - self._timed_out
        )
        self._timed_out = metrics.actions_timed_out

    @callback
    def async_count_events(self, metrics: Metrics) -> None:
        """Count the events since the last call; to be called each minute."""
        if self._looked is None:
            return
        seconds = self._hass.loop.time() - self._looked
        if seconds >= _MINUTE - _EARLY:
            events = metrics.events_received - self._events
            self.events_per_minute = round(events * _MINUTE / seconds)
        self._look(metrics)

    @callback
    def async_note_poll(self, *, succeeded: bool) -> None:
        """Take note of how a poll of the server or of a node ended."""
        self.record.note_poll(succeeded=succeeded)

    @callback
    def async_note_skipped_poll(self) -> None:
        """Take note of a poll that was not made: there was no session."""
        self.record.counts.polls_skipped += 1

    @callback
    def async_save_later(self) -> None:
        """Save the record in a while."""
        # Store would put the write off again at each call.
        if not self._is_unsaved:
            self._is_unsaved = True
            self._store.async_delay_save(self._data, _SAVE_DELAY)

    # What is known

    @property
    def losses(self) -> int:
        """The losses of the last hour."""
        return self.record.losses(async_now(self._hass))

    @property
    def today(self) -> Spans:
        """The times up and down since local midnight."""
        return self.record.spans_of_day(*self._now())

    @property
    def availability_today(self) -> float | None:
        """The share of the time up since local midnight, percent."""
        return self.record.availability_today(*self._now())

    def as_data(self) -> dict[str, Any]:
        """Return the record as it is kept, for diagnostics."""
        return self.record.as_data(*self._now())

    def _now(self) -> tuple[Any, datetime]:
        return async_now(self._hass), dt_util.start_of_local_day()

    def _data(self) -> dict[str, Any]:
        self._is_unsaved = False
        return self.as_data()

    def _look(self, metrics: Metrics) -> None:
        self._looked, self._events = self._hass.loop.time(), metrics.events_received

    def _forget_events(self) -> None:
        self.events_per_minute = self._looked = None

    @callback
    def _on_entry_state(self) -> None:
        if self._entry.state is ConfigEntryState.NOT_LOADED:
            # No set-up is tried again either.
            self.record.pause(*self._now())


async def async_get_record_keeper(
    hass: HomeAssistant, entry: ConfigEntry
) -> RecordKeeper:
    """Return what keeps the record of an entry's connection."""
    keepers = hass.data.setdefault(_KEEPERS, {})
    if (keeper := keepers.get(entry.entry_id)) is None:
        keeper = keepers[entry.entry_id] = RecordKeeper(hass, entry)
        await keeper.async_load()
    return keeper


async def async_remove_record(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Forget the record of a server that is removed."""
    keeper = hass.data.get(_KEEPERS, {}).pop(entry.entry_id, None)
    if keeper is None:
        await _store(hass, entry).async_remove()
    else:
        await keeper.async_remove()


def _store(hass: HomeAssistant, entry: ConfigEntry) -> ExtraStore:
    return ExtraStore(hass, _VERSION, f"{DOMAIN}.{entry.entry_id}.connection")
