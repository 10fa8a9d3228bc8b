"""The actions that the simulated server knows, each as its real reply."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
import hashlib
import hmac
from typing import TYPE_CHECKING

from . import cli, events
from .faults import Outgoing
from .listed import listed, needed
from .output import Output
from .pbx.actions import ACTIONS as PBX_ACTIONS
from .pbx.lists import iax_peers_14
from .privileges import CLASSES, User, event_mask, mask_14
from .responses import echo, error, response
from .rpt_status import rpt_local_nodes, rpt_status, voter_status
from .wire import Request, encode, message

if TYPE_CHECKING:
    from .server import SimulatedServer
    from .session import Session

type Action = Callable[[Session, Request], Outgoing | None]

# What closes the output of a command of Asterisk 1.4
_END = b"--END COMMAND--\r\n\r\n"
_BEFORE_LOGIN = frozenset({"login", "logoff", "challenge"})


def perform(session: Session, request: Request) -> Outgoing | None:
    """Do an action and return its reply, None if it has none."""
    name = request.action.lower()
    server = session.server
    if request.fault:
        return error(request, request.fault)
    if not name:
        return error(request, "Missing action in request")
    old = server.world.dialect.asterisk_14
    if server.shutting_down and not old:
        return error(request, "Asterisk is shutting down")
    if session.user is None and name not in _BEFORE_LOGIN:
        return error(request, "Authentication Required" if old else "Permission denied")
    action = (_ACTIONS_14 if old else _ACTIONS).get(name)
    classes = needed(name, old=old) or frozenset()
    known = server.has_action(name) and (action or classes)
    if known and name not in _BEFORE_LOGIN and not session.may(classes):
        return error(request, "Permission denied")
    if known and action is not None:
        return action(session, request)
    if old:
        return error(request, "Invalid/unknown command")
    return error(
        request,
        f"Invalid/unknown command: {request.action}."
        " Use Action: ListCommands to show available commands.",
    )


def _login(session: Session, request: Request) -> Outgoing:
    server = session.server
    old = server.world.dialect.asterisk_14
    if session.user is not None:
        again = "Already logged in" if old else "Already authenticated"
        return response(request, "Success", ("Message", again))
    user = server.users.get(request.get("Username"))
    mask = request.get("Events")
    if user is None or not _authentic(session, user, request):
        delay = server.world.timings.bad_login
        reply = error(request, "Authentication failed")
        return Outgoing(reply.data, delay=delay, close=True)
    if not user.multiple_logins and any(s.user == user for s in server.sessions):
        in_use = error(request, "Login Already In Use")
        return replace(in_use, delay=server.world.timings.bad_login, close=True)
    if old:
        session.log_in(user, CLASSES if (seen := mask_14(mask)) is None else seen)
    else:
        session.log_in(user, (event_mask(mask) or frozenset()) if mask else CLASSES)
    server.logins += 1
    reply = response(request, "Success", ("Message", "Authentication accepted"))
    if old:
        return reply
    booted = events.fully_booted(server) if session.sees("system") else b""
    server.after_login(session)
    return Outgoing(reply.data + booted)


def _authentic(session: Session, user: User, request: Request) -> bool:
    if session.server.faults.reject_logins or not user.permitted:
        return False
    if request.get("AuthType").lower() != "md5":
        return request.get("Secret") == user.secret
    digest = hashlib.md5(encode(session.challenge + user.secret), usedforsecurity=False)
    return bool(session.challenge) and hmac.compare_digest(
        encode(request.get("Key")), digest.hexdigest().encode()
    )


def _challenge(session: Session, request: Request) -> Outgoing:
    if request.get("AuthType").lower() != "md5":
        return error(request, "Must specify AuthType")
    session.challenge = session.server.new_challenge()
    return response(request, "Success", ("Challenge", session.challenge))


def _logoff(session: Session, request: Request) -> Outgoing:
    if session.user is None and session.server.world.dialect.asterisk_14:
        reply = response(request, "Success", ("Message", "See ya"))
        return replace(reply, close=True)
    reply = response(request, "Goodbye", ("Message", "Thanks for all the fish."))
    return Outgoing(reply.data, close=True)


def _ping(session: Session, request: Request) -> Outgoing:
    now = session.server.world.now()
    return response(request, "Success", ("Ping", "Pong"), ("Timestamp", f"{now:.6f}"))


def _events(session: Session, request: Request) -> Outgoing:
    mask = event_mask(request.get("EventMask"))
    if mask is None:
        return error(request, "Invalid event mask")
    session.mask = mask
    return response(request, "Success", ("Events", "On" if mask else "Off"))


def _ping_14(session: Session, request: Request) -> Outgoing:
    return response(request, "Pong")


def _events_14(session: Session, request: Request) -> Outgoing:
    """Take a mask; one that means everything changes nothing (asl2_11)."""
    mask = mask_14(request.get("EventMask"))
    if mask is None:
        return Outgoing(b"")
    session.mask = mask
    return response(request, "Events On" if mask else "Events Off")


def _user_event(session: Session, request: Request) -> Outgoing:
    """Send an event with the headers of the request (manager.c, action_userevent)."""
    event = events.user_event(request)
    loop = asyncio.get_running_loop()
    loop.call_soon(session.server.broadcast, "user", event)
    return response(request, "Success", ("Message", "Event Sent"))


def _list_commands(session: Session, request: Request) -> Outgoing:
    old = session.server.world.dialect.asterisk_14
    usable = [
        (name, synopsis)
        for name, (synopsis, classes) in listed(old=old).items()
        if session.may(classes) and session.server.has_action(name)
    ]
    return response(request, "Success", *usable)


def _core_status(session: Session, request: Request) -> Outgoing:
    server = session.server
    started = server.world.local(server.started)
    day, hour = f"{started:%Y-%m-%d}", f"{started:%H:%M:%S}"
    return response(
        request,
        "Success",
        ("CoreStartupDate", day),
        ("CoreStartupTime", hour),
        ("CoreReloadDate", day),
        ("CoreReloadTime", hour),
        ("CoreCurrentCalls", str(_channels(server))),
        ("CoreProcessedCalls", "0"),
    )


def _core_settings(session: Session, request: Request) -> Outgoing:
    """Return the first lines; the others say nothing of interest (c10)."""
    return response(
        request,
        "Success",
        ("AMIversion", "11.0.0"),
        ("AsteriskVersion", "22.10.1+dfsg+~cs6.17.60671434-1"),
        ("SystemName", ""),
    )


def _channels(server: SimulatedServer) -> int:
    """Return what Asterisk calls its calls: those of idle nodes are 46 (c22)."""
    return (46 if server.app_rpt else 0) + len(server.pbx.channels)


def _command(session: Session, request: Request) -> Outgoing | None:
    text = request.get("Command")
    if not text:
        return error(request, "No command provided")
    old = session.server.world.dialect.asterisk_14
    if not old and cli.is_blacklisted(text):
        return error(request, "Command blacklisted")
    output = cli.run(session.server, text)
    if output is None:
        session.block()
        return Outgoing(_follows(request, ())[: -len(_END)]) if old else None
    if not isinstance(output, Output):
        session.hold()
        session.server.world.spawn(_answer_late(session, request, output))
        return None
    if old:
        return Outgoing(_follows(request, output.lines))
    return _printed(request, output)


async def _answer_late(
    session: Session, request: Request, output: Awaitable[Output]
) -> None:
    """Answer when it is done; the session's other actions and events wait meanwhile."""
    reply = _printed(request, await output)
    session.release(session.server.faults.apply(request, reply))


