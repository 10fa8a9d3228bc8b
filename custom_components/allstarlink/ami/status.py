"""Where a connection stands, and how it is set up."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from .errors import AmiError


class State(Enum):
    """Where a connection stands."""

    CONNECTING = "connecting"
    LOGGING_IN = "logging_in"
    UP = "up"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """A state, the time it began (UTC), and the error that led to it, if one did.

    `is_announced` is whether the server had announced before the error that it shuts down.
    """

    state: State
    at: datetime
    error: AmiError | None = None
    is_announced: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state for the record; `cause` names its error and holds no secret."""

    at: datetime
    state: State
    cause: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    """Shortest and longest wait before an attempt, and the silence before a heartbeat.

    `action_timeout` is how long an action waits for its reply unless it says
    otherwise. All in seconds.
    """

    retry_initial: float = 5.0
    retry_max: float = 60.0
    heartbeat_interval: float = 30.0
    action_timeout: float = 10.0
