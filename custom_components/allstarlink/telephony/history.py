"""The calls that have ended, kept over restarts."""

from collections import deque
from collections.abc import Iterator
from itertools import islice
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ..asterisk.call import CallChange, ChangeType
from ..const import DOMAIN
from ..names import MAX_CALLS
from ..storage import ExtraStore
from .call_data import call_record, checked_call_record

_LOGGER = logging.getLogger(__name__)

# Seconds until a change is on disk, as for the histories of nodes
_SAVE_DELAY = 15 * 60

_VERSION = 1

# What taking apart something else than a record may raise
_DAMAGED = (AttributeError, LookupError, TypeError, ValueError)


class CallHistory:
    """The newest calls of a server, as data: see `call_record`."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Know of none; `async_load` recalls those of before."""
        self._hass = hass
        self._entry_id = entry_id
        self._calls: deque[dict[str, Any]] = deque(maxlen=MAX_CALLS)
        self._store = _store(hass, entry_id)
        self._unsaved = False

    async def async_load(self) -> None:
        """Recall what was saved; a record that is damaged is left out."""
        # Not by the store that saves: once it is about to, it does not look at the disk.
        store = _store(self._hass, self._entry_id)
        if (data := await store.async_load()) is None:
            return
        if not isinstance(records := data.get("calls"), list):
            await store.async_set_aside("no list of calls")
            return
        kept = list(_checked(records[-MAX_CALLS:]))
        if damaged := len(records[-MAX_CALLS:]) - len(kept):
            _LOGGER.warning("%d damaged calls of the history are left out", damaged)
        # What has happened while it was read is newer.
        self._calls = deque([*kept, *self._calls], maxlen=MAX_CALLS)

    async def async_save(self) -> None:
        """Save what has changed."""
        if self._unsaved:
            await self._store.async_save(self._data())

    @callback
    def async_take(self, change: CallChange) -> None:
        """Remember a call that has ended, if it is one of its own."""
        if change.type is not ChangeType.ENDED or not change.call.counts:
            return
        self._calls.append(call_record(change.call))
        # Store would put the write off again at each call.
        if not self._unsaved:
            self._unsaved = True
            self._store.async_delay_save(self._data, _SAVE_DELAY)

    def newest(self, limit: int, *, missed: bool = False) -> list[dict[str, Any]]:
        """Return the newest calls, the newest first; with `missed` only those."""
        newest = (one for one in reversed(self._calls) if one["missed"] or not missed)
        return list(islice(newest, limit))

    def _data(self) -> dict[str, Any]:
        self._unsaved = False
        return {"calls": list(self._calls)}


async def async_remove_call_history(hass: HomeAssistant, entry_id: str) -> None:
    """Forget what was saved of the calls of a server."""
    await _store(hass, entry_id).async_remove()


def _store(hass: HomeAssistant, entry_id: str) -> ExtraStore:
    return ExtraStore(hass, _VERSION, f"{DOMAIN}.{entry_id}.calls")


def _checked(records: list[Any]) -> Iterator[dict[str, Any]]:
    for record in records:
        try:
            yield checked_call_record(record)
        except _DAMAGED:
            continue
