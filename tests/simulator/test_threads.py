"""Nodes without a running thread, and what asking them ends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from simulator import NodeSetup, RemoteBase, SimulatedServer
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, Watch
from tests.simulator.test_events import events
from tests.transcript import FOLDER

REMOTE = NodeSetup("1998", remote_base=RemoteBase(on=False))
BROKEN = NodeSetup("1996", radio_missing=True)

BASE = b"Response: Success\r\nActionID: 2\r\n"
OLD_BASE = b"ActionID: 2\r\nResponse: Success\r\n"
UNKNOWN = (
    b"Response: Error\r\nActionID: 2\r\n"
    b"Message: RptStatus unknown or missing node\r\n\r\n"
)


async def ask(client: Client, clock: Clock, command: str, node: str) -> bytes:
    """Return what RptStatus of a node is answered with."""
    request = "Action: RptStatus", "ActionID: 2", f"Command: {command}", f"Node: {node}"
    return await client.ask(clock, *request)


@asynccontextmanager
async def server_of(dialect: str, *nodes: NodeSetup) -> AsyncGenerator[SimulatedServer]:
    """Run a server of a dialect with these nodes and a sound one."""
    async with SimulatedServer(["1999", *nodes], dialect=dialect) as server:
        yield server


async def test_xstat_of_a_remote_base_ends_the_session(clock: Clock) -> None:
    """After three lines, as recorded; NodeStat and SawStat answer."""
    async with server_of("asl3", REMOTE) as server:
        client = await watching(server, clock)
        assert await ask(client, clock, "NodeStat", "1998") == (
            BASE + b"IsRemoteBase: YES\r\nRemoteOn: NO\r\n\r\n"
        )
        assert await ask(client, clock, "SawStat", "1998") == (
            BASE + b"Node: 1998\r\n\r\n"
        )
        recorded = (FOLDER / "odd_xstat_remote_base.recv.bin").read_bytes()
        assert await ask(client, clock, "XStat", "1998") == recorded
        assert client.ended
        assert b"Nodes: 1999,1998\r\n" in await (await watching(server, clock)).ask(
            clock, "Action: RptStatus", "Command: RptStat"
        )


@pytest.mark.parametrize(
    ("command", "reply"),
    [("XStat", BASE + b"Node: 1996\r\n"), ("NodeStat", BASE)],
)
async def test_a_missing_radio_ends_the_session_on_3_8(
    clock: Clock, command: str, reply: bytes
) -> None:
    """XStat and NodeStat both; others go on."""
    async with server_of("asl3-3.8", BROKEN) as server:
        client, other = [await watching(server, clock) for _ in range(2)]
        assert b"Nodes: 1999,1996\r\n" in await client.ask(
            clock, "Action: RptStatus", "Command: RptStat"
        )
        assert await ask(client, clock, command, "1996") == reply
        assert client.ended
        assert not other.ended


async def test_a_missing_radio_on_3_10(clock: Clock) -> None:
    """The node is disabled: it has no name any more (app_rpt.c 6376)."""
    async with server_of("asl3", BROKEN) as server:
        client = await watching(server, clock)
        for command in ("XStat", "NodeStat", "SawStat"):
            assert await ask(client, clock, command, "1996") == UNKNOWN
        assert b"Nodes: 1999,\r\n" in await client.ask(
            clock, "Action: RptStatus", "Command: RptStat"
        )
        assert not client.ended


async def test_nodes_that_restart(clock: Clock) -> None:
    """Without a thread for a while: SawStat answers, the rest ends the session (d13)."""
    async with server_of("asl3") as server:
        watcher = await watching(server, clock, mask="call")
        node = server.node("1999")
        node.link("2001")
        await clock.settle()
        watcher.take()
        await watcher.ask(clock, "Action: Command", "Command: rpt restart")
        for command, reply in (
            ("XStat", BASE + b"Node: 1999\r\n"),
            ("NodeStat", BASE),
        ):
            client = await watching(server, clock)
            assert await ask(client, clock, "SawStat", "1999") == (
                BASE + b"Node: 1999\r\n\r\n"
            )
            assert await ask(client, clock, command, "1999") == reply
            assert client.ended
        assert node.links == ()
        node.key()
        node.link("2002")
        await clock.advance(0.8)
        assert events(watcher.take(), "1999", "RPT_") == [
            (f"RPT_{name}", "0")
            for name in (
                "RXKEYED",
                "TXKEYED",
                "ETXKEYED",
                "AUTOPATCHUP",
                "NUMLINKS",
                "NUMALINKS",
                "LINKS",
                "ALINKS",
            )
        ]
        assert b"LinkedNodes: <NONE>" in await ask(watcher, clock, "XStat", "1999")
        assert server.crashes == 0


async def test_old_servers_die_of_it(clock: Clock, watch: Watch) -> None:
    """XStat of a remote base ends Asterisk; safe_asterisk starts it again (asl2_55)."""
    async with server_of("asl2", REMOTE) as server:
        client, other = [await watching(server, clock) for _ in range(2)]
        assert await ask(client, clock, "NodeStat", "1998") == (
            OLD_BASE + b"IsRemoteBase: YES\r\nRemoteOn: NO\r\n\r\n"
        )
        assert await ask(client, clock, "SawStat", "1998") == (
            OLD_BASE + b"Node: 1998\r\n\r\n"
        )
        assert await ask(client, clock, "XStat", "1998") == (
            OLD_BASE + b"Node: 1998\r\nLinkedNodes: <NONE>\r\n"
        )
        assert client.ended
        assert other.ended
        assert server.crashes == 1
        with pytest.raises(ConnectionRefusedError):
            await Client.connect(server)
        await clock.advance(4.1)
        await watching(server, clock)
