"""What a station is: the subentries of type `station`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..const import CONF_ALL_SERVERS, CONF_CALLSIGN, CONF_NODES
from ..names import MAX_STATION_NODES, is_node_number
from .callsign import typed_callsign


@dataclass(frozen=True, slots=True)
class StationSettings:
    """A station by its callsign, by the numbers of its nodes, or both.

    It is heard on the nodes of its own server, or of all.
    """

    callsign: str | None
    nodes: tuple[str, ...]
    all_servers: bool

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> StationSettings:
        """Return what a subentry's data say; what makes no sense is left out."""
        callsign, nodes = data.get(CONF_CALLSIGN), data.get(CONF_NODES)
        numbers = nodes if isinstance(nodes, list | tuple) else ()
        valid = (n for n in numbers if isinstance(n, str) and is_node_number(n))
        return cls(
            typed_callsign(callsign) if isinstance(callsign, str) else None,
            tuple(dict.fromkeys(valid))[:MAX_STATION_NODES],
            data.get(CONF_ALL_SERVERS) is True,
        )

    @property
    def data(self) -> dict[str, Any]:
        """The data of the subentry."""
        callsign = {CONF_CALLSIGN: self.callsign} if self.callsign else {}
        return {
            **callsign,
            CONF_NODES: list(self.nodes),
            CONF_ALL_SERVERS: self.all_servers,
        }

    @property
    def title(self) -> str:
        """The callsign, else the nodes."""
        if self.callsign:
            return self.callsign
        if len(self.nodes) == 1:
            return f"Station {self.nodes[0]}"
        first, *more = self.nodes
        return f"Station {first} and {len(more)} more"

    @property
    def key(self) -> str:
        """What no two stations of a server have in common: the subentry's unique id."""
        who = self.callsign or "_".join(sorted(self.nodes))
        return f"station_{who}"

    def is_same(self, other: StationSettings) -> bool:
        """Return whether both are the same station, with other nodes maybe."""
        if self.callsign and other.callsign:
            return self.callsign == other.callsign
        return not set(self.nodes).isdisjoint(other.nodes)
