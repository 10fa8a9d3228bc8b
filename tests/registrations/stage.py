"""A server with one registration by HTTP and one by IAX2, and Home Assistant beside it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from simulator import Registration, SimulatedServer, User
from simulator.pbx import IaxRegistration, PbxSetup, Trunk
from simulator.pbx.registrations import IaxRegistrationState
from tests.conftest import Clock
from tests.integration import SECRET, USER, Entities, add_server

REGISTRAR = "192.0.2.7"
HTTP = Registration(f"{REGISTRAR}:443", "1999", "198.51.100.4:4569", 179)
IAX = IaxRegistration(f"{REGISTRAR}:4569", "1998", "198.51.100.4:4569")
QUESTIONS = ("rpt show registrations", "iax2 show registry")

# Seconds that pass at once: less than an answer may take
_STEP = 4


class Stage:
    """A server with one registration by HTTP and one by IAX2, and time."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        server: SimulatedServer,
        entry: MockConfigEntry,
    ) -> None:
        """Take what there is."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry = entry
        self._entities = Entities(hass, entry)

    def registered(self, node: str) -> str:
        """Return the state of a node's entity."""
        return self._entities.get("registered", node).state

    @property
    def states(self) -> tuple[str, str]:
        """Those of the two nodes: by HTTP, by IAX2."""
        return self.registered("1999"), self.registered("1998")

    @property
    def questions(self) -> list[str]:
        """What was asked about registrations."""
        asked = (r.get("Command") or r.action for r in self.server.requests)
        return [text for text in asked if text in (*QUESTIONS, "IAXregistry")]

    @property
    def issues(self) -> set[str]:
        """The nodes of which the user is told."""
        kind = "registration_rejected"
        return {
            issue.translation_placeholders["node"]
            for issue in ir.async_get(self.hass).issues.values()
            if issue.translation_key == kind and issue.translation_placeholders
        }

    def by_http(self, **changes: Any) -> None:
        """Change the registration of node 1999."""
        self.server.registrations[:] = [replace(HTTP, **changes)]

    def by_iax(self, state: IaxRegistrationState) -> None:
        """Let the registration of node 1998 become something."""
        registration = self.server.pbx.who.peer_registrations["1998"]
        registration.become(state)

    async def wait(self, seconds: int) -> None:
        """Let time pass, no faster than answers come."""
        for start in range(0, seconds, _STEP):
            await self.clock.advance(min(_STEP, seconds - start))
            await self.clock.settle(40)

    async def told(self) -> dict[str, dict[str, int] | None]:
        """Return what diagnostics tell of registrations, without any address."""
        told = await async_get_config_entry_diagnostics(self.hass, self.entry)
        registrations: dict[str, dict[str, int] | None] = told["registrations"]
        assert REGISTRAR not in str(told)
        return registrations


@asynccontextmanager
async def staged(
    hass: HomeAssistant, clock: Clock, write: str = "command,system"
) -> AsyncGenerator[Stage]:
    """Run the server, and set Home Assistant up with a user of these rights."""
    async with SimulatedServer(
        ["1999", "1998"],
        [User(USER, SECRET, read="call,system", write=write)],
        pbx=PbxSetup(
            iax_registrations=(IAX,),
            trunks=(Trunk("provider", username="me", password="s3cret"),),
        ),
    ) as server:
        server.registrations.append(HTTP)
        entry = await add_server(hass, server, ["1999", "1998"])
        yield Stage(hass, clock, server, entry)
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
