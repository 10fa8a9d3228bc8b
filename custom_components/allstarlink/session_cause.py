"""Why there is no session: one word for each kind of error, for people and automations."""

from enum import StrEnum

from .ami.errors import (
    AmiError,
    AuthenticationFailed,
    ConnectFailed,
    ConnectionLost,
    ConnectRefused,
    ConnectTimeout,
    LoginInUse,
    NotAsterisk,
    PlainLoginRefused,
    ShuttingDown,
    TlsFailed,
)


class Cause(StrEnum):
    """Why the connection is down; those of attempts are the errors of the set-up form."""

    TIMEOUT_CONNECT = "timeout_connect"
    CANNOT_CONNECT = "cannot_connect"
    TLS_FAILED = "tls_failed"
    NOT_ASTERISK = "not_asterisk"
    PLAIN_LOGIN_REFUSED = "plain_login_refused"
    INVALID_AUTH = "invalid_auth"
    LOGIN_IN_USE = "login_in_use"
    CLOSED = "closed"
    NO_ANSWER = "no_answer"
    SHUTDOWN = "shutdown"
    NODE_ENDED_SESSION = "node_ended_session"


# The first that fits counts
_CAUSES: dict[type[AmiError], Cause] = {
    ConnectTimeout: Cause.TIMEOUT_CONNECT,
    TlsFailed: Cause.TLS_FAILED,
    NotAsterisk: Cause.NOT_ASTERISK,
    ConnectFailed: Cause.CANNOT_CONNECT,
    PlainLoginRefused: Cause.PLAIN_LOGIN_REFUSED,
    AuthenticationFailed: Cause.INVALID_AUTH,
    LoginInUse: Cause.LOGIN_IN_USE,
    ShuttingDown: Cause.SHUTDOWN,
}

# A server that died of these refuses connections afterwards
_DEADLY = (Cause.SHUTDOWN, Cause.NODE_ENDED_SESSION)


def cause_of(
    error: AmiError | None, before: Cause | None = None, *, is_announced: bool = False
) -> Cause:
    """Return the cause that an error means; `before` is the one of this outage so far.

    `is_announced` is whether the server had announced that it shuts down. Without an
    error the session was closed here.
    """
    if isinstance(error, ConnectRefused) and before in _DEADLY:
        return before
    if isinstance(error, ConnectionLost):
        if is_announced:
            return Cause.SHUTDOWN
        return Cause.NO_ANSWER if error.silent else Cause.CLOSED
    kinds = (cause for kind, cause in _CAUSES.items() if isinstance(error, kind))
    return next(kinds, Cause.CLOSED)
