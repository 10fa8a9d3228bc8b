"""A node that Home Assistant follows, with a clock that the test moves."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import SUBENTRY_TYPE_NODE
from simulator import SimulatedNode, SimulatedServer

from .automations import Automation, automate, automate_all, device_of, on
from .integration import Entities, add_server
from .timeline import Timeline

LINKS = ("2001", "2002", "N0CALL-P")


@dataclass(slots=True)
class Scene:
    """A node with its links, and what Home Assistant makes of it."""

    hass: HomeAssistant
    server: SimulatedServer
    entry: MockConfigEntry
    time: Timeline

    @property
    def node(self) -> SimulatedNode:
        """The node."""
        return self.server.node("1999")

    @property
    def device(self) -> str:
        """The id of the node's device."""
        return device_of(self.hass, self.entry)

    @property
    def states(self) -> Entities:
        """The states of the node's entities."""
        return Entities(self.hass, self.entry)

    async def automate(self, trigger: str, **options: Any) -> Automation:
        """Set up an automation with a trigger on the node's device."""
        return await automate(self.hass, on(trigger, self.device, options))

    async def automate_all(self, **triggers: Mapping[str, Any]) -> list[Automation]:
        """Set up an automation with each of these triggers on the node's device."""
        return await automate_all(
            self.hass,
            [
                (on(name, self.device, options), ())
                for name, options in triggers.items()
            ],
        )

    async def key(self, name: str) -> None:
        """Key a link, or with `local` the node's receiver."""
        if name == "local":
            self.node.key()
        else:
            self.node.key_link(name)
        await self.time.settle()

    async def unkey(self, name: str) -> None:
        """Unkey a link, or with `local` the node's receiver."""
        if name == "local":
            self.node.unkey()
        else:
            self.node.unkey_link(name)
        await self.time.settle()

    async def talk(self, name: str, seconds: float) -> None:
        """Let somebody talk."""
        await self.key(name)
        await self.time.advance(seconds)
        await self.unkey(name)

    async def lose_server(self) -> None:
        """Let the server die and its port be closed."""
        await self.server.stop()
        await self.time.settle()

    async def return_server(self, *links: str) -> None:
        """Let the server come back with these links, and wait until it is noticed."""
        await self.server.start()
        for link in links:
            self.node.link(link)
        await self.time.advance(65)

    async def cut_off(
        self,
        seconds: float,
        talker: str | None = None,
        *,
        talker_back: str | None = None,
    ) -> None:
        """Cut Home Assistant's sessions for a while.

        Somebody may talk meanwhile, and somebody right after the return.
        """
        self.server.refuse()
        self.server.close_sessions()
        await self.time.settle()
        if talker is not None:
            await self.talk(talker, 3)
        await self.time.advance(seconds)
        await self.server.listen()
        if talker_back is not None:
            await self.time.advance(6)
            await self.talk(talker_back, 3)
        await self.time.advance(65)

    async def add_node(self, number: str) -> str:
        """Add another node to the server and to Home Assistant; return its device."""
        self.server.add_node(number)
        subentry = ConfigSubentry(
            data=MappingProxyType({"node": number}),
            subentry_type=SUBENTRY_TYPE_NODE,
            title=f"Node {number}",
            unique_id=number,
        )
        self.hass.config_entries.async_add_subentry(self.entry, subentry)
        await self.time.settle()
        await self.hass.async_block_till_done()
        return device_of(self.hass, self.entry, number)

    async def reload(self) -> None:
        """Reload the config entry."""
        assert await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.time.settle()


@asynccontextmanager
async def one_node(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Scene]:
    """Set up a node with three links."""
    async with SimulatedServer(nodes=["1999"]) as server:
        for name in LINKS:
            server.node("1999").link(name)
        entry = await add_server(hass, server)
        yield Scene(hass, server, entry, Timeline(freezer))
        await hass.config_entries.async_unload(entry.entry_id)
