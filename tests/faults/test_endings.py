"""What ends in the middle of a fault, and who is not touched by one."""

import asyncio
from collections.abc import AsyncGenerator
from statistics import median
from time import perf_counter

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer
from tests.integration import Entities, add_server, entry_for
from tests.timeline import Timeline

from .stage import Stage, staged

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


@pytest.fixture
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Stage]:
    """Return a server that is followed."""
    async with staged(hass, freezer) as stage:
        yield stage


async def test_home_assistant_stops_during_connect(
    hass: HomeAssistant, stage: Stage
) -> None:
    """No timer is waited for, and nothing goes on connecting."""
    stage.session.reset()
    stage.server.hang()
    await stage.time.advance(6)
    assert stage.hub.client.connection.status.state.value == "connecting"
    await hass.async_stop()
    assert _own_tasks() == []
    await stage.server.listen()
    await stage.time.advance(300)
    assert stage.server.logins == 1


async def test_unload_during_login(hass: HomeAssistant, stage: Stage) -> None:
    """The login is given up, and its connection with it."""
    stage.server.faults.reply_delay = 8.0
    stage.session.reset()
    await stage.time.advance(6)
    assert stage.hub.client.connection.status.state.value == "logging_in"
    assert await hass.config_entries.async_unload(stage.entry.entry_id)
    await stage.time.settle()
    assert stage.entry.state is ConfigEntryState.NOT_LOADED
    assert stage.server.sessions == []
    assert _own_tasks() == []
    stage.server.faults.clear()
    await stage.time.advance(300)
    assert stage.server.logins == 1


async def test_unload_during_the_first_login(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The entry is removed while it is being set up."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        server.faults.reply_delay = 8.0
        entry = entry_for(server.port)
        entry.add_to_hass(hass)
        setup = hass.async_create_task(
            hass.config_entries.async_setup(entry.entry_id), eager_start=True
        )
        await time.until(lambda: len(server.sessions) == 1)
        await time.advance(3)
        setup.cancel()
        await asyncio.wait([setup])
        await time.settle()
        assert server.sessions == []
        assert _own_tasks() == []


async def test_two_servers_one_dead(hass: HomeAssistant, every_entity: None) -> None:
    """The time from an event to its state is that of before, on the real clock.

    It is that of an event entity: those that show who is keyed write less often.
    """
    async with (
        SimulatedServer(nodes=["1999"]) as well,
        SimulatedServer(nodes=["1998"]) as dead,
    ):
        entry = await add_server(hass, well)
        options = {
            "connection": {"retry_initial": 1, "retry_max": 1, "heartbeat_interval": 5}
        }
        other = await add_server(hass, dead, ["1998"], options)
        states = Entities(hass, entry)
        before = await _latency(states, well)
        dead.sessions[0].reset()
        dead.hang()
        for _ in range(200):
            await asyncio.sleep(0)
        others = Entities(hass, other, "1998")
        assert others.server("connected").state == STATE_OFF
        during = await _latency(states, well)
        assert states.server("connected").state == STATE_ON
        assert others.server("connected").state == STATE_OFF
        assert during < 2 * before + 0.002
        for each in (entry, other):
            await hass.config_entries.async_unload(each.entry_id)


async def _latency(states: Entities, server: SimulatedServer) -> float:
    """Return the seconds from an event on the wire to its state, in quiet moments."""
    return min([await _median_latency(states, server) for _ in range(3)])


async def _median_latency(states: Entities, server: SimulatedServer) -> float:
    node = server.node("1999")
    seconds = []
    for digit in "1234567890" * 10:
        before = perf_counter()
        node.dtmf(digit)
        while _last_digit(states) != digit:  # noqa: ASYNC110  (as users see it)
            await asyncio.sleep(0)
        seconds.append(perf_counter() - before)
    return median(seconds)


def _last_digit(states: Entities) -> object:
    return states.get("activity").attributes.get("digit")


def _own_tasks() -> list[str]:
    """Return the names of tasks that belong to the integration."""
    tasks = [task for task in asyncio.all_tasks() if not task.done()]
    return [task.get_name() for task in tasks if "allstarlink" in task.get_name()]
