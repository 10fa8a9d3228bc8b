"""What uses a connection, and what its server does."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
import logging
from typing import Any

import pytest

from custom_components.allstarlink.ami.connection import (
    Connection,
    Settings,
    State,
    Status,
)
from custom_components.allstarlink.ami.errors import ConnectionLost
from custom_components.allstarlink.ami.message import Message

from .server import BANNER, Peer, Script, ScriptedServer, serving

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
        options: dict[str, Any] = {
            "on_event": self.hear,
            "on_status": self.note,
            "now": lambda: NOON,
            "random": lambda: 0.0,
        } | changes
        address = server.address(allow_plain_login=True)
        self.connection = Connection(address, Settings(), **options)

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
