"""Channels of Asterisk, and which of them are no phones."""

from dataclasses import dataclass, replace
from typing import Final

from .headers import Headers, caller_text, text

# Devices and inner parts of app_rpt and of conferences; phones never have them
# (transcripts c20 to c22, 84; the last three from their sources).
_RADIO_TECHNOLOGIES: Final = frozenset(
    {
        "usrp",
        "voter",
        "echolink",
        "tlb",
        "simpleusb",
        "radio",
        "beagle",
        "rtpdir",
        "announcer",
        "recorder",
        "cbann",
        "cbrec",
        "message",
    }
)
_RADIO_NAMES: Final = (
    "DAHDI/pseudo",
    "Local/pseudo@",
    "Local/LocalTX@",
    "Local/Autopatch@",
    "Local/GenChannel@",
)

# ChannelState of one that is up.
UP: Final = "6"

# Uniqueids and Linkedids are not longer than this many characters (channel.h).
MAX_ID: Final = 150


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as it was first seen, but for its name, which can change.

    `exten` is what it dialled, `s` for one that was dialled, and `context` where.
    `bridge` is the id of the bridge that it is in, empty for none. `missing` says
    that a list lacked it.
    """

    uniqueid: str
    name: str
    exten: str
    context: str
    number: str | None
    caller_name: str | None
    up: bool = False
    held: bool = False
    parked: bool = False
    bridge: str = ""
    missing: bool = False

    @property
    def device(self) -> str:
        """The name without its serial number: `PJSIP/1001`."""
        return device_of(self.name)

    @property
    def peer(self) -> str:
        """The device without its technology: `1001`."""
        return self.device.partition("/")[2]

    def seen(self, name: str, *, up: bool) -> Channel:
        """Return it with what can change: its name, and whether it is up."""
        return replace(self, name=name, up=up, missing=False)

    @property
    def is_local(self) -> bool:
        """Whether it is half of a Local pair, which only connects others."""
        return self.name.startswith("Local/")


def read_channel(headers: Headers, prefix: str = "") -> Channel | None:
    """Return the channel that the headers of this prefix tell of.

    None when they tell of none, or of one that can be no part of a call.
    """
    uniqueid = headers.get(f"{prefix}Uniqueid", "").strip()[:MAX_ID]
    name = text(headers, f"{prefix}Channel")
    if not uniqueid or name is None or is_radio(name):
        return None
    return Channel(
        uniqueid,
        name,
        text(headers, f"{prefix}Exten") or "",
        text(headers, f"{prefix}Context") or "",
        caller_text(headers, f"{prefix}CallerIDNum"),
        caller_text(headers, f"{prefix}CallerIDName"),
        up=headers.get(f"{prefix}ChannelState", "").strip() == UP,
    )


def device_of(name: str) -> str:
    """Return a channel's name without its serial number."""
    return name.rpartition("-")[0] or name


def is_radio(name: str) -> bool:
    """Tell whether a channel belongs to a radio or a conference, by its name."""
    technology = name.partition("/")[0].lower()
    return technology in _RADIO_TECHNOLOGIES or name.startswith(_RADIO_NAMES)
