"""What users see of receivers."""

from collections.abc import AsyncGenerator
from dataclasses import replace

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
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from simulator import (
    NodeSetup,
    Outgoing,
    Receiver,
    SimulatedServer,
    Voter,
    cut_short,
    lost,
    replaced_by,
)
from tests.conftest import Clock
from tests.integration import Entities, add_entry, add_server, entry_for
from tests.transcript import find

from .replay import NOTHING, VoterServer, recorded

INACTIVE = recorded("24_voterstatus_inactive")
IDLE = recorded("25_voterstatus_idle")
RECEIVING = recorded("27_voterstatus_receiving", 18)
AFTER_LOSS = recorded("28_voterstatus_after_loss")

RECEIVERS = ("main", "north", "south")


def keys(hass: HomeAssistant, entry: MockConfigEntry, node: str = "1996") -> set[str]:
    """Return the keys of a node's voter entities."""
    prefix = f"{entry.entry_id}_{node}_"
    found = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    known = (e.unique_id.removeprefix(prefix) for e in found)
    return {key for key in known if key.startswith(("rssi_", "voting_", "voted"))}


ALL_KEYS = {
    "voted",
    *(f"{kind}_{name}" for kind in ("rssi", "voting") for name in RECEIVERS),
}


class Stage:
    """A recorded server that Home Assistant is set up with, and time."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        server: VoterServer,
        entry: MockConfigEntry,
    ) -> None:
        """Take what there is."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry = entry
        self.states = Entities(hass, entry, "1996")

    async def poll(self, voters: bytes | None) -> None:
        """Let the server answer this from now on, until it is asked slowly."""
        self.server.voters = voters
        await self.clock.advance(61)

    async def wait(self, seconds: int) -> int:
        """Let time pass, no faster than answers come; return how often it was asked."""
        asked = self.server.questions
        for _ in range(10 * seconds):
            await self.clock.advance(0.1)
            await self.clock.settle(50)
        return self.server.questions - asked

    async def keyed(self, *, on: bool) -> None:
        """Let the node say that it receives or does not (transcript 26)."""
        start, end = (9, 10) if on else (10, 11)
        self.server.play(find("26_"), start, end)
        await self.clock.settle(100)

    def shown(self, kind: str) -> list[str]:
        """Return the states of all three receivers."""
        return [self.states[f"{kind}_{name}"] for name in RECEIVERS]


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
        metrics = entry.runtime_data.connection.metrics
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


def one_receiver() -> NodeSetup:
    """Return node 1995, which listens to its only receiver."""
    voter = Voter([Receiver("North", rssi=80)], "North")
    return NodeSetup("1995", "voter/1995", voter=voter)


def two_receivers() -> NodeSetup:
    """Return node 1996, whose receivers have names that look alike."""
    receivers = [Receiver("Up Hill", rssi=7, mix=True), Receiver("up-hill", rssi=9)]
    return NodeSetup("1996", "voter/1996", voter=Voter(receivers))


def no_receiver() -> NodeSetup:
    """Return node 1994, of which no receiver was heard yet."""
    return NodeSetup("1994", "voter/1994", voter=Voter())


