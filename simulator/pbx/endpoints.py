"""Phones, trunks and IAX2 peers: who is there, and the events when that changes.

Transcripts c13, c13b, c14. The events are of class `system`.
"""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from .channel import Party
from .registrations import PeerRegistration, Registration, tell_system
from .setup import IaxPeer, Phone, Trunk

if TYPE_CHECKING:
    from .exchange import Pbx


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
        tell_system(self.pbx, "PeerStatus", *peer)

    def _tell_contact(self, status: str, microseconds: int = 0) -> None:
        tell_system(
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
        tell_system(self.pbx, "PeerStatus", *peer)
        self.pbx.devices.changed(self.device)
        self.pbx.devices.settle()


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
