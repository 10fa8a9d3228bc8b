"""Actions that list extensions, devices, IAX2 peers and their registrations.

Transcripts c12, c13 and c14b. Rows come in another order than there: the real order
is that of a hash table.
"""

from typing import TYPE_CHECKING

from simulator.faults import Outgoing
from simulator.responses import echo, error, listing, response
from simulator.wire import Header, encode

from .registrations import PeerRegistration

if TYPE_CHECKING:
    from simulator.session import Session
    from simulator.wire import Request

    from .exchange import Pbx


def extension_state_list(session: Session, request: Request) -> Outgoing:
    """List every hint, whatever Context was asked for (c12)."""
    pbx = session.server.pbx
    if pbx.setup.refuses_no_hints and not pbx.devices.hints:
        return error(request, "No dialplan hints are available")
    rows = [
        (
            "ExtensionStatus",
            [
                ("Exten", hint.number),
                ("Context", hint.context),
                ("Hint", hint.devices),
                ("Status", str(pbx.devices.status(hint)[0])),
                ("StatusText", pbx.devices.status(hint)[1]),
            ],
        )
        for hint in pbx.devices.hints
    ]
    text = "Extension Statuses will follow"
    return listing(request, text, rows, "ExtensionStateListComplete")


def extension_state(session: Session, request: Request) -> Outgoing:
    """Tell one extension; one without a hint is no error (c12)."""
    number, context = request.get("Exten"), request.get("Context")
    if not number:
        return error(request, "Extension not specified")
    pbx = session.server.pbx
    hints = (h for h in pbx.devices.hints if (h.number, h.context) == (number, context))
    hint = next(hints, None)
    status, text = pbx.devices.status(hint) if hint else (-1, "Unknown")
    return response(
        request,
        "Success",
        ("Message", "Extension Status"),
        ("Exten", number),
        ("Context", context),
        ("Hint", hint.devices if hint else ""),
        ("Status", str(status)),
        ("StatusText", text),
    )


def device_state_list(session: Session, request: Request) -> Outgoing:
    """List the devices whose state is known."""
    known = session.server.pbx.devices.known.items()
    rows = [
        ("DeviceStateChange", [("Device", device), ("State", state)])
        for device, state in known
    ]
    text = "Device State Changes will follow"
    return listing(request, text, rows, "DeviceStateListComplete")


def iax_peer_list(session: Session, request: Request) -> Outgoing:
    """List the peers of iax.conf."""
    rows = [
        (
            "PeerEntry",
            [
                ("Channeltype", "IAX"),
                ("ObjectName", peer.setup.name),
                ("ChanObjectType", "peer"),
                ("IPaddress", peer.setup.address),
                ("Mask", "(null)" if peer.setup.dynamic else "255.255.255.255"),
                ("Port", str(peer.setup.port)),
                ("Dynamic", "yes" if peer.setup.dynamic else "no"),
                ("Trunk", "no"),
                ("Encryption", "no"),
                ("Status", peer.status),
            ],
        )
        for peer in session.server.pbx.who.peers.values()
    ]
    return listing(
        request, "IAX Peer status list will follow", rows, "PeerlistComplete"
    )


def iax_peer_rows_14(pbx: Pbx) -> list[str]:
    """Return the table of `iax2 show peers` of Asterisk 1.4 (asl2_18, asl2_c21)."""
    peers = [peer.setup for peer in pbx.who.peers.values()]
    rows = [
        f"{x.name:<15.15}  {'(Unspecified)' if x.dynamic else x.address:<15.15}"
        f" {'(D)' if x.dynamic else '(S)'}  {'255.255.255.255':<15}"
        f"  {0 if x.dynamic else x.port:<6}     {'  ':<2} {'Unmonitored':<11}"
        for x in peers
    ]
    head = "Name/Username    Host                 Mask             Port          Status    "
    count = f"{len(rows)} iax2 peers [0 online, 0 offline, {len(rows)} unmonitored]"
    return [head, *rows, count]


def iax_peers_14(session: Session, request: Request) -> Outgoing:
    """Answer with the table of the CLI and without `Response` (asl2_18)."""
    head = [f"{name}: {value}" for name, value in echo(request)]
    lines = (*head, *iax_peer_rows_14(session.server.pbx), "", "")
    return Outgoing(encode("".join(f"{line}\r\n" for line in lines)))


def iax_registry(session: Session, request: Request) -> Outgoing:
    """List the registrations of iax.conf."""
    registrations = session.server.pbx.who.peer_registrations.values()
    rows = [("RegistryEntry", _registry_entry(one)) for one in registrations]
    return listing(request, "Registrations will follow", rows, "RegistrationsComplete")


def iax_netstats(session: Session, request: Request) -> Outgoing:
    """Answer with an empty line and nothing else (c13)."""
    return Outgoing(b"\r\n")


def _registry_entry(one: PeerRegistration) -> list[Header]:
    return [
        ("Host", one.setup.host),
        ("DNSmanager", "N"),
        ("Username", one.setup.username),
        ("Perceived", one.setup.perceived),
        ("Refresh", str(one.setup.refresh)),
        ("State", one.state),
    ]
