"""Nodes of one server that vote, each for its own receivers."""

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from simulator import NodeSetup, Receiver, SimulatedServer, Voter
from tests.conftest import Clock
from tests.integration import Entities, add_server

from .stage import keys, one_receiver

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


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
    """What the server said last of a node's receivers, without their names."""
    async with SimulatedServer(["1999", one_receiver()]) as server:
        entry = await add_server(hass, server, ["1999", "1995"])
        told = await async_get_config_entry_diagnostics(hass, entry)
        assert told["nodes"]["1999"]["voter"] is None
        voter = told["nodes"]["1995"]["voter"]
        assert voter["voted"] == "name 1"
        assert [(r["name"], r["rssi"]) for r in voter["receivers"]] == [("name 1", 80)]
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
