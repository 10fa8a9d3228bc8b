"""A remote base, as NodeStat tells it. Not recorded: rpt_manager.c 419 to 545."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemoteBase:
    """The radio of a remote base node.

    `user`, `level` and `frequency` are only told when set; `offset` (S, + or -),
    `rx_tone` and `tx_tone` only in mode FM. `power` is L, M or H.
    """

    on: bool = True
    user: str = ""
    level: str = ""
    frequency: str = ""
    mode: str = "FM"
    offset: str = "S"
    rx_tone: str = "0.0"
    tx_tone: str = "0.0"
    power: str = "L"

    def lines(self) -> Iterator[str]:
        """Yield the lines of NodeStat after the lead-in."""
        yield "IsRemoteBase: YES"
        yield f"RemoteOn: {'YES' if self.on else 'NO'}"
        if not self.on:
            return
        known = ("LogInUser", self.user), ("LogInLevel", self.level)
        for name, value in (*known, ("Freq", self.frequency)):
            if value:
                yield f"{name}: {value}"
        yield f"RemMode: {self.mode}"
        if self.mode == "FM":
            yield f"RemOffset: {self.offset}"
            yield f"RxPl: {self.rx_tone}"
            yield f"TxPl: {self.tx_tone}"
        yield f"PowerLevel: {self.power}"
