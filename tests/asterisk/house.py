"""A Home Assistant that follows the calls of a real PBX."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from tests.asterisk.stage import USERS, Asterisk
from tests.integration import entry_for
from tests.telephony.stage import DATA, subentry_of


class House:
    """The states of telephony, and what they have been."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Listen to all states."""
        self._hass = hass
        self._entry = entry
        self._news = asyncio.Event()
        self._changes: list[EventStateChangedData] = []
        hass.bus.async_listen("state_changed", self._note)

    def state(self, key: str, line: str = "") -> str:
        """Return the state of a key of the server, or of a line."""
        state = self._hass.states.get(self._entity_id(key, line))
        return state.state if state else "none"

    def attribute(self, key: str, name: str) -> Any:
        """Return an attribute of a key of the server."""
        state = self._hass.states.get(self._entity_id(key))
        return state.attributes.get(name) if state else None

    def history(self, key: str, line: str = "") -> list[str]:
        """Return the states that a key has had, the oldest first."""
        entity_id = self._entity_id(key, line)
        return [
            new.state
            for change in self._changes
            if change["entity_id"] == entity_id and (new := change["new_state"])
        ]

    def told(self, event_type: str) -> dict[str, dict[str, Any]]:
        """Return the data of all call events of a type, by their callers."""
        return {
            data["caller"]: data
            for data in self._calls()
            if data["event_type"] == event_type
        }

    def types(self, caller: str) -> list[str]:
        """Return the types of all events of a caller's calls, the oldest first."""
        return [d["event_type"] for d in self._calls() if d["caller"] == caller]

    def has_ended(self, called: str) -> bool:
        """Tell whether the last call was one to this number."""
        return bool(self.attribute("last_call", "called") == called)

    async def shows(self, condition: Callable[[], bool], seconds: float = 15) -> None:
        """Wait until the states are so."""
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def has_told(self, event_type: str, *callers: str) -> None:
        """Wait until this was told of the calls of all these callers."""
        await self.shows(lambda: self.told(event_type).keys() >= set(callers))

    async def act(self, action: str, **data: Any) -> Any:
        """Do an action, and return its response if it has one."""
        answers = self._hass.services.supports_response(DOMAIN, action)
        return await self._hass.services.async_call(
            DOMAIN,
            action,
            {"config_entry_id": self._entry.entry_id, **data},
            blocking=True,
            return_response=answers is not SupportsResponse.NONE,
        )

    async def press(self, key: str) -> None:
        """Press a button of the server."""
        target = {"entity_id": self._entity_id(key)}
        await self._hass.services.async_call("button", "press", target, blocking=True)

    async def texts(self) -> str:
        """Return everything that states have shown, and the diagnostics."""
        found = await async_get_config_entry_diagnostics(self._hass, self._entry)
        return repr(self._changes) + repr(found)

    def _calls(self) -> list[dict[str, Any]]:
        entity_id = self._entity_id("call")
        return [
            {name: new.attributes.get(name) for name in DATA}
            for change in self._changes
            if change["entity_id"] == entity_id and (new := change["new_state"])
        ]

    def _entity_id(self, key: str, line: str = "") -> str:
        unique_id = "_".join(filter(None, (self._entry.entry_id, line, key)))
        registry = er.async_get(self._hass)
        entries = er.async_entries_for_config_entry(registry, self._entry.entry_id)
        (entity_id,) = (e.entity_id for e in entries if e.unique_id == unique_id)
        return entity_id

    @callback
    def _note(self, event: Event[EventStateChangedData]) -> None:
        self._changes.append(event.data)
        self._news.set()


@asynccontextmanager
async def house(hass: HomeAssistant, pbx: Asterisk) -> AsyncGenerator[House]:
    """Let Home Assistant follow a PBX without nodes: its calls, and extension 1001."""
    connection = {"retry_initial": 1, "retry_max": 1, "heartbeat_interval": 5}
    options = {
        "telephony": True,
        "trunks": ["provider", "ctrunk"],
        "allowed_originate": ["Local/*@phones/n", "Wait(1)"],
        "connection": connection,
    }
    entry = entry_for(pbx.port, (), options)
    entry.add_to_hass(hass)
    admin = USERS[0]
    login = {"username": admin.name, "password": admin.secret}
    hass.config_entries.async_update_entry(entry, data={**entry.data, **login})
    for line in ("1001", "1004", "1005"):
        hass.config_entries.async_add_subentry(entry, subentry_of(line))
    look = House(hass, entry)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    yield look
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
