"""What happened on a node, and who talked how long: kept over restarts."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalType

from ..app_rpt.activity import Activity, ActivityType
from ..const import DOMAIN
from ..node_subentries import node_subentries
from .activity_data import activity_data, activity_record, recorded_activity
from .talk_statistics import TalkStatistics, Tally

if TYPE_CHECKING:
    from ..coordinator import NodeCoordinator

# Fired on the event bus for each activity, with the node's `device_id`
EVENT_ACTIVITY = f"{DOMAIN}_activity"

# Sent for each activity, once it is in the history of its node
SIGNAL_ACTIVITY: SignalType[NodeCoordinator, Activity] = SignalType(EVENT_ACTIVITY)

MAX_ACTIVITIES = 1000

# Seconds until a change is on disk, as for Home Assistant's own last states; a
# busy node fills 1 MB, so this is about what a memory card bears
_SAVE_DELAY = 15 * 60

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the history of a node is on disk.

    The file is named after ids that Home Assistant made, never after what a
    server said. The previous version named it after the node.
    """

    entry_id: str
    subentry_id: str
    node: str

    def store(self, hass: HomeAssistant) -> Store[dict[str, Any]]:
        """Return a store of the history."""
        return Store(hass, _VERSION, f"{DOMAIN}.{self.entry_id}.{self.subentry_id}")

    async def async_load(self, hass: HomeAssistant) -> dict[str, Any] | None:
        """Return what was saved, once also what the previous version had saved."""
        # Not by the store that saves: once it is about to, it does not look at the disk.
        store = self.store(hass)
        if (data := await store.async_load()) is not None:
            return data
        earlier = self._earlier_store(hass)
        if (data := await earlier.async_load()) is not None:
            await store.async_save(data)
            await earlier.async_remove()
        return data

    async def async_remove(self, hass: HomeAssistant) -> None:
        """Forget what was saved."""
        await self.store(hass).async_remove()
        await self._earlier_store(hass).async_remove()

    def _earlier_store(self, hass: HomeAssistant) -> Store[dict[str, Any]]:
        return Store(hass, _VERSION, f"{DOMAIN}.{self.entry_id}.{self.node}")


class NodeHistory:
    """Remembers the activities of one node and tells all who want to know."""

    def __init__(self, hass: HomeAssistant, node: NodeCoordinator) -> None:
        """Follow a node from now on; `async_load` recalls what was before."""
        self.talks = TalkStatistics()
        self._activities: deque[Activity] = deque(maxlen=MAX_ACTIVITIES)
        self._hass = hass
        self._node = node
        self._callsign_of = node.hub.stations.callsign_of
        self._key_downs: dict[str, datetime] = {}
        self._place = Place(
            node.hub.entry.entry_id, node.subentry.subentry_id, node.node
        )
        self._store = self._place.store(hass)
        self._unsaved = False
        node.async_subscribe(self._happened)

    async def async_load(self) -> None:
        """Recall what was saved; nobody is told of it again."""
        if (data := await self._place.async_load(self._hass)) is None:
            return
        before = [recorded_activity(record) for record in data["activities"]]
        # What has happened while it was read is newer.
        both = [*before, *self._activities]
        self._activities = deque(both, maxlen=MAX_ACTIVITIES)
        self.talks.restore(data["talks"])

    async def async_save(self) -> None:
        """Save what has changed."""
        if self._unsaved:
            await self._store.async_save(self._data())

    async def async_remove(self) -> None:
        """Forget everything that was saved."""
        await self._store.async_remove()
        await self._place.async_remove(self._hass)

    def newest(self, limit: int) -> list[dict[str, Any]]:
        """Return the newest activities as data, the newest first."""
        newest = islice(reversed(self._activities), limit)
        return [self.told(activity) for activity in newest]

    def told(self, activity: Activity) -> dict[str, Any]:
        """Return an activity as data, with the callsign of its station if known by now."""
        return activity_record(activity, self._callsign_of(activity.node))

    def today(self) -> Tally:
        """Return all talks since local midnight."""
        return self.talks.total(dt_util.start_of_local_day())

    @callback
    def _happened(self, activity: Activity) -> None:
        self._activities.append(activity)
        self._count(activity)
        self._save_later()
        data = {
            "device_id": self._node.device_id,
            "type": activity.type.value,
            **activity_data(activity, self._callsign_of(activity.node)),
        }
        self._hass.bus.async_fire(EVENT_ACTIVITY, data, context=self._node.context)
        async_dispatcher_send(self._hass, SIGNAL_ACTIVITY, self._node, activity)

    def _count(self, activity: Activity) -> None:
        talker, duration = activity.node, activity.duration
        if activity.type is ActivityType.TALK_STARTED:
            talks = self._node.data.talking.talks
            self._key_downs = {talk.talker: talk.started for talk in talks}
        elif activity.type is ActivityType.TALK_ENDED and duration is not None:
            lasted = timedelta(seconds=duration)
            key_down = self._key_downs.pop(talker, activity.at - lasted)
            self.talks.add(talker, key_down, duration, activity.at)

    def _save_later(self) -> None:
        # Store would put the write off again at each call.
        if not self._unsaved:
            self._unsaved = True
            self._store.async_delay_save(self._data, _SAVE_DELAY)

    def _data(self) -> dict[str, Any]:
        self._unsaved = False
        return {
            "activities": [activity_record(activity) for activity in self._activities],
            "talks": self.talks.as_data(),
        }


async def async_remove_histories(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Forget what was saved for the nodes of a config entry."""
    for place in places_of(entry):
        await place.async_remove(hass)


def places_of(entry: ConfigEntry) -> frozenset[Place]:
    """Return where the histories of the nodes of a config entry are."""
    return frozenset(
        Place(entry.entry_id, subentry.subentry_id, node)
        for node, subentry in node_subentries(entry).items()
    )
