"""What can go wrong between us and an Asterisk server, as types."""

from .message import Message
from .redaction import spoken


class AmiError(Exception):
    """Any failure of this package. The text never holds a host name, an address or a secret."""


class ConnectFailed(AmiError):
    """There is no Asterisk Manager Interface to talk to at that address.

    `tcp_was_up` tells whether anything took the connection.
    """

    def __init__(self, reason: str, *, tcp_was_up: bool = True) -> None:
        """Take the reason in a few English words."""
        super().__init__(reason)
        self.tcp_was_up = tcp_was_up


class ConnectTimeout(ConnectFailed):
    """TCP was not up in time, or the login was not answered in time."""


class ConnectRefused(ConnectFailed):
    """Refused, no route, no such host, or closed before the banner (a tunnel without a server behind it)."""


class UnknownHost(ConnectRefused):
    """No such host: the name has no address."""


class TlsFailed(ConnectFailed):
    """The TLS handshake failed: certificate, host name, or the port does not speak TLS (transcript c15f)."""


class CertificateChanged(TlsFailed):
    """The server's certificate is not the pinned one; nothing was sent to it."""


class NotAsterisk(ConnectFailed):
    """The connection is up, but the banner of Asterisk did not come: another first line, or silence.

    A TLS port is silent to a client without TLS (transcript c15d).
    """


class AuthenticationFailed(AmiError):
    """The server refused this user name and secret (transcripts 03 to 06: it never says which was wrong)."""


class PlainLoginRefused(AmiError):
    """The server refuses the MD5 login, and the secret may not be sent as it is; it was not."""


class NotConnected(AmiError):
    """There is no session at the moment; nothing was sent."""


class ConnectionLost(AmiError):
    """The session ended; whether a pending action was carried out is unknown.

    `silent` tells whether it was ended here because the server fell silent, and
    `by_server` that the server ended it. To who awaited a reply that the server did
    not give, `is_oldest` tells that no other action had waited longer, `is_alone`
    that none was pending at all (heartbeats count for nothing), and `is_begun` that
    the reply had begun.
    """

    def __init__(
        self,
        reason: str,
        *,
        silent: bool = False,
        by_server: bool = False,
        is_oldest: bool = False,
        is_alone: bool = False,
        is_begun: bool = False,
    ) -> None:
        """Take the reason in a few English words."""
        super().__init__(reason)
        self.reason = reason
        self.silent = silent
        self.by_server = by_server
        self.is_oldest = is_oldest
        self.is_alone = is_alone
        self.is_begun = is_begun


class FrameTooLong(AmiError):
    """The server sent a message without end; the session is over."""

    def __init__(self, limit: int) -> None:
        """Take the limit that it went beyond, bytes."""
        super().__init__(f"A message of more than {limit} bytes")


class ActionTimeout(AmiError):
    """No reply before the deadline; whether the action was carried out is unknown."""

    def __init__(self, action: str) -> None:
        """Take the name of the action."""
        super().__init__(f"No reply to {action} in time")
        self.action = action


class ListTooLong(AmiError):
    """The server answered with more rows than are kept; the session goes on."""

    def __init__(self, action: str) -> None:
        """Take the name of the action."""
        super().__init__(f"{action} gave too many rows")
        self.action = action


class TooManyActions(AmiError):
    """So many actions await their reply that no more are sent; nothing was sent."""


class ActionFailed(AmiError):
    """The server answered with an error.

    `action` is the name of the action, `message` the server's own words, `reply` the whole answer
    (a failed Command has its output there): both as they came, not to be shown. The text of the
    error can be shown.
    """

    def __init__(self, action: str, reply: Message) -> None:
        """Take the name of the action and the answer."""
        self.action = action
        self.reply = reply
        self.message = reply.get("Message")
        super().__init__(f"{action}: {spoken(self.message)}")


class PermissionDenied(ActionFailed):
    """The user lacks the privilege for this action (transcript 91)."""


class UnknownAction(ActionFailed):
    """The server has no such action, as when a module is not loaded (transcripts 12, 24b)."""


class ShuttingDown(ActionFailed):
    """Asterisk is about to stop or restart and takes no more actions."""


class LoginInUse(ActionFailed):
    """The user is logged in already, and `allowmultiplelogin` is off.

    Asterisk says so, too, until it has noticed that our last connection is dead
    (main/manager.c, action_login).
    """


class InvalidValue(AmiError, ValueError):
    """A caller's value cannot be sent: it holds CR, LF or NUL, or is too long; nothing was sent."""


def refusal(action: str, reply: Message) -> ActionFailed:
    """Return the error for an error reply, by Asterisk's own words (main/manager.c)."""
    message = reply.get("Message")
    if message == "Permission denied":
        return PermissionDenied(action, reply)
    if message.startswith("Invalid/unknown command"):
        return UnknownAction(action, reply)
    if message == "Login Already In Use":
        return LoginInUse(action, reply)
    if message == "Asterisk is shutting down":
        return ShuttingDown(action, reply)
    return ActionFailed(action, reply)
