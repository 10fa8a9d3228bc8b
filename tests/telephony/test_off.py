"""With telephony turned off, nothing of it costs anything."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.allstarlink.telephony.telephony import LISTS
from tests.integration import add_server

from .stage import Stage, telephones

# IAX2 registrations are asked for on behalf of the nodes, too
ASKED = [action for action in LISTS if action != "IAXregistry"]
KEYS = ("active_calls", "calls_today", "last_call", "call")


def _devices(hass: HomeAssistant, stage: Stage) -> set[str | None]:
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, stage.entry.entry_id)
    return {device.name for device in devices}


async def _turn(hass: HomeAssistant, stage: Stage, **options: Any) -> None:
    hass.config_entries.async_update_entry(
        stage.entry, options=stage.entry.options | options
    )
    await stage.time.advance(1)
    await stage.settle()


async def test_nothing_is_asked_for_heard_or_shown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Events of calls are skipped by their name and never looked at."""
    off = {"telephony": False}
    async with telephones(hass, freezer, options=off, lines=()) as stage:
        hub = stage.entry.runtime_data
        assert hub.telephony is None
        assert all(stage.asked(action) == 0 for action in ASKED)
        assert _devices(hass, stage) == {"127.0.0.1", "Node 1999"}
        assert not any(stage.entity_id(key) for key in KEYS)
        before = hub.client.connection.metrics
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        call.hang_up()
        await stage.settle()
        after = hub.client.connection.metrics
        assert after.bytes_received > before.bytes_received + 5000
        assert after.events_received == before.events_received
        await stage.time.advance(301)
        assert all(stage.asked(action) == 0 for action in ASKED)


async def test_it_is_off_by_default(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """An entry of an earlier version has no such option."""
    async with telephones(hass, freezer) as stage:
        entry = await add_server(hass, stage.server)
        assert entry.runtime_data.telephony is None
        await hass.config_entries.async_unload(entry.entry_id)


async def test_turning_it_off_removes_what_it_made(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Turned on again, all is as it was: lines, names, and entity ids."""
    async with telephones(hass, freezer) as stage:
        shown = {state.entity_id for state in hass.states.async_all()}
        entity_id = stage.entity_id("active_calls")
        assert entity_id
        er.async_get(hass).async_update_entity(entity_id, name="Calls now")
        devices = _devices(hass, stage)
        assert devices == {
            "127.0.0.1",
            "Node 1999",
            "Extension 1001",
            "Extension 1002",
            "Extension 1003",
            "Endpoint 1001",
            "Trunk trunk",
            "Trunk ctrunk@127.0.0.1:4572",
        }
        await _turn(hass, stage, telephony=False)
        assert _devices(hass, stage) == {"127.0.0.1", "Node 1999"}
        assert not any(stage.entity_id(key) for key in KEYS)
        assert len(stage.entry.subentries) == 5

        await _turn(hass, stage, telephony=True)
        assert _devices(hass, stage) == devices
        assert {state.entity_id for state in hass.states.async_all()} == shown
        assert stage.get("active_calls").name == "Calls now"
