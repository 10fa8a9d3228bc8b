"""One logged-in connection to an Asterisk server: login, actions with replies, events, heartbeat."""

from collections.abc import Callable
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Self

from .errors import AmiError
from .message import Message

# Whether an event of this name is delivered; asked once for each name.
type Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Server:
    """Where an Asterisk server listens, and who we are there.

    `ssl` None means plain TCP. `server_hostname` is the name the certificate
    must have, the host itself if None.
    """

    host: str
    port: int
    username: str
    secret: str = field(repr=False)
    ssl: SSLContext | None = None
    server_hostname: str | None = None


@dataclass(slots=True)
class Traffic:
    """Counts of what went over the wire; may be shared by sessions that follow each other."""

    bytes_received: int = 0
    events_received: int = 0  # those that were wanted
    actions_sent: int = 0
    actions_timed_out: int = 0
    actions_failed: int = 0  # answered with an error


class Session:
    """A session from the TCP connection to its end."""

    @classmethod
    async def open(
        cls,
        server: Server,
        *,
        on_event: Callable[[Message], None] | None = None,
        wanted: Wanted | None = None,
        events: str = "call,system",
        traffic: Traffic | None = None,
    ) -> Self:
        """Connect and log in; nothing is left behind when it fails.

        `on_event` is called in the reader, in the order of the wire, for each
        event that `wanted` lets through (None: all); the first one comes only
        after `open` has returned.
        Raises ConnectFailed (TCP, TLS, banner, in 10, 10 and 5 s),
        AuthenticationFailed, ConnectionLost, or ActionFailed when the server
        refuses the login for another reason (ShuttingDown).
        """
        raise NotImplementedError

    @property
    def latency(self) -> float | None:
        """Seconds between the last Ping and its answer, None before the first."""
        raise NotImplementedError

    async def request(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float = 10.0,
        on_reply: Callable[[Message], None] | None = None,
    ) -> Message:
        """Send an action and return its good reply; any number may be under way at once.

        `on_reply` is called with a good reply in the reader, so in the order of
        the wire among the events, before this returns.
        Raises ActionFailed for an error reply, ActionTimeout, ConnectionLost,
        InvalidValue, TooManyActions. An action is never sent again.
        """
        raise NotImplementedError

    async def hold(self, heartbeat_interval: float, on_heartbeat: Callable[[], None]) -> AmiError:
        """Stay until the session ends, and return why; Ping when the server is silent."""
        raise NotImplementedError

    async def close(self) -> None:
        """Log off and close, within a second or so. May be called again."""
        raise NotImplementedError
