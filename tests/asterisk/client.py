"""A connection and all that it tells."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from custom_components.allstarlink.ami.connection import (
    Connection,
    Settings,
    State,
    Status,
)
from custom_components.allstarlink.ami.errors import AmiError
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Server, Wanted

_QUICK = Settings(retry_initial=0.2, retry_max=0.5, heartbeat_interval=0.3)


class Client:
    """A Connection that is up, for use with `async with`.

    `states` are all states in order, `causes` the errors that came with them.
    """

    def __init__(
        self,
        server: Server,
        *,
        wanted: Wanted | None = None,
        events: str = "call,system",
        settings: Settings = _QUICK,
    ) -> None:
        """Take what a Connection takes."""
        self.states: list[State] = []
        self.causes: list[AmiError] = []
        self.events: list[Message] = []
        self.heartbeats = 0
        self._news = asyncio.Event()
        self._last: Status | None = None
        self.connection = Connection(
            server,
            settings,
            wanted=wanted,
            events=events,
            on_event=self._hear,
            on_status=self._note,
        )

    async def __aenter__(self) -> Self:
        """Connect."""
        await self.connection.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log off."""
        await self.connection.close()

    async def command(self, text: str) -> list[str]:
        """Run a CLI command and return its output."""
        reply = await self.connection.request("Command", ("Command", text))
        return reply.output

    async def is_up(self, times: int, seconds: float = 10.0) -> None:
        """Wait until it has been up so many times, and still is."""
        await self._told(
            lambda: (
                self.states.count(State.UP) >= times and self.states[-1] is State.UP
            ),
            seconds,
        )

    async def is_waiting(self, seconds: float = 15.0) -> None:
        """Wait until it has lost its session."""
        await self._told(lambda: State.WAITING in self.states, seconds)

    async def has_failed(self, error: type[AmiError], seconds: float = 10.0) -> None:
        """Wait until an error of this type was the cause of a state."""
        await self._told(
            lambda: any(isinstance(e, error) for e in self.causes), seconds
        )

    async def told_of(self, event: str, times: int = 1) -> None:
        """Wait until this event has come so many times."""
        await self._told(
            lambda: [e.event for e in self.events].count(event) >= times, 10
        )

    @property
    def classes(self) -> set[str]:
        """Classes of all events so far."""
        return {event.get("Privilege").partition(",")[0] for event in self.events}

    async def sees(self, *classes: str) -> None:
        """Wait until events of all these classes have come."""
        await self._told(lambda: set(classes) <= self.classes, 10)

    async def has_heartbeats(self, count: int, seconds: float = 10.0) -> None:
        """Wait until so many heartbeats were answered."""
        await self._told(lambda: self.heartbeats >= count, seconds)

    async def _told(self, condition: Callable[[], bool], seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def _hear(self, event: Message) -> None:
        self.events.append(event)
        self._news.set()

    def _note(self, status: Status) -> None:
        self._news.set()
        if status is self._last:
            self.heartbeats += 1
            return
        self._last = status
        self.states.append(status.state)
        if status.error:
            self.causes.append(status.error)
