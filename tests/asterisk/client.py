"""A connection and all that it tells."""

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
from tests.asterisk.stage import until

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
        settings: Settings = _QUICK,
    ) -> None:
        """Take what a Connection takes."""
        self.states: list[State] = []
        self.causes: list[AmiError] = []
        self.events: list[Message] = []
        self.heartbeats = 0
        self._last: Status | None = None
        self.connection = Connection(
            server,
            settings,
            wanted=wanted,
            on_event=self.events.append,
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
        await until(
            lambda: (
                self.states.count(State.UP) >= times and self.states[-1] is State.UP
            ),
            seconds,
        )

    async def is_waiting(self, seconds: float = 15.0) -> None:
        """Wait until it has lost its session."""
        await until(lambda: State.WAITING in self.states, seconds)

    def _note(self, status: Status) -> None:
        if status is self._last:
            self.heartbeats += 1
            return
        self._last = status
        self.states.append(status.state)
        if status.error:
            self.causes.append(status.error)
