"""An Asterisk with app_rpt to talk to: the other side of the integration.

It speaks the real wire format, byte for byte, and goes wrong on demand. It knows
nothing of the integration. Tests use it in process:

    async with SimulatedServer(nodes=["1999"]) as server:
        server.node("1999").link("2001")

and `python -m simulator` runs it by itself. `simulator.pbx` has the telephones.
"""

from .directory import EchoLinkStation, Registration
from .faults import (
    Faults,
    Outgoing,
    ReplyFault,
    cut_short,
    for_someone_else,
    late,
    lost,
    preceded_by,
    repeated,
    replaced_by,
    with_headers,
)
from .links import LinkTruth
from .node import SimulatedNode
from .node_setup import NodeSetup
from .privileges import User
from .remote_base import RemoteBase
from .server import SimulatedServer
from .session import Session
from .states import SystemStates
from .timings import Timings
from .voter import Receiver, Voter
from .wire import Request
from .world import Remote

__all__ = [
    "EchoLinkStation",
    "Faults",
    "LinkTruth",
    "NodeSetup",
    "Outgoing",
    "Receiver",
    "Registration",
    "Remote",
    "RemoteBase",
    "ReplyFault",
    "Request",
    "Session",
    "SimulatedNode",
    "SimulatedServer",
    "SystemStates",
    "Timings",
    "User",
    "Voter",
    "cut_short",
    "for_someone_else",
    "late",
    "lost",
    "preceded_by",
    "repeated",
    "replaced_by",
    "with_headers",
]
