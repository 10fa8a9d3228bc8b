"""Who talked how long: talks counted by the quarter hour they ended in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ..names import shown_name

# Every time zone's midnight is the start of a quarter hour in UTC.
SLOT = timedelta(minutes=15)

_KEPT = timedelta(days=7) + SLOT
_MAX_SLOTS = _KEPT // SLOT

# Talkers in slots that are kept at most, some 200 bytes each: seven days of a
# hub where 40 stations talk in every quarter hour need 27,000.
_MAX_TALLIES = 30_000

# Stands for all who talked in a quarter hour in which more did than are kept
_OTHERS = ""

# Of talks in a quarter hour, and of their milliseconds: one may have lasted days
_MAX_COUNT = 10**10

# What taking apart something else than what was saved may raise
_DAMAGED = (AttributeError, LookupError, OSError, OverflowError, TypeError, ValueError)

_NEVER = datetime.max.replace(tzinfo=UTC)
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Tally:
    """Talks of one talker, or of all. `last_heard` is the last key-up."""

    talks: int = 0
    milliseconds: int = 0
    last_heard: datetime | None = None

    @property
    def seconds(self) -> float:
        """How long these talks lasted."""
        return self.milliseconds / 1000

    def add(self, other: Tally) -> None:
        """Count the talks of another tally as well."""
        self.talks += other.talks
        self.milliseconds += other.milliseconds
        heard = filter(None, (self.last_heard, other.last_heard))
        self.last_heard = max(heard, default=None)


class TalkStatistics:
    """The talks of the last seven days.

    A talk counts when it has ended, with all of its duration. Durations are
    whole milliseconds, so that no sum ever depends on its order.
    """

    def __init__(self) -> None:
        """Begin without a talk."""
        self._slots: dict[datetime, dict[str, Tally]] = {}
        self._tallies = 0
        # No slot is later
        self._latest = _EVER
        self._total = Tally()
        self._total_since = _NEVER

    def add(
        self, talker: str, heard: datetime, duration: float, ended: datetime
    ) -> None:
        """Count a talk; `duration` is in seconds, `heard` its last key-up."""
        talk = Tally(1, round(duration * 1000), heard)
        start = slot_of(ended)
        if start not in self._slots:
            self._forget(before=start - _KEPT)
        if self._tallies >= _MAX_TALLIES and talker not in self._slots.get(start, ()):
            talker = _OTHERS
        self._tally(start, talker).add(talk)
        if start >= self._total_since:
            self._total.add(talk)

    def forget_future(self, now: datetime) -> None:
        """Forget talks of times to come: the clock was wrong when they ended."""
        latest = slot_of(now)
        if self._latest <= latest:
            return
        for start in [start for start in self._slots if start > latest]:
            self._tallies -= len(self._slots.pop(start))
        self._latest = latest
        self._total_since = _NEVER

    def total(self, since: datetime) -> Tally:
        """Return what all talkers did, from the start of that quarter hour on."""
        since = slot_of(since)
        if since != self._total_since:
            self._total, self._total_since = Tally(), since
            for _, tally in self._since(since):
                self._total.add(tally)
        return self._total

    def talkers(self, since: datetime) -> dict[str, Tally]:
        """Return what each talker did, from the start of that quarter hour on.

        Those beyond the limit are in the totals only.
        """
        talkers: dict[str, Tally] = {}
        for talker, tally in self._since(slot_of(since)):
            talkers.setdefault(talker, Tally()).add(tally)
        talkers.pop(_OTHERS, None)
        return talkers

    def quarters(self, since: datetime) -> dict[datetime, Tally]:
        """Return what all talkers did in each quarter hour since then, by its start."""
        quarters: dict[datetime, Tally] = {}
        for start, talkers in self._slots.items():
            if start >= slot_of(since):
                quarters[start] = Tally()
                for tally in talkers.values():
                    quarters[start].add(tally)
        return quarters

    def as_data(self) -> list[list[Any]]:
        """Return all that is kept, for JSON."""
        return [
            [start.timestamp(), {name: _row(tally) for name, tally in talkers.items()}]
            for start, talkers in self._slots.items()
        ]

    def restore(self, data: list[Any], until: datetime = _NEVER) -> int:
        """Count what `as_data` returned as well, up to the present, `until`.

        What it cannot have returned is left out; returns how many rows that are.
        """
        self._total_since = _NEVER
        damaged = 0
        for row in data:
            try:
                timestamp, talkers = row
                start = _moment(timestamp, until)
                if start != slot_of(start):
                    raise ValueError("no start of a quarter hour")
                items = talkers.items()
            except _DAMAGED:
                damaged += 1
                continue
            for talker, counts in items:
                others = _MAX_SLOTS if talker == _OTHERS else 0
                if self._tallies >= _MAX_TALLIES + others:
                    continue
                try:
                    tally = _from_row(counts, until)
                except _DAMAGED:
                    damaged += 1
                else:
                    self._tally(start, shown_name(talker)).add(tally)
        return damaged

    def _tally(self, start: datetime, talker: str) -> Tally:
        talkers = self._slots.setdefault(start, {})
        self._latest = max(self._latest, start)
        if talker not in talkers:
            talkers[talker] = Tally()
            self._tallies += 1
        return talkers[talker]

    def _since(self, since: datetime) -> Iterator[tuple[str, Tally]]:
        for start, talkers in self._slots.items():
            if start >= since:
                yield from talkers.items()

    def _forget(self, before: datetime) -> None:
        for start in sorted(self._slots):
            if start >= before and self._tallies < _MAX_TALLIES:
                return
            self._tallies -= len(self._slots.pop(start))


def slot_of(moment: datetime) -> datetime:
    """Return the start of the quarter hour that a moment is in, in UTC."""
    moment = moment.astimezone(UTC)
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def _row(tally: Tally) -> list[Any]:
    heard = None if tally.last_heard is None else tally.last_heard.timestamp()
    return [tally.talks, tally.milliseconds, heard]


def _from_row(row: Any, until: datetime) -> Tally:
    talks, milliseconds, heard = row
    for count in (talks, milliseconds):
        if type(count) is not int or not 0 <= count <= _MAX_COUNT:
            raise ValueError("no count")
    return Tally(talks, milliseconds, None if heard is None else _moment(heard, until))


def _moment(timestamp: Any, until: datetime) -> datetime:
    if isinstance(timestamp, bool) or not isinstance(timestamp, int | float):
        raise TypeError("no time")
    moment = datetime.fromtimestamp(timestamp, UTC)
    if moment > until:
        raise ValueError("a time in the future")
    return moment
