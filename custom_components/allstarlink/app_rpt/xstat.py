"""The reply to `RptStatus` / `XStat` (rpt_manager.c, rpt_manager_do_xstat)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
import re

from .alinks import AdjacentLink, parse_alinks
from .errors import MalformedError
from .names import LETTERS, TRUNCATION_MARK, Direction, Mode

type Fields = Sequence[tuple[str, str]]

# Widths of the columns before the direction: name, peer, reconnects.
_NAME, _PEER, _RECONNECTS = 10, 20, 12

# Six digits of hours are a century.
_CONN_END = re.compile(
    r"(IN|OUT)\s+([0-9]{1,6}):([0-9]{2}):([0-9]{2})\s+(ESTABLISHED|CONNECTING)\s*$"
)

# The last line of a whole reply.
_LAST_FIELD = "tel_mode"


@dataclass(frozen=True, slots=True)
class Conn:
    """One `Conn:` line. `elapsed` is in seconds, `address` has no port."""

    name: str
    address: str | None
    reconnects: int
    direction: Direction
    elapsed: int
    established: bool


@dataclass(frozen=True, slots=True)
class XStat:
    """State of a node's links and of its own radio.

    `linked` is LinkedNodes as (mode, name), with duplicates. The booleans are
    None where the reply does not tell: the variables are gone while the
    node's receiver channel is. `system_flag` and `incoming_flag` are sys_ena
    and iconns as sent; their polarity differs between versions.
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


def parse_xstat(fields: Fields, known_names: Iterable[str] = ()) -> XStat:
    """Return the parsed reply.

    `known_names` are names of links known before; they help where a long
    name and its peer touch each other. Raises MalformedError when the reply
    is cut short or is not an XStat.
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
    linked = _parse_linked_nodes(values["LinkedNodes"])
    adjacent = _parse_variable(variables.get("RPT_ALINKS", ""))
    names = {link.name for link in adjacent}
    names.update(name for _, name in linked)
    names.update(known_names)
    return XStat(
        node=values["Node"],
        conns=tuple(_parse_conn(line, names) for line in conns),
        linked=linked,
        adjacent=adjacent,
        receiving=_flag(variables.get("RPT_RXKEYED")),
        transmitting=_flag(variables.get("RPT_TXKEYED")),
        autopatch=_flag(variables.get("RPT_AUTOPATCHUP")),
        system_flag=_flag(values.get("sys_ena")),
        incoming_flag=_flag(values.get("iconns")),
    )


def _flag(value: str | None) -> bool | None:
    return {"0": False, "1": True}.get(value or "")


def _parse_linked_nodes(value: str) -> tuple[tuple[Mode, str], ...]:
    if value == "<NONE>":
        return ()
    # Neighbours report parts of this list over the network: an item that
    # cannot be read is theirs, and no reason to distrust our own server.
    items = [item.strip() for item in value.split(",")]
    return tuple(
        (LETTERS[item[:1]], item[1:])
        for item in items
        if item[:1] in LETTERS and item[1:] not in ("", TRUNCATION_MARK)
    )


def _parse_variable(value: str) -> tuple[AdjacentLink, ...]:
    # Old servers cut this variable at MAXLINKLIST; LinkedNodes then tells the modes.
    try:
        return parse_alinks(value)
    except MalformedError:
        return ()


def _parse_conn(line: str, names: set[str]) -> Conn:
    # The columns are padded, not delimited: a long name runs into the peer
    # and a long (IPv6) peer into the reconnects, so it is read from the right,
    # where every column has its full width (transcripts 61, 65).
    end = _CONN_END.search(line)
    if end is None:
        raise MalformedError(f"Conn {line[:120]!r}")
    reconnects = line[: end.start()][-_RECONNECTS:].strip()
    if not reconnects.isdecimal():
        raise MalformedError(f"Conn {line[:120]!r}")
    name, peer = _split_name(line[: max(0, end.start() - _RECONNECTS)], names)
    if not name:
        raise MalformedError(f"Conn {line[:120]!r}")
    hours, minutes, seconds = (int(end[i]) for i in (2, 3, 4))
    return Conn(
        name=name,
        address=None if peer in ("", "(none)") else peer,
        reconnects=int(reconnects),
        direction=Direction.IN if end[1] == "IN" else Direction.OUT,
        elapsed=hours * 3600 + minutes * 60 + seconds,
        established=end[5] == "ESTABLISHED",
    )


def _split_name(text: str, names: set[str]) -> tuple[str, str]:
    """Split the name and peer columns, which touch when the name is long."""
    if text[_NAME - 1 : _NAME].isspace() or len(text) < _NAME:
        return text[:_NAME].strip(), text[_NAME:].strip()
    # Every character that name and peer have too many makes the text longer.
    longest = max(_NAME, len(text) - _PEER)
    fitting = [n for n in names if len(n) >= _NAME and text.startswith(n)]
    fitting = [n for n in fitting if len(n) <= longest]
    name = max(fitting, key=len, default=text[:longest].strip())
    return name, text[len(name) :].strip()
