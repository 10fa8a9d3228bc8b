"""The sensors of a server: how its connection does."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import (
    EVENT_STATE_CHANGED,
    EVENT_STATE_REPORTED,
    STATE_ON,
    STATE_UNKNOWN,
    EntityCategory,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.ami.connection import State
from simulator import SimulatedServer

from .integration import Entities, add_server
from .timeline import Timeline

# key: (unit, device class, state class, disabled by default)
SENSORS = {
    "connected_since": (None, "timestamp", None, False),
    "started": (None, "uptime", None, False),
    "reconnect_attempts": ("attempts", None, "total_increasing", True),
    "connection_losses": ("losses", None, "total_increasing", False),
    "last_outage": ("s", "duration", None, True),
    "latency": ("ms", "duration", "measurement", True),
    "health": ("%", None, "measurement", False),
    "status": (None, "enum", None, False),
    "next_attempt": (None, "timestamp", None, False),
    "availability_today": ("%", None, "measurement", False),
    "downtime_today": ("s", "duration", "total_increasing", False),
    "polls_failed": ("%", None, "measurement", True),
    "polls_skipped": ("polls", None, "total_increasing", True),
    "successful_reconnections": ("reconnections", None, "total_increasing", True),
    "failed_attempts": ("attempts", None, "total_increasing", True),
    "events_per_minute": ("events/min", None, "measurement", True),
    "actions_timed_out": ("actions", None, "total_increasing", True),
}

# Those of which one test looks at all
LIFE = (
    "connected_since",
    "reconnect_attempts",
    "connection_losses",
    "last_outage",
    "latency",
    "health",
)


@pytest.fixture
async def time(freezer: FrozenDateTimeFactory) -> Timeline:
    """Return a clock that stands still until it is moved."""
    return Timeline(freezer)


@pytest.fixture
async def server(time: Timeline) -> AsyncGenerator[SimulatedServer]:
    """Return a server whose time is that of the test."""
    async with SimulatedServer(nodes=["1999"]) as server:
        yield server


async def test_registry(hass: HomeAssistant, server: SimulatedServer) -> None:
    """All are diagnostic, and those for the curious are off."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    for key, (unit, device_class, state_class, disabled) in SENSORS.items():
        entity_id = states.server_entity_id(key)
        assert entity_id == f"sensor.127_0_0_1_{key}"
        registered = er.async_get(hass).entities[entity_id]
        assert registered.unique_id == f"{entry.entry_id}_{key}"
        assert registered.translation_key == key
        assert registered.entity_category is EntityCategory.DIAGNOSTIC
        assert registered.disabled is disabled
        assert registered.original_device_class == device_class
        capabilities = registered.capabilities or {}
        assert capabilities.get("state_class") == state_class
        if not disabled:
            attributes = states.server(key).attributes
            assert attributes.get("unit_of_measurement") == unit
        else:
            assert registered.unit_of_measurement == unit
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("every_entity")
async def test_a_life_of_losses(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """What each shows before, during and after outages of 100 and 70 seconds."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)

    def shown() -> dict[str, str]:
        return {key: states.server(key).state for key in LIFE}

    began = dt_util.utcnow().isoformat(timespec="seconds")
    assert shown() == {
        "connected_since": began,
        "reconnect_attempts": "0",
        "connection_losses": "0",
        "last_outage": STATE_UNKNOWN,
        "latency": STATE_UNKNOWN,
        "health": "100",
    }

    server.faults.reply_delay = 1.0
    await time.advance(35)
    assert states.server("latency").state == "1000.0"
    assert states.server("health").state == "95"
    server.faults.clear()

    await server.stop()
    await time.settle()
    assert shown() == {
        "connected_since": STATE_UNKNOWN,
        "reconnect_attempts": "0",
        "connection_losses": "1",
        "last_outage": STATE_UNKNOWN,
        "latency": STATE_UNKNOWN,
        "health": "0",
    }
    await time.advance(100)
    await server.start()
    entry.runtime_data.client.connection.reconnect()
    await time.settle()
    after = shown()
    assert after["connected_since"] == dt_util.utcnow().isoformat(timespec="seconds")
    assert after["connection_losses"] == "1"
    assert after["last_outage"] == "100.0"
    assert after["health"] == "85"
    history = entry.runtime_data.client.connection.history
    attempts = [change for change in history if change.state is State.CONNECTING]
    assert after["reconnect_attempts"] == str(len(attempts) - 1)

    server.sessions[0].close()
    await time.settle()
    assert states.server("connection_losses").state == "2"
    await time.advance(70)
    assert states.server("health").state == "70"
    await time.advance(3700)
    assert states.server("health").state == "100"
    assert states.server("connected").state == STATE_ON
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_reconnect_on_request_is_no_loss(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Nor does it cost health."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    entry.runtime_data.client.connection.reconnect()
    await time.advance(1)
    assert states.server("connected").state == STATE_ON
    assert states.server("connection_losses").state == "0"
    assert states.server("health").state == "100"
    assert server.logins == 2
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("every_entity")
async def test_what_does_not_change_is_not_written(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Heartbeats and polls of an hour, and no state written."""
    entry = await add_server(hass, server)
    # Until there was a minute whose events are counted
    await time.advance(130)
    written: list[str] = []

    @callback
    def note(event: Event[Any]) -> None:
        written.append(event.data["entity_id"])

    @callback
    def any_event(_data: object) -> bool:
        return True

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    hass.bus.async_listen(EVENT_STATE_REPORTED, note, event_filter=any_event)
    asked = len(server.requests)
    await time.advance(3600)
    assert len(server.requests) - asked > 100
    assert written == []
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("every_entity")
async def test_failed_polls_cost_health(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """A node that the server has lost."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    server.remove_node("1999")
    await time.advance(600)
    assert 50 <= int(states.server("health").state) < 80
    assert states.server("connected").state == STATE_ON
    server.add_node("1999")
    await time.advance(1300)
    assert states.server("health").state == "100"
    await hass.config_entries.async_unload(entry.entry_id)
