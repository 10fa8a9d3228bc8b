"""Keeps a session with one Asterisk server alive for ever."""

from asyncio import Task, create_task
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from random import random
from typing import Any

from .errors import AmiError
from .message import Message
from .session import Server, Wanted


class State(Enum):
    """Where a connection stands."""

    CONNECTING = "connecting"
    LOGGING_IN = "logging_in"
    UP = "up"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """State, since when (UTC), and the error that led to it (None when all is well)."""

    state: State
    at: datetime
    error: AmiError | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Times in seconds."""

    retry_initial: float = 5.0
    retry_max: float = 60.0
    heartbeat_interval: float = 30.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of a connection since it was made; times in seconds, latency in milliseconds."""

    attempts: int
    successes: int
    failures: int
    losses: int
    last_outage: float | None
    up_seconds: float
    down_seconds: float
    bytes_received: int
    events_received: int
    actions_sent: int
    actions_timed_out: int
    actions_failed: int
    latency_ms: float | None
    connected_since: datetime | None


class Connection:
    """A session that comes back."""

    def __init__(
        self,
        server: Server,
        settings: Settings,
        *,
        on_event: Callable[[Message], None],
        on_status: Callable[[Status], None],
        wanted: Wanted | None = None,
        events: str = "call,system",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        random: Callable[[], float] = random,
        create_task: Callable[[Coroutine[Any, Any, None]], Task[None]] = create_task,
    ) -> None:
        """Take what to connect to and whom to tell; does nothing yet."""
        raise NotImplementedError

    async def start(self) -> None:
        """Make the first attempt; its error is raised and leaves nothing behind. Then stay connected."""

    @property
    def status(self) -> Status:
        """What `on_status` was called with last."""
        raise NotImplementedError

    @property
    def metrics(self) -> Metrics:
        """The figures up to this moment."""
        raise NotImplementedError

    async def request(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float = 10.0,
        on_reply: Callable[[Message], None] | None = None,
    ) -> Message:
        """Do as Session.request does; raises NotConnected at once while there is no session."""
        raise NotImplementedError

    def reconnect(self) -> None:
        """Drop the session and connect again at once, or stop waiting and try now."""

    async def close(self) -> None:
        """Log off and end for good. May be called at any time, and again."""
