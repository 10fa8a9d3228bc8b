"""Proving to a server who we are: by MD5, by the secret as it is only where nobody else can get it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import hashlib
from typing import Protocol

from .dial import Server
from .errors import (
    ActionFailed,
    AuthenticationFailed,
    InvalidValue,
    LoginInUse,
    NotAsterisk,
    PlainLoginRefused,
    ShuttingDown,
)
from .message import Message


class Request(Protocol):
    """Sends an action and returns its good reply, as Session.request does."""

    def __call__(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float,
        on_reply: Callable[[Message], None] | None = None,
    ) -> Awaitable[Message]:
        """Send an action."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The headers of a login that prove who we are.

    `exposes_secret` tells whether others may read the secret when it is sent.
    """

    headers: tuple[tuple[str, str], ...] = field(repr=False)
    is_md5: bool
    exposes_secret: bool = False


async def prove(server: Server, request: Request) -> Proof:
    """Ask for a challenge, and return the answer to it.

    Only a server that answers the challenge itself with an error gets the
    secret, and only if `Server.may_send_secret` says so. Raises
    PlainLoginRefused, NotAsterisk, and what a request raises.
    """
    try:
        reply = await request(
            "Challenge", ("AuthType", "MD5"), timeout=server.login_timeout
        )
    except ShuttingDown:
        raise
    except ActionFailed as error:
        if not server.may_send_secret:
            raise PlainLoginRefused("The server refuses the MD5 login") from error
        plain = (("Secret", server.secret),)
        return Proof(plain, is_md5=False, exposes_secret=not server.is_trusted)
    challenge = reply.get("Challenge")
    if not challenge:
        raise NotAsterisk("A challenge without a challenge")
    key = hashlib.md5(
        (challenge + server.secret).encode(errors="surrogatepass"),
        usedforsecurity=False,
    )
    return Proof((("AuthType", "MD5"), ("Key", key.hexdigest())), is_md5=True)


async def log_in(
    server: Server,
    proof: Proof,
    events: str,
    request: Request,
    on_reply: Callable[[Message], None],
) -> None:
    """Send the login. `events` is what Asterisk calls an event mask.

    Raises AuthenticationFailed, LoginInUse, ShuttingDown, and what a request
    raises.
    """
    try:
        await request(
            "Login",
            ("Username", server.username),
            *proof.headers,
            ("Events", events),
            timeout=server.login_timeout,
            on_reply=on_reply,
        )
    except InvalidValue as error:
        raise AuthenticationFailed("No possible user name or secret") from error
    except ShuttingDown, LoginInUse:
        raise
    except ActionFailed as error:
        raise AuthenticationFailed("User name or secret refused") from error
