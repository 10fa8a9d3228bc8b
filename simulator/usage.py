"""What NodeStat counts: today and since the node started."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Counts:
    """The counters of one period; `tx_time` in seconds, of keyups that ended."""

    keyups: int = 0
    kerchunks: int = 0
    dtmf_commands: int = 0
    tx_time: float = 0.0


@dataclass(slots=True)
class Usage:
    """A node's counters. `today` asks the server's calendar."""

    calendar: Callable[[], date]
    total: Counts = field(default_factory=Counts)
    time_outs: int = 0
    last_dtmf_command: str = ""
    _day: Counts = field(default_factory=Counts)
    _date: date | None = None

    @property
    def today(self) -> Counts:
        """The counters of this day, new at the server's midnight."""
        if (now := self.calendar()) != self._date:
            self._date = now
            self._day = Counts()
        return self._day

    def keyed(self) -> None:
        """Count a keyup of the transmitter."""
        for counts in (self.today, self.total):
            counts.keyups += 1

    def unkeyed(self, seconds: float) -> None:
        """Count the time of a keyup that ended."""
        for counts in (self.today, self.total):
            counts.tx_time += seconds

    def kerchunked(self) -> None:
        """Count a very short keyup of the receiver."""
        for counts in (self.today, self.total):
            counts.kerchunks += 1

    def executed(self, digits: str) -> None:
        """Count a DTMF command, digits without the star."""
        self.last_dtmf_command = digits
        for counts in (self.today, self.total):
            counts.dtmf_commands += 1
