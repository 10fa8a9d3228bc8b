"""A connection that comes back, whatever happens to the server."""

import asyncio
import logging

import pytest

from custom_components.allstarlink.ami.connection import State, Status
from custom_components.allstarlink.ami.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ConnectRefused,
    NotAsterisk,
    NotConnected,
    PlainLoginRefused,
    ShuttingDown,
)
from tests.conftest import Clock

from .hub import (
    ATTEMPT,
    NOON,
    Hub,
    connected,
    drop,
    lines,
    refuse_login,
    shut_down,
    stay,
)
from .server import BANNER, SECRET, Peer, serving


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
        outage = hub.connection.metrics.last_outage
        assert outage is not None
        assert 3600 < outage < 3612
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


async def test_a_server_that_forgets_md5_gets_no_secret(clock: Clock) -> None:
    """Though a plain login is allowed: it may be somebody else now. Retries are slow."""

    async def without_md5(peer: Peer) -> None:
        peer.send(BANNER)
        peer.reply(await peer.action(), "Response: Error", "Message: No MD5")
        await peer.gone()

    async with connected(drop, without_md5, stay) as (hub, server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.WAITING)
        assert isinstance(hub.connection.status.error, PlainLoginRefused)
        await clock.advance(899)
        assert len(server.peers) == 2
        await clock.advance(1)
        await hub.until(State.UP)

    assert SECRET.encode() not in server.peers[1].received


async def test_a_silence_is_followed_closely(clock: Clock) -> None:
    """The network may be back at once: 1 s after the session was given up."""

    async def fall_silent(peer: Peer) -> None:
        await peer.log_in()
        peer.reply(await peer.action(), "Response: Success")
        await asyncio.Event().wait()

    async with connected(fall_silent, stay) as (hub, server):
        await hub.connection.request("Ping")
        await clock.advance(41)
        await hub.until(State.WAITING)
        assert len(server.peers) == 1
        await clock.advance(1.1)
        await hub.until(State.UP)


async def test_a_server_that_shuts_down_after_each_login(clock: Clock) -> None:
    """Three quick tries, then the usual delays: 11 logins in five minutes, not 300."""

    async def shut_down_at_once(peer: Peer) -> None:
        await peer.log_in()
        peer.message("Event: Shutdown", "Shutdown: Cleanly", "Restart: True")

    async with connected(shut_down_at_once) as (hub, _server):
        for _ in range(300):
            await clock.advance(1)
        # 0, 1, 2, 3, 8, 18, 38, 78, 138, 198, 258 s
        assert hub.connection.metrics.attempts == 11


async def test_the_return_of_a_server_is_noticed(clock: Clock) -> None:
    """Within 5 s, though the next attempt is a minute away; nothing of it is counted."""
    async with connected(drop, stay) as (hub, server):
        await clock.advance(60)
        await hub.lose()
        await server.stop()
        await clock.advance(80)
        metrics = hub.connection.metrics
        # At 5, 15, 35 and 75 s
        assert (metrics.attempts, metrics.failures) == (5, 4)
        await clock.advance(30)
        assert hub.connection.metrics.attempts == 5
        await server.start()
        await clock.advance(5)
        await hub.until(State.UP)

        metrics = hub.connection.metrics
        assert (metrics.attempts, metrics.failures, metrics.losses) == (6, 4, 1)
        assert metrics.bytes_received > 0


async def test_what_takes_connections_and_is_no_server_is_left_alone(
    clock: Clock,
) -> None:
    """A tunnel's end or another program would take every connection."""

    async def close(peer: Peer) -> None:
        peer.close()

    async with connected(drop, close) as (hub, server):
        await hub.lose()
        await clock.advance(5)
        await hub.until(State.WAITING)
        await clock.advance(9)
        assert len(server.peers) == 2
        await clock.advance(1)
        await hub.until(State.WAITING)
        assert len(server.peers) == 3
