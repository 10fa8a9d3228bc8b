"""Names for tests: a list of nodes on disk, and who is counted that writes states."""

from datetime import timedelta

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from custom_components.allstarlink.directory.cache import Edition, write_copy
from custom_components.allstarlink.directory.directory import copy_path

from .list_server import ETAG, MODIFIED, listing

HUB = {"callsign": "W1X1", "description": "Hub 1", "location": "Town 1"}
NOBODY = {"callsign": None, "description": None, "location": None}


def named(callsign: str) -> dict[str, str | None]:
    """Return the names of a station of which only the callsign is known."""
    return NOBODY | {"callsign": callsign}


def keep_list(hass: HomeAssistant, extra: str = "") -> None:
    """Put a list on disk that is an hour old: nodes from 2000 on, and `extra`."""
    edition = Edition(dt_util.utcnow() - timedelta(hours=1), ETAG, MODIFIED)
    write_copy(copy_path(hass), edition, listing(extra=extra))


class Writes:
    """Counts how often the states of entities were written and had changed."""

    def __init__(self, hass: HomeAssistant, *entity_ids: str | None) -> None:
        """Count from now on, until `stop` is called."""
        self.count = 0
        ids = [entity_id for entity_id in entity_ids if entity_id]
        assert len(ids) == len(entity_ids)
        self.stop = async_track_state_change_event(hass, ids, self._changed)

    @callback
    def _changed(self, _event: Event[EventStateChangedData]) -> None:
        self.count += 1
