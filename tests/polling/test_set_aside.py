"""Nodes whose requests end the session, or the server: the others go on."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.const import STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.const import DOMAIN
from simulator import NodeSetup, Outgoing, RemoteBase, SimulatedServer
from tests.integration import Entities, add_server
from tests.timeline import Timeline

BROKEN = NodeSetup("1998", radio_missing=True)
BASE = NodeSetup("1998", remote_base=RemoteBase(on=False))


class Stage:
    """A server with nodes 1999 and 1998, and Home Assistant that follows both."""

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
        self.states = Entities(hass, entry)

    def asked(self, command: str, node: str = "1998") -> int:
        """Return how often a request of a node has been sent."""
        return sum(
            (request.get("Command"), request.get("Node")) == (command, node)
            for request in self.server.requests
        )

    def links(self, node: str) -> str:
        """Return the state of the links of a node."""
        return self.states.get("links", node).state

    def issue(self, kind: str) -> ir.IssueEntry | None:
        """Return the issue of node 1998."""
        issue_id = f"{kind}_{self.entry.entry_id}_1998"
        return ir.async_get(self.hass).async_get_issue(DOMAIN, issue_id)

    async def try_again(self, kind: str) -> None:
        """Go through the repair flow of node 1998."""
        assert await async_setup_component(self.hass, "repairs", {})
        manager = repairs_flow_manager(self.hass)
        issue = self.issue(kind)
        assert manager
        assert issue
        assert issue.is_fixable
        flow = await manager.async_init(DOMAIN, data={"issue_id": issue.issue_id})
        result = await manager.async_configure(flow["flow_id"], {})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await self.time.settle()

    async def reload(self) -> None:
        """Load the config entry again, as a restart of Home Assistant does."""
        await self.hass.async_block_till_done()
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.time.advance(10)
        await self.hass.async_block_till_done()


@asynccontextmanager
async def stage(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    node: NodeSetup,
    dialect: str = "asl3",
    deadly: str = "",
    uptime: str = "",
    options: dict[str, Any] | None = None,
    age: float = 0,
) -> AsyncGenerator[Stage]:
    """Set up a server of a dialect with node 1999 and this one, so many seconds old.

    It dies of the `deadly` command for node 1998, and says this line for its uptime.
    """
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999", node], dialect=dialect) as server:
        await time.jump(age)

        def die(reply: Outgoing) -> Outgoing:
            if b"Node: 1998" not in reply.data:
                return reply
            asyncio.get_running_loop().call_soon(server.crash)
            return replace(reply, data=b"")

        def tell_uptime(reply: Outgoing) -> Outgoing:
            data = re.sub(rb"RptUptime: [^\r]*", uptime.encode(), reply.data)
            return replace(reply, data=data)

        if uptime:
            server.faults.next_reply(tell_uptime, action="RptStat", times=9999)
        if deadly:
            server.faults.next_reply(die, action=deadly, times=9999)
        entry = await add_server(hass, server, ["1999", "1998"], options)
        yield Stage(hass, server, entry, time)
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("dialect", ["asl3", "asl3-3.8", "asl2"])
async def test_xstat_is_never_asked_of_a_remote_base(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, dialect: str
) -> None:
    """It would end the session, and Asterisk 1.4 with it (odd_xstat_remote_base, asl2_55)."""
    async with stage(hass, freezer, BASE, dialect) as here:
        await here.time.advance(60)
        await here.time.jump(600)
        await here.time.advance(20)
        assert here.asked("NodeStat") >= 3
        assert here.asked("XStat") == 0
        assert here.server.crashes == 0
        assert here.server.logins == 1
        here.server.node("1999").link("2001")
        await here.time.settle()
        assert here.links("1999") == "1"


async def test_a_node_without_a_thread_is_set_aside(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """After two sessions that ended at it; then it is asked after 5, 15 and 60 minutes."""
    options = {"poll_interval": 600, "adaptive_polling": False}
    async with stage(hass, freezer, BROKEN, "asl3-3.8", options=options) as here:
        here.server.node("1999").link("2001")
        await here.time.advance(60)
        assert here.asked("NodeStat") == 2
        assert here.asked("XStat") == 0
        assert here.links("1999") == "1"
        assert here.links("1998") == STATE_UNAVAILABLE
        assert here.issue("node_set_aside")
        assert not here.issue("request_banned")
        # The others never notice.
        noticed = async_capture_events(hass, "state_changed")
        await here.time.advance(230)
        assert here.server.logins == 3
        assert not [
            event
            for event in noticed
            if event.data["entity_id"] == here.states.entity_id("links")
        ]
        asked = [here.asked("NodeStat")]
        for minutes in (1, 13, 2, 57, 4, 55, 6):
            await here.time.jump(minutes * 60 - 5)
            await here.time.advance(5)
            asked.append(here.asked("NodeStat"))
        assert asked == [2, 3, 3, 4, 4, 5, 5, 6]
        assert here.links("1999") == "1"


@pytest.mark.parametrize("uptime", ["00:00:00", "498907:30:12", "-01:-59:-58"])
async def test_an_uptime_that_does_not_go_back_is_no_restart(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, uptime: str
) -> None:
    """Of a server without a clock, or whose clock was set: it did not die."""
    async with stage(
        hass, freezer, BROKEN, "asl3-3.8", uptime=f"RptUptime: {uptime}"
    ) as here:
        await here.time.advance(90)
        assert here.asked("NodeStat") == 2
        assert here.issue("node_set_aside")
        assert not here.issue("request_banned")
        for minutes in (5, 15, 45):
            await here.time.jump(minutes * 60 - 5)
            await here.time.advance(5)
        assert here.asked("NodeStat") == 4
        assert not here.issue("request_banned")


async def test_a_node_is_back_when_its_radio_is_plugged_in(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By *Try again*, at once."""
    async with stage(hass, freezer, BROKEN, "asl3-3.8") as here:
        await here.time.advance(60)
        assert here.issue("node_set_aside")
        here.server.add_node("1998")
        await here.try_again("node_set_aside")
        await here.time.advance(6)
        assert here.links("1998") == "0"
        assert not here.issue("node_set_aside")


