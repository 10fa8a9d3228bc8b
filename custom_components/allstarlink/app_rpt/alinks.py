"""The list of adjacent links, RPT_ALINKS: `2,2001TU,N0CALL-PTK`."""

from dataclasses import dataclass

from .errors import MalformedError
from .names import LETTERS, Mode


@dataclass(frozen=True, slots=True)
class AdjacentLink:
    """One item of RPT_ALINKS. `keyed`: the node receives this link now."""

    name: str
    mode: Mode
    keyed: bool


def parse_alinks(value: str) -> tuple[AdjacentLink, ...]:
    """Return the adjacent links in app_rpt's order.

    An empty value and a bare integer both mean no links (transcripts 20, 40,
    54). Raises MalformedError when an item cannot be read or items are
    missing, as in lists that old servers cut.
    """
    count, *items = value.split(",")
    if not items:
        if count and not count.isdecimal():
            raise MalformedError(f"RPT_ALINKS: {value[:80]!r}")
        return ()
    links = [_parse_item(item) for item in items]
    if count != str(len(links)):
        raise MalformedError(f"RPT_ALINKS: {len(links)} links, {count[:10]} announced")
    return tuple([link for link in links if not link.name.startswith("0")])


def _parse_item(item: str) -> AdjacentLink:
    # From the right: the name may hold letters and hyphens.
    name, mode, key = item[:-2], LETTERS.get(item[-2:-1]), item[-1:]
    if not name or mode is None or key not in ("K", "U"):
        raise MalformedError(f"RPT_ALINKS item {item[:40]!r}")
    return AdjacentLink(name, mode, key == "K")
