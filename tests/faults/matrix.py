"""The table: what goes wrong, what Home Assistant shows then, and for how long.

Options are as installed: retries after 5 s up to 60 s, heartbeat after 30 s (10
s while anything is linked), polls after 60 s. An attempt under way is not broken
off when the server is back, so what makes attempts hang adds their deadline.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from . import breakages as broken
from .breakages import Fault

_RETRY_MAX = 60.0 + 2.0
_RETRY_INITIAL = 5.0 + 2.0
# The first node has a link, so a silence is noticed soon
_HEARTBEAT = 10.0 + 10.0 + 1.0
# A server that took no connection is back
_RETURN = 12.0
_LOGIN = 20.0
_REFUSED = 15 * 60.0 + 2.0
_POLL = 60.0 + 2.0
_THREE_POLLS = 3 * _POLL
_AT_ONCE = 0.5
# The poll that follows a change in the links
_SETTLED = 1.5


class Shown(Enum):
    """What is shown while a fault lasts."""

    # The server off, everything of its nodes unavailable
    AWAY = "away"
    # Everything as it is in truth
    RIGHT = "right"
    # The second node unavailable, everything else as it is in truth
    NODE_AWAY = "node away"


@dataclass(frozen=True, slots=True)
class Row:
    """A fault.

    `notice` and `recover` are the most seconds until it shows and, from its
    end, until everything is right again; `lasts` is how long it is left.
    `cause` is the error that the connection's record names, `shown_cause` the
    cause that is shown at the end, None while connected.
    """

    name: str
    fault: Fault
    shown: Shown = Shown.AWAY
    notice: float = _AT_ONCE
    lasts: float = 0.0
    recover: float = _RETRY_INITIAL
    cause: str = "ConnectionLost"
    shown_cause: str | None = "closed"
    tls: bool = False
    host: str = "127.0.0.1"

    @property
    def is_kept(self) -> bool:
        """Whether the connection survives."""
        return self.shown is not Shown.AWAY


def _unreachable(
    name: str,
    fault: Fault,
    cause: str,
    shown_cause: str,
    recover: float = _RETRY_MAX,
    **more: Any,
) -> Row:
    return Row(
        name,
        fault,
        lasts=300.0,
        recover=recover,
        cause=cause,
        shown_cause=shown_cause,
        **more,
    )


def _tls(name: str, kind: str) -> Row:
    return Row(
        name,
        broken.certificate(kind),
        lasts=300.0,
        recover=_RETRY_MAX,
        cause="TlsFailed",
        shown_cause="tls_failed",
        tls=True,
    )


def _kept(
    name: str,
    fault: Fault,
    notice: float = _AT_ONCE,
    lasts: float = 70.0,
    shown: Shown = Shown.RIGHT,
    recover: float = _AT_ONCE,
) -> Row:
    return Row(name, fault, shown, notice, lasts, recover, cause="", shown_cause=None)


MATRIX = (
    _unreachable(
        "Port refuses", broken.refused, "ConnectRefused", "cannot_connect", _RETURN
    ),
    _unreachable(
        "Host name does not resolve",
        broken.no_such_host,
        "UnknownHost",
        "cannot_connect",
        _RETURN,
        host="repeater.example",
    ),
    _unreachable(
        "Connect hangs",
        broken.connect_hangs,
        "ConnectTimeout",
        "timeout_connect",
        _RETURN,
    ),
    _unreachable(
        "Banner never comes",
        broken.no_banner,
        "NotAsterisk",
        "not_asterisk",
        _RETRY_MAX + 5.0,
    ),
    _unreachable(
        "Banner of something else", broken.other_banner, "NotAsterisk", "not_asterisk"
    ),
    Row(
        "Login refused",
        broken.login_refused,
        lasts=1000.0,
        recover=_REFUSED,
        cause="AuthenticationFailed",
        shown_cause="invalid_auth",
    ),
    _unreachable(
        "Login delayed",
        broken.login_delayed,
        "ConnectTimeout",
        "timeout_connect",
        _RETRY_MAX + _LOGIN,
    ),
    Row("Login cut", broken.login_cut, recover=_RETRY_MAX, lasts=1.0),
    _tls("Certificate expired", "expired"),
    _tls("Certificate of another host", "host"),
    _tls("Certificate replaced by one nobody vouches for", "replaced"),
    Row("Certificate renewed", broken.certificate("renewed"), tls=True),
    Row("Reset in the middle of a message", broken.reset_in_a_message),
    Row("Server closes (FIN)", broken.fin),
    Row(
        "Silent peer: packets vanish",
        broken.silent_peer,
        notice=_HEARTBEAT,
        lasts=300.0,
        recover=_RETURN,
        shown_cause="timeout_connect",
    ),
    Row(
        "Half-open after an hour of sleep",
        broken.half_open,
        notice=_HEARTBEAT,
        recover=3.0,
        shown_cause="no_answer",
    ),
    Row("Home Assistant suspended for an hour", broken.suspended),
    _kept("Suspended, session survives", broken.suspended_session_survives),
    Row(
        "One byte a second",
        broken.drip,
        notice=_HEARTBEAT,
        lasts=300.0,
        recover=_RETRY_MAX + 5.0,
        shown_cause="not_asterisk",
    ),
    _kept("Garbage between messages", broken.garbage),
    _kept("Invalid UTF-8", broken.invalid_utf8, _SETTLED),
    Row("Line without end", broken.endless_line, cause="FrameTooLong"),
    Row(
        "Reply with 100,000 headers",
        broken.many_headers,
        cause="FrameTooLong",
        shown_cause="node_ended_session",
    ),
    _kept("Reply with a foreign ActionID", broken.foreign_reply),
    _kept("Duplicate replies", broken.duplicate_replies),
    _kept("Reply after its deadline", broken.late_reply),
    _kept("No reply to a poll", broken.no_reply),
    _kept("Command privilege taken away", broken.commands_denied),
    _kept(
        "Event privilege taken away", broken.events_denied, notice=_POLL, recover=_POLL
    ),
    _kept(
        "Node removed from the server",
        broken.node_removed,
        notice=_THREE_POLLS,
        shown=Shown.NODE_AWAY,
        recover=_POLL,
    ),
    _kept("Node restarted", broken.node_restarted, _SETTLED),
    Row(
        "`core restart now`",
        broken.core_restart,
        notice=4.0,
        recover=2.0,
        shown_cause="shutdown",
    ),
    Row(
        "`core stop now`, started after 10 minutes",
        broken.core_stop,
        lasts=600.0,
        recover=_RETURN,
        shown_cause="shutdown",
    ),
    _kept("`manager reload`", broken.manager_reload),
    _kept("Server clock set forward", broken.clock_forward),
    _kept("Server clock set back", broken.clock_back),
)