async def test_a_node_that_has_started_is_asked_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its eight events are the proof that its thread runs."""
    async with stage(hass, freezer, BROKEN, "asl3-3.8") as here:
        await here.time.advance(60)
        here.server.add_node("1998").start()
        await here.time.advance(2)
        assert here.links("1998") == "0"
        assert not here.issue("node_set_aside")


async def test_a_server_that_dies_of_a_node_is_asked_twice(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Then never again: over reloads and restarts, until the user says so."""
    options = {"event_less_interval": 10}
    async with stage(
        hass, freezer, NodeSetup("1998"), "asl2", deadly="XStat", options=options
    ) as here:
        await here.time.advance(120)
        assert here.server.crashes == 2
        assert here.asked("XStat") == 2
        assert here.links("1999") == "0"
        assert here.links("1998") == STATE_UNAVAILABLE
        banned = here.issue("request_banned")
        assert banned
        assert banned.translation_placeholders == {
            "server": "127.0.0.1",
            "node": "1998",
            "command": "XStat",
        }
        assert not here.issue("node_set_aside")
        await here.reload()
        assert here.issue("request_banned")
        await here.time.jump(600)
        await here.server.restart()
        await here.time.advance(40)
        assert here.asked("XStat") == 2
        assert here.server.crashes == 2
        await here.try_again("request_banned")
        await here.time.advance(100)
        assert here.server.crashes == 4
        assert here.issue("request_banned")