async def test_several_nodes_in_one_reply(hass: HomeAssistant, clock: Clock) -> None:
    """Each has its own receivers, and names that look alike stay apart."""
    async with SimulatedServer(
        ["1999", two_receivers(), one_receiver(), no_receiver()]
    ) as server:
        entry = await add_server(hass, server, ["1999", "1996", "1994"])
        states = Entities(hass, entry, "1996")
        assert keys(hass, entry, "1999") == keys(hass, entry, "1995") == set()
        assert keys(hass, entry, "1994") == {"voted"}
        assert keys(hass, entry) == {
            "voted",
            *("rssi_up_hill", "rssi_up_hill_2", "voting_up_hill", "voting_up_hill_2"),
        }
        assert states["rssi_up_hill"] == "7"
        assert states["rssi_up_hill_2"] == "9"
        asked = [r for r in server.requests if r.action == "VoterStatus"]
        assert [r.get("Node") for r in asked] == [""]
        voter = server.node("1996").voter
        assert voter
        voter.voted = "up-hill"
        voter.receivers.append(Receiver("Lake", rssi=1))
        server.node("1996").key()
        await clock.settle(100)

        assert states["voting_up_hill"] == STATE_OFF
        assert states["voting_up_hill_2"] == STATE_ON
        assert states["rssi_lake"] == "1"
        assert states["voted"] == "up-hill"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_diagnostics(hass: HomeAssistant, clock: Clock) -> None:
    """What the server said last of a node's receivers."""
    async with SimulatedServer(["1999", one_receiver()]) as server:
        entry = await add_server(hass, server, ["1999", "1995"])
        told = await async_get_config_entry_diagnostics(hass, entry)
        assert told["nodes"]["1999"]["voter"] is None
        voter = told["nodes"]["1995"]["voter"]
        assert voter["voted"] == "North"
        assert [(r["name"], r["rssi"]) for r in voter["receivers"]] == [("North", 80)]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_polls_that_fail(hass: HomeAssistant, clock: Clock) -> None:
    """Two keep what is known, the third does not; the node itself is not concerned."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
        for _ in range(3):
            assert states["rssi_north"] == "80"
            # What is left of it and the answer to the next question become one.
            server.faults.next_reply(cut_short(12), action="VoterStatus")
            await clock.advance(61)
        assert states["rssi_north"] == STATE_UNAVAILABLE
        assert states["voted"] == STATE_UNAVAILABLE
        assert states["links"] == "0"
        assert states.server("health").state == "100"

        await clock.advance(61)
        assert states["rssi_north"] == "80"
        assert states["voted"] == "North"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_answers_that_do_not_come(hass: HomeAssistant, clock: Clock) -> None:
    """A server that does not answer a Ping either has not said that it has no voter."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
        for action in ("VoterStatus", "Ping"):
            server.faults.next_reply(lost(), action=action)
        server.node("1995").key()
        await clock.advance(4.9)
        assert states["rssi_north"] == "80"
        await clock.advance(2)
        assert states["rssi_north"] == "80"
        assert entry.runtime_data.connection.metrics.actions_timed_out > 0
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_ping_that_is_refused(hass: HomeAssistant, clock: Clock) -> None:
    """It is an answer, too, and comes after an empty one."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
        server.faults.next_reply(replaced_by(NOTHING), action="VoterStatus")
        server.faults.next_reply(_refused, action="Ping")
        server.node("1995").key()
        await clock.settle(100)
        assert states["rssi_north"] == STATE_UNAVAILABLE
        await clock.advance(2)
        assert states["rssi_north"] == "80"
        await hass.config_entries.async_unload(entry.entry_id)


def _refused(reply: Outgoing) -> Outgoing:
    """Answer with an error."""
    return replace(reply, data=reply.data.replace(b"Success", b"Error"))


async def test_a_session_that_ends_at_a_question(
    hass: HomeAssistant, clock: Clock
) -> None:
    """As any other outage."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
        fault = cut_short(20, close=True)
        server.faults.next_reply(fault, action="VoterStatus")
        server.node("1995").key()
        await clock.settle(100)
        assert states["rssi_north"] == STATE_UNAVAILABLE

        await clock.advance(10)
        assert states["rssi_north"] == "80"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_an_outage(hass: HomeAssistant, clock: Clock) -> None:
    """Nothing is known of receivers until they are asked for again."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
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
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_node_that_is_removed_and_added(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Its entities come again."""
    async with SimulatedServer([two_receivers(), one_receiver()]) as server:
        entry = await add_server(hass, server, ["1996", "1995"])
        states = Entities(hass, entry, "1995")
        subentry = next(s for s in entry.subentries.values() if s.unique_id == "1995")
        hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
        await hass.async_block_till_done()
        assert states.entity_id("rssi_north") is None

        hass.config_entries.async_add_subentry(entry, subentry)
        await hass.async_block_till_done()
        assert states["rssi_north"] == "80"
        assert states["voted"] == "North"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_module_that_goes(hass: HomeAssistant, clock: Clock) -> None:
    """VoterStatus is unknown from now on: none of the receivers is there."""
    async with SimulatedServer([one_receiver()]) as server:
        entry = await add_server(hass, server, ["1995"])
        states = Entities(hass, entry, "1995")
        server.node("1995").voter = None
        await clock.advance(61)

        assert states["rssi_north"] == STATE_UNAVAILABLE
        assert states.server("health").state == "100"
        await hass.config_entries.async_unload(entry.entry_id)
