"""The list of adjacent links, RPT_ALINKS: `2,2001TU,N0CALL-PTK`."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..names import MAX_LINKS, kept_form, normal_name
from .errors import MalformedError
from .names import LETTERS, Mode

# Parts of a list for each link that is kept, where names have commas
_MAX_PARTS = 4

# Commas of a name that are looked for where parts of it look like items
_MAX_COMMAS = 8


@dataclass(frozen=True, slots=True)
class AdjacentLink:
    """One item of RPT_ALINKS. `keyed`: the node receives this link now.

    `odd_name` is the wire's form of the name where `name` is another.
    """

    name: str
    mode: Mode
    keyed: bool
    odd_name: str | None = None


def parse_alinks(
    value: str, names: Iterable[str] = (), limit: int = MAX_LINKS
) -> tuple[AdjacentLink, ...]:
    """Return the adjacent links in app_rpt's order, newest first.

    An empty value and a bare integer both mean no links (transcripts 20, 40,
    54). A name may have commas (transcript odd): what has no mode and key
    belongs to the next item. `names`, those of links that are known in the
    wire's form, help where a part of such a name looks like an item itself.
    Of more links than `limit` the oldest are kept.

    Raises MalformedError when an item cannot be read or items are missing, as
    in lists that old servers cut.
    """
    count, comma, rest = value.partition(",")
    if not comma:
        if count and not count.isdecimal():
            raise MalformedError(f"RPT_ALINKS: {value[:80]!r}")
        return ()
    # A list that is far too long costs no more than what is kept of it.
    parts = value.count(",")
    items = rest.rsplit(",", limit)[-limit:]
    if count != str(parts) or not all(map(_is_item, items)):
        if parts > _MAX_PARTS * limit:
            raise MalformedError(f"RPT_ALINKS: {parts} parts")
        items = _joined(rest.split(","), count, names)
    links = [_parse_item(item) for item in items[-limit:]]
    return tuple([link for link in links if link.name and link.name[0] != "0"])


def _is_item(text: str) -> bool:
    # From the right: the name may hold letters and hyphens.
    return text[-1:] in ("K", "U") and text[-2:-1] in LETTERS and len(text) > 2


def _joined(items: list[str], count: str, names: Iterable[str]) -> list[str]:
    """Return the items as their names have commas. Raises MalformedError."""
    with_comma = {name.strip() for name in names if "," in name}
    for most in (0, _MAX_COMMAS) if with_comma else (0,):
        joined = list(_join(items, with_comma, most))
        if count == str(len(joined)) and all(map(_is_item, joined)):
            return joined
    raise MalformedError(f"RPT_ALINKS: not the {count[:10]} links that it announces")


def _join(items: list[str], names: set[str], most: int) -> Iterable[str]:
    place = 0
    while place < len(items):
        end = place + 1
        while end < len(items) and not _is_item(items[end - 1]):
            end += 1
        for last in range(min(place + most + 1, len(items)), end, -1):
            if ",".join(items[place:last])[:-2].strip() in names:
                end = last
                break
        yield ",".join(items[place:end])
        place = end


def _parse_item(item: str) -> AdjacentLink:
    wire = item[:-2]
    name = normal_name(wire)
    odd_name = None if name == wire else kept_form(wire)
    return AdjacentLink(name, LETTERS[item[-2]], item[-1] == "K", odd_name)
