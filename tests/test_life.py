"""Set-up, unloading, nodes that come and go, and what is left behind."""

import asyncio
import logging
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState, ConfigSubentry
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.allstarlink.activity.history import EVENT_ACTIVITY
from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User, lost

from .conftest import Clock
from .integration import Entities, add_entry, add_server, entry_for
from .scene import Scene
from .timeline import Timeline


@pytest.fixture
async def server() -> Any:
    """Return a server with two nodes."""
    async with SimulatedServer(nodes=["1999", "1998"]) as server:
        yield server


async def test_devices(hass: HomeAssistant, server: SimulatedServer) -> None:
    """A node's device belongs to its subentry and points at the server's."""
    entry = await add_server(hass, server)
    (subentry_id,) = entry.subentries
    registry = dr.async_get(hass)
    by_name = {
        device.name: device
        for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
    }
    hub, node = by_name["127.0.0.1"], by_name["Node 1999"]
    assert hub.entry_type is dr.DeviceEntryType.SERVICE
    assert hub.config_subentry_id is None
    assert node.model == "app_rpt node"
    assert node.via_device_id == hub.id
    assert node.config_subentry_id == subentry_id
    entities = er.async_entries_for_device(er.async_get(hass), node.id)
    assert {entity.config_subentry_id for entity in entities} == {subentry_id}


