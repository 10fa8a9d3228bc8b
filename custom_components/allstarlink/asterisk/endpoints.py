"""PJSIP endpoints and IAX2 peers: who can be reached.

Facts are from transcripts c13, c13b, c14 and c14b. A peer that dies is noticed
only if Asterisk qualifies it. Contacts that stand in the configuration (trunks)
are in no list of contacts, so that of an endpoint its device state counts.
"""

from dataclasses import dataclass
from typing import Final

from .extensions import LineState, device_state
from .headers import Headers, number, text

PEER_EVENT_NAMES: Final = frozenset({"PeerStatus"})

_REACHABLE: Final = {
    "reachable": True,
    "nonqualified": True,
    "created": True,
    "registered": True,
    "lagged": True,
    "unreachable": False,
    "removed": False,
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
class Contact:
    """Where an endpoint is: a row of PJSIPShowContacts, or a ContactStatus.

    `reachable` is None when neither word tells. `round_trip` is in seconds.
    """

    endpoint: str
    uri: str
    reachable: bool | None
    round_trip: float | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """A device that can or cannot be reached: PeerStatus, or a row of IAXpeerlist.

    `reachable` is None when Asterisk does not watch the peer.
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


def parse_contact(headers: Headers) -> Contact | None:
    """Return a ContactList row or a ContactStatus event."""
    endpoint = text(headers, "EndpointName") or text(headers, "Endpoint")
    uri = text(headers, "URI") or text(headers, "Uri")
    if endpoint is None or uri is None:
        return None
    word = headers.get("ContactStatus", "") or headers.get("Status", "")
    microseconds = number(headers, "RoundtripUsec")
    return Contact(
        endpoint,
        uri,
        _reachable(word),
        microseconds / 1_000_000 if microseconds else None,
    )


def parse_peer(headers: Headers) -> Peer | None:
    """Return a PeerStatus event, or a PeerEntry row of IAXpeerlist."""
    if (device := text(headers, "Peer")) is not None:
        return Peer(device, _reachable(headers.get("PeerStatus", "")))
    if (name := text(headers, "ObjectName")) is not None:
        return Peer(f"IAX2/{name}", _iax_reachable(headers.get("Status", "")))
    return None


def _iax_reachable(status: str) -> bool | None:
    """Return whether an IAX2 peer answers: `OK (1 ms)`, `LAGGED (n ms)`, `UNREACHABLE`.

    None for `Unmonitored` and `UNKNOWN`.
    """
    word = status.strip().partition(" ")[0].upper()
    return {"OK": True, "LAGGED": True, "UNREACHABLE": False}.get(word)


def _reachable(word: str) -> bool | None:
    return _REACHABLE.get(word.strip().lower())
