"""A session that is logged in, and the server's end of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session, Traffic

from .server import Peer, Script, serving


class Talk:
    """A session, what it heard, and the server's end, which a test moves by hand."""

    def __init__(self, session: Session, peer: Peer, traffic: Traffic) -> None:
        """Take both ends."""
        self.session = session
        self.peer = peer
        self.traffic = traffic
        self.heard: list[str] = []
        self._news = asyncio.Event()

    def hear(self, event: Message) -> None:
        """Note an event."""
        self.heard.append(event.event)
        self._news.set()

    async def hears(self, *events: str) -> None:
        """Wait for these events, all there are."""
        while len(self.heard) < len(events):
            self._news.clear()
            await self._news.wait()
        assert self.heard == list(events)


async def log_in(peer: Peer) -> None:
    """Let the client in and stay."""
    await peer.log_in()
    await asyncio.Event().wait()


@asynccontextmanager
async def talking(script: Script = log_in, **options: Any) -> AsyncGenerator[Talk]:
    """Log in; the test plays the server from there."""
    traffic = Traffic()
    async with serving(script) as server:
        session = Session(
            server.address(),
            on_event=lambda event: talk.hear(event),  # noqa: PLW0108  (made below)
            traffic=traffic,
            **options,
        )
        await session.connect()
        talk = Talk(session, server.peers[0], traffic)
        await session.login()
        try:
            yield talk
        finally:
            session.abort()
