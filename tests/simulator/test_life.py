"""The server's life: started, stopped, restarted, changed while it runs."""

import pytest

from simulator import SimulatedServer, Timings, User
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, constant
from tests.transcript import load

RPT_STAT = "Action: RptStatus", "Command: RptStat"
RESTART = "Action: Command", "Command: core restart now", "ActionID: rs"


async def test_killed_and_started_again(clock: Clock) -> None:
    """Sessions end without a word, the port refuses, and it all begins anew."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        node, port = server.node("1999"), server.port
        node.link("2001")
        node.key()
        await clock.settle()
        client.take()
        await server.stop()
        await clock.settle()
        assert client.ended
        assert client.take() == b""
        with pytest.raises(ConnectionRefusedError):
            await Client.connect(server)
        await clock.advance(600)
        await server.start()
        assert server.port == port
        again = await watching(server, clock)
        reply = await again.ask(clock, *RPT_STAT)
        assert b"RptUptime: 00:00:00\r\n" in reply
        assert server.node("1999") is node
        assert node.links == ()
        assert not node.receiving


async def test_announced_stop(clock: Clock) -> None:
    """The Shutdown event, then EOF (72)."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        await server.stop(announce=True)
        await clock.settle()
        assert client.take() == shutdown_of("72_events_core_stop_now_B")
        assert client.ended


async def test_announced_restart(clock: Clock) -> None:
    """The Shutdown event says that it will be back, and it is (70)."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        await server.restart()
        await clock.settle()
        assert client.take() == shutdown_of("70_events_core_restart_now")
        await watching(server, clock)


async def test_core_restart_now_is_never_answered(clock: Clock) -> None:
    """Until it happens every action of others is refused, logins as well (70b).

    Whose command it is hears nothing more, not even of the shutdown.
    """
    timings = Timings(shutdown=15.0, restart=0.5)
    async with SimulatedServer(["1999"], timings=timings) as server:
        client = await watching(server, clock, mask="off")
        commander = await watching(server, clock, mask="system")
        late_comer = await Client.connect(server)
        await clock.settle()
        late_comer.take()
        commander.take()
        assert await commander.ask(clock, *RESTART) == b""
        assert await commander.ask(clock, "Action: Ping") == b""
        refused = b"Response: Error\r\nMessage: Asterisk is shutting down\r\n\r\n"
        assert await client.ask(clock, "Action: Ping") == refused
        assert await late_comer.ask(clock, "Action: Login") == refused
        await clock.advance(15.1)
        assert client.ended
        assert commander.ended
        assert commander.take() == b""
        with pytest.raises(ConnectionRefusedError):
            await Client.connect(server)
        await clock.advance(0.5)
        await watching(server, clock)


async def test_first_second_after_a_restart(clock: Clock) -> None:
    """All nodes answer at once, with fresh variables (71)."""
    recorded = load("71_reconnect_during_restart").replies("XStat")[0]
    async with SimulatedServer(["1999", "1998", "1997", "1996"]) as server:
        server.node("1999").link("2001")
        await server.restart()
        client = await watching(server, clock)
        request = "Action: RptStatus", "ActionID: q2", "Command: XStat", "Node: 1999"
        assert constant(await client.ask(clock, *request)) == recorded


async def test_nodes_come_and_go(clock: Clock) -> None:
    """RptStat lists those of the moment; without any it has no name for them."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        server.add_node("1998")
        assert b"Nodes: 1999,1998\r\n" in await client.ask(clock, *RPT_STAT)
        server.remove_node("1999")
        assert b"Nodes: 1998\r\n" in await client.ask(clock, *RPT_STAT)
        server.remove_node("1998")
        assert b"Success\r\n<NONE>\r\n" in await client.ask(clock, *RPT_STAT)


async def test_clock_jump(clock: Clock) -> None:
    """Connect times jump with the server's clock, as wall time does."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        server.node("1999").link("2001")
        server.jump_clock(3600)
        request = "Action: RptStatus", "Command: XStat", "Node: 1999"
        assert b" 01:00:0" in await client.ask(clock, *request)


async def test_manager_reload_keeps_sessions(clock: Clock) -> None:
    """A user that is gone stays logged in, and cannot log in again."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        server.reload_manager([User("other", "other")])
        assert b"Pong" in await client.ask(clock, "Action: Ping")
        again = await Client.connect(server)
        await again.ask(clock, "Action: Login", "Username: admin", "Secret: secret")
        await clock.advance(1)
        assert b"Authentication failed" in again.take()


