"""How one connection has done so far: attempts, outages, polls, times up and down.

Pure: time enters as a `Moment`. Spans are taken by the monotonic clock; the wall clock
counts only for what day it is, and for what is kept over a restart.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from .ami.status import State, Status
from .moment import Moment
from .session_cause import Cause, cause_of

# A loss counts for an hour, and no more of them are kept
LOSS_WINDOW = timedelta(hours=1)
_MAX_LOSSES = 100

# Polls whose results are kept
MAX_POLLS = 100

# Of a number that was kept: a century of seconds
_MAX_COUNT = 3_200_000_000

# So far ahead of the clock a time is still due to its being adjusted
_AHEAD = timedelta(minutes=1)


# What taking apart something else than a record may raise
_DAMAGED = (AttributeError, LookupError, OverflowError, TypeError, ValueError)


class _Phase(Enum):
    """What the time that passes counts as.

    Time in PAUSED counts as nothing: Home Assistant has no connection to keep. That in
    STARTING counts as down if the attempt fails, else as nothing.
    """

    PAUSED = "paused"
    STARTING = "starting"
    UP = "up"
    DOWN = "down"


@dataclass(slots=True)
class Spans:
    """Seconds with a session and without one."""

    up: float = 0.0
    down: float = 0.0

    def add(self, seconds: float, *, is_up: bool) -> None:
        """Add a span."""
        if is_up:
            self.up += seconds
        else:
            self.down += seconds


@dataclass(slots=True)
class Counts:
    """What is counted, and never goes back.

    `reconnect_attempts` and `reconnections` leave out the first attempt after a start
    or reload of Home Assistant. `losses` are the sessions that ended against our will.
    """

    attempts: int = 0
    reconnect_attempts: int = 0
    successes: int = 0
    reconnections: int = 0
    failures: int = 0
    losses: int = 0
    polls: int = 0
    polls_failed: int = 0
    polls_skipped: int = 0
    actions_timed_out: int = 0


class SessionRecord:
    """The record of one connection; `midnight` is always that of the local day."""

    def __init__(self) -> None:
        """Begin with nothing, and without a connection to keep."""
        self.counts = Counts()
        self.total = Spans()
        # How long the last outage took that is over, seconds
        self.last_outage: float | None = None
        # Why there is no session; None while there is one
        self.cause: Cause | None = None
        # Since when there is a session, or none (UTC)
        self.since: datetime | None = None
        self._today = Spans()
        self._day: date | None = None
        # How long the outage has taken that is not over, seconds
        self._outage: float | None = None
        self._losses: deque[Moment] = deque(maxlen=_MAX_LOSSES)
        self._polls: deque[bool] = deque(maxlen=MAX_POLLS)
        self._phase = _Phase.PAUSED
        self._status: Status | None = None
        self._is_first = self._is_trying = self._has_node_ended = False
        # Up to when the time was counted, monotonic
        self._counted = 0.0

    # What happens

    def note_status(self, status: Status, now: Moment, midnight: datetime) -> None:
        """Take note of a state of the connection; one that is repeated changes nothing."""
        if status is self._status:
            return
        before = self._status.state if self._status else State.CLOSED
        self._status = status
        self._count_time(now, midnight)
        if self._is_trying and status.state is State.WAITING:
            self._fail(status)
        match status.state:
            case State.CONNECTING:
                # The next address is tried at once, its outcome counts for both.
                self.counts.failures += self._is_trying
                self._try(status)
            case State.UP:
                self._succeed(status, now)
            case State.WAITING if before is State.UP:
                self._lose(status, now)
            case State.CLOSED if status.error is not None:
                self._fail(status)
            case State.CLOSED if before is not State.CLOSED:
                self._phase, self._is_trying = _Phase.PAUSED, False

    def pause(self, now: Moment, midnight: datetime) -> None:
        """Take note that there is no connection to keep any more."""
        self._count_time(now, midnight)
        self._phase = _Phase.PAUSED

    def note_node_ended(self) -> None:
        """Take note that a node's request has ended the session."""
        # The connection may not have noticed yet.
        self._has_node_ended = True
        if self.cause is Cause.CLOSED:
            self.cause = Cause.NODE_ENDED_SESSION

    def note_poll(self, *, succeeded: bool) -> None:
        """Take note of how a poll ended."""
        self.counts.polls += 1
        self.counts.polls_failed += not succeeded
        self._polls.append(succeeded)

    def _try(self, status: Status) -> None:
        self.counts.attempts += 1
        self._is_trying = True
        is_start = self._phase is _Phase.STARTING and self._is_first
        self._is_first = is_start or self._phase is _Phase.PAUSED
        self.counts.reconnect_attempts += not self._is_first
        if self._phase is _Phase.UP:
            # Reconnecting was asked for.
            self.cause, self.since = Cause.CLOSED, status.at
        if self._phase is not _Phase.DOWN:
            self._phase = _Phase.STARTING

    def _succeed(self, status: Status, now: Moment) -> None:
        self.counts.successes += 1
        self.counts.reconnections += not self._is_first
        self._counted = now.monotonic
        self._phase, self._is_trying = _Phase.UP, False
        self.cause, self.since = None, status.at
        self._has_node_ended = False
        if self._outage is not None:
            self.last_outage, self._outage = self._outage, None

    def _fail(self, status: Status) -> None:
        self.counts.failures += 1
        self._is_trying = False
        self._go_down(status)

    def _lose(self, status: Status, now: Moment) -> None:
        self.counts.losses += 1
        self._losses.append(now)
        self._go_down(status)
        if self._has_node_ended:
            self.note_node_ended()

    def _go_down(self, status: Status) -> None:
        if self.cause is None:
            self.since = status.at
        self.cause = cause_of(
            status.error, self.cause, is_announced=status.is_announced
        )
        self._phase = _Phase.DOWN
        if self._outage is None:
            self._outage = 0.0

    # What is kept

    def as_data(self, now: Moment, midnight: datetime) -> dict[str, Any]:
        """Return what is kept over a restart, as JSON has it."""
        today = self.spans_of_day(now, midnight)
        return {
            "counts": asdict(self.counts),
            "total": asdict(self.total),
            "today": {"day": midnight.date().isoformat(), **asdict(today)},
            "outage": self._outage,
            "last_outage": self.last_outage,
            "losses": [(now.wall - (now - at)).isoformat() for at in self._losses],
            "polls": "".join("01"[succeeded] for succeeded in self._polls),
        }

    def restore(
        self, data: Mapping[str, Any], now: Moment, midnight: datetime
    ) -> list[str]:
        """Take over what was kept; return the names of what is damaged and left out.

        To be called before anything else.
        """
        damaged: list[str] = []

        def read[T](name: str, of: Callable[[Any], T], default: T) -> T:
            try:
                return of(data[name])
            except _DAMAGED:
                damaged.append(name)
                return default

        self.counts = read("counts", _counts, self.counts)
        self.total = read("total", _spans, self.total)
        self._outage = read("outage", _seconds_or_none, None)
        self.last_outage = read("last_outage", _seconds_or_none, None)
        self._polls.extend(read("polls", _polls, []))
        losses: list[datetime] = read("losses", _times, [])
        self._losses.extend(
            now - (now.wall - at)
            for at in sorted(losses)
            if -_AHEAD <= now.wall - at <= LOSS_WINDOW
        )
        day, today = read("today", _day, (date.min, Spans()))
        if day == midnight.date():
            self._day, self._today = day, today
        self._counted = now.monotonic
        return damaged

    # What is known

    def losses(self, now: Moment) -> int:
        """Return the number of losses in the last hour, at most 100."""
        while self._losses and now - self._losses[0] > LOSS_WINDOW:
            self._losses.popleft()
        return len(self._losses)

    def failed_polls(self, newest: int = MAX_POLLS) -> float:
        """Return the share of failed ones among the newest polls, 0 to 1."""
        polls = list(self._polls)[-newest:]
        return polls.count(False) / len(polls) if polls else 0.0

    def spans_of_day(self, now: Moment, midnight: datetime) -> Spans:
        """Return the times up and down since local midnight."""
        self._count_time(now, midnight)
        return Spans(self._today.up, self._today.down)

    def availability_today(self, now: Moment, midnight: datetime) -> float | None:
        """Return the share of the time up since midnight, percent; None before any."""
        today = self.spans_of_day(now, midnight)
        whole = today.up + today.down
        if not whole:
            return 100.0 if self._phase is _Phase.UP else None
        return 100 * today.up / whole

    def _count_time(self, now: Moment, midnight: datetime) -> None:
        """Count the time since the last call, and what of it is today's."""
        if self._day != midnight.date():
            self._day, self._today = midnight.date(), Spans()
        if self._phase is _Phase.STARTING:
            # Its outcome decides what it was.
            return
        elapsed = max(0.0, now.monotonic - self._counted)
        self._counted = now.monotonic
        if self._phase is _Phase.PAUSED:
            return
        is_up = self._phase is _Phase.UP
        self.total.add(elapsed, is_up=is_up)
        since_midnight = max(0.0, (now.wall - midnight).total_seconds())
        self._today.add(min(elapsed, since_midnight), is_up=is_up)
        if self._outage is not None:
            self._outage += elapsed


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    if not 0 <= value <= _MAX_COUNT:
        raise ValueError("no possible number")
    return value


def _counts(data: Mapping[str, object]) -> Counts:
    # One that is not there yet is of an earlier version.
    return Counts(
        **{each.name: int(_number(data.get(each.name, 0))) for each in fields(Counts)}
    )


def _spans(data: Mapping[str, object]) -> Spans:
    return Spans(_number(data["up"]), _number(data["down"]))


def _day(data: Mapping[str, Any]) -> tuple[date, Spans]:
    return date.fromisoformat(data["day"]), _spans(data)


def _seconds_or_none(value: object) -> float | None:
    return None if value is None else _number(value)


def _polls(text: str) -> list[bool]:
    return [{"0": False, "1": True}[each] for each in text[-MAX_POLLS:]]


def _times(texts: list[str]) -> list[datetime]:
    times = [datetime.fromisoformat(text) for text in texts[-_MAX_LOSSES:]]
    if any(time.tzinfo is None for time in times):
        raise ValueError("a time without a zone")
    return [time.astimezone(UTC) for time in times]
