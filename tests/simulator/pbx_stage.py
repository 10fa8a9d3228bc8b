"""The PBX of the recordings, and what its events are compared by."""

from collections import defaultdict
import re

from simulator import User
from simulator.pbx import (
    Extension,
    Hint,
    IaxPeer,
    IaxRegistration,
    PbxSetup,
    Phone,
    Trunk,
)

USERS = (
    User("admin", "s3cret-c"),
    User("m_system", "m_system-c", read="system", write="system"),
    User("m_reporting", "m_reporting-c", read="reporting", write="reporting"),
    User("m_call", "m_call-c", read="call", write="call"),
    User("m_callrep", "m_callrep-c", read="call,reporting", write="call,reporting"),
    User("m_none", "m_none-c", read="", write=""),
    User("m_readall", "m_readall-c", read="all", write=""),
)
SETUP = PbxSetup(
    phones=(
        Phone("1001", "Alice Test"),
        Phone("1002", "Bob Test"),
        Phone("1003", "Carol Hold", registered=False, authenticates=False),
    ),
    trunks=(
        Trunk("trunk", "cpbx", "pcpbx"),
        Trunk("provider", address="", caller="provider", caller_name="Anonymous"),
    ),
    iax_peers=(
        IaxPeer("iaxphone", port=4572),
        IaxPeer("statpeer", dynamic=False),
    ),
    iax_registrations=(
        IaxRegistration("127.0.0.1:4572", "ctrunk", "127.0.0.1:4571"),
        IaxRegistration("127.0.0.1:4569", "phoneuser", "127.0.0.1:4571"),
    ),
    extensions=(
        Extension("1009", "Dial", "PJSIP/nosuch,12"),
        Extension("2001", "Echo"),
        Extension("2002", "Busy", "3"),
        Extension("2003", "Congestion", "3"),
        Extension("2005", "Dial", "Local/1002@phones,12"),
        Extension("2006", "Dial", "Local/1002@phones/n,12"),
        Extension("3000", "Dial", "PJSIP/1001&PJSIP/1002,12"),
        Extension("700", "Park"),
        Extension("_9.", "Dial", "PJSIP/${EXTEN:1}@trunk,12"),
        Extension("_8.", "Dial", "IAX2/ctrunk:ctpass@127.0.0.1:4572/${EXTEN:1},12"),
        Extension("5551234", "Dial", "PJSIP/1001,12", "from-trunk"),
    ),
    hints=(
        Hint("1005", "Custom:lamp5"),
        Hint("1006", "PJSIP/1001&PJSIP/1002"),
        Hint("1007", "PJSIP/1001,CustomPresence:alice"),
        Hint("1008", "IAX2/iaxphone"),
        Hint("1009", "PJSIP/nosuch"),
    ),
)

_NUMBERS = re.compile(
    r"(?P<uuid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"
    r"|(?P<device>\b(?:PJSIP|Local|IAX2)/[^\s-]+-)(?:[0-9a-f]{8}|\d{3,5})\b"
    r"|(?P<unique>\b\d{10}\.\d+\b)"
)
_DURATION = re.compile(
    r"^((?:Duration|Seconds|Timestamp|RoundtripUsec): ).*$", re.MULTILINE
)

# Asterisk tells that it rings before or after it knows that it does (c16).
_RINGS = re.compile(
    r"(?<=\nDestChannelState: )[05]\nDestChannelStateDesc: (?:Down|Ringing)"
    r"(?=\n(?:.+\n)*DialStatus: RINGING)"
)

type Sources = dict[str, list[str]]


def numbered(data: bytes) -> str:
    """Return text whose Uniqueids, channels and bridges are numbered by appearance."""
    seen: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        device = found["device"] or ""
        return device + seen.setdefault(found[0], f"#{len(seen)}")

    return _NUMBERS.sub(number, data.decode())


def messages(data: bytes) -> list[str]:
    """Return all messages, in order, without what cannot be the same twice."""
    text = _DURATION.sub(r"\1T", numbered(data).replace("\r\n", "\n"))
    text = _RINGS.sub("R", text)
    return [message for message in text.split("\n\n") if message]


def fields(message: str) -> dict[str, str]:
    """Return the headers of a message."""
    return dict(line.partition(": ")[::2] for line in message.split("\n"))


def by_source(data: bytes) -> Sources:
    """Return events by what they come from: the order between sources is chance."""
    sources: Sources = defaultdict(list)
    for message in messages(data):
        event = fields(message)
        for source in _sources(event):
            sources[source].append(message)
    return dict(sources)


def _sources(event: dict[str, str]) -> list[str]:
    name = event.get("Event", "")
    if not name:
        return []
    if name.startswith("Dial"):
        return [f"Dial {event['DestChannel']}"]
    keys = (
        "Channel",
        "BridgeUniqueid",
        "LocalOneChannel",
        "TransfererChannel",
        "ParkeeChannel",
        "Device",
        "Hint",
        "Peer",
        "AOR",
        "Username",
    )
    return [f"{key} {event[key]}" for key in keys if event.get(key)] or [name]


def passes(fewer: list[str], more: list[str]) -> bool:
    """Whether the one goes the way of the other, perhaps not stopping everywhere."""
    ahead = iter(more)
    return fewer[-1:] == more[-1:] and all(one in ahead for one in fewer)
