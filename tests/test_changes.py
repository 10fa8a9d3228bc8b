"""What changes while a config entry is being set up, or twice at once."""

from datetime import timedelta
import logging
from types import MappingProxyType

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import SimulatedServer

from .integration import entry_for
from .scene import Scene
from .timeline import Timeline


def _subentry(node: str) -> ConfigSubentry:
    return ConfigSubentry(
        data=MappingProxyType({"node": node}),
        subentry_type="node",
        title=f"Node {node}",
        unique_id=node,
    )


async def _set_up_halfway(
    hass: HomeAssistant, entry: MockConfigEntry, server: SimulatedServer, time: Timeline
) -> None:
    """Set an entry up on a slow server, until its first node is being polled."""
    entry.add_to_hass(hass)
    # A set-up waits for ten seconds at most.
    server.faults.reply_delay = 0.5
    setup = hass.config_entries.async_setup(entry.entry_id)
    hass.async_create_task(setup, eager_start=True)
    polls = ("RptStatus", "SawStat")
    while polls not in {(r.action, r.get("Command")) for r in server.requests}:
        await time.advance(0.1)
    assert entry.state is ConfigEntryState.SETUP_IN_PROGRESS


async def test_options_saved_during_the_set_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """They count as if they had been saved after it."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = entry_for(server.port)
        await _set_up_halfway(hass, entry, server, time)
        hass.config_entries.async_update_entry(entry, options={"poll_interval": 300})
        server.faults.clear()
        await time.advance(60)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        interval = entry.runtime_data.server.update_interval
        assert interval == timedelta(seconds=300)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_nodes_that_come_and_go_during_the_set_up(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One is added and one removed."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999", "1998", "1997"]) as server:
        entry = entry_for(server.port, ["1999", "1998"])
        await _set_up_halfway(hass, entry, server, time)
        (gone,) = [s for s in entry.subentries.values() if s.unique_id == "1998"]
        hass.config_entries.async_remove_subentry(entry, gone.subentry_id)
        hass.config_entries.async_add_subentry(entry, _subentry("1997"))
        server.faults.clear()
        await time.advance(60)
        await hass.async_block_till_done()
        links = hass.states.async_entity_ids("sensor")
        shown = {name for name in links if name.endswith("_links")}
        assert shown == {"sensor.node_1999_links", "sensor.node_1997_links"}
        assert entry.runtime_data.nodes.keys() == {"1999", "1997"}
        assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
        await hass.config_entries.async_unload(entry.entry_id)


async def test_two_changes_at_once(scene: Scene) -> None:
    """A node is added once, whatever else changes in the same moment."""
    scene.server.add_node("1998")
    entry, entries = scene.entry, scene.hass.config_entries
    (subentry,) = entry.subentries.values()
    before = len(scene.server.requests)
    entries.async_add_subentry(entry, _subentry("1998"))
    data = {"node": "1999", "favorites": ["2001"]}
    entries.async_update_subentry(entry, subentry, data=data)
    await scene.time.settle()
    await scene.hass.async_block_till_done()
    asked = [r.get("Node") for r in scene.server.requests[before:]]
    # The three parts of one first poll
    assert asked.count("1998") == 3
    assert entry.runtime_data.nodes["1999"].coordinator.favorites == ("2001",)
