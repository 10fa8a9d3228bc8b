"""What the tests do to an Asterisk, be it real or simulated."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Awaitable, Callable, Sequence
import ssl

from custom_components.allstarlink.ami.session import Server
from simulator import User
from tests.certificates import Certificate

HOST = "127.0.0.1"

USERS = (
    User("admin", "s3cret-admin"),
    User("node", "s3cret-node", read="call,system", write="command"),
    User("reader", "s3cret-reader", read="call,system", write=""),
    User("blocked", "s3cret-blocked", permitted=False),
    User("single", "s3cret-single", multiple_logins=False),
)


class Asterisk(ABC):
    """A server that runs when a test gets it, with all of USERS.

    `port` takes plain connections, `tls_port` TLS with `certificate`.
    """

    port: int
    tls_port: int

    def __init__(self, certificate: Certificate) -> None:
        """Take the certificate of the TLS port."""
        self.certificate = certificate

    def server(self, user: str = "admin", secret: str = "", *, port: int = 0) -> Server:
        """Return where to log in as this user, by its own secret unless told otherwise."""
        secrets = {user.name: user.secret for user in USERS}
        return Server(HOST, port or self.port, user, secret or secrets[user])

    def over_tls(self, context: ssl.SSLContext, hostname: str | None = None) -> Server:
        """Return where to log in as the administrator over TLS."""
        secret = USERS[0].secret
        return Server(HOST, self.tls_port, "admin", secret, context, hostname)

    @abstractmethod
    async def start(self) -> None:
        """Start it; it is ready for logins when this returns."""

    @abstractmethod
    async def kill(self) -> None:
        """End it without a word, as `kill -9` does."""

    @abstractmethod
    async def freeze(self) -> None:
        """Let it do nothing at all, as `kill -STOP` does."""

    @abstractmethod
    async def thaw(self) -> None:
        """Let it go on, as `kill -CONT` does."""

    @abstractmethod
    async def shut_down_slowly(self) -> None:
        """Let it stop in order, which takes some seconds."""

    @abstractmethod
    async def set_users(self, users: Sequence[User]) -> None:
        """Change manager.conf and do `manager reload`."""

    @abstractmethod
    async def make_call_event(self) -> None:
        """Let something happen that is an event of class `call`."""

    @abstractmethod
    async def is_connected(self, user: str) -> bool:
        """Tell whether this user has a session."""

    async def gone(self) -> None:
        """Wait until connections to the plain port are refused."""
        await until(self._refuses, 20)

    async def _refuses(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(HOST, self.port)
        except ConnectionRefusedError:
            return True
        writer.close()
        return False


async def until(
    condition: Callable[[], Awaitable[bool]], seconds: float = 10.0
) -> None:
    """Look again and again until this is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110  (another process tells nothing)
            await asyncio.sleep(0.02)
