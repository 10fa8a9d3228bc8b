"""Answers about receivers that are wrong, late or never come."""

from collections.abc import AsyncGenerator
from dataclasses import replace
import logging

from homeassistant.const import STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import Outgoing, SimulatedServer, cut_short, lost, replaced_by
from tests.conftest import Clock
from tests.integration import Entities, add_server

from .replay import NOTHING
from .stage import one_receiver

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


@pytest.fixture
async def server() -> AsyncGenerator[SimulatedServer]:
    """Return a server with a node that has one receiver."""
    async with SimulatedServer([one_receiver()]) as server:
        yield server


@pytest.fixture
async def entry(
    hass: HomeAssistant, clock: Clock, server: SimulatedServer
) -> AsyncGenerator[MockConfigEntry]:
    """Return the entry of that server, which is set up."""
    entry = await add_server(hass, server, ["1995"])
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
def states(hass: HomeAssistant, entry: MockConfigEntry) -> Entities:
    """Return what Home Assistant shows of that node."""
    return Entities(hass, entry, "1995")


async def test_polls_that_fail(
    clock: Clock,
    server: SimulatedServer,
    states: Entities,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Two keep what is known, the third does not; the node itself is not concerned."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    for _ in range(3):
        assert states["rssi_north"] == "80"
        # What is left of it and the answer to the next question become one.
        server.faults.next_reply(cut_short(12), action="VoterStatus")
        await clock.advance(61)
    assert states["rssi_north"] == STATE_UNAVAILABLE
    assert states["voted"] == STATE_UNAVAILABLE
    assert states["links"] == "0"
    assert states.server("health").state == "100"
    polls = [
        record.getMessage()
        for record in caplog.records
        if "Finished fetching allstarlink voters" in record.getMessage()
    ]
    assert len(polls) == 3
    assert all("(success: False)" in poll for poll in polls)

    await clock.advance(61)
    assert states["rssi_north"] == "80"
    assert states["voted"] == "North"


async def test_answers_that_do_not_come(
    clock: Clock, server: SimulatedServer, entry: MockConfigEntry, states: Entities
) -> None:
    """A server that does not answer a Ping either has not said that it has no voter."""
    for action in ("VoterStatus", "Ping"):
        server.faults.next_reply(lost(), action=action)
    server.node("1995").key()
    await clock.advance(4.9)
    assert states["rssi_north"] == "80"
    await clock.advance(2)
    assert states["rssi_north"] == "80"
    assert entry.runtime_data.client.connection.metrics.actions_timed_out > 0


async def test_a_ping_that_is_refused(
    clock: Clock, server: SimulatedServer, states: Entities
) -> None:
    """It is an answer, too, and comes after an empty one."""
    server.faults.next_reply(replaced_by(NOTHING), action="VoterStatus")
    server.faults.next_reply(_refused, action="Ping")
    server.node("1995").key()
    await clock.settle(100)
    assert states["rssi_north"] == STATE_UNAVAILABLE
    await clock.advance(2)
    assert states["rssi_north"] == "80"


async def test_a_session_that_ends_at_a_question(
    clock: Clock, server: SimulatedServer, states: Entities
) -> None:
    """As any other outage."""
    fault = cut_short(20, close=True)
    server.faults.next_reply(fault, action="VoterStatus")
    server.node("1995").key()
    await clock.settle(100)
    assert states["rssi_north"] == STATE_UNAVAILABLE

    await clock.advance(10)
    assert states["rssi_north"] == "80"


async def test_an_outage(
    clock: Clock, server: SimulatedServer, states: Entities
) -> None:
    """Nothing is known of receivers until they are asked for again."""
    await server.stop()
    await clock.settle(100)
    for key in ("rssi_north", "voting_north", "voted"):
        assert states[key] == STATE_UNAVAILABLE

    voter = server.node("1995").voter
    assert voter
    voter.receivers[0].rssi = 90
    await server.start()
    await clock.advance(10)
    assert states["rssi_north"] == "90"
    assert states["voting_north"] == STATE_ON


async def test_a_module_that_goes(
    clock: Clock, server: SimulatedServer, states: Entities
) -> None:
    """VoterStatus is unknown from now on: none of the receivers is there."""
    server.node("1995").voter = None
    await clock.advance(61)

    assert states["rssi_north"] == STATE_UNAVAILABLE
    assert states.server("health").state == "100"


def _refused(reply: Outgoing) -> Outgoing:
    """Answer with an error."""
    return replace(reply, data=reply.data.replace(b"Success", b"Error"))
