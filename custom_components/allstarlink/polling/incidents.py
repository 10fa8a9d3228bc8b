"""Which requests of which nodes ended a session or the server, and what follows.

app_rpt ends the session when it is asked for a node whose thread does not run,
and old Asterisk dies of some questions (transcripts d13, odd_xstat_remote_base,
asl2_55). Neither says so: a request is known by being the one that was pending.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from ..names import is_node_number, shown_name

# Sessions in a row that end at a request of a node until it is set aside, and
# deaths of the server until the request is banned
_ENDS = 2
_DEATHS = 2

# How long a node that was set aside is left alone, each time; then the last of these
_REST = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))

# RptUptime has whole seconds, and the server's way up may overlap with its death
_SLACK = timedelta(seconds=3)

# A death is held against a request that was answered since for so long
_MEMORY = timedelta(days=1)

# Of a record: sessions or deaths, and how long ago the last was
_MAX_COUNT = 10**9
_OLDEST = timedelta(days=3650)


class Standing(Enum):
    """How a node is polled: as any other, with care, now and then, or not at all."""

    GOOD = "good"
    DOUBTED = "doubted"
    SET_ASIDE = "set_aside"
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Uptime:
    """What a server said of how long app_rpt runs, and when: monotonic, seconds.

    `span` is None where it cannot be true.
    """

    span: timedelta | None
    at: float

    @property
    def began(self) -> float | None:
        """When app_rpt was started, by the same clock."""
        return None if self.span is None else self.at - self.span.total_seconds()

    def has_gone_back(self, before: Uptime) -> bool:
        """Tell whether app_rpt was started anew since what was said before.

        It says nothing true while it starts, and never where its clock is wrong.
        """
        if before.began is None or (self.span == before.span == timedelta()):
            return False
        slack = _SLACK.total_seconds()
        return self.began is None or self.began > before.began + slack


@dataclass(frozen=True, slots=True)
class Incident:
    """What one request of one node has done.

    `ends` are the sessions in a row that ended at it, `deaths` those in which
    the server died, `at` is the last of them. It is `judged` when it is known
    whether the server lived on, and `is_starting` if the node was perhaps being
    started: the reply had begun. `uptime` is what was said last before that.
    Neither is kept.
    """

    node: str
    command: str
    at: datetime
    ends: int = 1
    deaths: int = 0
    judged: bool = False
    is_starting: bool = False
    uptime: Uptime | None = None

    @property
    def is_banned(self) -> bool:
        """Whether the request is not sent any more."""
        return self.deaths >= _DEATHS

    @property
    def due(self) -> datetime:
        """When a node that was set aside may be asked again."""
        if self.ends < _ENDS:
            return self.at
        return self.at + _REST[min(self.ends - _ENDS, len(_REST) - 1)]

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "node": self.node,
            "command": self.command,
            "at": self.at.isoformat(),
            "ends": self.ends,
            "deaths": self.deaths,
            "judged": self.judged,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], now: datetime) -> Incident:
        """Return what `as_data` gave; one of the future happened `now`.

        Raises AttributeError, LookupError, OverflowError, TypeError or ValueError
        for anything else.
        """
        node, command, judged = data["node"], data["command"], data["judged"]
        if not is_node_number(node) or not isinstance(command, str):
            raise ValueError("No node, or no request")
        if not isinstance(judged, bool):
            raise TypeError("No yes or no")
        at = datetime.fromisoformat(data["at"])
        if at.tzinfo is None:
            raise ValueError("A time without a zone")
        # So that adding a few hours to it stays within the calendar.
        at = max(min(at.astimezone(UTC), now), now - _OLDEST)
        counts = _count(data["ends"]), _count(data["deaths"])
        return cls(node, shown_name(command), at, *counts, judged)


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MAX_COUNT:
        raise ValueError("No count")
    return value


class Incidents:
    """The incidents of one server. Each `now` is a time in UTC."""

    def __init__(self, known: Iterable[Incident] = ()) -> None:
        """Begin with those that are known."""
        self._known = {(one.node, one.command): one for one in known}

    @property
    def all(self) -> tuple[Incident, ...]:
        """All incidents."""
        return tuple(self._known.values())

    def standing(self, node: str, now: datetime) -> Standing:
        """Return how a node is to be polled now."""
        found = [one for one in self._known.values() if one.node == node and one.ends]
        if any(one.is_banned for one in self._known.values() if one.node == node):
            return Standing.BANNED
        if any(one.ends >= _ENDS and now < one.due for one in found):
            return Standing.SET_ASIDE
        return Standing.DOUBTED if found else Standing.GOOD

    def is_judged(self, node: str) -> bool:
        """Whether it is known of each incident of a node if the server lived on."""
        return all(one.judged for one in self._known.values() if one.node == node)

    def may_be_starting(self, node: str) -> bool:
        """Whether the thread of a node was perhaps not up at the last end."""
        found = (one for one in self._known.values() if one.node == node)
        return any(one.ends > 0 and one.is_starting for one in found)

    def due(self, node: str) -> datetime | None:
        """Return when a node may be asked again, None if nothing holds it back."""
        due = [one.due for one in self._known.values() if one.node == node]
        return max(due, default=None)

    def of(self, node: str) -> tuple[str, ...]:
        """Return the requests of a node that did something, the banned ones first."""
        found = [one for one in self._known.values() if one.node == node]
        found.sort(key=lambda one: (not one.is_banned, -one.ends))
        return tuple(one.command for one in found)

    def ended(
        self,
        node: str,
        command: str,
        now: datetime,
        *,
        is_known: bool,
        is_starting: bool,
        uptime: Uptime | None,
    ) -> None:
        """Note that a session ended at a request, as app_rpt does if `is_starting`.

        `uptime` is what the server said last. One that is not `is_known` may be innocent: it is doubted, and a death counts.
        """
        before = self._known.get((node, command), Incident(node, command, now, ends=0))
        self._known[node, command] = replace(
            before,
            at=now,
            ends=before.ends + 1 if is_known else max(1, before.ends),
            judged=False,
            is_starting=is_starting,
            uptime=uptime,
        )

    def refused(self) -> bool:
        """Note that the port is refused: the server has died. Return if that is news."""
        return self._judge(lambda _one: True)

    def judge(self, started: datetime | None, uptime: Uptime, now: datetime) -> bool:
        """Note since when app_rpt runs, None if it does not say so in earnest.

        An uptime that has not gone back is no restart. Else what cannot be told
        counts as a death: app_rpt says so while it starts.
        A node that was set aside is asked again after a restart of the server.
        Return whether anything changed.
        """

        def has_died(one: Incident) -> bool:
            if one.uptime is not None and not uptime.has_gone_back(one.uptime):
                return False
            return started is None or started >= one.at - _SLACK

        changed = False
        for key, one in list(self._known.items()):
            restarted = started is not None and started > one.at + _SLACK
            if one.uptime is not None:
                restarted &= uptime.has_gone_back(one.uptime)
            if one.judged and one.ends >= _ENDS and restarted:
                self._known[key] = replace(one, ends=1, at=now)
                changed = True
        judged = self._judge(has_died)
        return judged or changed

    def answered(self, node: str, command: str, now: datetime) -> bool:
        """Note that a request was answered; return whether that is news."""
        if (one := self._known.get((node, command))) is None or one.is_banned:
            return False
        if one.deaths and now - one.at < _MEMORY:
            self._known[node, command] = replace(one, ends=0, judged=True)
            return one.ends > 0
        del self._known[node, command]
        return True

    def node_started(self, node: str) -> bool:
        """Note that the thread of a node runs; return whether it had been set aside."""
        found = [one for one in self._known.values() if one.node == node]
        lifted = [one for one in found if one.ends >= _ENDS and not one.is_banned]
        for one in lifted:
            self._known[one.node, one.command] = replace(one, ends=1)
        return bool(lifted)

    def forget(self, node: str) -> bool:
        """Forget what a node did; return whether there was anything."""
        found = [key for key in self._known if key[0] == node]
        for key in found:
            del self._known[key]
        return bool(found)

    def _judge(self, died: Callable[[Incident], bool]) -> bool:
        open_ones = [one for one in self._known.values() if not one.judged]
        for one in open_ones:
            self._known[one.node, one.command] = replace(
                one, judged=True, deaths=one.deaths + died(one)
            )
        return bool(open_ones)
