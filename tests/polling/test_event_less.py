"""HamVoIP and ASL 1: no events, so polls each second put together what happened."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.const import DOMAIN
from simulator import NodeSetup, Remote, RemoteBase, SimulatedServer, User
from tests.integration import SECRET, USER, Entities, add_entry, add_server, entry_for
from tests.replay import ReplayServer
from tests.timeline import Timeline

pytestmark = pytest.mark.usefixtures("every_entity")


class Stage:
    """A HamVoIP server with node 1999, and Home Assistant."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: SimulatedServer,
        entry: MockConfigEntry,
        time: Timeline,
    ) -> None:
        """Take what there is."""
        self.hass = hass
        self.server = server
        self.entry = entry
        self.time = time
        self.node = server.node("1999")
        self.states = Entities(hass, entry)

    def asked(self, command: str) -> int:
        """Return how often something has been asked of node 1999."""
        return sum(
            (request.get("Command"), request.get("Node")) == (command, "1999")
            for request in self.server.requests
        )

    def call(self, number: str, *, answered_in: float) -> None:
        """Let the node call another one, which is connecting meanwhile."""
        timings = self.server.world.timings
        self.server.world.timings = replace(timings, connect=answered_in)
        self.node.take_command(f"ilink 3 {number}")

    def issue(self, kind: str) -> ir.IssueEntry | None:
        """Return an issue of the server."""
        issue_id = f"{kind}_{self.entry.entry_id}"
        return ir.async_get(self.hass).async_get_issue(DOMAIN, issue_id)


