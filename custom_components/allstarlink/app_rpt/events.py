"""RPT_*, DTMF and MDC-1200 events as typed values (rpt_manager.c, rpt_manager_trigger)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from .alinks import AdjacentLink, parse_alinks
from .errors import MalformedError
from .mdc import EVENT_NAME as MDC, Mdc, parse_mdc
from .network import Network, parse_links
from .variables import PIN_EVENT_NAMES, pin_key


@dataclass(frozen=True, slots=True)
class Receiving:
    """RPT_RXKEYED: the node's own receiver. app_rpt may repeat it."""

    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class Transmitting:
    """RPT_TXKEYED: the node's transmitter."""

    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class Autopatch:
    """RPT_AUTOPATCHUP: an autopatch call is up."""

    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class AdjacentLinks:
    """RPT_ALINKS: all links but local monitors."""

    node: str
    links: tuple[AdjacentLink, ...]


@dataclass(frozen=True, slots=True)
class Dtmf:
    """One DTMF digit, decoded on the receiver or sent with `rpt fun`."""

    node: str
    digit: str


@dataclass(frozen=True, slots=True)
class NetworkNames:
    """RPT_LINKS: the links and who is behind them; None if the list cannot be relied on."""

    node: str
    network: Network | None


@dataclass(frozen=True, slots=True)
class Pin:
    """RPT_URI_GPIO<n> or RPT_PP<n>: a pin of the radio interface, by its key."""

    node: str
    key: str
    on: bool


@dataclass(frozen=True, slots=True)
class MdcReceived:
    """MDC-1200: a unit's message, heard by the receiver or by another node."""

    node: str
    mdc: Mdc


type Event = (
    Receiving
    | Transmitting
    | Autopatch
    | AdjacentLinks
    | NetworkNames
    | Dtmf
    | Pin
    | MdcReceived
)

_SWITCHES: dict[str, Callable[[str, bool], Event]] = {
    "RPT_RXKEYED": Receiving,
    "RPT_TXKEYED": Transmitting,
    "RPT_AUTOPATCHUP": Autopatch,
}

# What app_rpt sends beside these, the counts, is a repetition.
EVENT_NAMES = frozenset(
    {*_SWITCHES, "RPT_ALINKS", "RPT_LINKS", "DTMF", MDC, *PIN_EVENT_NAMES}
)


# What a decoder makes of tones (DTMF)
_DIGITS = frozenset("0123456789ABCD*#")

# A node tells all its links whenever one of them is keyed or not, so the same
# few events come again and again. Values longer than any hub's are not kept.
_KEPT_EVENTS = 256
_KEPT_LENGTH = 1000


def parse_event(
    name: str, node: str, value: str, known_names: Collection[str] = ()
) -> Event:
    """Return the typed event for its Event, Node and EventValue headers.

    `name` is one of EVENT_NAMES. `known_names` are those of the node's links
    in the wire's form: they help with names that have commas, where it could
    not be read without. Raises MalformedError.
    """
    if known_names:
        return _parse(name, node, value, known_names)
    parse = _parse_kept if len(value) <= _KEPT_LENGTH else _parse
    return parse(name, node, value)


def _parse(
    name: str, node: str, value: str, known_names: Collection[str] = ()
) -> Event:
    if not node:
        raise MalformedError(f"{name} without a node")
    if name == "RPT_ALINKS":
        return AdjacentLinks(node, parse_alinks(value, known_names))
    if name == "RPT_LINKS":
        return NetworkNames(node, _network(value))
    if name == MDC:
        return MdcReceived(node, parse_mdc(value))
    if name == "DTMF":
        if len(value) != 1 or value not in _DIGITS:
            raise MalformedError(f"DTMF digit {value[:10]!r}")
        return Dtmf(node, value)
    if value not in ("0", "1"):
        raise MalformedError(f"{name}: {value[:10]!r}")
    if (key := pin_key(name)) is not None:
        return Pin(node, key, value == "1")
    return _SWITCHES[name](node, value == "1")


def _network(value: str) -> Network | None:
    # Long lists come with every key-up of a large hub, and a poll tells as well.
    try:
        return parse_links(value)
    except MalformedError:
        return None


_parse_kept = lru_cache(maxsize=_KEPT_EVENTS)(_parse)
