"""A node under control: a simulated server, Home Assistant before it, and time."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
import os
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import Remote, SimulatedNode, SimulatedServer, User

from .conftest import Clock
from .integration import SECRET, USER, Entities, add_server

NETWORK = (
    Remote("2001", children=("T2500",)),
    Remote("2002"),
    Remote("2003"),
    Remote("3009001", address=""),
    Remote("299999", answers=False),
)

# What Home Assistant asks on its own
QUESTIONS = (
    "core show version",
    "rpt show version",
    "rpt show registrations",
    "iax2 show registry",
)

type Call = asyncio.Task[Any]


def user(write: str = "command") -> User:
    """Return the AMI user of Home Assistant with these rights."""
    return User(USER, SECRET, read="call,system", write=write)


class Station:
    """Presses what users press, and lets the time pass that it takes."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        server: SimulatedServer,
        entry: MockConfigEntry,
        node: str = "1999",
    ) -> None:
        """Take a server that is set up with a node."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry = entry
        self.number = node
        self.states = Entities(hass, entry, node)

    @property
    def node(self) -> SimulatedNode:
        """The node as it really is."""
        return self.server.node(self.number)

    @property
    def device_id(self) -> str:
        """The device of the node."""
        device_id: str = self.entry.runtime_data.nodes[self.number].device_id
        return device_id

    @property
    def commands(self) -> list[str]:
        """All orders that reached the server, as they were sent.

        The questions are not among them.
        """
        return [
            text
            for text in self.server.commands
            if text not in QUESTIONS and not text.startswith("rpt lstats ")
        ]

    def start(
        self,
        action: str,
        *,
        response: bool = False,
        context: Context | None = None,
        **data: Any,
    ) -> Call:
        """Call an action on the node without waiting for it."""
        return self.call(
            f"{DOMAIN}.{action}",
            {"device_id": self.device_id, **data},
            response=response,
            context=context,
        )

    def switch(self, key: str, *, on: bool, context: Context | None = None) -> Call:
        """Turn a switch without waiting for it."""
        data = {"entity_id": self.states.entity_id(key)}
        return self.call(f"switch.turn_{'on' if on else 'off'}", data, context=context)

    def press(self, key: str, context: Context | None = None) -> Call:
        """Press a button without waiting for it."""
        data = {"entity_id": self.states.entity_id(key)}
        return self.call("button.press", data, context=context)

    def call(
        self,
        action: str,
        data: Mapping[str, Any],
        *,
        response: bool = False,
        context: Context | None = None,
    ) -> Call:
        """Call any action without waiting for it."""
        domain, _, name = action.partition(".")
        return self.hass.async_create_task(
            self.hass.services.async_call(
                domain,
                name,
                dict(data),
                blocking=True,
                context=context,
                return_response=response,
            )
        )

    async def finish(self, *calls: Call, within: float = 60.0) -> Any:
        """Let time pass until calls are done; return the result of the last."""
        end = self.clock.time() + within
        loop = asyncio.get_running_loop()
        while not all(call.done() for call in calls):
            assert self.clock.time() < end, "it takes too long"
            await self.clock.advance(0.05)
            # Threads take their time, which this clock does not know.
            await loop.run_in_executor(None, os.sched_yield)
        return calls[-1].result()

    async def act(self, action: str, *, response: bool = False, **data: Any) -> Any:
        """Call an action on the node and return its response."""
        return await self.finish(self.start(action, response=response, **data))

    async def fail(
        self, call: Call, key: str, within: float = 60.0
    ) -> HomeAssistantError:
        """Let a call fail with the translated error of this key."""
        with pytest.raises(HomeAssistantError) as caught:
            await self.finish(call, within=within)
        assert caught.value.translation_domain == DOMAIN
        assert caught.value.translation_key == key
        return caught.value


@asynccontextmanager
async def station(
    hass: HomeAssistant,
    clock: Clock,
    *nodes: str,
    chosen: Iterable[str] = ("1999",),
    write: str = "command",
    options: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    **server: Any,
) -> AsyncGenerator[Station]:
    """Run a server with node 1999 and others, and set Home Assistant up with it.

    `chosen` are the nodes that become devices, with these `settings`.
    """
    server.setdefault("network", NETWORK)
    server.setdefault("users", [user(write)])
    async with SimulatedServer(nodes=["1999", *nodes], **server) as simulated:
        entry = await add_server(
            hass, simulated, chosen, options, **dict(settings or {})
        )
        yield Station(hass, clock, simulated, entry)
        await hass.config_entries.async_unload(entry.entry_id)
