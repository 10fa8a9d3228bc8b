"""VoterStatus of chan_voter (chan_voter.c 1556 to 1643; transcripts 24 to 28)."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Receiver:
    """A receiver site. `rssi` is 0 to 255; `active` is false once it is lost."""

    name: str
    address: str = "0.0.0.0:0"
    rssi: int = 0
    master: bool = False
    active_master: bool = False
    mix: bool = False
    active: bool = True


@dataclass(slots=True)
class Voter:
    """The receivers of a node, and the name of the one that is voted for."""

    receivers: list[Receiver] = field(default_factory=list)
    voted: str = ""

    def lines(self, node: str) -> Iterator[str]:
        """Yield the lines of this instance after its lead-in."""
        yield f"Node: {node}"
        if self.voted:
            yield f"Voted: {self.voted}"
        for receiver in self.receivers:
            words = (
                (receiver.mix, " Mix"),
                (receiver.master, " Master"),
                (receiver.active_master, " ActiveMaster"),
                (not receiver.active, " Inactive"),
            )
            flags = "".join(word for present, word in words if present)
            yield f"Client: {receiver.name}{flags}"
            yield f"IP: {receiver.address}"
            yield f"RSSI: {receiver.rssi}"
