"""The event entity: each edge once, in order, and never again."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant, State
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    mock_restore_cache_with_extra_data,
)

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer

from .automations import automate
from .integration import Entities, add_entry, entry_for
from .scene import Scene

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

BURST = 500


def _shown(scene: Scene, events: list[Event[dict[str, Any]]]) -> list[State]:
    entity_id = scene.states.entity_id("activity")
    return [
        event.data["new_state"]
        for event in events
        if event.data["entity_id"] == entity_id and event.data["new_state"]
    ]


async def test_a_burst_is_told_edge_by_edge(scene: Scene) -> None:
    """Each once and in order, by the entity as on the bus."""
    told = async_capture_events(scene.hass, "allstarlink_activity")
    changes = async_capture_events(scene.hass, "state_changed")
    digits = [str(number % 10) for number in range(BURST)]
    scene.node.dtmf("".join(digits))
    await scene.time.settle(400)
    shown = _shown(scene, changes)
    assert [state.attributes["digit"] for state in shown] == digits
    assert [state.state for state in shown] == sorted({s.state for s in shown})
    assert len({state.state for state in shown}) == BURST
    assert [event.data["digit"] for event in told] == digits


async def test_the_entity_says_what_happened_last(scene: Scene) -> None:
    """Its type is an attribute, beside what is known of it."""
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    attributes = scene.states.get("activity").attributes
    assert attributes["event_type"] == "talk_ended"
    assert attributes["node"] == "2001"
    assert attributes["duration"] == 12


async def test_the_last_activity_is_restored_and_not_told_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """After a restart the entity shows it, and nothing fires."""
    async with SimulatedServer(nodes=["1999"]) as server:
        server.node("1999").link("2001")
        entry = entry_for(server.port)
        entity_id = (
            er.async_get(hass)
            .async_get_or_create("event", DOMAIN, f"{entry.entry_id}_1999_activity")
            .entity_id
        )
        before = State(entity_id, "2026-11-20T10:00:00.000+00:00")
        data = {
            "last_event_type": "talk_ended",
            "last_event_attributes": {"node": "2001", "duration": 12.0},
        }
        mock_restore_cache_with_extra_data(hass, [(before, data)])
        told = async_capture_events(hass, "allstarlink_activity")
        await add_entry(hass, entry)
        state = Entities(hass, entry).get("activity")
        assert state.state == before.state
        assert state.attributes["event_type"] == "talk_ended"
        assert state.attributes["duration"] == 12
        assert told == []
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_nothing_has_happened_yet(scene: Scene) -> None:
    """Links that were there before are no activity."""
    assert scene.states["activity"] == STATE_UNKNOWN


async def test_what_comes_with_the_end_of_an_outage_triggers(scene: Scene) -> None:
    """Home Assistant's own trigger takes no notice of what follows unavailable."""
    scene.node.dtmf("1")
    await scene.time.settle()
    trigger: dict[str, Any] = {
        "trigger": "event.received",
        "target": {"entity_id": scene.states.entity_id("activity")},
        "options": {"event_type": ["link_connected", "link_disconnected", "dtmf"]},
    }
    automation = await automate(scene.hass, trigger)
    changes = async_capture_events(scene.hass, "state_changed")
    scene.server.refuse()
    scene.server.close_sessions()
    await scene.time.settle()
    assert scene.states["activity"] == STATE_UNAVAILABLE
    scene.node.unlink("2001")
    scene.node.link("2003")
    await scene.server.listen()
    await scene.time.advance(65)
    assert automation.count == 2
    shown = [
        (state.state == STATE_UNAVAILABLE, state.attributes.get("event_type"))
        for state in _shown(scene, changes)
    ]
    assert shown == [
        (True, None),
        (False, "dtmf"),
        (False, "link_disconnected"),
        (False, "link_connected"),
    ]
    assert scene.states.get("activity").attributes["late"] is True
