"""The reply to `RptStatus` / `XStat` (rpt_manager.c, rpt_manager_do_xstat)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..names import MAX_LINKS, MAX_NETWORK_NAMES, normal_name
from .alinks import AdjacentLink, parse_alinks
from .conn import Conn, ConnLines
from .errors import MalformedError
from .names import LETTERS, TRUNCATION_MARK, Mode
from .network import Network, parse_links
from .old_lists import TrueNames, ends_whole, is_cut, whole_names
from .variables import Pins, Variables, parse_pins, parse_variables

type Fields = Sequence[tuple[str, str]]

# The last line of a whole reply.
_LAST_FIELD = "tel_mode"

# Items of LinkedNodes that are read for each name that is kept: many are there twice
_MAX_ITEMS = 3


@dataclass(frozen=True, slots=True)
class XStat:
    """State of a node's links and of its own radio.

    `linked` is LinkedNodes as (mode, name), with duplicates. The booleans are
    None where the reply does not tell: the variables are gone while the
    node's receiver channel is. `system_flag` and `incoming_flag` are sys_ena
    and iconns as sent; their polarity differs between versions. `unread` are
    the names of links whose lines could not be read. `links_left_out` and
    `names_left_out` are how many there were beyond the limits. `is_cut` tells that
    an old app_rpt may have cut LinkedNodes; one of the `doubtful` names in it is then
    only the beginning of one.
    `variables` are those that are not app_rpt's own.
    """

    node: str
    conns: tuple[Conn, ...]
    linked: tuple[tuple[Mode, str], ...]
    adjacent: tuple[AdjacentLink, ...]
    receiving: bool | None
    transmitting: bool | None
    autopatch: bool | None
    system_flag: bool | None
    incoming_flag: bool | None
    reported: Network | None = None
    unread: tuple[str, ...] = ()
    links_left_out: int = 0
    names_left_out: int = 0
    is_cut: bool = False
    doubtful: frozenset[str] = frozenset()
    variables: Variables = ()
    pins: Pins = ()
    variables_left_out: int = 0


def parse_xstat(
    fields: Fields,
    known_names: Sequence[str] = (),
    max_links: int = MAX_LINKS,
    max_names: int = MAX_NETWORK_NAMES,
    *,
    is_old: bool = False,
) -> XStat:
    """Return the parsed reply; of more links than `max_links` the oldest are kept.

    `known_names` are names of links known before, in the wire's form; they
    help where a long name and its peer touch each other. A line that cannot
    be read voids nothing but itself. `is_old`: the server may have cut its lists,
    as Asterisk 1.4 does. Raises MalformedError when the reply is cut short or is
    not an XStat.
    """
    values: dict[str, str] = {}
    conns: list[str] = []
    variables: dict[str, str] = {}
    for name, value in fields:
        if name == "Conn":
            conns.append(value)
        elif name == "Var":
            key, _, content = value.partition("=")
            variables[key.strip()] = content.strip()
        else:
            values.setdefault(name, value.strip())
    for needed in ("Node", "LinkedNodes", _LAST_FIELD):
        if needed not in values:
            raise MalformedError(f"XStat without {needed}")
    lines = ConnLines(conns[:max_links])
    with_comma = [name for name in known_names if "," in name]
    with_comma += lines.names_with_comma
    adjacent = _parse_variable(variables.get("RPT_ALINKS", ""), with_comma, max_links)
    wire_names = [link.odd_name or link.name for link in adjacent]
    with_comma += [name for name in wire_names if "," in name]
    items, not_read = _items(values["LinkedNodes"], _MAX_ITEMS * max_names)
    linked = _parse_linked_nodes(items, with_comma)
    others = chain(known_names, (name for _, name in linked))
    read, unread = lines.read(wire_names, others)
    true = TrueNames(conn.name for conn in read)
    kept = tuple(
        (mode, true.of(name, mode)) for mode, name in _within(linked, max_names)
    )
    reported = variables.get("RPT_LINKS")
    scripted, variables_left_out = parse_variables(variables)
    has_cut = is_old and is_cut(values["LinkedNodes"])
    doubtful = frozenset[str]()
    if has_cut and not ends_whole(items):
        whole = {conn.name for conn in read}
        whole.update(map(normal_name, whole_names(reported or "")))
        doubtful = frozenset(name for _, name in kept) - whole
    return XStat(
        node=values["Node"],
        conns=read,
        linked=kept,
        adjacent=true.adjacent(adjacent),
        receiving=_flag(variables.get("RPT_RXKEYED")),
        transmitting=_flag(variables.get("RPT_TXKEYED")),
        autopatch=_flag(variables.get("RPT_AUTOPATCHUP")),
        system_flag=_flag(values.get("sys_ena")),
        incoming_flag=_flag(values.get("iconns")),
        reported=_parse_reported(reported),
        unread=unread,
        links_left_out=max(0, len(conns) - max_links),
        names_left_out=len(linked) - len(kept) + not_read,
        is_cut=has_cut,
        doubtful=doubtful,
        variables=scripted,
        pins=parse_pins(variables),
        variables_left_out=variables_left_out,
    )


def _parse_reported(value: str | None) -> Network | None:
    try:
        return None if value is None else parse_links(value)
    except MalformedError:
        return None


def _flag(value: str | None) -> bool | None:
    return {"0": False, "1": True}.get(value or "")


type _Linked = Sequence[tuple[Mode, str]]


def _items(value: str, most: int) -> tuple[list[str], int]:
    """Return the first items of LinkedNodes, and how many there are beyond."""
    if value == "<NONE>":
        return [], 0
    items = value.split(",", most)[:most]
    return [item.strip() for item in items], max(0, value.count(",") + 1 - most)


def _parse_linked_nodes(items: list[str], with_comma: Collection[str]) -> _Linked:
    """Return the modes and the names, as the wire has them."""
    # Neighbours report parts of this list over the network: an item that
    # cannot be read is theirs, and no reason to distrust our own server.
    if with_comma:
        items = _joined(items, with_comma)
    return [
        (LETTERS[item[:1]], item[1:])
        for item in items
        if item[:1] in LETTERS and item[1:] not in ("", TRUNCATION_MARK)
    ]


def _joined(items: list[str], with_comma: Iterable[str]) -> list[str]:
    """Return the items with those joined that are parts of a name with commas.

    The list is sorted by its items, so the parts need not be neighbours.
    """
    left = Counter(items)
    whole = []
    for name in dict.fromkeys(name.strip() for name in with_comma):
        first, *rest = [part.strip() for part in name.split(",")]
        for letter in LETTERS:
            parts = Counter([letter + first, *rest])
            while all(left[part] >= count for part, count in parts.items()):
                left.subtract(parts)
                whole.append(letter + name)
    return [*left.elements(), *whole]


def _within(linked: _Linked, most: int) -> tuple[tuple[Mode, str], ...]:
    """Return the list with the form of names that is shown, and no more names."""
    known: dict[str, str] = {}
    kept = []
    for mode, wire in linked:
        if (name := known.get(wire)) is not None:
            kept.append((mode, name))
        elif len(known) < most:
            known[wire] = name = normal_name(wire)
            kept.append((mode, name))
    return tuple(kept)


def _parse_variable(
    value: str, names: Iterable[str], most: int
) -> tuple[AdjacentLink, ...]:
    # Old servers cut this variable at MAXLINKLIST; LinkedNodes then tells the modes.
    try:
        return parse_alinks(value, names, most)
    except MalformedError:
        return ()
