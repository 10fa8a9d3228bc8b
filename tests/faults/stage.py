"""A server with two nodes, Home Assistant, and a clock that the test moves."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.hub import AllStarLinkData
from simulator import Session, SimulatedNode, SimulatedServer, Timings
from tests.integration import Entities, entry_for
from tests.timeline import Timeline
from tests.truth import differences

from .certificates import Authority
from .resolver import Resolver

NODES = ("1999", "1998")

# Seconds between two looks at the states; coarser where minutes are allowed
_STEP, _COARSE_STEP, _COARSE_FROM = 0.1, 1.0, 100.0

# Asterisk ends its sessions that long after `core restart now`, and its port is
# back that much later (transcript 71: less than a second)
_TIMINGS = Timings(shutdown=3.0, restart=1.0)


@dataclass(slots=True)
class Stage:
    """What a fault works on and what is looked at."""

    hass: HomeAssistant
    server: SimulatedServer
    entry: MockConfigEntry
    time: Timeline
    freezer: FrozenDateTimeFactory
    resolver: Resolver
    authority: Authority | None = None

    @property
    def states(self) -> Entities:
        """The states of the server's entities, and of the first node's."""
        return Entities(self.hass, self.entry)

    @property
    def hub(self) -> AllStarLinkData:
        """The runtime data of the server's entry."""
        hub: AllStarLinkData = self.entry.runtime_data
        return hub

    @property
    def session(self) -> Session:
        """The server's end of the connection."""
        return self.server.sessions[0]

    @property
    def node(self) -> SimulatedNode:
        """The node on which things happen."""
        return self.server.node(NODES[0])

    def wrong(self) -> list[str]:
        """Return where the states are not the truth."""
        return [
            wrong
            for number in NODES
            for wrong in differences(self.states, self.server.node(number))
        ]

    def is_right(self) -> bool:
        """Whether all states are the truth."""
        return not self.wrong()

    def is_away(self) -> bool:
        """Whether the server is shown as away, and nothing is claimed of its nodes."""
        registry = er.async_get(self.hass)
        server: dict[str, str] = {}
        nodes: set[str] = set()
        for entity in er.async_entries_for_config_entry(registry, self.entry.entry_id):
            state = self.hass.states.get(entity.entity_id)
            if state is not None and entity.config_subentry_id is None:
                server[entity.translation_key or ""] = state.state
            elif state is not None:
                nodes.add(state.state)
        return (
            nodes == {STATE_UNAVAILABLE}
            and server["connected"] == STATE_OFF
            and server["connected_since"] == STATE_UNKNOWN
            and server["health"] == "0"
            and {key for key in server if server[key] == STATE_UNAVAILABLE}
            == {"refresh"}
        )

    def is_other_node_away(self) -> bool:
        """Whether only the second node is unavailable."""
        states = self.states
        return (
            states.server("connected").state == STATE_ON
            and states.get("links", NODES[1]).state == STATE_UNAVAILABLE
            and not differences(states, self.node)
        )

    async def until(self, seen: Callable[[], bool], limit: float) -> float:
        """Let time pass until something is seen; return how long that took."""
        step = _STEP if limit < _COARSE_FROM else _COARSE_STEP
        passed = 0.0
        await self.time.settle()
        while not seen():
            # What happens at the limit itself is seen a step later.
            assert passed < limit + step, f"not within {limit} s: {self.wrong()}"
            await self.time.advance(step)
            passed += step
        return round(passed, 1)

    async def poll(self) -> None:
        """Press the button that polls every node."""
        await self.hass.services.async_call(
            "button",
            "press",
            {"entity_id": self.states.server_entity_id("refresh")},
            blocking=False,
        )
        await self.time.settle()

    def leap(self, seconds: float) -> None:
        """Let time pass at once while nothing runs, as when the machine sleeps."""
        self.freezer.tick(seconds)


@asynccontextmanager
async def staged(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    authority: Authority | None = None,
    host: str = "127.0.0.1",
    options: Mapping[str, Any] | None = None,
) -> AsyncGenerator[Stage]:
    """Set the stage: both nodes are followed, and the first has a link.

    With an authority, all is done over TLS.
    """
    time = Timeline(freezer)
    resolver = Resolver()
    hass.loop.getaddrinfo = resolver.getaddrinfo  # type: ignore[assignment]  # names only of the test
    # A loop in debug mode takes a handshake that the client gives up for an error
    # of the server, which runs in this loop too.
    hass.loop.set_debug(False)
    tls = authority.certificate("good") if authority else None
    async with SimulatedServer(nodes=NODES, tls=tls, timings=_TIMINGS) as server:
        server.node(NODES[0]).link("2001", children=("T2005",))
        entry = entry_for(server.port, NODES, options)
        entry.add_to_hass(hass)
        data = {**entry.data, "host": host, "ssl": tls is not None}
        hass.config_entries.async_update_entry(entry, data=data)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        stage = Stage(hass, server, entry, time, freezer, resolver, authority)
        # From here on a session that is lost was a stable one.
        await time.advance(62)
        assert stage.wrong() == []
        yield stage
        server.faults.clear()
        await hass.config_entries.async_unload(entry.entry_id)
        await time.settle()
        assert server.sessions == []
