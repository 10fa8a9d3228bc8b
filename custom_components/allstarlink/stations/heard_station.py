"""One station: what all nodes that may hear it make of it together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..activity.talk_statistics import TalkStatistics
from ..app_rpt.activity import LOCAL, Activity, ActivityType
from ..app_rpt.talks import Talk, Talking
from ..coordinator import NodeCoordinator
from ..listeners import Listeners
from .callsign import is_of_station
from .hearing import Hearing, async_hearings
from .settings import StationSettings
from .spans import MAX_SPANS, Spans

# The talker in the statistics, which have no other
_TALKER = "station"

# So far ahead of the clock a time is still due to its being adjusted
_AHEAD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one node hears of the station: when it keyed, and its talks under way."""

    talking: Talking | None = None
    is_keyed: bool = False
    talks: tuple[Talk, ...] = ()


_NOTHING = _Heard()


class HeardStation:
    """Who talks when and where; a talk that several nodes hear is one.

    A station is heard as an adjacent link that is keyed, and as the receiver of a node
    that is its own. What happens behind neighbors nobody reports.
    """

    def __init__(
        self, hass: HomeAssistant, own: Hearing, settings: StationSettings
    ) -> None:
        """Listen to the nodes of its `own` server, or of all, until `async_stop`."""
        self.settings = settings
        self.heard_on: str | None = None
        self.last_heard: datetime | None = None
        self._hass = hass
        self._own = own
        self._statistics = TalkStatistics()
        self._spans = Spans()
        # The key-down of the talk under way
        self._started: datetime | None = None
        self._heard: dict[NodeCoordinator, _Heard] = {}
        self._hearing_of: dict[NodeCoordinator, Hearing] = {}
        self._listeners = Listeners[[]]()
        self._last_listeners = Listeners[[]]()
        self._cancels: list[CALLBACK_TYPE] = []
        self._stop = async_hearings(hass).async_listen(self._follow)
        self._follow()

    @property
    def is_available(self) -> bool:
        """Whether any of its servers is connected."""
        return any(hearing.client.connected for hearing in self._hearings)

    @property
    def is_talking(self) -> bool | None:
        """Whether it is keyed on any node, None while no node can tell."""
        if any(heard.is_keyed for heard in self._heard.values()):
            return True
        return False if any(map(_can_hear, self._heard)) else None

    @property
    def talk_time_today(self) -> float:
        """The seconds of all talks that have ended since local midnight."""
        self._forget_future()
        return self._statistics.total(dt_util.start_of_local_day()).seconds

    @callback
    def async_listen(
        self, listener: Callable[[], None], *, last: bool = False
    ) -> CALLBACK_TYPE:
        """Call when anything of it may have changed, `last` after all others.

        Who acts when a station begins to talk wants to know where.
        """
        listeners = self._last_listeners if last else self._listeners
        return listeners.async_add(listener)

    @callback
    def async_change(self, settings: StationSettings) -> None:
        """Take other settings; of another station nothing is known yet."""
        if not settings.is_same(self.settings):
            self.heard_on = self.last_heard = self._started = None
            self._statistics, self._spans = TalkStatistics(), Spans()
        self.settings = settings
        self._follow()

    @callback
    def async_recall(self, heard: datetime, node: str) -> None:
        """Take over when (UTC) and where it was heard before, unless it was heard since."""
        if self._started is not None:
            return
        if self.last_heard is None or heard >= self.last_heard:
            self.last_heard = heard
            if not self.is_talking:
                self.heard_on = node

    @callback
    def async_recall_talks(self, data: Mapping[str, Any]) -> None:
        """Count what `talks_today` once returned as well.

        Raises LookupError, OSError, OverflowError, TypeError or ValueError for
        anything else.
        """
        spans = [
            (datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
            for start, end in data["spans"]
        ]
        if self._statistics.restore(data["talks"], dt_util.utcnow()):
            raise ValueError("some of its talks were no talks")
        for start, end in spans[-MAX_SPANS:]:
            self._spans.add(start, max(start, end))

    @callback
    def talks_today(self) -> dict[str, Any]:
        """Return the talks that have ended since local midnight, for JSON."""
        midnight = dt_util.start_of_local_day().timestamp()
        rows = self._statistics.as_data()
        return {
            "talks": [row for row in rows if row[0] >= midnight],
            "spans": [
                [start.timestamp(), end.timestamp()] for start, end in self._spans
            ],
        }

    @callback
    def async_stop(self) -> None:
        """Listen no more."""
        self._stop()
        self._cancel()

    @property
    def _hearings(self) -> Iterable[Hearing]:
        if self.settings.all_servers:
            return async_hearings(self._hass).all
        return (self._own,)

    @callback
    def _follow(self) -> None:
        """Listen to the servers and nodes that there are now."""
        self._cancel()
        self._hearing_of = {
            node: hearing for hearing in self._hearings for node in hearing.nodes
        }
        for hearing in self._hearings:
            self._cancels += [
                hearing.client.async_add_listener(self._notify),
                hearing.directory.async_add_listener(self._look_at_all),
            ]
        for node in self._hearing_of:
            self._cancels += [
                node.async_add_state_listener(partial(self._node_changed, node)),
                node.async_add_activity_listener(partial(self._happened, node)),
            ]
        self._look_at_all()

    def _cancel(self) -> None:
        for cancel in self._cancels:
            cancel()
        self._cancels.clear()

    @callback
    def _look_at_all(self) -> None:
        """Look at all nodes again: names may mean others now."""
        self._heard = dict.fromkeys(self._hearing_of, _NOTHING)
        for node in self._heard:
            self._heard[node] = self._hear(node)
        self._update()

    @callback
    def _node_changed(self, node: NodeCoordinator, _context: Context | None) -> None:
        if (known := self._heard.get(node)) is None:
            return
        # Most changes of a node are no business of talkers.
        if node.data.talking is not known.talking:
            self._heard[node] = self._hear(node)
            self._update()
        else:
            self._notify()

    @callback
    def _happened(
        self, node: NodeCoordinator, activity: Activity, _context: Context | None
    ) -> None:
        if activity.type is not ActivityType.TALK_ENDED or activity.duration is None:
            return
        if node not in self._heard or not self._is_it(node, activity.node):
            return
        self._forget_future()
        heard = activity.heard or activity.at
        started = heard - timedelta(seconds=activity.duration)
        added = self._spans.add(started, heard).total_seconds()
        self._statistics.add(_TALKER, heard, added, activity.at)
        if self._started is None:
            self._note(heard, node)
        self._notify()

    def _hear(self, node: NodeCoordinator) -> _Heard:
        talking = node.data.talking
        return _Heard(
            talking,
            any(self._is_it(node, name) for name in talking.keyed),
            tuple(t for t in talking.talks if self._is_it(node, t.talker)),
        )

    def _update(self) -> None:
        """Follow the talk of the station, from its first key-down to its last key-up."""
        talks = [(t, node) for node, h in self._heard.items() for t in h.talks]
        if talks and self._started is None:
            talk, node = min(talks, key=lambda item: item[0].started)
            self._started = self.last_heard = talk.started.wall
            self.heard_on = node.node
        elif not talks:
            self._started = None
            for node in self._heard:
                last = node.data.talking
                if last.last_heard_node is None or last.last_heard is None:
                    continue
                if self._is_it(node, last.last_heard_node):
                    self._note(last.last_heard.wall, node)
        keyed = [node.node for node, heard in self._heard.items() if heard.is_keyed]
        if keyed and self.heard_on not in keyed:
            self.heard_on = keyed[0]
        self._notify()

    @callback
    def _notify(self) -> None:
        self._listeners.async_notify()
        self._last_listeners.async_notify()

    def _note(self, heard: datetime, node: NodeCoordinator) -> None:
        if self.last_heard is None or heard > self.last_heard:
            self.last_heard, self.heard_on = heard, node.node

    def _is_it(self, node: NodeCoordinator, talker: str) -> bool:
        """Return whether a talker on a node is the station."""
        name = node.node if talker == LOCAL else talker
        if name in self.settings.nodes:
            return True
        if (wanted := self.settings.callsign) is None:
            return False
        callsigns = self._hearing_of[node].directory.callsigns_of(name)
        return any(is_of_station(callsign, wanted) for callsign in callsigns)

    def _forget_future(self) -> None:
        """Forget what has a time to come: the clock was wrong when it happened."""
        now = dt_util.utcnow()
        self._statistics.forget_future(now)
        self._spans.forget_after(now + _AHEAD)
        if self.last_heard is not None and self.last_heard > now + _AHEAD:
            self.last_heard = None


def _can_hear(node: NodeCoordinator) -> bool:
    is_known = node.available and node.data.silence_is_known
    return is_known and not node.is_remote_base
