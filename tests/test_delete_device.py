"""Deleting the devices of nodes and extensions in Home Assistant."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer
from simulator.pbx import Pbx, PbxSetup, Phone

from .integration import add_server
from .telephony.stage import subentry_of


async def _delete(
    hass: HomeAssistant, ws: WebSocketGenerator, entry: MockConfigEntry, key: str
) -> dict[str, Any]:
    """Do what the entry *Delete* in the menu of a device does."""
    assert await async_setup_component(hass, "config", {})
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier((DOMAIN, key), entry.entry_id)
    assert device is not None
    client = await ws(hass)
    await client.send_json_auto_id(
        {"type": "config/device_registry/remove", "device_id": device.id}
    )
    reply: dict[str, Any] = await client.receive_json()
    await hass.async_block_till_done()
    assert (registry.async_get(device.id) is None) is reply["success"]
    return reply


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_a_node_that_is_deleted_is_followed_no_more(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, is_loaded: bool
) -> None:
    """The other one stays, and so does the connection."""
    async with SimulatedServer(("1999", "1998")) as server:
        entry = await add_server(hass, server, ("1999", "1998"))
        if not is_loaded:
            await hass.config_entries.async_unload(entry.entry_id)
        key = f"{entry.entry_id}_1999"
        reply = await _delete(hass, hass_ws_client, entry, key)
        assert reply["success"]
        assert [node.unique_id for node in entry.subentries.values()] == ["1998"]
        registry = er.async_get(hass)
        entities = er.async_entries_for_config_entry(registry, entry.entry_id)
        assert not [e for e in entities if e.unique_id.startswith(key)]
        assert [e for e in entities if e.unique_id == f"{entry.entry_id}_1998_links"]
        assert server.logins == 1
        if is_loaded:
            assert list(entry.runtime_data.nodes) == ["1998"]
            await hass.config_entries.async_unload(entry.entry_id)


async def test_an_extension_is_deleted_as_well(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """Its subentry goes with it."""
    async with SimulatedServer(("1999",)) as server:
        server.pbx = Pbx(server.world, PbxSetup(phones=(Phone("101"),)))
        entry = await add_server(hass, server, options={"telephony": True})
        subentry = subentry_of("101")
        hass.config_entries.async_add_subentry(entry, subentry)
        await hass.async_block_till_done()
        key = f"{entry.entry_id}_{subentry.unique_id}"
        assert (await _delete(hass, hass_ws_client, entry, key))["success"]
        assert [node.unique_id for node in entry.subentries.values()] == ["1999"]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_server_is_not_deleted_as_a_device(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """Its entry is to be deleted instead."""
    async with SimulatedServer(("1999",)) as server:
        entry = await add_server(hass, server)
        reply = await _delete(hass, hass_ws_client, entry, entry.entry_id)
        assert not reply["success"]
        assert list(entry.runtime_data.nodes) == ["1999"]
        await hass.config_entries.async_unload(entry.entry_id)