async def test_fifty_reloads_leave_nothing_behind(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """No task, no timer, no socket."""
    entry = await add_server(hass, server)
    tasks = len(asyncio.all_tasks())
    for _ in range(50):
        assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert len(server.sessions) == 1
    assert server.logins == 51
    assert len(asyncio.all_tasks()) == tasks
    assert await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert server.sessions == []
    assert hass.states.async_all() == []


async def test_a_node_is_added_without_dropping_the_connection(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Its entities appear at once, with their states."""
    entry = await add_server(hass, server)
    server.node("1998").link("2001")
    subentry = ConfigSubentry(
        data=MappingProxyType({"node": "1998"}),
        subentry_type="node",
        title="Node 1998",
        unique_id="1998",
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done()
    states = Entities(hass, entry, "1998")
    assert states["links"] == "1"
    assert server.logins == 1
    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await hass.async_block_till_done()
    assert states.entity_id("links") is None
    assert list(entry.runtime_data.nodes) == ["1999"]
    assert server.logins == 1


async def test_other_options_apply_at_once(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """They reload the entry."""
    entry = await add_server(hass, server)
    hass.config_entries.async_update_entry(entry, options={"poll_interval": 100})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert server.logins == 2


async def test_a_server_that_is_away_at_start(hass: HomeAssistant) -> None:
    """Home Assistant tries again, and says why."""
    entry = await add_entry(hass, entry_for(1))
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "connection_failed"
    assert entry.reason
    await hass.config_entries.async_remove(entry.entry_id)


async def test_a_secret_that_is_refused_at_start(hass: HomeAssistant) -> None:
    """The user is asked for another."""
    async with SimulatedServer(users=[User("admin", "other")]) as server:
        entry = await add_server(hass, server)
        assert entry.state is ConfigEntryState.SETUP_ERROR
        (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        assert flow["context"]["source"] == SOURCE_REAUTH
        assert server.sessions == []
        await hass.config_entries.async_remove(entry.entry_id)


async def test_a_lost_connection_is_no_empty_state(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """Entities are unavailable meanwhile, and right again afterwards."""
    node = server.node("1999")
    node.link("2001")
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    assert states.server("connected").state == STATE_ON
    await server.stop()
    await clock.settle()
    assert states["links"] == STATE_UNAVAILABLE
    assert states["talker"] == STATE_UNAVAILABLE
    assert states.server("connected").state == STATE_OFF
    assert states.server("refresh").state == STATE_UNAVAILABLE
    await server.start()
    node.link("2003")
    await clock.advance(10)
    assert list(states.links()) == ["2003"]
    assert states.server("connected").state == STATE_ON
    await hass.config_entries.async_unload(entry.entry_id)


async def test_without_the_right_to_command_there_are_no_controls(
    hass: HomeAssistant, clock: Clock
) -> None:
    """They appear when the right is granted and the connection made again."""
    users = [User("admin", "secret", read="call,system", write="")]
    async with SimulatedServer(users=users) as server:
        entry = await add_server(hass, server)
        states = Entities(hass, entry)
        assert states.entity_id("identify") is None
        server.reload_manager([User("admin", "secret", read="all", write="command")])
        await hass.services.async_call(
            "button",
            "press",
            {"entity_id": states.server_entity_id("reconnect")},
            blocking=True,
        )
        await clock.advance(2)
        await hass.async_block_till_done()
        assert states.entity_id("identify") is not None
        await hass.config_entries.async_unload(entry.entry_id)


async def test_home_assistant_stops(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The session is logged off."""
    await add_server(hass, server)
    await hass.async_stop()
    assert server.sessions == []
    assert server.requests[-1].action == "Logoff"


async def test_what_comes_while_it_logs_off(scene: Scene) -> None:
    """An event before the answer to Logoff tells nobody anything, then or later."""
    await scene.key("2001")
    await scene.time.advance(3)
    told = async_capture_events(scene.hass, EVENT_ACTIVITY)
    scene.server.faults.reply_delay = 0.5
    unload = scene.hass.config_entries.async_unload(scene.entry.entry_id)
    task = scene.hass.async_create_background_task(unload, "unload")
    await scene.time.settle()
    scene.node.unkey_link("2001")
    await scene.time.advance(1)
    assert task.done()
    assert scene.server.sessions == []
    await scene.time.advance(5)
    assert told == []


async def test_an_unload_during_a_poll(scene: Scene) -> None:
    """What the answers say starts no timer any more: a lingering one fails the test."""
    await scene.key("2001")
    await scene.time.advance(3)
    scene.node.unkey_link("2001")
    node = scene.entry.runtime_data.nodes["1999"]
    scene.hass.async_create_task(node.coordinator.async_refresh())
    await scene.hass.config_entries.async_unload(scene.entry.entry_id)
    await scene.time.settle()
    assert scene.server.sessions == []


async def test_a_node_is_removed_while_it_is_added(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its first poll is slow; nothing is made of it any more."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999", "1998"]) as server:
        entry = await add_server(hass, server)
        server.faults.next_reply(lost(), action="XStat", times=1)
        subentry = ConfigSubentry(
            data=MappingProxyType({"node": "1998"}),
            subentry_type="node",
            title="Node 1998",
            unique_id="1998",
        )
        hass.config_entries.async_add_subentry(entry, subentry)
        await time.advance(2)
        hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
        await time.advance(30)
        await hass.async_block_till_done()
        assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
        assert list(entry.runtime_data.nodes) == ["1999"]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_issue_of_a_node_goes_with_it(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """As its text says: delete the node here, if it is gone for good."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999", "1998"]) as server:
        entry = await add_server(hass, server, ["1999", "1998"])
        server.remove_node("1998")
        await time.advance(250)
        issue = f"node_missing_{entry.entry_id}_1998"
        assert ir.async_get(hass).async_get_issue(DOMAIN, issue) is not None
        (subentry,) = [s for s in entry.subentries.values() if s.unique_id == "1998"]
        hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
        await time.advance(1)
        assert ir.async_get(hass).async_get_issue(DOMAIN, issue) is None
        await hass.config_entries.async_unload(entry.entry_id)


async def test_rights_are_asked_again_though_no_entity_shows_the_server(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """With the server's device disabled, its polls go on."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = await add_server(hass, server)
        registry = dr.async_get(hass)
        (device,) = [
            device
            for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
            if device.config_subentry_id is None
        ]
        by_user = dr.DeviceEntryDisabler.USER
        registry.async_update_device(device.id, disabled_by=by_user)
        await time.settle()
        server.faults.next_reply(lost(), action="ListCommands")
        reload = hass.config_entries.async_reload(entry.entry_id)
        task = hass.async_create_task(reload)
        # No time passes before the question is asked that nobody answers.
        await time.until(lambda: server.requests[-1].action == "ListCommands")
        await time.advance(15)
        await time.until(task.done)
        transmitter = "switch.node_1999_transmitter"
        assert hass.states.is_state(transmitter, "unavailable")
        await time.advance(70)
        assert hass.states.is_state(transmitter, "on")
        await hass.config_entries.async_unload(entry.entry_id)


async def test_rights_that_the_server_does_not_tell(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """They are asked for again: no answer does not mean that there are none."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        server.faults.next_reply(lost(), action="ListCommands")
        entry = entry_for(server.port)
        entry.add_to_hass(hass)
        setup = hass.config_entries.async_setup(entry.entry_id)
        task = hass.async_create_background_task(setup, "setup")
        await time.until(lambda: "ListCommands" in [r.action for r in server.requests])
        await time.advance(15)
        await time.until(task.done)
        switches = hass.states.async_entity_ids("switch")
        assert (entry.state, switches) == (ConfigEntryState.LOADED, [])
        await time.advance(70)
        await hass.async_block_till_done()
        assert "switch.node_1999_transmitter" in hass.states.async_entity_ids("switch")
        await hass.config_entries.async_unload(entry.entry_id)
