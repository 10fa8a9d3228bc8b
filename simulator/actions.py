"""The actions that the simulated server knows, each as its real reply."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
import hashlib
import hmac
from typing import TYPE_CHECKING

from . import cli, events, replies
from .faults import Outgoing
from .listed import LISTED, needed
from .pbx.actions import ACTIONS as PBX_ACTIONS
from .privileges import CLASSES, User, event_mask
from .responses import echo, error, response
from .wire import Header, Request, encode, message

if TYPE_CHECKING:
    from .server import SimulatedServer
    from .session import Session

type Action = Callable[[Session, Request], Outgoing | None]

_BEFORE_LOGIN = frozenset({"login", "logoff", "challenge"})


def perform(session: Session, request: Request) -> Outgoing | None:
    """Do an action and return its reply, None if it has none."""
    name = request.action.lower()
    server = session.server
    if request.fault:
        return error(request, request.fault)
    if not name:
        return error(request, "Missing action in request")
    if server.shutting_down:
        return error(request, "Asterisk is shutting down")
    if session.user is None and name not in _BEFORE_LOGIN:
        asl2 = server.world.dialect.asterisk_14
        return error(
            request, "Authentication Required" if asl2 else "Permission denied"
        )
    action = _ACTIONS.get(name)
    classes = needed(name) or frozenset()
    known = server.has_action(name) and (action or classes)
    if known and name not in _BEFORE_LOGIN and not session.may(classes):
        return error(request, "Permission denied")
    if known and action is not None:
        return action(session, request)
    return error(
        request,
        f"Invalid/unknown command: {request.action}."
        " Use Action: ListCommands to show available commands.",
    )


def _login(session: Session, request: Request) -> Outgoing:
    server = session.server
    if session.user is not None:
        return response(request, "Success", ("Message", "Already authenticated"))
    user = server.users.get(request.get("Username"))
    mask = request.get("Events")
    if user is None or not _authentic(session, user, request):
        delay = server.world.timings.bad_login
        reply = error(request, "Authentication failed")
        return Outgoing(reply.data, delay=delay, close=True)
    if not user.multiple_logins and any(s.user == user for s in server.sessions):
        in_use = error(request, "Login Already In Use")
        return replace(in_use, delay=server.world.timings.bad_login, close=True)
    session.log_in(user, (event_mask(mask) or frozenset()) if mask else CLASSES)
    server.logins += 1
    reply = response(request, "Success", ("Message", "Authentication accepted"))
    if server.world.dialect.asterisk_14:
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


def _user_event(session: Session, request: Request) -> Outgoing:
    """Send an event with the headers of the request (manager.c, action_userevent)."""
    event = events.user_event(request)
    loop = asyncio.get_running_loop()
    loop.call_soon(session.server.broadcast, "user", event)
    return response(request, "Success", ("Message", "Event Sent"))


def _list_commands(session: Session, request: Request) -> Outgoing:
    usable = [
        (name, synopsis)
        for name, (synopsis, classes) in LISTED.items()
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


def _channels(server: SimulatedServer) -> int:
    """Return what Asterisk calls its calls: those of idle nodes are 46 (c22)."""
    return (46 if server.app_rpt else 0) + len(server.pbx.channels)


def _command(session: Session, request: Request) -> Outgoing | None:
    text = request.get("Command")
    if not text:
        return error(request, "No command provided")
    if cli.is_blacklisted(text):
        return error(request, "Command blacklisted")
    output = cli.run(session.server, text)
    if output is None:
        session.block()
        return None
    if session.server.world.dialect.asterisk_14:
        return Outgoing(_follows(request, output.lines))
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
    return head[:-2] + encode(text) + b"--END COMMAND--\r\n\r\n"


def _rpt_status(session: Session, request: Request) -> Outgoing:
    server = session.server
    command = request.get("Command")
    if not command:
        return error(request, "RptStatus missing command")
    if command == "RptStat":
        return Outgoing(_rpt_lead_in(session, request) + _lines(_rpt_stat(session)))
    if command not in _STATUS:
        return error(request, "RptStatus unknown command")
    node = server.world.nodes.get(request.get("Node"))
    if node is None or node.ending == "unknown":
        return error(request, "RptStatus unknown or missing node")
    lead_in = _rpt_lead_in(session, request)
    if (partial := replies.partial(node, command)) is None:
        return Outgoing(lead_in + _lines(_STATUS[command](node)))
    if node.ending == "server":
        server.world.later(0, server.crash)
    return Outgoing(lead_in + _lines(partial)[:-2], close=True)


_STATUS = {
    "XStat": replies.xstat,
    "SawStat": replies.sawstat,
    "NodeStat": replies.nodestat,
}


def _rpt_stat(session: Session) -> Iterable[str]:
    server = session.server
    # Without any node, a line without a name (rpt_manager.c 819).
    nodes = server.world.nodes.values()
    # A node that was disabled keeps its place without its name (app_rpt.c 6376).
    names = ",".join(n.number if n.ending != "unknown" else "" for n in nodes)
    yield f"Nodes: {names}" if nodes else replies.NONE
    yield f"RptUptime: {replies.elapsed(server.world.now() - server.started)}"


def _rpt_lead_in(session: Session, request: Request) -> bytes:
    """Return the first lines; ASL2 has them the other way round."""
    head: list[Header] = [("Response", "Success"), *echo(request)]
    if session.server.world.dialect.asterisk_14:
        head.reverse()
    return message(head)[:-2]


def _lines(lines: Iterable[str]) -> bytes:
    return encode("".join(f"{line}\r\n" for line in lines) + "\r\n")


def _rpt_local_nodes(session: Session, request: Request) -> Outgoing:
    """Answer in XML, without Response and ActionID (transcript 23)."""
    nodes = [f"  <node>{number}</node>" for number in session.server.world.nodes]
    return Outgoing(_lines(['<?xml version="1.0"?>', "<nodes>", *nodes, "</nodes>"]))


def _voter_status(session: Session, request: Request) -> Outgoing:
    """Answer for each instance without a mark between them (transcript 24)."""
    wanted = request.get("Node")
    reply = b""
    for node in session.server.world.nodes.values():
        if node.voter and (not wanted or node.number in wanted.split(",")):
            reply += _rpt_lead_in(session, request)
            reply += _lines(node.voter.lines(node.number))[:-2]
    return Outgoing(reply + b"\r\n")


_ACTIONS: dict[str, Action] = {
    "login": _login,
    "challenge": _challenge,
    "logoff": _logoff,
    "ping": _ping,
    "events": _events,
    "listcommands": _list_commands,
    "corestatus": _core_status,
    "command": _command,
    "rptstatus": _rpt_status,
    "rptlocalnodes": _rpt_local_nodes,
    "userevent": _user_event,
    "voterstatus": _voter_status,
    **PBX_ACTIONS,
}