@asynccontextmanager
async def stage(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    *,
    age: float = 100.0,
    links: tuple[str, ...] = ("2001",),
    children: tuple[str, ...] = (),
    options: dict[str, Any] | None = None,
    write: str = "command",
) -> AsyncGenerator[Stage]:
    """Set up a server that has been running for `age` seconds."""
    time = Timeline(freezer)
    user = User(USER, SECRET, read="call,system", write=write)
    async with SimulatedServer(
        ["1999"], [user], dialect="hamvoip", network=[Remote("2002")]
    ) as server:
        await time.jump(age)
        for name in links:
            server.node("1999").link(name, children=children)
        entry = await add_server(hass, server, options=options)
        yield Stage(hass, server, entry, time)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_twenty_talks(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Of 8 s with gaps of 5 s, right after set-up: each within a second of the truth."""
    async with stage(hass, freezer) as here:
        seen = async_capture_events(hass, "allstarlink_activity")
        await here.time.advance(0.4)
        for turn in range(20):
            here.node.key_link("2001")
            await here.time.advance(8.0)
            here.node.unkey_link("2001")
            await here.time.advance(5.0 + 0.037 * turn)
        talks = [e.data for e in seen if e.data["type"] == "talk_ended"]
        starts = [e.data for e in seen if e.data["type"] == "talk_started"]
        assert len(starts) == len(talks) == 20
        assert {talk["node"] for talk in talks} == {"2001"}
        assert all(abs(talk["duration"] - 8.0) <= 1.0 for talk in talks)
        assert here.issue("no_events")
        assert not here.issue("events_missing")


async def test_own_receiver_and_transmitter(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """NodeStat tells of both; an idle node is asked each two seconds."""
    async with stage(hass, freezer, links=()) as here:
        seen = async_capture_events(hass, "allstarlink_activity")
        assert here.states["receiving"] == STATE_OFF
        asked = here.asked("NodeStat")
        await here.time.advance(20)
        assert 9 <= here.asked("NodeStat") - asked <= 11
        here.node.key()
        await here.time.advance(2.1)
        assert here.states["receiving"] == STATE_ON
        assert here.states["transmitting"] == STATE_ON
        assert here.states["talker"] == "local"
        await here.time.advance(6)
        here.node.unkey()
        await here.time.advance(1.1)
        assert here.states["receiving"] == STATE_OFF
        await here.time.advance(10)
        assert here.states["transmitting"] == STATE_OFF
        assert [(e.data["type"], e.data["node"]) for e in seen] == [
            ("talk_started", "local"),
            ("talk_ended", "local"),
        ]


async def test_links_come_and_go(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """XStat is asked when the names change, and at the polling interval."""
    async with stage(hass, freezer, links=()) as here:
        await here.time.advance(5)
        asked = here.asked("XStat")
        await here.time.advance(30)
        assert here.asked("XStat") == asked
        here.node.link("2001", mode="monitor", direction="out")
        await here.time.advance(3)
        assert here.states["links"] == "1"
        (link,) = here.states.get("links").attributes["links"]
        assert (link["node"], link["mode"], link["direction"]) == (
            "2001",
            "monitor",
            "out",
        )
        assert here.states["network_nodes"] == "1"
        here.node.unlink("2001")
        await here.time.advance(2)
        assert here.states["links"] == "0"


async def test_a_long_name_is_whole(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Conn cuts it at 14 characters (hv_63)."""
    async with stage(hass, freezer, links=("JOHNNYAPPLESEED-P",)) as here:
        await here.time.advance(5)
        (link,) = here.states.get("links").attributes["links"]
        assert link["node"] == "JOHNNYAPPLESEED-P"
        seen = async_capture_events(hass, "allstarlink_activity")
        here.node.key_link("JOHNNYAPPLESEED-P")
        await here.time.advance(3)
        assert here.states["talker"] == "JOHNNYAPPLESEED-P"
        assert [e.data["type"] for e in seen] == ["talk_started"]


async def test_xstat_is_not_asked_while_the_server_starts(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A node whose radio is missing starts again and again, and XStat ends Asterisk then."""
    async with stage(hass, freezer, age=2.0) as here:
        await here.time.advance(25)
        assert here.asked("XStat") == 0
        assert here.states["links"] == "1"
        (link,) = here.states.get("links").attributes["links"]
        assert (link["mode"], link["state"]) == (None, "established")
        assert here.states["network_nodes"] == STATE_UNKNOWN
        await here.time.advance(10)
        assert here.asked("XStat") > 0
        (link,) = here.states.get("links").attributes["links"]
        assert link["mode"] == "transceive"


@pytest.mark.parametrize(
    ("options", "write", "is_asked"),
    [
        ({}, "command", False),
        ({}, "", False),
        ({"xstat_safe": True}, "command", True),
        ({"xstat_safe": True}, "", True),
    ],
)
@pytest.mark.parametrize("names", [100, 150])
async def test_xstat_is_not_asked_of_many_names(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    options: dict[str, Any],
    write: str,
    is_asked: bool,
    names: int,
) -> None:
    """Some builds die of 128 to 255 of them (hv_51), unless the user knows better."""
    children = tuple(f"T{number}" for number in range(3000, 3000 + names - 1))
    async with stage(
        hass, freezer, children=children, options=options, write=write
    ) as here:
        await here.time.advance(130)
        if is_asked and names == 150:
            assert here.server.crashes > 0
            return
        assert (here.asked("XStat") > 0) is is_asked
        assert here.server.crashes == 0
        # Only `rpt lstats` tells it from one that connects.
        assert here.states["links"] == ("1" if write or is_asked else STATE_UNKNOWN)
        if write and not is_asked:
            asked = here.server.commands.count("rpt nodes 1999")
            assert 0 < asked < 30
        if not is_asked:
            here.node.key_link("2001")
            await here.time.advance(2)
            assert here.states["talker"] == "2001"
            (link,) = here.states.get("links").attributes["links"]
            assert (link["mode"], link["state"]) == (None, "established")
            assert here.states["network_nodes"] == STATE_UNKNOWN


MANY = tuple(f"T{number}" for number in range(3000, 3149))


async def test_what_only_xstat_has_is_unknown_from_where_it_is_not_asked(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The network has grown. An action that asks for it is refused as well."""
    options = {"allow_send_action": True}
    async with stage(hass, freezer, children=MANY[:50], options=options) as here:
        keys = ("network_nodes", "autopatch", "incoming_connections")
        await here.time.advance(5)
        assert [here.states[key] for key in keys] == ["51", STATE_OFF, STATE_ON]
        here.node.hear_of("2001", MANY)
        await here.time.advance(70)
        assert [here.states[key] for key in keys] == [STATE_UNKNOWN] * 3
        asked = here.asked("XStat")
        for action, parameters in (
            ("RptStatus", {"Command": "XStat", "Node": "1999"}),
            ("Command", {"Command": "rpt xnode 1999"}),
        ):
            data = {
                "config_entry_id": here.entry.entry_id,
                "action": action,
                "parameters": parameters,
            }
            with pytest.raises(HomeAssistantError) as caught:
                await hass.services.async_call(
                    DOMAIN, "send_action", data, blocking=True, return_response=True
                )
            assert caught.value.translation_key == "xstat_refused"
        assert here.asked("XStat") == asked
        assert here.server.crashes == 0
        here.node.hear_of("2001", MANY[:50])
        await here.time.advance(70)
        assert [here.states[key] for key in keys] == ["51", STATE_OFF, STATE_ON]


async def test_links_that_connect_where_xstat_is_not_asked(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """SawStat has them too (hv_58c): `rpt lstats` tells which are up, and who called."""
    async with stage(hass, freezer, children=MANY) as here:
        seen = async_capture_events(hass, "allstarlink_activity")
        await here.time.advance(5)
        here.call("2002", answered_in=5.0)
        await here.time.advance(4)
        assert here.asked("XStat") == 0
        assert here.states["links"] == "1"
        link = here.states.links()["2002"]
        assert (link["mode"], link["state"]) == ("connecting", "connecting")
        assert (link["direction"], link["connected_since"]) == ("out", None)
        assert not seen
        await here.time.advance(3)
        assert here.states["links"] == "2"
        link = here.states.links()["2002"]
        assert (link["mode"], link["state"]) == (None, "established")
        assert [(e.data["type"], e.data["node"]) for e in seen] == [
            ("link_connected", "2002")
        ]
        assert seen[0].data["direction"] == "out"
        here.node.unlink("2002")
        await here.time.advance(2)
        assert here.states["links"] == "1"
        assert seen[-1].data["type"] == "link_disconnected"
        assert here.server.crashes == 0


async def test_links_whose_state_nobody_tells(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Without the right to use commands a link is established once it is keyed."""
    async with stage(hass, freezer, children=MANY, write="") as here:
        seen = async_capture_events(hass, "allstarlink_activity")
        await here.time.advance(5)
        assert here.states["links"] == STATE_UNKNOWN
        here.call("2002", answered_in=5.0)
        await here.time.advance(3)
        assert here.states["links"] == STATE_UNKNOWN
        assert here.states.links()["2002"]["state"] is None
        assert not seen
        await here.time.advance(3)
        here.node.key_link("2001")
        await here.time.advance(3)
        # It was there before: that it is up is no news.
        assert [(e.data["type"], e.data["node"]) for e in seen] == [
            ("talk_started", "2001")
        ]
        assert here.states.links()["2001"]["state"] == "established"
        assert here.states["links"] == STATE_UNKNOWN
        here.node.key_link("2002")
        await here.time.advance(3)
        assert here.states["links"] == "2"
        here.node.unlink("2001")
        here.node.unlink("2002")
        await here.time.advance(3)
        assert here.states["links"] == "0"
        assert [(e.data["type"], e.data["node"]) for e in seen[1:]] == [
            ("link_connected", "2002"),
            ("talk_started", "2002"),
            ("talk_ended", "2001"),
            ("talk_ended", "2002"),
            ("link_disconnected", "2001"),
            ("link_disconnected", "2002"),
        ]


async def test_the_interval_is_an_option(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Up to ten seconds."""
    async with stage(hass, freezer, options={"event_less_interval": 10}) as here:
        await here.time.advance(10)
        asked = here.asked("NodeStat")
        await here.time.advance(100)
        assert 9 <= here.asked("NodeStat") - asked <= 11


async def test_a_remote_base_is_safe(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """XStat of one ends Asterisk (hv_55)."""
    time = Timeline(freezer)
    node = NodeSetup("1999", remote_base=RemoteBase(on=False))
    async with SimulatedServer([node], dialect="hamvoip") as server:
        entry = await add_server(hass, server)
        await time.advance(120)
        assert server.crashes == 0
        assert Entities(hass, entry)["remote_on"] == STATE_OFF
        await hass.config_entries.async_unload(entry.entry_id)


async def test_events_end_the_rounds(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """ASL2 has the same banner; after its first event it is polled like any other."""
    time = Timeline(freezer)
    async with SimulatedServer(["1999"], dialect="asl2") as server:
        await time.jump(100)
        entry = await add_server(hass, server)
        here = Stage(hass, server, entry, time)
        asked = here.asked("NodeStat")
        await time.advance(10)
        assert here.asked("NodeStat") - asked >= 4
        here.node.link("2001")
        await time.advance(5)
        asked = here.asked("NodeStat")
        await time.advance(30)
        assert here.asked("NodeStat") - asked <= 3
        assert not here.issue("no_events")
        await hass.config_entries.async_unload(entry.entry_id)


# Node; receiving, transmitting, link_keyed, talker, timed_out
RECORDED = {
    "hv_41_rptstatus_onelink_out_1999": ("1999", "off", "off", "off", "nobody", "off"),
    "hv_43_rptstatus_link_keyed_1999": ("1999", "off", "on", "on", "2001", "off"),
    "hv_43b_rptstatus_local_keyed_2001": ("2001", "on", "on", "off", "local", "off"),
    "hv_45c_rptstatus_timed_out_2001": ("2001", "on", "off", "off", "local", "on"),
}


@pytest.mark.parametrize("name", RECORDED)
async def test_recorded(hass: HomeAssistant, name: str) -> None:
    """What HamVoIP answered, value by value."""
    node, *expected = RECORDED[name]
    async with ReplayServer(node) as server:
        server.manager = "1.0"
        server.commands[f"rpt nodes {node}"] = (
            b"Output: ****** CONNECTED NODES ******\r\nOutput: T2001\r\n\r\n"
        )
        server.show(name)
        entry = await add_entry(hass, entry_for(server.port, server.nodes))
        states = Entities(hass, entry, node)
        keys = ("receiving", "transmitting", "link_keyed", "talker", "timed_out")
        assert [states[key] for key in keys] == expected
        assert states["links"] == "1"
        assert ("Command", f"rpt nodes {node}", "") in server.asked
        await hass.config_entries.async_unload(entry.entry_id)
