"""RPT_LINKS: the links of a node, each followed by what it reported: `3,R2003,T2001,T2002`."""

from ..names import normal_name
from .errors import MalformedError
from .names import LETTERS, TRUNCATION_MARK, Mode

# app_rpt's own buffer (MAXLINKLIST): a longer list may have been cut
_MAX_BYTES = 5_000

type Network = tuple[tuple[Mode, str], ...]


def parse_links(value: str) -> Network:
    """Return (mode, name) of each item in app_rpt's order, duplicates kept.

    A bare integer means none: app_rpt leaves the last count in its buffer
    (rpt_link.c, rpt_update_links). Raises MalformedError when the list may
    have been cut or its count is another.
    """
    if len(value) >= _MAX_BYTES or len(value.encode()) >= _MAX_BYTES:
        raise MalformedError("RPT_LINKS that may have been cut")
    count, *items = value.split(",")
    if not count.isdecimal() or (items and count != str(len(items))):
        raise MalformedError(f"RPT_LINKS: not the {count[:10]} names that it announces")
    return tuple(
        (LETTERS[item[:1]], normal_name(item[1:]))
        for item in items
        if item[:1] in LETTERS and item[1:] not in ("", TRUNCATION_MARK)
    )


def names_of(network: Network, node: str) -> frozenset[str]:
    """Return who is in the network of a node: neither itself nor who is connecting."""
    names = {name for mode, name in network if mode is not Mode.CONNECTING}
    return frozenset(names - {node})
