"""A point in time, by two clocks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import overload


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: `wall` for people (UTC), `monotonic` (seconds) for all arithmetic.

    The wall clock may be set at any time. So moments are ordered, and the time
    between two of them is taken, by the monotonic clock alone.
    """

    wall: datetime
    monotonic: float

    def __add__(self, span: timedelta) -> Moment:
        """Return the moment so much later."""
        return Moment(self.wall + span, self.monotonic + span.total_seconds())

    @overload
    def __sub__(self, other: Moment) -> timedelta: ...

    @overload
    def __sub__(self, other: timedelta) -> Moment: ...

    def __sub__(self, other: Moment | timedelta) -> timedelta | Moment:
        """Return the time between two moments, or the moment so much earlier."""
        if isinstance(other, Moment):
            return timedelta(seconds=self.monotonic - other.monotonic)
        return self + -other

    def __lt__(self, other: Moment) -> bool:
        """Tell whether this moment was earlier."""
        return self.monotonic < other.monotonic

    def __le__(self, other: Moment) -> bool:
        """Tell whether this moment was not later."""
        return self.monotonic <= other.monotonic
