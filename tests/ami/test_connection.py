"""A connection that comes back, whatever happens to the server."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
import gc
import logging

import pytest

from custom_components.allstarlink.ami.connection import (
    Connection,
    Settings,
    State,
    Status,
)
from custom_components.allstarlink.ami.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ConnectRefused,
    NotAsterisk,
    NotConnected,
    ShuttingDown,
)
from custom_components.allstarlink.ami.framing import MAX_FRAME
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session
from tests.conftest import Clock

from .server import BANNER, SECRET, Peer, Script, ScriptedServer, serving

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ATTEMPT = [State.CONNECTING, State.LOGGING_IN, State.UP]


async def stay(peer: Peer) -> None:
    """Let the client in and answer all it asks."""
    await peer.log_in()
    await peer.answer_all()


async def drop(peer: Peer) -> None:
    """Let the client in, and go when it asks more than a heartbeat."""
    await peer.log_in()
    while (action := await peer.action())["Action"] == "Ping":
        peer.reply(action, "Response: Success")


async def refuse_login(peer: Peer) -> None:
    """Know this user no more."""
    peer.send(BANNER)
    peer.reply(await peer.action(), "Response: Success", "Challenge: 1")
    peer.reply(await peer.action(), "Response: Error", "Message: Authentication failed")


async def shut_down(peer: Peer) -> None:
    """Announce the end when something is asked, as in transcript 72."""
    await peer.log_in()
    await peer.action()
    peer.message("Event: Shutdown", "Shutdown: Cleanly", "Restart: True")


class Hub:
    """What uses a connection: notes all that it is told."""

    def __init__(self, server: ScriptedServer, **changes: object) -> None:
        """Make a connection without jitter."""
        self.told: list[State | str] = []
        self.statuses: list[Status] = []
        self.heartbeats = 0
        self._news = asyncio.Event()
        options = {
            "on_event": self.hear,
            "on_status": self.note,
            "now": lambda: NOON,
            "random": lambda: 0.0,
        } | changes
        self.connection = Connection(server.address(), Settings(), **options)  # type: ignore[arg-type]  # some are changed

    def hear(self, event: Message) -> None:
        """Take an event."""
        self.told.append(event.event)
        self._news.set()

    def note(self, status: Status) -> None:
        """Take a status; one that is told again is no change."""
        self.heartbeats += bool(self.statuses) and status is self.statuses[-1]
        if not self.statuses or status is not self.statuses[-1]:
            self.told.append(status.state)
            self.statuses.append(status)
        self._news.set()

    async def until(self, told: State | str) -> None:
        """Wait until this is the last that was told."""
        while not self.told or self.told[-1] != told:
            self._news.clear()
            await self._news.wait()

    async def lose(self) -> None:
        """Ask a server that goes away then."""
        with pytest.raises(ConnectionLost):
            await self.connection.request("RptStatus")
        await self.until(State.WAITING)


@asynccontextmanager
async def connected(
    *scripts: Script, **changes: object
) -> AsyncGenerator[tuple[Hub, ScriptedServer]]:
    """Connect to a server that runs these scripts, one a connection."""
    async with serving(*scripts) as server:
        hub = Hub(server, **changes)
        await hub.connection.start()
        await asyncio.sleep(0)  # The task that holds the session begins.
        try:
            yield hub, server
        finally:
            await hub.connection.close()


def lines(caplog: pytest.LogCaptureFixture, level: int = logging.INFO) -> list[str]:
    """Return what the client logged at this level or above."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= level and "allstarlink" in record.name
    ]


async def test_it_starts_in_the_foreground() -> None:
    """It is up when `start` returns, and said each step."""
    async with connected(stay) as (hub, _server):
        assert hub.told == ATTEMPT
        assert hub.connection.status == Status(State.UP, NOON)
        assert (await hub.connection.request("Ping")).is_success
        metrics = hub.connection.metrics
        assert (metrics.attempts, metrics.successes, metrics.failures) == (1, 1, 0)
        assert metrics.connected_since == NOON
        assert metrics.last_outage is None

    assert hub.told == [*ATTEMPT, State.CLOSED]


async def test_a_first_attempt_that_fails_is_the_only_one(clock: Clock) -> None:
    """Its error is raised; nothing is left behind."""
    async with serving(stay) as server:
        await server.stop()
        hub = Hub(server)

        with pytest.raises(ConnectRefused):
            await hub.connection.start()

        assert hub.told == [State.CONNECTING, State.CLOSED]
        assert isinstance(hub.statuses[-1].error, ConnectRefused)
        await server.start()
        await clock.advance(3600)
        assert server.peers == []
        await hub.connection.close()


