"""What the statistics service answers about a node, as typed values. Pure.

The service passes on what nodes send it, so types vary: counters are numbers
or strings of digits, `links` is a list or the integer 0, `keyed` a boolean or a
digit, and what a node never sent is missing or null. For an unknown number the
answer is an empty list.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
import json
from math import isfinite
from typing import Any

from ..app_rpt.names import LETTERS, Mode
from ..names import MAX_LINKS, normal_name

# Of app_rpt's status posts; a monitor without a voice of its own has an L there
_MODES = {**LETTERS, "L": Mode.LOCAL_MONITOR}

# Characters kept of a text
_MAX_TEXT = 200

# Digits of the largest number that makes sense
_MAX_DIGITS = 15

# A place is somebody's home: within a kilometer is enough for a map
_DECIMALS = 2

# Latitude and longitude, degrees
type Position = tuple[float, float]


class NotAReport(ValueError):
    """This answer is something else than a report about a node."""


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link of the node, and who is at its other end."""

    node: str
    mode: Mode | None
    callsign: str | None
    description: str | None
    location: str | None
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a node; None where nothing is.

    `registered` is when it registered last, `updated` when it last sent its
    statistics; these are `uptime` and `tx_time` in seconds, the counts since
    app_rpt started, and the links, MAX_LINKS at most. `keyed` is often false while
    it is keyed; `since_keyed` are the seconds from its last key-up to `updated`.
    """

    node: str
    callsign: str | None
    description: str | None
    location: str | None
    active: bool | None
    registered: datetime | None
    updated: datetime | None
    version: str | None
    uptime: int | None
    keyed: bool | None
    keyups: int | None
    kerchunks: int | None
    tx_time: int | None
    timeouts: int | None
    commands: int | None
    links: tuple[ReportedLink, ...]
    since_keyed: int | None = field(default=None, compare=False)
    position: Position | None = field(default=None, compare=False)


def parse_report(node: str, body: bytes) -> Report | None:
    """Return the report about this node, None if the service knows no such node.

    Raises NotAReport.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as err:
        raise NotAReport("no JSON") from err
    if answer == []:
        return None
    stats, known = _mapping(answer, "stats"), _mapping(answer, "node")
    known = known or _mapping(stats, "user_node")
    if node not in (_text(known, "name"), _text(stats, "node")):
        raise NotAReport("not about this node")
    data = _mapping(stats, "data")
    status = _text(known, "Status")
    return Report(
        node=node,
        callsign=_text(known, "callsign"),
        description=_text(known, "node_frequency"),
        location=_text(_mapping(known, "server"), "Location"),
        active=None if status is None else status.casefold() == "active",
        registered=_moment(_count(known, "regseconds")),
        updated=_date(_text(stats, "updated_at")),
        version=_text(data, "apprptvers"),
        uptime=_count(data, "apprptuptime"),
        keyed=_flag(data, "keyed"),
        keyups=_count(data, "totalkeyups"),
        kerchunks=_count(data, "totalkerchunks"),
        tx_time=_count(data, "totaltxtime"),
        timeouts=_count(data, "timeouts"),
        commands=_count(data, "totalexecdcommands"),
        links=tuple(_links(data)),
        since_keyed=_count(data, "keytime"),
        position=_position(known),
    )


def _links(data: Mapping[str, Any]) -> Iterator[ReportedLink]:
    """Yield each link once, in the order in which the node told of them."""
    described = {
        name: link
        for link in _list(data, "linkedNodes")
        if isinstance(link, dict) and (name := _name(link.get("name")))
    }
    modes = dict(_modes(data))
    names = (_name(link) for link in _list(data, "links"))
    for name in _once([*names, *modes, *described])[:MAX_LINKS]:
        known = described.get(name, {})
        yield ReportedLink(
            node=name,
            mode=modes.get(name),
            callsign=_text(known, "callsign"),
            description=_text(known, "node_frequency"),
            location=_text(_mapping(known, "server"), "Location"),
            position=_position(known),
        )


def _modes(data: Mapping[str, Any]) -> Iterator[tuple[str, Mode]]:
    """Yield the links of the status post, such as `T2000,RK3WEB`."""
    for link in (_text(data, "nodes", limit=None) or "").split(","):
        if (mode := _MODES.get(link[:1])) and (name := _name(link[1:])):
            yield name, mode


def _once(names: Iterable[str | None]) -> list[str]:
    # Names that begin with 0 stand for no node.
    kept = (name for name in names if name and not name.startswith("0"))
    return list(dict.fromkeys(kept))


def _mapping(parent: Any, key: str) -> Mapping[str, Any]:
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def _list(parent: Mapping[str, Any], key: str) -> list[Any]:
    value = parent.get(key)
    return value if isinstance(value, list) else []


def _name(value: object) -> str | None:
    name = _plain(value)
    return name and normal_name(name)


def _position(known: Mapping[str, Any]) -> Position | None:
    """Return where the server of a node is, rounded; None for what is no place."""
    server = _mapping(known, "server")
    # The service's own spelling
    places = [_degrees(server, "Latitude", 90), _degrees(server, "Logitude", 180)]
    latitude, longitude = places
    # 0, 0 is where nobody has typed a place.
    if latitude is None or longitude is None or not any(places):
        return None
    return latitude, longitude


def _degrees(server: Mapping[str, Any], key: str, most: int) -> float | None:
    value = server.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        degrees = float(str(value)[:_MAX_TEXT])
    except ValueError:
        return None
    if not isfinite(degrees) or abs(degrees) > most:
        return None
    return round(degrees, _DECIMALS)


def _plain(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(str(value).split()) or None


def _text(
    parent: Mapping[str, Any], key: str, limit: int | None = _MAX_TEXT
) -> str | None:
    text = _plain(parent.get(key))
    if text is None or (limit is None and text.isprintable()):
        return text
    return "".join(filter(str.isprintable, text[:limit])) or None


def _count(parent: Mapping[str, Any], key: str) -> int | None:
    digits = (_plain(parent.get(key)) or "").partition(".")[0]
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MAX_DIGITS):
        return None
    return int(digits)


def _flag(parent: Mapping[str, Any], key: str) -> bool | None:
    value = parent.get(key)
    if isinstance(value, bool):
        return value
    return {"0": False, "1": True}.get(_plain(value) or "")


def _moment(seconds: int | None) -> datetime | None:
    """Return the time of a Unix time stamp, of which 0 is none."""
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except OverflowError, ValueError:
        return None


def _date(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
