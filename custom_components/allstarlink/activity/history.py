"""What happened on a node, and who talked how long: kept over restarts."""

from collections import deque
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
from ..const import CONF_NODE, DOMAIN, SUBENTRY_TYPE_NODE
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
        self._store = _store(hass, node.hub.entry, node.node)
        self._unsaved = False
        node.async_subscribe(self._happened)

    async def async_load(self) -> None:
        """Recall what was saved; nobody is told of it again."""
        # Not by the store that saves: once it is about to, it does not look at the disk.
        store = _store(self._hass, self._node.hub.entry, self._node.node)
        if (data := await store.async_load()) is None:
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
    for node in nodes_of(entry):
        await async_remove_history(hass, entry, node)


async def async_remove_history(
    hass: HomeAssistant, entry: ConfigEntry, node: str
) -> None:
    """Forget what was saved for a node that nobody follows."""
    await _store(hass, entry, node).async_remove()


def nodes_of(entry: ConfigEntry) -> frozenset[str]:
    """Return the numbers of the nodes of a config entry."""
    subentries = entry.get_subentries_of_type(SUBENTRY_TYPE_NODE)
    return frozenset(subentry.data[CONF_NODE] for subentry in subentries)


def _store(hass: HomeAssistant, entry: ConfigEntry, node: str) -> Store[dict[str, Any]]:
    return Store(hass, _VERSION, f"{DOMAIN}.{entry.entry_id}.{node}")