async def test_app_rpt_may_not_be_loaded(clock: Clock) -> None:
    """Its actions and commands are then unknown, and not listed."""
    async with SimulatedServer(["1999"]) as server:
        server.app_rpt = False
        client = await watching(server, clock)
        reply = await client.ask(clock, *RPT_STAT)
        assert b"Message: Invalid/unknown command: RptStatus. Use Action" in reply
        assert b"Rpt" not in await client.ask(clock, "Action: ListCommands")
        command = "Action: Command", "Command: rpt nodes 1999"
        assert b"No such command 'rpt nodes" in await client.ask(clock, *command)


async def test_counts_and_requests(clock: Clock) -> None:
    """What arrived is kept in order, to the byte."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        raw = b"action: Command\r\nCommand: rpt cmd 1999 ilink 3 2001\r\nX:  y \r\n\r\n"
        client.transport.write(raw)
        await clock.settle()
        assert server.requests[-1].raw == raw
        assert server.requests[-1].headers == (
            ("action", "Command"),
            ("Command", "rpt cmd 1999 ilink 3 2001"),
            ("X", "y "),
        )
        assert server.commands == ["rpt cmd 1999 ilink 3 2001"]
        assert server.logins == 1
        assert len(server.sessions) == 1


async def test_nodes_of_one_server_hear_each_other(clock: Clock) -> None:
    """A link between two local nodes has two ends that agree."""
    async with SimulatedServer(["1999", "1998"]) as server:
        hub, radio = server.node("1999"), server.node("1998")
        radio.linking.ilink(3, "1999")
        await clock.advance(1)
        assert [(link.name, link.direction) for link in hub.links] == [("1998", "in")]
        radio.key()
        assert hub.links[0].keyed
        assert hub.transmitting
        assert not radio.links[0].keyed
        radio.unkey()
        assert not hub.links[0].keyed
        hub.linking.ilink(1, "1998")
        assert radio.links == ()


async def test_a_talk_is_heard_as_soon_as_it_is_linked(clock: Clock) -> None:
    """Whoever talks while a link is made is heard over it, both ways."""
    async with SimulatedServer(["1999", "1998"]) as server:
        hub, radio = server.node("1999"), server.node("1998")
        hub.key()
        radio.linking.ilink(3, "1999")
        await clock.advance(1)
        assert radio.links[0].keyed
        assert not hub.links[0].keyed
        hub.unkey()
        assert not radio.links[0].keyed


async def test_two_nodes_that_call_each_other(clock: Clock) -> None:
    """Two links of one name: audio comes over the one that is up."""
    async with SimulatedServer(["1999", "1998"]) as server:
        hub, radio = server.node("1999"), server.node("1998")
        radio.set_state("incoming_connections", False)
        hub.linking.ilink(3, "1998")
        await clock.advance(1)
        radio.linking.ilink(3, "1999")
        await clock.advance(1)
        assert [link.state for link in hub.links] == ["connecting", "established"]
        radio.key()
        assert [link.keyed for link in hub.links] == [False, True]
        radio.unkey()
        assert [link.keyed for link in hub.links] == [False, False]


async def test_a_node_may_refuse_to_be_called(clock: Clock) -> None:
    """With incoming connections off, the caller gets no link."""
    async with SimulatedServer(["1999", "1998"]) as server:
        hub, radio = server.node("1999"), server.node("1998")
        hub.set_state("incoming_connections", False)
        radio.linking.ilink(3, "1999")
        await clock.advance(1)
        assert radio.links[0].state == "connecting"
        await clock.advance(40)
        assert radio.links == hub.links == ()


async def test_wrong_use_is_an_error(clock: Clock) -> None:
    """A test that asks for nonsense learns it at once."""
    async with SimulatedServer(["1999"]) as server:
        node = server.node("1999")
        with pytest.raises(KeyError):
            node.unlink("2001")
        with pytest.raises(ValueError, match="no such state"):
            node.set_state("volume", 11)
        node.linking.ilink(3, "299999")
        with pytest.raises(ValueError, match="connecting"):
            node.key_link("299999")


def shutdown_of(name: str) -> bytes:
    """Return the last message of a recording, as all sessions get it."""
    return b"Event: Shutdown" + load(name).received.rpartition(b"Event: Shutdown")[2]
