"""Real bytes as the pure functions take them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from custom_components.allstarlink.app_rpt.activity import Activity
from custom_components.allstarlink.app_rpt.events import EVENT_NAMES, Event, parse_event
from custom_components.allstarlink.app_rpt.sawstat import SawStat, parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    Change,
    NodeState,
    apply_event,
    apply_sawstat,
    apply_xstat,
    let_time_pass,
)
from custom_components.allstarlink.app_rpt.xstat import parse_xstat
from custom_components.allstarlink.moment import Moment
from tests.transcript import Transcript, find

type Fields = list[tuple[str, str]]

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def at(seconds: float) -> Moment:
    """Return the moment so many seconds after noon."""
    return Moment(NOON + timedelta(seconds=seconds), seconds)


def fields(message: bytes) -> Fields:
    """Return the (name, value) pairs of one message."""
    pairs: Fields = []
    for line in message.decode().split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            pairs.append((name, value.removeprefix(" ")))
        elif line:
            pairs.append(("", line))
    return pairs


def reply(prefix: str, command: str, number: int = 0, node: str = "") -> Fields:
    """Return a recorded reply, such as the first XStat of transcript 51_."""
    return fields(find(prefix).replies(command, node)[number])


def recorded_events(transcript: Transcript, node: str) -> Iterator[tuple[float, Event]]:
    """Yield the seconds and typed value of each event of a node that counts."""
    rest = b""
    for step in transcript.steps:
        if step.kind != "received":
            continue
        *messages, rest = (rest + step.data).split(b"\r\n\r\n")
        for message in messages:
            pairs = dict(fields(message))
            name = pairs.get("Event", "")
            if name in EVENT_NAMES and pairs["Node"] == node:
                yield step.at, parse_event(name, node, pairs["EventValue"])


class Node:
    """A node's state with all activities, fed like a coordinator feeds it."""

    def __init__(self, node: str = "1999") -> None:
        """Start knowing nothing."""
        self.state = NodeState(node)
        self.activities: list[Activity] = []

    def _take(self, change: Change) -> None:
        self.state, activities = change
        self.activities += activities

    def poll(self, prefix: str, seconds: float = 0, number: int = 0) -> None:
        """Apply the XStat and SawStat that a transcript recorded."""
        node = self.state.node
        xstat = parse_xstat(reply(prefix, "XStat", number, node))
        sawstat = parse_sawstat(reply(prefix, "SawStat", number, node))
        self._take(apply_xstat(self.state, xstat, at(seconds)))
        self._take(apply_sawstat(self.state, sawstat, at(seconds)))

    def poll_text(self, xstat: Fields, sawstat: Fields, seconds: float = 0) -> None:
        """Apply given replies."""
        self._take(apply_xstat(self.state, parse_xstat(xstat), at(seconds)))
        self._take(apply_sawstat(self.state, parse_sawstat(sawstat), at(seconds)))

    def apply_sawstat(self, sawstat: SawStat, seconds: float = 0) -> None:
        """Apply a SawStat alone."""
        self._take(apply_sawstat(self.state, sawstat, at(seconds)))

    def event(self, event: Event, seconds: float = 0) -> None:
        """Apply an event."""
        self._take(apply_event(self.state, event, at(seconds)))

    def pass_time(self, seconds: float) -> None:
        """Let talks end that are over by then."""
        self._take(let_time_pass(self.state, at(seconds)))

    @property
    def happened(self) -> list[tuple[str, str]]:
        """The activities as (type, node)."""
        return [(a.type.value, a.node) for a in self.activities]
