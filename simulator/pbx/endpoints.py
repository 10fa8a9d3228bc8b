"""Phones, trunks and IAX2 peers: who is there, and the events when that changes.

Transcripts c13, c13b, c14. The events are of class `system`.
"""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from simulator.wire import Header, message

from .channel import Party
from .setup import IaxPeer, IaxRegistration, Phone, Trunk

if TYPE_CHECKING:
    from .exchange import Pbx

type RegistrationState = Literal["Registered", "Unregistered", "Rejected"]
type IaxRegistrationState = Literal[
    "Registered", "Unregistered", "Rejected", "Request Sent", "Timeout"
]


@dataclass(slots=True)
class Endpoint:
    """A PJSIP endpoint. `contact` is its URI, empty for none.

    A `static` contact stands in the configuration and is not listed as one.
    """

    pbx: Pbx
    name: str
    caller: Party
    context: str
    address: str
    contact: str
    static: bool = False
    authenticates: bool = False
    reachable: bool = True
    answers_after: float | None = None

    @property
    def device(self) -> str:
        """The name of its device: `PJSIP/1001`."""
        return f"PJSIP/{self.name}"

    @property
    def online(self) -> bool:
        """Whether it can be called."""
        return bool(self.contact) and self.reachable

    def register(self) -> None:
        """Register, and be found by the first qualify (c13b)."""
        self.contact = f"sip:{self.name}@{self.address}"
        self._tell_contact("NonQualified")
        self._appear()

    def unregister(self) -> None:
        """Take its registration back."""
        self._tell_peer("Unreachable")
        self._tell_contact("Removed")
        self.contact = ""
        self._moved()

    def vanish(self) -> None:
        """Answer no qualify any more (c14)."""
        self.reachable = False
        self._tell_peer("Unreachable")
        self._tell_contact("Unreachable")
        self._moved()

    def expire(self) -> None:
        """Let the registration of one that has vanished run out (c14)."""
        self._tell_contact("Removed")
        self.contact = ""
        self._moved()

    def reappear(self) -> None:
        """Answer the next qualify."""
        self._appear()

    def _appear(self) -> None:
        self.reachable = True
        self._tell_peer("Reachable")
        self._tell_contact("Reachable", 388)
        self._moved()

    def _moved(self) -> None:
        self.pbx.devices.changed(self.device)
        self.pbx.devices.settle()

    def _tell_peer(self, status: str) -> None:
        peer = ("ChannelType", "PJSIP"), ("Peer", self.device), ("PeerStatus", status)
        _tell(self.pbx, "PeerStatus", *peer)

    def _tell_contact(self, status: str, microseconds: int = 0) -> None:
        _tell(
            self.pbx,
            "ContactStatus",
            ("URI", self.contact),
            ("ContactStatus", status),
            ("AOR", self.name),
            ("EndpointName", self.name),
            ("RoundtripUsec", str(microseconds)),
        )


@dataclass(slots=True)
class Peer:
    """An IAX2 peer."""

    pbx: Pbx
    setup: IaxPeer
    reachable: bool = True

    @property
    def device(self) -> str:
        """The name of its device: `IAX2/iaxphone`."""
        return f"IAX2/{self.setup.name}"

    @property
    def status(self) -> str:
        """Its Status in IAXpeerlist."""
        if not self.setup.qualify:
            return "Unmonitored"
        return "OK (1 ms)" if self.reachable else "UNREACHABLE"

    def vanish(self) -> None:
        """Answer no qualify any more."""
        self._be(reachable=False)

    def reappear(self) -> None:
        """Answer the next qualify."""
        self._be(reachable=True)

    def _be(self, *, reachable: bool) -> None:
        self.reachable = reachable
        status = "Reachable" if reachable else "Unreachable"
        peer = ("ChannelType", "IAX2"), ("Peer", self.device), ("PeerStatus", status)
        _tell(self.pbx, "PeerStatus", *peer)
        self.pbx.devices.changed(self.device)
        self.pbx.devices.settle()


@dataclass(slots=True)
class Registration:
    """The registration of a trunk at its provider."""

    pbx: Pbx
    trunk: Trunk
    state: RegistrationState = "Registered"

    def become(self, state: RegistrationState) -> None:
        """Change, or refresh, and say so (c13b, c14)."""
        self.state = state
        _tell(
            self.pbx,
            "Registry",
            ("ChannelType", "PJSIP"),
            ("Username", self.client_uri),
            ("Domain", self.server_uri),
            ("Status", state),
        )

    @property
    def client_uri(self) -> str:
        """Who registers."""
        return f"sip:{self.trunk.username}@{self.trunk.address}"

    @property
    def server_uri(self) -> str:
        """Where it registers."""
        return f"sip:{self.trunk.address}"


@dataclass(slots=True)
class PeerRegistration:
    """A registration of chan_iax2."""

    pbx: Pbx
    setup: IaxRegistration
    state: IaxRegistrationState = "Registered"

    def become(self, state: IaxRegistrationState) -> None:
        """Change; chan_iax2 tells only of an answer from the registrar (c14b)."""
        self.state = state
        if state not in ("Registered", "Rejected"):
            return
        refused: list[Header] = [("Cause", "Registration Refused")]
        _tell(
            self.pbx,
            "Registry",
            ("ChannelType", "IAX2"),
            ("Username", self.setup.username),
            ("Domain", self.setup.host),
            ("Status", state),
            *(refused if state == "Rejected" else ()),
        )


@dataclass(slots=True)
class Directory:
    """Everybody whom the PBX knows, by name; registrations by trunk and by username."""

    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    peers: dict[str, Peer] = field(default_factory=dict)
    registrations: dict[str, Registration] = field(default_factory=dict)
    peer_registrations: dict[str, PeerRegistration] = field(default_factory=dict)


def directory(pbx: Pbx) -> Directory:
    """Return who is there when Asterisk has started."""
    setup = pbx.setup
    ends = [_phone(pbx, x) for x in setup.phones] + [
        _trunk(pbx, x) for x in setup.trunks
    ]
    return Directory(
        {end.name: end for end in sorted(ends, key=attrgetter("name"))},
        {x.name: Peer(pbx, x) for x in setup.iax_peers},
        {x.name: Registration(pbx, x) for x in setup.trunks if x.username},
        {x.username: PeerRegistration(pbx, x) for x in setup.iax_registrations},
    )


def _phone(pbx: Pbx, phone: Phone) -> Endpoint:
    contact = f"sip:{phone.number}@{phone.address}" if phone.registered else ""
    return Endpoint(
        pbx,
        phone.number,
        Party(phone.number, phone.name),
        phone.context,
        phone.address,
        contact,
        authenticates=phone.authenticates,
        answers_after=phone.answers_after,
    )


def _trunk(pbx: Pbx, trunk: Trunk) -> Endpoint:
    contact = f"sip:{trunk.address}" if trunk.address else ""
    return Endpoint(
        pbx,
        trunk.name,
        Party(trunk.caller, trunk.caller_name),
        trunk.context,
        trunk.address,
        contact,
        static=True,
    )


def _tell(pbx: Pbx, event: str, *headers: Header) -> None:
    pbx.emit(
        "system", message([("Event", event), ("Privilege", "system,all"), *headers])
    )
