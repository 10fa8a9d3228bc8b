"""Recorded bytes as the package `asterisk` takes them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from custom_components.allstarlink.asterisk.call import CallChange
from custom_components.allstarlink.asterisk.calls import (
    EVENT_NAMES,
    CallsChange,
    CallsState,
    apply_event,
    apply_list,
    lose_session,
)
from custom_components.allstarlink.moment import Moment
from tests.transcript import load

type Event = dict[str, str]

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TRUNKS = frozenset({"provider", "trunk", "ctrunk"})
NODES = frozenset({"1996", "1997", "1998", "1999"})


class Received(NamedTuple):
    """A message and the seconds at which it was received."""

    at: float
    headers: Event


def at(seconds: float) -> Moment:
    """Return the moment so many seconds after noon."""
    return Moment(NOON + timedelta(seconds=seconds), seconds)


def received(name: str) -> list[Received]:
    """Return the messages of a transcript; of repeated headers the first counts."""
    return list(_received(name))


def _received(name: str) -> Iterator[Received]:
    rest = b""
    for step in load(name).steps:
        if step.kind != "received":
            continue
        *messages, rest = (rest + step.data).split(b"\r\n\r\n")
        for message in messages:
            lines = message.decode().strip().split("\r\n")
            pairs = [line.partition(": ") for line in reversed(lines)]
            yield Received(step.at, {key: value for key, _, value in pairs})


def events(name: str, *names: str) -> list[Received]:
    """Return the events of these names; without names, those of calls."""
    wanted = names or EVENT_NAMES
    return [
        one
        for one in received(name)
        if one.headers.get("Event") in wanted and "ActionID" not in one.headers
    ]


def rows(name: str, event: str, action_id: str | None = None) -> list[Event]:
    """Return the rows of a list reply."""
    return [
        headers
        for _, headers in received(name)
        if headers.get("Event") == event
        and "ActionID" in headers
        and action_id in (None, headers["ActionID"])
    ]


class Calls:
    """The calls of a server with all changes, fed as the integration feeds it."""

    def __init__(
        self, nodes: frozenset[str] = NODES, trunks: frozenset[str] = TRUNKS
    ) -> None:
        """Start knowing nothing."""
        self.state = CallsState(nodes, trunks)
        self.changes: list[CallChange] = []

    def _take(self, change: CallsChange) -> None:
        self.state, changes = change
        self.changes += changes

    def hear(self, *told: Received) -> None:
        """Apply events."""
        for seconds, headers in told:
            self._take(apply_event(self.state, headers["Event"], headers, at(seconds)))

    def take_list(self, listed: Iterable[Event], seconds: float = 0) -> None:
        """Apply a list of channels."""
        self._take(apply_list(self.state, listed, at(seconds)))

    def lose_session(self) -> None:
        """Lose the session."""
        self.state = lose_session(self.state)

    @property
    def happened(self) -> list[tuple[str, str]]:
        """The changes as (type, Linkedid)."""
        return [(c.type.value, c.call.linkedid) for c in self.changes]
