"""Every fault on demand does what it says, and ends when it is told to."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from simulator import (
    ReplyFault,
    SimulatedServer,
    User,
    cut_short,
    for_someone_else,
    late,
    lost,
    preceded_by,
    repeated,
    replaced_by,
    with_headers,
)
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, standing

PING = "Action: Ping", "ActionID: p"
SAWSTAT = "Action: RptStatus", "Command: SawStat", "Node: 1999", "ActionID: s"
SAWSTAT_REPLY = b"Response: Success\r\nActionID: s\r\nNode: 1999\r\n\r\n"
LIST = "Action: ListCommands", "ActionID: l"


@pytest.fixture
async def server() -> AsyncGenerator[SimulatedServer]:
    """Return a server with one node."""
    async with SimulatedServer(["1999"]) as server:
        yield server


@pytest.fixture
async def client(server: SimulatedServer, clock: Clock) -> Client:
    """Return a client that has logged in."""
    return await watching(server, clock)


async def test_refusing_leaves_sessions_alone(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """New connections are refused; the port stays the same."""
    port = server.port
    server.refuse()
    with pytest.raises(ConnectionRefusedError):
        await Client.connect(server)
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY
    await server.listen()
    assert server.port == port
    await (await watching(server, clock)).ask(clock, *PING)


async def test_hanging_connections_get_no_answer(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """A connect neither succeeds nor fails; those that are up go on."""
    server.hang()
    connecting = asyncio.create_task(Client.connect(server))
    await clock.advance(60)
    assert not connecting.done()
    connecting.cancel()
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY
    await server.listen()
    await watching(server, clock)


async def test_vanished_server_loses_everything_until_it_reappears(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """No answer, no event, no end; afterwards the session is still there."""
    server.vanish()
    server.node("1999").key()
    assert await client.ask(clock, *PING) == b""
    await clock.advance(60)
    assert not client.ended
    await server.reappear()
    await clock.settle()
    assert client.take().startswith(b"Response: Success\r\nActionID: p\r\n")
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY


@pytest.mark.parametrize(
    "banner", [b"HTTP/1.1 400 Bad Request\r\n", b"", b"\xff\x00\r\n"]
)
async def test_banner(server: SimulatedServer, clock: Clock, banner: bytes) -> None:
    """Something else is the first line, or nothing."""
    server.faults.banner = banner
    stranger = await Client.connect(server)
    await clock.settle()
    assert stranger.take() == banner


async def test_mute_connection(server: SimulatedServer, clock: Clock) -> None:
    """A connection is accepted and then ignored; when the server wakes, it is greeted."""
    server.faults.mute = True
    client = await Client.connect(server)
    assert await client.ask(clock, *PING) == b""
    assert server.requests == []
    assert not client.ended
    server.sessions[0].wake()
    await clock.settle()
    denied = b"Response: Error\r\nActionID: p\r\nMessage: Permission denied\r\n\r\n"
    assert client.take() == server.banner + denied


async def test_no_login_is_right(server: SimulatedServer, clock: Clock) -> None:
    """The right secret is refused and the connection closed."""
    server.faults.reject_logins = True
    client = await Client.connect(server)
    await clock.settle()
    client.take()
    login = "Action: Login", "Username: admin", "Secret: secret"
    with standing(clock):
        assert await client.ask(clock, *login) == b""
    await clock.advance(1)
    assert client.take() == b"Response: Error\r\nMessage: Authentication failed\r\n\r\n"
    assert client.ended
    assert server.logins == 0


async def test_privileges_taken_away_while_connected(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Command is denied and no longer listed; without call no event comes."""
    assert b"\r\nCommand: " in await client.ask(clock, *LIST)
    server.faults.denied = {"command", "call"}
    reply = await client.ask(clock, "Action: Command", "Command: core show version")
    assert reply == b"Response: Error\r\nMessage: Permission denied\r\n\r\n"
    assert b"\r\nCommand: " not in await client.ask(clock, *LIST)
    server.node("1999").key()
    await clock.settle()
    assert client.take() == b""
    server.faults.clear()
    server.node("1999").unkey()
    await clock.settle()
    assert b"RPT_RXKEYED" in client.take()


