"""A server with telephones that Home Assistant follows."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Event, HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.telephony.line import Line
from simulator import SimulatedServer, User
from simulator.pbx import (
    Extension,
    Hint,
    IaxPeer,
    IaxRegistration,
    PbxSetup,
    Phone,
    Trunk,
)
from tests.integration import entry_for
from tests.timeline import Timeline

# What the call event tells
DATA = (
    "event_type",
    "caller",
    "called",
    "direction",
    "duration",
    "disposition",
    "cause",
)

PASSWORDS = ("pcpbx-secret", "iax-secret")

# Three phones, one of them away, a trunk of each kind, and what they can dial
SETUP = PbxSetup(
    phones=(
        Phone("1001", "Alice"),
        Phone("1002", "Bob"),
        Phone("1003", "Carol", registered=False),
    ),
    trunks=(
        Trunk("trunk", username="cpbx", password=PASSWORDS[0]),
        Trunk("other"),
    ),
    iax_peers=(IaxPeer("iaxphone", port=4572),),
    iax_registrations=(IaxRegistration("127.0.0.1:4572", "ctrunk"),),
    extensions=(
        Extension("600", "Echo"),
        Extension("700", "Park"),
        Extension(
            "_8.", "Dial", f"IAX2/ctrunk:{PASSWORDS[1]}@127.0.0.1:4572/${{EXTEN:1}}"
        ),
        Extension("_9.", "Dial", "PJSIP/${EXTEN:1}@trunk"),
        Extension("5551000", "Dial", "PJSIP/1001", context="from-trunk"),
    ),
    hints=(Hint("1006", "PJSIP/1001&PJSIP/1002"),),
)


@dataclass
class Stage:
    """What a test needs: the server, the entry, and what became of the states."""

    hass: HomeAssistant
    server: SimulatedServer
    entry: MockConfigEntry
    time: Timeline
    changes: list[Event[Any]] = field(default_factory=list)

    def entity_id(self, key: str, line: str = "") -> str | None:
        """Return the entity id of a key of the server, a line or a trunk."""
        unique_id = "_".join(filter(None, (self.entry.entry_id, line, key)))
        entries = er.async_entries_for_config_entry(
            er.async_get(self.hass), self.entry.entry_id
        )
        return next((e.entity_id for e in entries if e.unique_id == unique_id), None)

    def get(self, key: str, line: str = "") -> State:
        """Return the state object of such an entity."""
        entity_id = self.entity_id(key, line)
        assert entity_id, f"no entity for {line} {key}"
        state = self.hass.states.get(entity_id)
        assert state, f"no state for {entity_id}"
        return state

    def state(self, key: str, line: str = "") -> str:
        """Return the state of such an entity."""
        return self.get(key, line).state

    async def settle(self) -> None:
        """Let what was sent arrive and be worked on."""
        await self.time.settle()
        await self.hass.async_block_till_done()

    async def cut_off(self) -> None:
        """Cut Home Assistant's session; it cannot come back yet."""
        self.server.refuse()
        self.server.close_sessions()
        await self.settle()

    async def let_back(self) -> None:
        """Let Home Assistant come back, and wait until it has."""
        await self.server.listen()
        await self.time.advance(10)
        await self.settle()

    def asked(self, action: str) -> int:
        """Return how often an action has reached the server."""
        return sum(request.action == action for request in self.server.requests)

    def told(self) -> list[dict[str, Any]]:
        """Return the data of all call events so far, the oldest first."""
        entity_id = self.entity_id("call")
        return [
            {name: new.attributes[name] for name in DATA}
            for change in self.changes
            if change.data["entity_id"] == entity_id
            and (new := change.data["new_state"])
            and new.attributes.get("event_type")
        ]

    def types(self) -> list[str]:
        """Return the types of all call events so far."""
        return [told["event_type"] for told in self.told()]

    def history(self, key: str, line: str = "") -> list[str]:
        """Return all states that an entity has had, the oldest first."""
        entity_id = self.entity_id(key, line)
        return [
            new.state
            for change in self.changes
            if change.data["entity_id"] == entity_id
            and (new := change.data["new_state"])
        ]


def subentry_of(text: str) -> ConfigSubentry:
    """Return the subentry of a line, as the flow makes it."""
    line = Line.from_text(text)
    assert line
    return ConfigSubentry(
        data=MappingProxyType(line.data),
        subentry_type="extension",
        title=line.title,
        unique_id=line.key,
    )


@asynccontextmanager
async def telephones(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    *,
    setup: PbxSetup = SETUP,
    lines: Iterable[str] = ("1001", "1002", "1003", "PJSIP/1001"),
    options: Mapping[str, Any] | None = None,
    user: User | None = None,
    nodes: Iterable[str] = ("1999",),
) -> AsyncGenerator[Stage]:
    """Run a server with telephones, followed by Home Assistant."""
    users = (user or User("admin", "secret"),)
    async with SimulatedServer(("1999",), users, pbx=setup) as server:
        entry = entry_for(server.port, nodes, {"telephony": True, **(options or {})})
        entry.add_to_hass(hass)
        for line in lines:
            hass.config_entries.async_add_subentry(entry, subentry_of(line))
        changes = async_capture_events(hass, "state_changed")
        await hass.config_entries.async_setup(entry.entry_id)
        stage = Stage(hass, server, entry, Timeline(freezer), changes)
        await stage.settle()
        yield stage
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
