"""What happened on a node, and who talked how long: kept over restarts."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
import logging
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.talks import TALK_GAP, Talk
from ..const import DOMAIN
from ..coordinator import NodeCoordinator
from ..names import shown_name
from .activity_data import activity_data, activity_record, recorded_activity
from .activity_log import ActivityLog
from .place import Place
from .talk_statistics import TalkStatistics, Tally

# Fired on the event bus for each activity, with the node's `device_id`
EVENT_ACTIVITY = f"{DOMAIN}_activity"

# Seconds until a change is on disk, as for Home Assistant's own last states; a
# busy node fills 1 MB, so this is about what a memory card bears
_SAVE_DELAY = 15 * 60

# A clock that shows an earlier year has not been set yet, and proves nothing
_FIRST_YEAR = 2025

# So far ahead of the clock a time is still due to its being adjusted
_AHEAD = timedelta(minutes=1)

# What taking apart something else than a record may raise
_DAMAGED = (AttributeError, LookupError, OverflowError, TypeError, ValueError)

# Who was heard last: its name, the last key-up and the first key-down of its talk
type _Heard = tuple[str, datetime, datetime]

_LOGGER = logging.getLogger(__name__)


class NodeHistory:
    """Remembers the activities of one node, and fires the event of each."""

    def __init__(
        self,
        hass: HomeAssistant,
        node: NodeCoordinator,
        place: Place,
        *,
        device_id: str,
        size: int,
        callsign_of: Callable[[str], str | None],
    ) -> None:
        """Follow a node from now on; `async_load` recalls what was before.

        `size` is how many digits are kept, and how many other activities.
        `callsign_of` returns the callsign behind the name of a link, if it is known.
        """
        self._talks = TalkStatistics()
        self._size = size
        self._activities = ActivityLog(size)
        self._hass = hass
        self._node = node
        self._device_id = device_id
        self._callsign_of = callsign_of
        self._key_downs: dict[str, datetime] = {}
        self._heard: _Heard | None = None
        self._talks_then: tuple[Talk, ...] = ()
        self._place = place
        self._store = place.store(hass)
        self._unsaved = False
        node.async_add_activity_listener(self._happened)

    @property
    def talks(self) -> TalkStatistics:
        """The talks that have ended by now."""
        self._forget_future(dt_util.utcnow())
        return self._talks

    async def async_load(self) -> None:
        """Recall what was saved; nobody is told of it again.

        A record that is damaged is left out, and of a file that has no records
        at all a copy is kept.
        """
        if (data := await self._place.async_load(self._hass)) is None:
            return
        records, talks = data.get("activities"), data.get("talks")
        if not isinstance(records, list) or not isinstance(talks, list):
            await self._place.store(self._hass).async_set_aside("no lists of records")
        before, damaged = _activities(
            # Of digits and of all others
            records[-2 * self._size :] if isinstance(records, list) else []
        )
        # What has happened while it was read is newer.
        self._activities = ActivityLog(
            self._size, [*before, *self._activities.oldest_first()]
        )
        if isinstance(talks, list):
            damaged += self._talks.restore(talks, dt_util.utcnow())
        if (heard := _heard(data.get("heard"), before)) and self._heard is None:
            self._heard = heard
            self._node.async_recall_heard(*heard)
        if damaged:
            _LOGGER.warning(
                "Node %s: %d damaged records of its history are left out",
                self._node.node,
                damaged,
            )

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
        self._forget_future(dt_util.utcnow())
        return [self.record(activity) for activity in self._activities.newest(limit)]

    def record(self, activity: Activity) -> dict[str, Any]:
        """Return an activity as data, with the callsign of its station if known by now."""
        return activity_record(activity, self._callsign_of(activity.node))

    def today(self) -> Tally:
        """Return all talks since local midnight."""
        return self.talks.total(dt_util.start_of_local_day())

    @callback
    def _happened(self, activity: Activity, context: Context | None) -> None:
        self._forget_future(activity.at)
        self._activities.add(activity)
        self._count(activity)
        self._save_later()
        data = {
            "device_id": self._device_id,
            "type": activity.type.value,
            **activity_data(activity, self._callsign_of(activity.node)),
        }
        self._hass.bus.async_fire(EVENT_ACTIVITY, data, context=context)

    def _forget_future(self, now: datetime) -> None:
        """Forget what has a time to come: the clock was wrong when it happened."""
        if now.year < _FIRST_YEAR:
            return
        self._talks.forget_future(now)
        self._activities.forget_after(now + _AHEAD)

    def _count(self, activity: Activity) -> None:
        talker, duration = activity.node, activity.duration
        if activity.type is ActivityType.TALK_STARTED:
            talks = self._node.data.talking.talks
            # Once for all that begin together.
            if talks is not self._talks_then:
                self._talks_then = talks
                self._key_downs = {talk.talker: talk.started.wall for talk in talks}
        elif activity.type is ActivityType.TALK_ENDED and duration is not None:
            heard = activity.heard or activity.at
            lasted = timedelta(seconds=duration)
            self._heard = talker, heard, self._key_downs.pop(talker, heard - lasted)
            self._talks.add(talker, heard, duration, activity.at)

    def _save_later(self) -> None:
        # Store would put the write off again at each call.
        if not self._unsaved:
            self._unsaved = True
            self._store.async_delay_save(self._data, _SAVE_DELAY)

    def _data(self) -> dict[str, Any]:
        self._unsaved = False
        return {
            "activities": [*map(activity_record, self._activities.oldest_first())],
            "talks": self._talks.as_data(),
            "heard": self._heard and _heard_record(*self._heard),
        }


def _heard_record(node: str, heard: datetime, started: datetime) -> list[Any]:
    return [node, heard.isoformat(), started.isoformat()]


def _utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)


def _heard(record: Any, activities: list[Activity]) -> _Heard | None:
    """Return who was heard last; what was saved before it was a record has activities."""
    with suppress(*_DAMAGED):
        node, heard, started = record
        times = _utc(heard), _utc(started)
        if times[1] <= times[0] <= dt_util.utcnow() + _AHEAD:
            return shown_name(str(node)), *times
    ended = (a for a in reversed(activities) if a.type is ActivityType.TALK_ENDED)
    if (last := next(ended, None)) is None:
        return None
    heard = last.at - TALK_GAP
    return last.node, heard, heard - timedelta(seconds=last.duration or 0)


def _activities(records: list[Any]) -> tuple[list[Activity], int]:
    """Return the activities that were recorded, and how many are left out."""
    now, activities = dt_util.utcnow(), []
    for record in records:
        with suppress(*_DAMAGED):
            activities.append(recorded_activity(record, now))
    return activities, len(records) - len(activities)