async def test_slow_answers_keep_their_order(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """A session's actions are done one after another, each that late."""
    server.faults.reply_delay = 3.0
    client.send(*PING)
    assert await client.ask(clock, *SAWSTAT) == b""
    await clock.advance(2.9)
    assert client.take() == b""
    await clock.advance(0.2)
    assert b"Pong" in client.take()
    await clock.advance(3)
    assert client.take() == SAWSTAT_REPLY


async def test_drip(server: SimulatedServer, client: Client, clock: Clock) -> None:
    """One byte a second, also when the fault has more to say than time."""
    server.faults.byte_delay = 1.0
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY[:1]
    await clock.advance(4.5)
    assert client.take() == SAWSTAT_REPLY[1:5]
    server.faults.clear()
    await clock.advance(1)
    await clock.settle(100)
    assert client.take() == SAWSTAT_REPLY[5:]


async def test_segments(server: SimulatedServer, client: Client, clock: Clock) -> None:
    """What is sent is cut at any place, and complete."""
    sizes: list[int] = []
    received = client.data_received

    def note(data: bytes) -> None:
        sizes.append(len(data))
        received(data)

    client.data_received = note
    server.faults.segments = (1, 7, 2)
    client.send(*SAWSTAT)
    await clock.settle(100)
    assert client.take() == SAWSTAT_REPLY
    assert sizes[:6] == [1, 7, 2, 1, 7, 2]


async def test_cut_in_the_middle_of_an_event(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Some bytes of the next message, then the end."""
    (session,) = server.sessions
    session.cut_after(20)
    server.node("1999").key()
    await clock.settle()
    assert client.take() == b"Event: RPT_RXKEYED\r\n"
    assert client.ended
    assert server.sessions == []


async def test_reset_in_the_middle_of_a_reply(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Some bytes of the next message, then the connection breaks."""
    (session,) = server.sessions
    reasons = watch_end(client)
    session.cut_after(20, reset=True)
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY[:20]
    assert isinstance(reasons[0], ConnectionResetError)


async def test_reset(server: SimulatedServer, client: Client, clock: Clock) -> None:
    """The connection breaks instead of ending."""
    (session,) = server.sessions
    reasons = watch_end(client)
    session.reset()
    await clock.settle()
    assert isinstance(reasons[0], ConnectionResetError)


async def test_anything_can_be_sent(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Garbage, invalid UTF-8, a line without an end."""
    (session,) = server.sessions
    session.send(b"\xff\xfe\x00 no message\r\n" + b"A" * 1_000_000)
    await clock.settle(200)
    assert client.take() == b"\xff\xfe\x00 no message\r\n" + b"A" * 1_000_000


@pytest.mark.parametrize(
    ("fault", "reply"),
    [
        (cut_short(10), SAWSTAT_REPLY[:-10]),
        (lost(), b""),
        (repeated(), SAWSTAT_REPLY * 2),
        (preceded_by(b"\xff\r\n\r\n"), b"\xff\r\n\r\n" + SAWSTAT_REPLY),
        (replaced_by(b"what?\r\n\r\n"), b"what?\r\n\r\n"),
        (for_someone_else("x"), SAWSTAT_REPLY.replace(b"ActionID: s", b"ActionID: x")),
        (with_headers(2), SAWSTAT_REPLY[:-2] + b"X-0: x\r\nX-1: x\r\n\r\n"),
    ],
    ids=lambda value: "",
)
async def test_the_next_reply_is_spoilt(
    server: SimulatedServer,
    client: Client,
    clock: Clock,
    fault: ReplyFault,
    reply: bytes,
) -> None:
    """Only that reply, only for the action that was meant."""
    server.faults.next_reply(fault, action="SawStat")
    assert b"Pong" in await client.ask(clock, *PING)
    assert await client.ask(clock, *SAWSTAT) == reply
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY


async def test_cut_short_can_end_the_connection(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Some of the reply, then EOF."""
    server.faults.next_reply(cut_short(10, close=True))
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY[:-10]
    assert client.ended


async def test_a_late_reply_is_overtaken(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """The others do not wait for it."""
    server.faults.next_reply(late(20), action="Ping")
    client.send(*PING)
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY
    await clock.advance(20.1)
    assert b"ActionID: p" in client.take()


async def test_a_fault_for_several_replies(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """As many as said, of any action; `clear` forgets the rest."""
    server.faults.next_reply(lost(), times=3)
    assert await client.ask(clock, *PING) == b""
    assert await client.ask(clock, *SAWSTAT) == b""
    server.faults.clear()
    assert await client.ask(clock, *SAWSTAT) == SAWSTAT_REPLY


async def test_a_client_that_does_not_read_is_dropped(clock: Clock) -> None:
    """As Asterisk does after its writetimeout of 100 ms (17)."""
    async with SimulatedServer(["1999"], write_timeout=0.1) as server:
        client = await watching(server, clock)
        client.transport.pause_reading()
        (session,) = server.sessions
        session.send(b"x" * 20_000_000)
        await clock.advance(0.2)
        assert server.sessions == []


async def test_a_reply_that_does_not_leave_holds_up_the_next(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Actions are done in turn, and each waits until its reply is on the way."""
    client.transport.pause_reading()
    (session,) = server.sessions
    session.send(b"x" * 20_000_000)
    client.send("Action: Events", "EventMask: off")
    await clock.settle()
    assert session.mask
    client.transport.resume_reading()
    while session.mask:
        await clock.settle()


async def test_nothing_is_left_after_the_end(clock: Clock) -> None:
    """Sessions, a dying server and pending replies end with the context."""
    users = [User("admin", "secret")]
    async with SimulatedServer(["1999"], users) as server:
        client = await watching(server, clock)
        server.faults.reply_delay = 1000.0
        client.send(*PING)
        server.node("1999").key()
        await clock.settle()
    await clock.settle()
    assert client.ended
    assert server.sessions == []


def watch_end(client: Client) -> list[Exception | None]:
    """Return a list that will hold why the connection ended."""
    reasons: list[Exception | None] = []
    client.connection_lost = reasons.append  # type: ignore[assignment]  # in its place
    return reasons
