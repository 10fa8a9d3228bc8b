"""ASL2: Asterisk 1.4 and app_rpt as it was; test_old_systems.py has the recordings."""

from collections.abc import AsyncGenerator

import pytest

from simulator import NodeSetup, RemoteBase, SimulatedServer
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, Watch, at


@pytest.fixture
async def server(watch: Watch) -> AsyncGenerator[SimulatedServer]:
    """Return an old server."""
    watch.now = at("02:00:00")
    async with SimulatedServer(["1999"], dialect="asl2", clock=watch) as server:
        server.node("1999").tx_follows = False
        yield server


async def test_banner_and_refusal(server: SimulatedServer, clock: Clock) -> None:
    """The older version, and other words before the login."""
    client = await Client.connect(server)
    await clock.settle()
    assert client.take() == b"Asterisk Call Manager/1.0\r\n"
    reply = await client.ask(clock, "Action: Ping")
    assert reply == b"Response: Error\r\nMessage: Authentication Required\r\n\r\n"


async def test_xstat(server: SimulatedServer, clock: Clock) -> None:
    """ActionID comes first, and a flag tells what is enabled."""
    client = await watching(server, clock)
    server.node("1999").set_state("time_out_timer", False)
    request = "Action: RptStatus", "ActionID: x", "Command: XStat", "Node: 1999"
    lines = (await client.ask(clock, *request)).split(b"\r\n")
    assert lines[:3] == [b"ActionID: x", b"Response: Success", b"Node: 1999"]
    assert b"sys_ena: 1" in lines
    assert b"tot_ena: 0" in lines
    assert b"iconns: 1" in lines


async def test_events_hold_an_empty_line(server: SimulatedServer, clock: Clock) -> None:
    """The line end that C puts behind a time is left in."""
    client = await watching(server, clock)
    server.node("1999").key()
    await clock.settle()
    assert client.take() == (
        b"Event: RPT_RXKEYED\r\nPrivilege: call,all\r\nNode: 1999\r\n"
        b"Channel: Local/pseudo@default-00000000;1\r\nEventValue: 1\r\n"
        b"LastKeyedTime: Sat Nov 21 02:00:00 2026\n\r\n"
        b"LastTxKeyedTime: Sat Nov 21 02:00:00 2026\n\r\n\r\n"
    )


async def test_no_links_are_a_zero(server: SimulatedServer, clock: Clock) -> None:
    """RPT_ALINKS is never empty."""
    node = server.node("1999")
    node.link("2001")
    node.unlink("2001")
    assert node.variables["RPT_ALINKS"] == "0"


async def test_command_output_follows_raw(
    server: SimulatedServer, clock: Clock
) -> None:
    """Raw lines up to an end mark, also for what is no command."""
    client = await watching(server, clock)
    request = "Action: Command", "ActionID: c", "Command: rpt nodes 1999"
    assert await client.ask(clock, *request) == (
        b"Response: Follows\r\nPrivilege: Command\r\nActionID: c\r\n"
        b"\n************************* CONNECTED NODES *************************\n"
        b"\n<NONE>\n\n--END COMMAND--\r\n\r\n"
    )
    reply = await client.ask(clock, "Action: Command", "Command: bogus")
    assert reply.startswith(b"Response: Follows\r\nPrivilege: Command\r\nNo such ")


async def test_rpt_cmd_needs_six_words(server: SimulatedServer, clock: Clock) -> None:
    """Before 3.5.0 anything else is answered with the usage."""
    client = await watching(server, clock)
    for text in ("rpt cmd 1999 status 11", "rpt cmd 1999 status 11 0"):
        await client.ask(clock, "Action: Command", f"Command: {text}")
        await clock.advance(0.1)
    assert server.node("1999").commands == ["status 11 0"]


async def test_remote_base(clock: Clock) -> None:
    """NodeStat of a remote base: on with its radio, and off (rpt_manager.c 419)."""
    on = RemoteBase(user="W1AW", level="1", frequency="146.520", offset="+")
    ssb = RemoteBase(mode="USB", power="H")
    nodes = (
        NodeSetup("1", remote_base=on),
        NodeSetup("2", remote_base=ssb),
        NodeSetup("3", remote_base=RemoteBase(on=False)),
    )
    async with SimulatedServer(nodes) as server:
        client = await watching(server, clock)

        async def nodestat(number: int) -> str:
            request = "Action: RptStatus", "Command: NodeStat", f"Node: {number}"
            return (await client.ask(clock, *request)).decode()

        assert await nodestat(1) == (
            "Response: Success\r\nIsRemoteBase: YES\r\nRemoteOn: YES\r\n"
            "LogInUser: W1AW\r\nLogInLevel: 1\r\nFreq: 146.520\r\nRemMode: FM\r\n"
            "RemOffset: +\r\nRxPl: 0.0\r\nTxPl: 0.0\r\nPowerLevel: L\r\n\r\n"
        )
        assert await nodestat(2) == (
            "Response: Success\r\nIsRemoteBase: YES\r\nRemoteOn: YES\r\n"
            "RemMode: USB\r\nPowerLevel: H\r\n\r\n"
        )
        assert await nodestat(3) == (
            "Response: Success\r\nIsRemoteBase: YES\r\nRemoteOn: NO\r\n\r\n"
        )
