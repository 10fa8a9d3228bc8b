"""PJSIP endpoints and peers: who can be reached.

Facts are from transcripts c13, c13b, c14 and c14b. A peer that dies is noticed
only if Asterisk qualifies it.
"""

from dataclasses import dataclass
from typing import Final

from .extensions import LineState, device_state
from .headers import Headers, text

PEER_EVENT_NAMES: Final = frozenset({"PeerStatus"})

_REACHABLE: Final = {
    "reachable": True,
    "registered": True,
    "lagged": True,
    "unreachable": False,
    "unregistered": False,
    "rejected": False,
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A PJSIP endpoint: a row of PJSIPShowEndpoints."""

    name: str
    state: LineState | None
    contacts: int

    @property
    def device(self) -> str:
        """Name of its device."""
        return f"PJSIP/{self.name}"

    @property
    def reachable(self) -> bool:
        """Whether a call could reach it."""
        if self.state is None:
            return self.contacts > 0
        return self.state is not LineState.UNAVAILABLE


@dataclass(frozen=True, slots=True)
class Peer:
    """A device that can or cannot be reached: a PeerStatus.

    `reachable` is None for a word that is not known here.
    """

    device: str
    reachable: bool | None


def parse_endpoint(row: Headers) -> Endpoint | None:
    """Return an EndpointList row."""
    name = text(row, "ObjectName")
    if name is None:
        return None
    contacts = [item for item in row.get("Contacts", "").split(",") if item.strip()]
    return Endpoint(name, device_state(row.get("DeviceState", "")), len(contacts))


def parse_peer(event: Headers) -> Peer | None:
    """Return what a PeerStatus event tells, None if it names no peer."""
    device = text(event, "Peer")
    if device is None:
        return None
    word = event.get("PeerStatus", "").strip().lower()
    return Peer(device, _REACHABLE.get(word))
