"""What users see of receivers, as a server was recorded."""

from collections.abc import AsyncGenerator

from homeassistant.const import (
    ATTR_FRIENDLY_NAME,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.allstarlink.const import DOMAIN
from tests.conftest import Clock
from tests.integration import add_entry, entry_for

from .replay import NOTHING, VoterServer, recorded
from .stage import ALL_KEYS, Stage, keys

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

INACTIVE = recorded("24_voterstatus_inactive")
IDLE = recorded("25_voterstatus_idle")
RECEIVING = recorded("27_voterstatus_receiving", 18)
AFTER_LOSS = recorded("28_voterstatus_after_loss")


@pytest.fixture
async def server() -> AsyncGenerator[VoterServer]:
    """Return a server that says what transcript 25 has."""
    async with VoterServer(IDLE) as server:
        yield server


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, server: VoterServer
) -> AsyncGenerator[Stage]:
    """Return that server, set up with its two nodes."""
    entry = await add_entry(hass, entry_for(server.port, ["1996", "1999"]))
    yield Stage(hass, clock, server, entry)
    await hass.config_entries.async_unload(entry.entry_id)


async def test_receivers_from_silence_to_silence(stage: Stage) -> None:
    """Transcripts 25, 27, 28 and 24, one after the other."""
    assert keys(stage.hass, stage.entry) == ALL_KEYS
    assert keys(stage.hass, stage.entry, "1999") == set()
    assert stage.states["voted"] == STATE_UNKNOWN
    assert stage.shown("rssi") == ["0", "0", "0"]
    assert stage.shown("voting") == [STATE_OFF] * 3

    await stage.poll(RECEIVING)
    assert stage.states["voted"] == "Main"
    assert stage.shown("rssi") == ["200", "0", "0"]
    assert stage.shown("voting") == [STATE_ON, STATE_OFF, STATE_OFF]

    for silence in (AFTER_LOSS, INACTIVE):
        await stage.poll(silence)
        assert stage.states["voted"] == STATE_UNKNOWN
        assert stage.shown("rssi") == [STATE_UNAVAILABLE] * 3
        assert stage.shown("voting") == [STATE_UNAVAILABLE] * 3

    await stage.poll(IDLE)
    assert stage.shown("rssi") == ["0", "0", "0"]


async def test_names_and_attributes(stage: Stage) -> None:
    """The receiver's own name; a measurement without a unit."""
    rssi = stage.states.get("rssi_south")
    assert rssi.attributes[ATTR_FRIENDLY_NAME] == "Node 1996 RSSI SOUTH"
    assert rssi.attributes["state_class"] == "measurement"
    assert "unit_of_measurement" not in rssi.attributes
    voting = stage.states.get("voting_north")
    assert voting.attributes[ATTR_FRIENDLY_NAME] == "Node 1996 Voting North"
    voted = stage.states.get("voted")
    assert voted.attributes[ATTR_FRIENDLY_NAME] == "Node 1996 Voted receiver"


async def test_asked_each_second_while_the_node_receives(stage: Stage) -> None:
    """And a few times more; a keyup is no reason to wait for the next poll."""
    assert await stage.wait(15) <= 1

    stage.server.voters = RECEIVING
    await stage.keyed(on=True)
    assert stage.states["voted"] == "Main"
    assert 9 <= await stage.wait(10) <= 11

    stage.server.voters = IDLE
    await stage.keyed(on=False)
    assert stage.states["voted"] == STATE_UNKNOWN
    assert await stage.wait(10) == 3
    assert await stage.wait(15) <= 1


async def test_not_asked_each_second_when_nobody_looks(
    hass: HomeAssistant, clock: Clock, server: VoterServer
) -> None:
    """All entities of the node are disabled: its receivers matter to nobody."""
    entry = entry_for(server.port, ["1996"])
    entry.add_to_hass(hass)
    registry = er.async_get(hass)
    for key in ALL_KEYS:
        registry.async_get_or_create(
            "binary_sensor" if key.startswith("voting") else "sensor",
            DOMAIN,
            f"{entry.entry_id}_1996_{key}",
            config_entry=entry,
            disabled_by=er.RegistryEntryDisabler.USER,
        )
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    stage = Stage(hass, clock, server, entry)
    assert stage.states.get("receiving").state == STATE_OFF

    await stage.keyed(on=True)
    assert stage.states["receiving"] == STATE_ON

    assert await stage.wait(15) <= 1
    await hass.config_entries.async_unload(entry.entry_id)


async def test_an_idle_node_writes_no_state(stage: Stage) -> None:
    """However often it is asked."""
    await stage.keyed(on=True)
    before = [stage.states.get(key) for key in sorted(ALL_KEYS)]

    assert await stage.wait(10) >= 9

    after = [stage.states.get(key) for key in sorted(ALL_KEYS)]
    assert after == before
    assert [s.last_reported for s in after] == [s.last_reported for s in before]


async def test_a_server_without_voters(hass: HomeAssistant, clock: Clock) -> None:
    """Its empty answer keeps nobody waiting; later there may be one."""
    async with VoterServer(NOTHING) as server:
        entry = await add_entry(hass, entry_for(server.port, ["1996"]))
        stage = Stage(hass, clock, server, entry)
        assert server.questions == 1
        assert keys(hass, entry) == set()
        await clock.advance(590)
        assert server.questions == 1

        server.voters = IDLE
        await clock.advance(30)
        assert server.questions == 2
        assert keys(hass, entry) == ALL_KEYS
        assert stage.shown("rssi") == ["0", "0", "0"]

        await stage.poll(NOTHING)
        assert stage.shown("rssi") == [STATE_UNAVAILABLE] * 3
        assert stage.states["voted"] == STATE_UNAVAILABLE
        assert stage.states.server("health").state == "100"
        metrics = entry.runtime_data.client.connection.metrics
        assert metrics.actions_timed_out == metrics.actions_failed == 0
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_server_without_chan_voter(hass: HomeAssistant, clock: Clock) -> None:
    """ListCommands tells, so it is never asked."""
    async with VoterServer(IDLE, lists_it=False) as server:
        entry = await add_entry(hass, entry_for(server.port, ["1996"]))
        await clock.advance(3700)
        assert server.questions == 0
        assert keys(hass, entry) == set()
        await hass.config_entries.async_unload(entry.entry_id)
