"""The network of a node: every node that LinkedNodes lists, and how it came.

app_rpt does not say by which neighbor a node came. The statistics of a neighbor say
to whom it is linked: those came by it. Of nodes farther away nothing is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.event import async_call_later

from ..coordinator import NodeCoordinator
from ..names import is_node_number
from .favorites import may_scan
from .public import is_public
from .report import Position
from .scan import Who, async_get_scan

# Seconds for which an action waits for answers
_PATIENCE = 10.0

# Seconds after a request of a view in which somebody is taken to look at it
_LOOKS = 90.0


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A node of the network, by the name that links have.

    `via` is the neighbor that brought it and `age` of when that is, in seconds;
    None where no statistics say so, and of a neighbor, which is `adjacent`.
    """

    name: str
    adjacent: bool
    via: str | None = None
    age: int | None = None
    position: Position | None = None


class NetworkView:
    """The network of one node, as far as it and the statistics of its neighbors say."""

    def __init__(self, coordinator: NodeCoordinator) -> None:
        """Take the coordinator of the node; nothing is asked until somebody looks."""
        self._coordinator = coordinator
        self._hass = coordinator.hass
        self._scan = async_get_scan(coordinator.hass)
        self._stops: list[CALLBACK_TYPE] = []

    @property
    def has_statistics(self) -> bool:
        """Whether the user lets the service be asked."""
        return may_scan(self._coordinator)

    @property
    def is_pending(self) -> bool:
        """Whether there is a neighbor that is still to be asked about."""
        return any(map(self._scan.is_due, self._neighbors()))

    @callback
    def nodes(self) -> list[NetworkNode]:
        """Return the network as it is known now, the neighbors first.

        There are none while the node is unavailable.
        """
        if not self._coordinator.available:
            return []
        state = self._coordinator.data
        adjacent = {link.name: None for link in state.links if link.established}
        others = state.network - {link.name for link in state.links}
        brought = dict(self._brought(list(adjacent)))
        has_statistics = self.has_statistics

        def node(name: str) -> NetworkNode:
            position = self._scan.position_of(name) if has_statistics else None
            if name in adjacent:
                return NetworkNode(name, adjacent=True, position=position)
            via, age = brought.get(name, (None, None))
            return NetworkNode(name, False, via, age, position)

        return list(map(node, [*adjacent, *sorted(others, key=_by_number)]))

    async def async_fresh(self) -> list[NetworkNode]:
        """Return the network, after asking about neighbors not asked about lately."""
        await self._scan.async_fresh(self._neighbors(), _PATIENCE)
        return self.nodes()

    @callback
    def async_look(self) -> None:
        """Have the neighbors of now asked about for a while."""
        self.async_stop()

        @callback
        def async_over(_now: datetime) -> None:
            self._stops.remove(stop_timer)
            self.async_stop()

        stop_timer = async_call_later(self._hass, _LOOKS, async_over)
        look = self._scan.async_look(self._neighbors(), Who.CARD)
        self._stops = [stop_timer, look]

    @callback
    def async_stop(self) -> None:
        """Have nothing asked any more."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _neighbors(self) -> list[str]:
        """Return the neighbors that the service may be asked about."""
        if not self.has_statistics or not self._coordinator.available:
            return []
        links = self._coordinator.data.links
        return [
            each.name for each in links if each.established and is_public(each.name)
        ]

    def _brought(self, adjacent: list[str]) -> Iterator[tuple[str, tuple[str, int]]]:
        """Yield each name that a neighbor is linked to, with it and the age of that.

        The first neighbor that has a name comes last, so that it stays.
        """
        if self.has_statistics:
            for neighbor in reversed(adjacent):
                names, age = self._scan.links_of(neighbor)
                for name in names:
                    yield name, (neighbor, age)


def _by_number(name: str) -> tuple[bool, int, str]:
    is_number = is_node_number(name)
    return not is_number, int(name) if is_number else 0, name