@pytest.mark.parametrize(
    ("dialect", "command", "reload"),
    [
        ("asl3", "NodeStat", False),
        ("asl3", "XStat", False),
        ("asl3", "XStat", True),
        ("asl3", "SawStat", True),
        ("asl2", "NodeStat", True),
        ("asl2", "XStat", False),
        ("asl2", "SawStat", True),
        ("hamvoip", "NodeStat", False),
        ("hamvoip", "XStat", True),
        ("hamvoip", "SawStat", False),
        ("hamvoip", "rpt nodes", True),
        ("hamvoip", "rpt lstats", False),
    ],
)
async def test_whatever_request_ends_the_server(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    dialect: str,
    command: str,
    reload: bool,
) -> None:
    """It is sent twice at most, even if Home Assistant starts anew in between."""
    time = Timeline(freezer)
    full = f"{command} 1998" if command.startswith("rpt ") else command
    async with SimulatedServer(nodes=["1998"], dialect=dialect) as server:

        def die(reply: Outgoing) -> Outgoing:
            asyncio.get_running_loop().call_soon(server.crash)
            return replace(reply, data=b"")

        async def live() -> None:
            for _ in range(8):
                if not (node := server.node("1998")).links:
                    node.link("2001")
                await time.advance(15)

        def sent() -> int:
            return sum(request.get("Command") == full for request in server.requests)

        server.faults.next_reply(die, action=full, times=99)
        options = {"event_less_interval": 10}
        entry = await add_server(hass, server, ["1998"], options)
        here = Stage(hass, server, entry, time)
        if reload:
            await here.reload()
        await live()
        await here.reload()
        await server.restart()
        await live()
        assert sent() == 2
        assert server.crashes == 2
        banned = here.issue("request_banned")
        assert banned
        assert banned.translation_placeholders is not None
        assert banned.translation_placeholders["command"] == command
        assert here.states.server("connected").state == STATE_ON
        await hass.config_entries.async_unload(entry.entry_id)
        assert not here.issue("request_banned")


@pytest.mark.parametrize(
    ("dialect", "uptime"),
    [
        ("hamvoip", "-01:-59:-58"),
        ("hamvoip", "400001:00:00"),
        ("asl2", "498907:30:12"),
        ("hamvoip", ""),
    ],
)
async def test_no_xstat_while_the_uptime_cannot_be_true(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, dialect: str, uptime: str
) -> None:
    """A server that is starting says so; the rest of each poll goes on."""
    line = f"RptUptime: {uptime or '99:00:00'}"
    async with stage(
        hass, freezer, NodeSetup("1998"), dialect, uptime=line, age=100
    ) as here:
        polls = here.asked("NodeStat")
        await here.time.advance(40)
        # An idle node without events is polled each two seconds.
        assert 18 <= here.asked("NodeStat") - polls <= 21
        assert (here.asked("XStat") == 0) is bool(uptime)
        assert here.server.crashes == 0
        assert here.links("1998") == "0"
        here.server.node("1998").link("2001")
        await here.time.advance(4)
        assert here.links("1998") == "1"


async def test_restart_of_the_nodes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Transcript d13: polls end the session; then SawStat is asked until the events come."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        server.node("1999").link("2001")
        entry = await add_server(
            hass,
            server,
            options={
                "connection": {
                    "retry_initial": 1,
                    "retry_max": 60,
                    "heartbeat_interval": 30,
                }
            },
        )
        here = Stage(hass, server, entry, time)
        assert here.links("1999") == "1"
        activities = async_capture_events(hass, "allstarlink_activity")
        server.world.timings = replace(server.world.timings, node_restart=3.0)
        server.node("1999").restart()
        await entry.runtime_data.nodes["1999"].coordinator.async_refresh()
        await time.settle()
        assert here.links("1999") == STATE_UNAVAILABLE
        server.requests.clear()
        await time.advance(2.5)
        asked = [
            request.get("Command")
            for request in server.requests
            if request.get("Node") == "1999"
        ]
        assert asked == ["SawStat"]
        assert here.links("1999") == STATE_UNAVAILABLE
        await time.advance(1)
        assert server.logins == 2
        assert here.links("1999") == "0"
        assert [(event.data["type"], event.data["node"]) for event in activities] == [
            ("link_disconnected", "2001")
        ]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_nodes_that_start_in_silence_are_asked_after_five_seconds(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The events may have come before the session did."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999", "1998"]) as server:
        entry = await add_server(hass, server, ["1999", "1998"])
        here = Stage(hass, server, entry, time)
        for node in ("1999", "1998"):
            server.node(node).restart()
        await entry.runtime_data.nodes["1999"].coordinator.async_refresh()
        await time.advance(1.5)
        assert server.logins == 2
        server.requests.clear()
        await time.advance(3)
        assert {r.get("Command") for r in server.requests if r.get("Node")} <= {
            "SawStat"
        }
        await time.advance(3)
        assert here.links("1999") == "0"
        assert here.links("1998") == "0"
        await hass.config_entries.async_unload(entry.entry_id)
