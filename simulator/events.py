"""Events of Asterisk itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from .wire import Header, Request, message

if TYPE_CHECKING:
    from .server import SimulatedServer
    from .session import Session


def fully_booted(server: SimulatedServer) -> bytes:
    """Return the event that follows a login (transcript 02)."""
    uptime = str(int(server.world.now() - server.started))
    return message(
        [
            ("Event", "FullyBooted"),
            ("Privilege", "system,all"),
            ("Uptime", uptime),
            ("LastReload", uptime),
            ("Status", "Fully Booted"),
        ]
    )


def successful_auth(session: Session) -> bytes:
    """Return the security event of a login (transcript 02)."""
    world = session.server.world
    moment = _with_milliseconds(world.local(world.now()))
    return message(
        [
            ("Event", "SuccessfulAuth"),
            ("Privilege", "security,all"),
            ("EventTV", moment),
            ("Severity", "Informational"),
            ("Service", "AMI"),
            ("EventVersion", "1"),
            ("AccountID", session.user.name if session.user else ""),
            ("SessionID", f"0x{id(session):012x}"),
            ("LocalAddress", session.local_address),
            ("RemoteAddress", session.remote_address),
            ("UsingPassword", "0"),
            ("SessionTV", moment),
        ]
    )


def shutdown(*, restart: bool) -> bytes:
    """Return the last event of a server that stops in order (transcripts 70, 72)."""
    return message(
        [
            ("Event", "Shutdown"),
            ("Privilege", "system,all"),
            ("Shutdown", "Cleanly"),
            ("Restart", str(restart)),
        ]
    )


def user_event(request: Request) -> bytes:
    """Return the event of a UserEvent action: its headers in order, with its ActionID."""
    headers: list[Header] = [
        header
        for header in request.headers
        if header[0].lower() not in {"action", "userevent"}
    ]
    return message(
        [
            ("Event", "UserEvent"),
            ("Privilege", "user,all"),
            ("UserEvent", request.get("UserEvent")),
            *headers,
        ]
    )


def _with_milliseconds(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}{moment:%z}"
