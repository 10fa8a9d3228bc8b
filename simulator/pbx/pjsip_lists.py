"""Actions of res_pjsip: endpoints, contacts and registrations (c13, c14b)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
import hashlib
from typing import TYPE_CHECKING, Final

from simulator.responses import error, listing
from simulator.wire import Header

from .endpoints import Endpoint
from .registrations import Registration

if TYPE_CHECKING:
    from simulator.faults import Outgoing
    from simulator.session import Session
    from simulator.wire import Request

    from .exchange import Pbx

type Row = tuple[str, Sequence[Header]]

_AGENT: Final = "Asterisk PBX 22.10.1+dfsg+~cs6.17.60671434-1"
# PJSIP words device states as Asterisk's CLI does.
_IN_WORDS: Final = {
    "UNKNOWN": "Unknown",
    "NOT_INUSE": "Not in use",
    "INUSE": "In use",
    "BUSY": "Busy",
    "INVALID": "Invalid",
    "UNAVAILABLE": "Unavailable",
    "RINGING": "Ringing",
    "RINGINUSE": "Ring+Inuse",
    "ONHOLD": "On Hold",
}


def show_endpoints(session: Session, request: Request) -> Outgoing:
    """List phones and trunks."""
    pbx = session.server.pbx
    rows = [("EndpointList", _endpoint(pbx, end)) for end in _endpoints(pbx)]
    if not rows:
        return _none(request, "No Endpoints found")
    text = "A listing of Endpoints follows, presented as EndpointList events"
    return listing(request, text, rows, "EndpointListComplete")


def _endpoints(pbx: Pbx) -> Iterable[Endpoint]:
    return pbx.who.endpoints.values()


def _endpoint(pbx: Pbx, end: Endpoint) -> list[Header]:
    channels = [c for c in pbx.channels.values() if c.device == end.device]
    registration = pbx.who.registrations.get(end.name)
    return [
        ("ObjectType", "endpoint"),
        ("ObjectName", end.name),
        ("Transport", "udp"),
        ("Aor", end.name),
        ("Auths", end.name if end.authenticates else ""),
        ("OutboundAuths", end.name if registration else ""),
        ("Contacts", f"{end.name}/{end.contact}," if end.contact else ""),
        ("DeviceState", _IN_WORDS[pbx.devices.state(end.device)]),
        ("ActiveChannels", str(len(channels))),
    ]


def show_contacts(session: Session, request: Request) -> Outgoing:
    """List the contacts that registered; none at all is an error (c14b)."""
    now = session.server.world.now()
    ends = _endpoints(session.server.pbx)
    rows = [
        ("ContactList", _contact(end, now))
        for end in ends
        if end.contact and not end.static
    ]
    if not rows:
        return _none(request, "No Contacts found")
    text = "A listing of Contacts follows, presented as ContactList events"
    return listing(request, text, rows, "ContactListComplete")


def _contact(end: Endpoint, now: float) -> list[Header]:
    digest = hashlib.md5(end.contact.encode(), usedforsecurity=False).hexdigest()
    host, _, port = end.address.partition(":")
    return [
        ("ObjectType", "contact"),
        ("ObjectName", f"{end.name};@{digest}"),
        ("ViaAddr", host),
        ("QualifyTimeout", "2.000000"),
        ("Qualify2xxOnly", "false"),
        (
            "CallId",
            f"{digest[:8]}-{digest[8:12]}-4{digest[12:15]}-8{digest[15:18]}-{digest[18:30]}",
        ),
        ("RegServer", ""),
        ("PruneOnBoot", "no"),
        ("Path", ""),
        ("Endpoint", end.name),
        ("ViaPort", port),
        ("AuthenticateQualify", "no"),
        ("Uri", end.contact),
        ("QualifyFrequency", "4"),
        ("UserAgent", _AGENT),
        ("ExpirationTime", str(int(now) + 60)),
        ("OutboundProxy", ""),
        ("Status", "Reachable" if end.reachable else "Unreachable"),
        ("RoundtripUsec", "554" if end.reachable else "0"),
    ]


def _none(request: Request, text: str) -> Outgoing:
    """Return res_pjsip's complaint, with the line end that it has too many (c14b)."""
    return error(request, f"{text}\n")


