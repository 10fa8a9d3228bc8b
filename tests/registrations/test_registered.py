"""What users see of the registrations of their nodes."""

from dataclasses import replace

from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    EVENT_STATE_CHANGED,
    STATE_OFF,
    STATE_ON,
    STATE_UNKNOWN,
    EntityCategory,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.allstarlink.const import DOMAIN
from simulator.pbx.registrations import IaxRegistrationState
from tests.conftest import Clock

from .stage import HTTP, QUESTIONS, Stage, staged


@pytest.mark.parametrize(
    ("write", "states", "questions"),
    [
        ("command,system", (STATE_ON, STATE_ON), [QUESTIONS[0], "IAXregistry"]),
        ("command", (STATE_ON, STATE_ON), [*QUESTIONS]),
        ("reporting", (STATE_UNKNOWN, STATE_ON), ["IAXregistry"]),
        ("", (STATE_UNKNOWN, STATE_UNKNOWN), []),
    ],
)
async def test_by_the_rights_of_the_user(
    hass: HomeAssistant,
    clock: Clock,
    write: str,
    states: tuple[str, str],
    questions: list[str],
) -> None:
    """What may not be asked is unknown; it is asked once for all nodes."""
    async with staged(hass, clock, write) as stage:
        assert stage.states == states
        assert stage.questions == questions


async def test_the_entity(stage: Stage) -> None:
    """It tells of connectivity, beside the other facts for a diagnosis."""
    registry = er.async_get(stage.hass)
    unique_id = f"{stage.entry.entry_id}_1999_registered"
    entity_id = registry.async_get_entity_id("binary_sensor", DOMAIN, unique_id)
    assert entity_id == "binary_sensor.node_1999_registered"
    entity = registry.async_get(entity_id)
    assert entity
    assert entity.entity_category is EntityCategory.DIAGNOSTIC
    state = stage.hass.states.get(entity_id)
    assert state
    assert state.attributes[ATTR_DEVICE_CLASS] == "connectivity"


async def test_asked_slowly(stage: Stage) -> None:
    """Every five minutes, and each minute while a node is not registered."""
    asked = len(stage.questions)
    await stage.wait(1800)
    assert 2 * 5 <= len(stage.questions) - asked <= 2 * 7

    stage.by_http(state="Not Registered")
    await stage.wait(310)
    assert stage.states == (STATE_OFF, STATE_ON)
    asked = len(stage.questions)
    await stage.wait(300)
    assert 2 * 4 <= len(stage.questions) - asked <= 2 * 6


async def test_a_node_that_needs_no_registration(stage: Stage) -> None:
    """Unknown is not the same as not registered."""
    stage.server.registrations.clear()
    await stage.wait(310)

    assert stage.states == (STATE_UNKNOWN, STATE_ON)


async def test_one_of_several_registrations_is_enough(stage: Stage) -> None:
    """By another technology, or with another host."""
    stage.by_iax("Rejected")
    away = replace(HTTP, host="192.0.2.8:443", state="Not Registered")
    stage.server.registrations[:] = [
        away,
        HTTP,
        replace(HTTP, username="1998"),
        replace(away, username="1998"),
    ]
    await stage.wait(300)

    assert stage.states == (STATE_ON, STATE_ON)
    assert stage.issues == set()


async def test_a_registrar_that_vanishes_and_comes_back(stage: Stage) -> None:
    """No event tells that it is gone; that it is back is seen at once."""
    stage.by_iax("Request Sent")
    await stage.wait(330)
    assert stage.states == (STATE_ON, STATE_OFF)
    await stage.wait(600)
    assert stage.issues == set()

    stage.by_iax("Registered")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_a_registration_that_is_renewed(stage: Stage) -> None:
    """It waits for its registrar for a moment: that is no reason for an alarm."""
    changes = async_capture_events(stage.hass, EVENT_STATE_CHANGED)
    for _ in range(2):
        await _until_asked(stage)
        stage.by_iax("Request Sent")
        await _until_asked(stage)
        assert stage.states == (STATE_ON, STATE_ON)
        stage.by_iax("Registered")
        await stage.wait(20)

    entity_id = "binary_sensor.node_1998_registered"
    assert not [c for c in changes if c.data["entity_id"] == entity_id]


@pytest.mark.parametrize(
    ("then", "state"), [("Registered", STATE_ON), ("Request Sent", STATE_OFF)]
)
async def test_a_registration_that_waits_at_the_login(
    stage: Stage, then: IaxRegistrationState, state: str
) -> None:
    """Nobody knows before a second look."""
    stage.by_iax("Auth. Sent")
    stage.entry.runtime_data.client.connection.reconnect()
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_UNKNOWN)
    stage.server.pbx.who.peer_registrations["1998"].state = then

    await stage.wait(16)
    assert stage.states == (STATE_ON, state)


async def test_events_of_other_kinds(stage: Stage) -> None:
    """A trunk renews its registration each few seconds: that is no reason to ask."""
    asked = stage.questions
    stage.server.pbx.who.registrations["provider"].become("Registered")
    await stage.wait(10)
    assert stage.questions == asked


async def test_many_events_are_one_question(stage: Stage) -> None:
    """As when a server registers all its nodes."""
    asked = len(stage.questions)
    for _ in range(20):
        stage.by_iax("Registered")
    await stage.wait(10)
    assert len(stage.questions) == asked + 2


async def test_diagnostics(stage: Stage) -> None:
    """Counts, without hosts and names."""
    assert await stage.told() == {
        "http": {"total": 1, "registered": 1},
        "iax2": {"total": 1, "registered": 1},
    }
    stage.by_iax("Rejected")
    await stage.wait(2)
    assert (await stage.told())["iax2"] == {"total": 1, "registered": 0}
    await stage.server.stop()
    await stage.wait(2)
    assert await stage.told() == {"http": None, "iax2": None}


async def _until_asked(stage: Stage) -> None:
    """Wait for the next question, 5 minutes at most."""
    asked = len(stage.questions)
    while len(stage.questions) == asked:
        await stage.wait(1)
    await stage.clock.settle(40)
