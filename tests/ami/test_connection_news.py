"""What a connection tells: events, changes, latency, its history, the log."""

import logging

import pytest

from custom_components.allstarlink.ami.connection import State, Status
from custom_components.allstarlink.ami.errors import ConnectionLost
from custom_components.allstarlink.ami.wire import Ends
from tests.conftest import Clock

from .hub import ATTEMPT, NOON, connected, drop, lines, shut_down, stay
from .server import BANNER, SECRET, Peer


async def test_a_shutdown_is_delivered_to_who_wants_it(clock: Clock) -> None:
    """Before the loss."""
    async with connected(shut_down, stay) as (hub, _server):
        await hub.lose()
        assert hub.told == [*ATTEMPT, "Shutdown", State.WAITING]


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
    assert "others on the network may have read it" in warning
    assert SECRET not in caplog.text


async def test_the_two_ends_are_known_while_there_is_a_session() -> None:
    """A clip is offered at our end, and to the server's."""
    async with connected(drop, stay) as (hub, _server):
        assert hub.connection.ends == Ends("127.0.0.1", "127.0.0.1")
        await hub.lose()
        assert hub.connection.ends is None
