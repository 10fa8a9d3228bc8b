"""One line of the table: what was measured, and what it should be."""

from dataclasses import dataclass

# A watched value may be this much worse than the one that is kept.
_TOLERANCE = 0.3


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The value is to be this or more."""

    limit: float

    def is_met(self, value: float) -> bool:
        return value >= self.limit

    def has_slipped(self, value: float, kept: float) -> bool:
        return value < kept * (1 - _TOLERANCE)

    def better(self, first: float, second: float) -> float:
        return max(first, second)


@dataclass(frozen=True, slots=True)
class AtMost:
    """The value is to be this or less."""

    limit: float

    def is_met(self, value: float) -> bool:
        return value <= self.limit

    def has_slipped(self, value: float, kept: float) -> bool:
        return value > kept / (1 - _TOLERANCE)

    def better(self, first: float, second: float) -> float:
        return min(first, second)


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement.

    `figures` tells what was measured, for a reader. `value` is the one number
    that has a `target`; its `unit` is written right behind it. A `watched` row
    needs both: a run in which its value slips fails.
    """

    name: str
    figures: str
    value: float | None = None
    target: AtLeast | AtMost | None = None
    unit: str = "x"
    watched: bool = False

    def __post_init__(self) -> None:
        """Check that what is watched can be compared."""
        if self.watched and (self.value is None or self.target is None):
            raise ValueError(f"{self.name} is watched without a value and a target")

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.value is None or self.target is None:
            return None
        return self.target.is_met(self.value)

    def has_slipped(self, kept: float | None) -> bool:
        """Whether the value is much worse than the one that is kept, if one is."""
        if not self.watched or kept is None or self.value is None:
            return False
        return self.target is not None and self.target.has_slipped(self.value, kept)
