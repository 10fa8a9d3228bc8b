"""RptStatus, RptLocalNodes and VoterStatus: what app_rpt and chan_voter answer.

rpt_manager.c and chan_voter.c; transcripts 20 to 28, asl2_20 to 24, hv_20 to 24.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import replies
from .faults import Outgoing
from .responses import echo, error
from .wire import Header, Request, encode, message

if TYPE_CHECKING:
    from .node import SimulatedNode
    from .server import SimulatedServer
    from .session import Session


def rpt_status(session: Session, request: Request) -> Outgoing:
    """Answer, or end the session or the server."""
    server = session.server
    command = request.get("Command")
    if not command:
        return error(request, "RptStatus missing command")
    lead_in = _lead_in(session, request)
    if command == "RptStat":
        return Outgoing(lead_in + _lines(_rpt_stat(server)))
    if command not in _STATUS:
        return error(request, "RptStatus unknown command")
    node = server.world.nodes.get(request.get("Node"))
    if node is None or node.ending == "unknown":
        return error(request, "RptStatus unknown or missing node")
    if (partial := replies.partial(node, command)) is None:
        return Outgoing(lead_in + _lines(_STATUS[command](node)))
    if node.ending != "session":
        server.world.later(0, server.crash)
    return Outgoing(lead_in + encode(partial), close=True)


_STATUS = {
    "XStat": replies.xstat,
    "SawStat": replies.sawstat,
    "NodeStat": replies.nodestat,
}


def rpt_local_nodes(session: Session, request: Request) -> Outgoing:
    """Answer in XML, without Response and ActionID (transcript 23)."""
    names = _names(session.server.world.nodes.values())
    nodes = [f"  <node>{name}</node>" for name in names]
    return Outgoing(_lines(['<?xml version="1.0"?>', "<nodes>", *nodes, "</nodes>"]))


def voter_status(session: Session, request: Request) -> Outgoing:
    """Answer for each instance without a mark between them (transcript 24)."""
    wanted = request.get("Node")
    reply = b""
    for node in session.server.world.nodes.values():
        if node.voter and (not wanted or node.number in wanted.split(",")):
            reply += _lead_in(session, request)
            reply += _lines(node.voter.lines(node.number))[:-2]
    return Outgoing(reply + b"\r\n")


def _rpt_stat(server: SimulatedServer) -> Iterable[str]:
    nodes = server.world.nodes.values()
    # Without any node, a line without a name (rpt_manager.c 819).
    yield f"Nodes: {','.join(_names(nodes))}" if nodes else replies.NONE
    yield f"RptUptime: {replies.elapsed(server.rpt_uptime)}"


def _names(nodes: Iterable[SimulatedNode]) -> list[str]:
    """Return the names; a node that was disabled keeps its place (app_rpt.c 6376)."""
    return [node.number if node.ending != "unknown" else "" for node in nodes]


def _lead_in(session: Session, request: Request) -> bytes:
    """Return the first lines; before 3.5.0 they are the other way round."""
    head: list[Header] = [("Response", "Success"), *echo(request)]
    if session.server.world.dialect.asterisk_14:
        head.reverse()
    return message(head)[:-2]


def _lines(lines: Iterable[str]) -> bytes:
    return encode("".join(f"{line}\r\n" for line in lines) + "\r\n")
