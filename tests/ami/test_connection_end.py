"""How a connection ends, and what is left of it."""

import asyncio
from collections.abc import Coroutine
import gc
import logging
from typing import Any

import pytest

from custom_components.allstarlink.ami.connection import Connection, State
from custom_components.allstarlink.ami.errors import NotConnected
from custom_components.allstarlink.ami.framing import MAX_FRAME
from custom_components.allstarlink.ami.session import Session
from tests.conftest import Clock

from .hub import ATTEMPT, Hub, connected, drop, stay
from .server import BANNER, Peer, serving


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

    def create(coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        tasks.append(asyncio.create_task(coroutine))
        return tasks[-1]

    async with connected(stay, create_task=create) as (hub, server):
        await hub.connection.request("Ping")
        tasks[0].cancel()
        await asyncio.wait(tasks)
        assert server.peers[0].actions[-1]["Action"] == "Logoff"
        with pytest.raises(NotConnected):
            await hub.connection.request("Ping")


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
