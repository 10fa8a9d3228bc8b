"""Two servers with a node each, and a station that becomes a device of the first."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import SUBENTRY_TYPE_STATION
from simulator import EchoLinkStation, SimulatedNode, SimulatedServer

from ..integration import add_server
from ..names import keep_list
from ..timeline import Timeline

KEYS = ("talking", "heard_on", "last_heard", "talk_time_today")

# Node 2001 is W1X1's, as the list of nodes has it, with 2100 and the EchoLink station
LISTED = "2100|w1x1|Mobile|Town\n1998|W1X1|Home|Town\n"
ECHOLINK = "3009001"
STATION = "W1X1"


@dataclass(slots=True)
class Stage:
    """Both servers, and the station's entities."""

    hass: HomeAssistant
    servers: tuple[SimulatedServer, SimulatedServer]
    entries: tuple[MockConfigEntry, MockConfigEntry]
    time: Timeline
    subentry: ConfigSubentry

    @property
    def one(self) -> SimulatedNode:
        """Node 1999 of the first server."""
        return self.servers[0].node("1999")

    @property
    def two(self) -> SimulatedNode:
        """Node 1998 of the second server."""
        return self.servers[1].node("1998")

    def entity_id(self, key: str) -> str | None:
        """Return the id of the entity of this key."""
        unique_id = f"{self.entries[0].entry_id}_{self.subentry.subentry_id}_{key}"
        domain = "binary_sensor" if key == "talking" else "sensor"
        registry = er.async_get(self.hass)
        return registry.async_get_entity_id(domain, "allstarlink", unique_id)

    def __getitem__(self, key: str) -> str:
        """Return the state of the entity of this key."""
        state = self.hass.states.get(self.entity_id(key) or "")
        assert state is not None, key
        return state.state

    @property
    def seconds(self) -> float:
        """The talk time today, which is shown in minutes."""
        return round(float(self["talk_time_today"]) * 60, 3)

    @property
    def heard(self) -> tuple[str, str]:
        """Whether it talks, and on which node it was heard."""
        return self["talking"], self["heard_on"]

    async def key(self, node: SimulatedNode, name: str) -> None:
        """Key a link of a node, or with `local` its receiver."""
        node.key() if name == "local" else node.key_link(name)
        await self.time.settle()

    async def unkey(self, node: SimulatedNode, name: str) -> None:
        """Unkey a link of a node, or with `local` its receiver."""
        node.unkey() if name == "local" else node.unkey_link(name)
        await self.time.settle()

    async def talk(self, node: SimulatedNode, name: str, seconds: float) -> None:
        """Let somebody talk on a node, and the talk end."""
        await self.key(node, name)
        await self.time.advance(seconds)
        await self.unkey(node, name)
        await self.time.advance(2.5)

    async def add(self, **data: Any) -> None:
        """Add another station, and look at that one."""
        self.subentry = subentry(**data)
        self.hass.config_entries.async_add_subentry(self.entries[0], self.subentry)
        await self.time.settle()
        await self.hass.async_block_till_done()


def subentry(**data: Any) -> ConfigSubentry:
    """Return the subentry of a station."""
    who = data.get("callsign") or "_".join(data["nodes"])
    return ConfigSubentry(
        data=MappingProxyType({"nodes": [], "all_servers": False, **data}),
        subentry_type=SUBENTRY_TYPE_STATION,
        title=who,
        unique_id=f"station_{who}",
    )


@asynccontextmanager
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, **data: Any
) -> AsyncGenerator[Stage]:
    """Set up both servers, and then a station on the first."""
    keep_list(hass, LISTED)
    async with (
        SimulatedServer(nodes=["1999"]) as first,
        SimulatedServer(nodes=["1998"]) as second,
    ):
        first.echolink = [EchoLinkStation("9001", "W1X1-L", "127.0.0.1")]
        for name in ("2001", "2002", ECHOLINK, "W1X1-P", "w1x1/M", "W1X10"):
            first.node("1999").link(name)
        for name in ("2100", "2005"):
            second.node("1998").link(name)
        entries = (
            await add_server(hass, first),
            await add_server(hass, second, ["1998"]),
        )
        stage = Stage(
            hass, (first, second), entries, Timeline(freezer), subentry(**data)
        )
        hass.config_entries.async_add_subentry(entries[0], stage.subentry)
        await hass.async_block_till_done()
        await stage.time.advance(3)
        yield stage
        for entry in entries:
            await hass.config_entries.async_unload(entry.entry_id)