async def test_a_lost_session_comes_back(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """After the shortest delay; with one line in the log for each turn."""
    caplog.set_level(logging.INFO)
    async with connected(drop, stay) as (hub, server):
        await clock.advance(100)
        await hub.lose()
        assert hub.told == [*ATTEMPT, State.WAITING]
        error = hub.statuses[-1].error
        assert isinstance(error, ConnectionLost)
        assert hub.connection.metrics.connected_since is None
        with pytest.raises(NotConnected):
            await hub.connection.request("Ping")

        await clock.advance(4.5)
        assert len(server.peers) == 1
        await clock.advance(0.5)
        await hub.until(State.UP)

        assert hub.told == [*ATTEMPT, State.WAITING, *ATTEMPT]
        assert (await hub.connection.request("Ping")).is_success
        metrics = hub.connection.metrics
        assert (metrics.attempts, metrics.successes, metrics.losses) == (2, 2, 1)
        assert metrics.failures == 0
        assert metrics.last_outage == pytest.approx(5, abs=0.4)
        assert metrics.down_seconds == pytest.approx(5, abs=0.4)
        assert metrics.up_seconds == pytest.approx(100, abs=0.4)
        place = f"Asterisk at 127.0.0.1:{server.port}"
        assert lines(caplog) == [
            f"{place} is away: The server closed the connection",
            f"{place} is back after 5 s",
        ]


async def test_a_server_that_stays_away_is_tried_for_ever(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """At 5, 10, 20, 40 s and then each minute; an hour of it is two lines."""
    caplog.set_level(logging.INFO)
    async with connected(drop, stay) as (hub, server):
        await clock.advance(60)
        await hub.lose()
        await server.stop()
        # 5 + 10 + 20 + 40 s, then 58 whole minutes of an hour.
        await clock.advance(3600)
        assert hub.connection.metrics.failures == 4 + 58
        assert hub.connection.metrics.losses == 1
        await server.start()
        await clock.advance(60)
        await hub.until(State.UP)

        assert len(lines(caplog)) == 2
        assert hub.connection.metrics.last_outage == pytest.approx(3615, abs=2)
        assert hub.connection.metrics.losses == 1


async def test_a_session_that_does_not_last_does_not_start_over(clock: Clock) -> None:
    """The second loss is followed by the second delay."""
    async with connected(drop, drop, stay) as (hub, server):
        await clock.advance(60)
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.UP)
        await hub.lose()

        await clock.advance(9.5)
        assert len(server.peers) == 2
        await clock.advance(0.5)
        await hub.until(State.UP)


async def test_a_login_that_is_refused_later_is_tried_each_15_minutes(
    clock: Clock,
) -> None:
    """Its error is told; a success later needs nobody's help."""
    async with connected(drop, refuse_login, stay) as (hub, server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.WAITING)
        assert hub.told[4:] == [State.CONNECTING, State.LOGGING_IN, State.WAITING]
        assert isinstance(hub.connection.status.error, AuthenticationFailed)

        await clock.advance(899)
        assert len(server.peers) == 2
        await clock.advance(1)
        await hub.until(State.UP)


async def test_an_announced_shutdown_is_followed_closely(clock: Clock) -> None:
    """A second later, although nobody wants that event."""
    wanted = {"RPT_ALINKS"}.__contains__
    async with connected(shut_down, stay, wanted=wanted) as (hub, server):
        await hub.lose()
        await clock.advance(0.5)
        assert len(server.peers) == 1
        await clock.advance(0.5)
        await hub.until(State.UP)
        assert "Shutdown" not in hub.told


async def test_a_shutdown_is_delivered_to_who_wants_it(clock: Clock) -> None:
    """Before the loss."""
    async with connected(shut_down, stay) as (hub, _server):
        await hub.lose()
        assert hub.told == [*ATTEMPT, "Shutdown", State.WAITING]


async def test_a_shutdown_that_a_reply_tells_is_followed_closely(clock: Clock) -> None:
    """Actions are refused before the connection ends; so is the next login."""

    async def refuse(peer: Peer) -> None:
        await peer.log_in()
        await refuse_all(peer, 1)

    async def refuse_all(peer: Peer, count: int) -> None:
        for _ in range(count):
            action = await peer.action()
            peer.reply(action, "Response: Error", "Message: Asterisk is shutting down")

    async def refuse_challenge(peer: Peer) -> None:
        peer.send(BANNER)
        await refuse_all(peer, 1)

    async with connected(refuse, refuse_challenge, stay) as (hub, _server):
        with pytest.raises(ShuttingDown):
            await hub.connection.request("Ping")
        await hub.until(State.WAITING)
        await clock.advance(1)
        await hub.until(State.WAITING)
        assert isinstance(hub.connection.status.error, ShuttingDown)
        await clock.advance(1)
        await hub.until(State.UP)


async def test_reconnect_when_up_is_no_loss(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is there again at once, and nobody reads about it in the log."""
    caplog.set_level(logging.INFO)
    async with connected(stay) as (hub, server):
        hub.connection.reconnect()
        await hub.until(State.CONNECTING)
        await hub.until(State.UP)

        assert hub.told == [*ATTEMPT, *ATTEMPT]
        assert len(server.peers) == 2
        assert hub.connection.metrics.losses == 0
        assert lines(caplog) == []


async def test_reconnect_while_waiting_does_not_wait(clock: Clock) -> None:
    """The button helps even in the slow retries of a refused login."""
    async with connected(drop, refuse_login, stay) as (hub, _server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.WAITING)

        hub.connection.reconnect()
        await hub.until(State.UP)


async def test_a_reconnect_that_fails_is_an_outage(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """From then on it is one like any other."""
    caplog.set_level(logging.INFO)
    async with connected(stay) as (hub, server):
        await server.stop()
        await hub.until(State.WAITING)
        await clock.advance(4)

        hub.connection.reconnect()
        await hub.until(State.CONNECTING)
        await hub.until(State.WAITING)
        await server.start()
        await clock.advance(10)
        await hub.until(State.UP)

        assert len(lines(caplog)) == 2


async def test_a_dead_server_is_noticed(clock: Clock) -> None:
    """Within heartbeat and 10 s: no FIN, the packets vanish."""

    async def die(peer: Peer) -> None:
        await peer.log_in()
        await asyncio.Event().wait()

    async with connected(die, stay) as (hub, _server):
        await clock.advance(39)
        assert hub.connection.status.state is State.UP
        await clock.advance(2)
        await hub.until(State.WAITING)
        assert str(hub.connection.status.error) == "No answer to a heartbeat"
        await clock.advance(5)
        await hub.until(State.UP)


async def test_a_heartbeat_renews_the_latency(clock: Clock) -> None:
    """The same status is told again, so that nobody has to poll the metrics."""
    async with connected(stay) as (hub, _server):
        assert hub.connection.metrics.latency_ms is None
        await clock.advance(31)
        while not hub.heartbeats:
            await clock.settle()

        latency = hub.connection.metrics.latency_ms
        assert latency is not None
        assert 0 < latency < 2000


async def test_no_event_comes_before_up() -> None:
    """Even when it comes with the answer to the login."""

    async def boot(peer: Peer) -> None:
        await peer.log_in()
        peer.message("Event: FullyBooted")
        await peer.answer_all()

    async with connected(boot) as (hub, _server):
        await hub.until("FullyBooted")

    assert hub.told == [*ATTEMPT, "FullyBooted", State.CLOSED]


async def test_a_listener_that_fails_stops_nothing(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection comes back all the same."""

    def fail(_status: Status) -> None:
        raise ZeroDivisionError

    async with connected(drop, stay, on_status=fail) as (hub, server):
        with pytest.raises(ConnectionLost):
            await hub.connection.request("RptStatus")
        await clock.advance(5)
        while hub.connection.status.state is not State.UP:
            await clock.settle()
        assert len(server.peers) == 2
    assert len(lines(caplog, logging.ERROR)) == 8


async def test_closing_logs_off_and_is_the_end(clock: Clock) -> None:
    """Nothing is told or tried afterwards."""
    async with connected(stay) as (hub, server):
        await hub.connection.close()
        assert server.peers[0].actions[-1]["Action"] == "Logoff"
        await hub.connection.close()
        hub.connection.reconnect()
        with pytest.raises(NotConnected):
            await hub.connection.request("Ping")
        await clock.advance(3600)
        assert len(server.peers) == 1

    assert hub.told == [*ATTEMPT, State.CLOSED]


async def test_closing_while_it_waits(clock: Clock) -> None:
    """No attempt follows."""
    async with connected(drop, stay) as (hub, server):
        await hub.lose()
        await hub.connection.close()
        await clock.advance(3600)
        assert len(server.peers) == 1
    assert hub.told[-1] is State.CLOSED


@pytest.mark.parametrize("after", [0, 1])
async def test_closing_in_an_attempt(clock: Clock, after: int) -> None:
    """At the banner or in the login: the server sees the end."""
    gone = asyncio.Event()

    async def stall(peer: Peer) -> None:
        for _ in range(after):
            peer.send(BANNER)
            await peer.action()
        stalled.set()
        await peer.gone()
        gone.set()

    stalled = asyncio.Event()
    async with connected(drop, stall) as (hub, _server):
        await hub.lose()
        await clock.advance(5)
        await stalled.wait()
        await hub.connection.close()
        await asyncio.wait_for(gone.wait(), 5)
    assert hub.told[-1] is State.CLOSED


@pytest.mark.parametrize("how", ["cancel", "close"])
async def test_ending_in_the_first_attempt(how: str) -> None:
    """Home Assistant stops while it sets up."""
    gone = asyncio.Event()
    stalled = asyncio.Event()

    async def stall(peer: Peer) -> None:
        peer.send(BANNER)
        challenge = await peer.action()
        stalled.set()
        if how == "close":
            await hub.connection.close()
            peer.reply(challenge, "Response: Success", "Challenge: 1")
            peer.reply(await peer.action(), "Response: Success")
            await peer.log_off()
        await peer.gone()
        gone.set()

    async with serving(stall) as server:
        hub = Hub(server)
        start = asyncio.create_task(hub.connection.start())
        await stalled.wait()
        if how == "cancel":
            start.cancel()
        with pytest.raises((asyncio.CancelledError, NotConnected)):
            await start
        await asyncio.wait_for(gone.wait(), 5)

    assert hub.told[-1] is State.CLOSED


async def test_cancelling_its_task_closes_the_session() -> None:
    """Home Assistant cancels background tasks when it stops."""
    tasks: list[asyncio.Task[None]] = []

    def create(coroutine: object) -> asyncio.Task[None]:
        tasks.append(asyncio.create_task(coroutine))  # type: ignore[arg-type]  # is one
        return tasks[-1]

    async with connected(stay, create_task=create) as (hub, server):
        await hub.connection.request("Ping")
        tasks[0].cancel()
        await asyncio.wait(tasks)
        assert server.peers[0].actions[-1]["Action"] == "Logoff"
        with pytest.raises(NotConnected):
            await hub.connection.request("Ping")


async def test_the_history_is_bounded_and_has_no_secrets(clock: Clock) -> None:
    """The last 200 changes, for diagnostics."""
    async with connected(drop, stay) as (hub, server):
        assert [change.state for change in hub.connection.history] == ATTEMPT
        await hub.lose()
        lost = hub.connection.history[-1]
        assert lost.cause == "ConnectionLost: The server closed the connection"
        assert lost.at == NOON
        await server.stop()
        await clock.advance(10_000)

        assert len(hub.connection.history) == 200
        for change in hub.connection.history:
            assert "127.0.0.1" not in repr(change)
            assert SECRET not in repr(change)


async def test_a_plain_secret_is_warned_about_once(
    caplog: pytest.LogCaptureFixture, clock: Clock
) -> None:
    """Not at each reconnect; and the secret is not in it."""

    async def old(peer: Peer) -> None:
        peer.send(BANNER)
        peer.reply(await peer.action(), "Response: Error", "Message: No MD5")
        peer.reply(await peer.action(), "Response: Success")
        await peer.action()

    async with connected(old) as (hub, _server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.UP)

    (warning,) = lines(caplog, logging.WARNING)
    assert "plain text" in warning
    assert SECRET not in caplog.text


async def test_a_server_that_is_something_else_now(clock: Clock) -> None:
    """Another program has taken the port: keep trying."""

    async def web(peer: Peer) -> None:
        peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await peer.gone()

    async with connected(drop, web, stay) as (hub, _server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.WAITING)
        assert isinstance(hub.connection.status.error, NotAsterisk)
        await clock.advance(10)
        await hub.until(State.UP)


async def test_nothing_of_a_lost_session_is_kept(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor the megabyte of the message that ended it."""
    # A record that is captured keeps what it tells of.
    caplog.set_level(logging.WARNING)

    async def flood(peer: Peer) -> None:
        await peer.log_in()
        await peer.action()
        peer.send(b"Response: " + b"X" * MAX_FRAME)
        await peer.gone()

    async with connected(flood, stay) as (hub, _server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.UP)
        hub.statuses.clear()
        assert len(_sessions(hub.connection)) == 1


def _sessions(connection: Connection) -> list[Session]:
    """Return the sessions of a connection that are in memory."""
    gc.collect()
    sessions = [thing for thing in gc.get_objects() if type(thing) is Session]
    traffic = connection._meter.traffic
    return [session for session in sessions if session._traffic is traffic]