def _printed(request: Request, output: Output) -> Outgoing:
    lines = output.lines or ("",)
    return response(
        request,
        "Success" if output.ok else "Error",
        ("Message", "Command output follows"),
        *(("Output", line) for line in lines),
    )


def _follows(request: Request, lines: Iterable[str]) -> bytes:
    """Return the reply of Asterisk 1.4: raw lines up to its end mark."""
    head = message([("Response", "Follows"), ("Privilege", "Command"), *echo(request)])
    text = "".join(f"{line}\n" for line in lines)
    return head[:-2] + encode(text) + _END


_ACTIONS: dict[str, Action] = {
    "login": _login,
    "challenge": _challenge,
    "logoff": _logoff,
    "ping": _ping,
    "events": _events,
    "listcommands": _list_commands,
    "coresettings": _core_settings,
    "corestatus": _core_status,
    "command": _command,
    "rptstatus": rpt_status,
    "rptlocalnodes": rpt_local_nodes,
    "userevent": _user_event,
    "voterstatus": voter_status,
    **PBX_ACTIONS,
}
_ACTIONS_14: dict[str, Action] = {
    "login": _login,
    "challenge": _challenge,
    "logoff": _logoff,
    "ping": _ping_14,
    "events": _events_14,
    "listcommands": _list_commands,
    "command": _command,
    "rptstatus": rpt_status,
    "rptlocalnodes": rpt_local_nodes,
    "userevent": _user_event,
    "voterstatus": voter_status,
    "iaxpeers": iax_peers_14,
    "iaxnetstats": PBX_ACTIONS["iaxnetstats"],
}
