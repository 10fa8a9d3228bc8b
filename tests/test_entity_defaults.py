"""Which entities a new node has at first, and what an upgrade leaves as it was."""

from dataclasses import replace

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from simulator import NodeSetup, Outgoing, Receiver, SimulatedServer, Voter

from .conftest import Clock
from .integration import Entities, add_entry, add_server, entry_for

NODE = "1999"

# By key: the platform of each that is off on new installations
OFF = {
    "link_keyed": "binary_sensor",
    "network_nodes": "sensor",
    "keyups_today": "sensor",
    "kerchunks_today": "sensor",
    "tx_time_today": "sensor",
    "rssi_north": "sensor",
    "activity": "event",
}


def _server() -> SimulatedServer:
    voter = Voter([Receiver("North", rssi=80)], "North")
    return SimulatedServer(nodes=[NodeSetup(NODE, f"voter/{NODE}", voter=voter)])


def _without_receiver(reply: Outgoing) -> Outgoing:
    lines = [x for x in reply.data.split(b"\r\n") if b"RPT_RXKEYED" not in x]
    return replace(reply, data=b"\r\n".join(lines))


async def test_a_new_node_has_what_most_look_at(
    hass: HomeAssistant, clock: Clock
) -> None:
    """What chatters, or is there for the curious, is off until it is wanted."""
    async with _server() as server:
        entry = await add_server(hass, server)
        registry, states = er.async_get(hass), Entities(hass, entry)
        for key, platform in OFF.items():
            entity = registry.async_get(states.entity_id(key) or "")
            assert entity is not None, key
            assert entity.domain == platform
            assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION, key
            assert hass.states.get(entity.entity_id) is None
        assert states.entity_id("activity") == "event.node_1999_node_activity"
        time = states.get("talk_time_today")
        assert time.attributes["unit_of_measurement"] == "min"
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_an_upgraded_node_keeps_its_entities(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Those that are on stay on, under their ids and in their unit."""
    registry = er.async_get(hass)
    async with _server() as server:
        entry = entry_for(server.port)
        entry.add_to_hass(hass)
        before = {
            key: registry.async_get_or_create(
                platform,
                "allstarlink",
                f"{entry.entry_id}_{NODE}_{key}",
                config_entry=entry,
                suggested_object_id=f"node_{NODE}_{key}",
                unit_of_measurement="s" if "_time_" in key else None,
            ).entity_id
            for key, platform in {**OFF, "talk_time_today": "sensor"}.items()
        }
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        states = Entities(hass, entry)
        assert {key: states.entity_id(key) for key in before} == before
        assert all(hass.states.get(entity_id) for entity_id in before.values())
        for key in ("talk_time_today", "tx_time_today"):
            assert states.get(key).attributes["unit_of_measurement"] == "s"
        assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("is_known", [True, False])
async def test_the_talker_is_unknown_only_where_that_is_not_known(
    hass: HomeAssistant, clock: Clock, is_known: bool
) -> None:
    """A server that does not say whether its receiver is keyed is no proof of nobody."""
    async with SimulatedServer(nodes=[NODE]) as server:
        if not is_known:
            server.faults.next_reply(_without_receiver, action="XStat", times=100)
        entry = entry_for(server.port)
        await add_entry(hass, entry)
        states = Entities(hass, entry)
        assert states["talker"] == ("nobody" if is_known else "unknown")
        server.node(NODE).link("2001")
        server.node(NODE).key_link("2001")
        await clock.settle()
        assert states["talker"] == "2001"
        assert await hass.config_entries.async_unload(entry.entry_id)