def show_registrations_outbound(session: Session, request: Request) -> Outgoing:
    """List the trunks' registrations, with their passwords in the clear (c13)."""
    registrations = session.server.pbx.who.registrations.values()
    rows: list[Row] = []
    for one in registrations:
        rows.append(("OutboundRegistrationDetail", _outbound(one)))
        rows.append(("AuthDetail", _auth(one)))
    if not rows:
        return _none(request, "No Outbound Registrations found")
    registered = sum(one.state == "Registered" for one in registrations)
    reply = listing(
        request,
        "Following are Events for each Outbound registration",
        rows,
        "OutboundRegistrationDetailComplete",
        ("Registered", str(registered)),
        ("NotRegistered", str(len(registrations) - registered)),
    )
    # Only the registrations count.
    wrong, right = (b"ListItems: %d\r\n" % n for n in (len(rows), len(registrations)))
    return replace(reply, data=reply.data.replace(wrong, right))


def _outbound(one: Registration) -> list[Header]:
    name = one.trunk.name
    return [
        ("ObjectType", "registration"),
        ("ObjectName", name),
        ("MaxRetries", "10000"),
        ("ClientUri", one.client_uri),
        ("SecurityNegotiation", "no"),
        ("AuthRejectionPermanent", "true"),
        ("ServerUri", one.server_uri),
        ("MaxRandomInitialDelay", "10"),
        ("SupportPath", "false"),
        ("RetryInterval", "5"),
        ("ContactHeaderParams", ""),
        ("Expiration", "30"),
        ("Transport", "udp"),
        ("Line", "false"),
        ("ContactUser", one.trunk.username),
        ("Endpoint", ""),
        ("UserAgent", ""),
        ("ForbiddenRetryInterval", "5"),
        ("OutboundAuth", name),
        ("OutboundProxy", ""),
        ("FatalRetryInterval", "0"),
        ("SupportOutbound", "no"),
        ("Status", one.state),
        ("NextReg", "0"),
    ]


def _auth(one: Registration) -> list[Header]:
    return [
        ("ObjectType", "auth"),
        ("ObjectName", one.trunk.name),
        ("OauthSecret", ""),
        ("PasswordDigest", ""),
        ("SupportedAlgorithmsUas", "MD5"),
        ("RefreshToken", ""),
        ("Username", one.trunk.username),
        ("Md5Cred", ""),
        ("Realm", ""),
        ("AuthType", "userpass"),
        ("Password", one.trunk.password),
        ("SupportedAlgorithmsUac", "MD5"),
        ("NonceLifetime", "32"),
        ("OauthClientid", ""),
    ]


def show_registrations_inbound(session: Session, request: Request) -> Outgoing:
    """List AORs, which is what this action really does (c13)."""
    ends = _endpoints(session.server.pbx)
    rows = [("InboundRegistrationDetail", _aor(end)) for end in ends]
    if not rows:
        return _none(request, "No Inbound Registrations found")
    text = "Following are Events for each Inbound registration"
    return listing(request, text, rows, "InboundRegistrationDetailComplete")


def _aor(end: Endpoint) -> list[Header]:
    contact = f"{end.name}/{end.contact}" if end.contact else ""
    qualified = bool(end.contact) or not end.static
    return [
        ("ObjectType", "aor"),
        ("ObjectName", end.name),
        ("MinimumExpiration", "60" if end.static else "10"),
        ("DefaultExpiration", "3600"),
        ("QualifyTimeout", "2.000000" if qualified else "3.000000"),
        ("Qualify2xxOnly", "false"),
        ("Mailboxes", ""),
        ("SupportPath", "false"),
        ("RemoveUnavailable", "false"),
        ("VoicemailExtension", ""),
        ("MaxContacts", "0" if end.static else "1"),
        ("AuthenticateQualify", "false"),
        ("Contact", contact),
        ("MaximumExpiration", "7200"),
        ("QualifyFrequency", "4" if qualified else "0"),
        ("RemoveExisting", "false" if end.static else "true"),
        ("OutboundProxy", ""),
        ("Contacts", f"{contact}," if contact else ""),
    ]
