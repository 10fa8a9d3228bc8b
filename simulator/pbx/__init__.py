"""The PBX beside the nodes: phones, trunks, hints, and calls that are played.

A server has one that does nothing until it is told what there is:

    setup = PbxSetup(phones=(Phone("1001", "Alice"), Phone("1002", "Bob")))
    async with SimulatedServer(pbx=setup) as server:
        call = server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        call.hang_up(by="1002")

Each step sends at once what a real Asterisk sends then; nothing happens by itself
(but for phones with `answers_after` and what Originate started). `Call` tells all
steps, `PbxSetup` what can be there, and `server.pbx.who` holds endpoints, peers and
registrations, which come and go: `server.pbx.who.endpoints["1001"].unregister()`.
Which actions are known is a matter of `PbxSetup.modules`: without them an action of
theirs is "Invalid/unknown command", as on a server with app_rpt's own modules.conf.
"""

from .call import Call
from .exchange import Pbx
from .setup import (
    NO_PBX,
    PBX_MODULES,
    Extension,
    Hint,
    IaxPeer,
    IaxRegistration,
    Mailbox,
    PbxSetup,
    Phone,
    Trunk,
)

__all__ = [
    "NO_PBX",
    "PBX_MODULES",
    "Call",
    "Extension",
    "Hint",
    "IaxPeer",
    "IaxRegistration",
    "Mailbox",
    "Pbx",
    "PbxSetup",
    "Phone",
    "Trunk",
]
