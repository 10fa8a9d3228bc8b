"""The list of nodes that AllStarLink publishes.

One node a line, `node|callsign|description|location`. A real copy has some
40,000 lines, among them blank ones, a few rows with a `|` too many, and stray
control and non-ASCII bytes. It ends with comments:

    ;Generated 40169 records in 0.202 seconds.
    ;Generated at 2026-05-19 12:23:17 UTC by aws-east1a-portal0

Goals:
- little memory: the bytes stay as they came, and an index says where the row
  of a number begins; what no one asks for is never taken apart
- nothing for the garbage collector to visit
- `find` in constant time, `search` in a few milliseconds
"""

from collections.abc import Callable, Iterator
import re

from .search import SearchIndex, index_of
from .station import Station

# Fewer are not the network
MIN_ROWS = 25

# Five times what there is today; bounds memory
_MAX_ROWS = 250_000

# Characters kept of a field; real ones have up to about 60
_MAX_FIELD = 100

# The part of the records that the trailer counts which may be no rows
_ODD_RECORDS = 0.02

# Rows between two pauses, less than a millisecond's work
_ROWS_AT_ONCE = 500
_STATIONS_AT_ONCE = 50

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ROW = re.compile(rb"^(\d{1,10})\|[^|\n]*\|[^|\n]*\|", re.MULTILINE)
# Bytes at the end in which the trailer is
_TRAILER_ROOM = 1000
_TRAILER = re.compile(rb"^;Generated (\d{1,9}) records", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,10}")


class NotAListing(ValueError):
    """These bytes are something else than the list of all nodes."""


class Listing:
    """All nodes that were published at one time.

    `data` is the list as it came; `is_whole` tells that its end is there: a
    server may pack half a list, and no layer below would notice.
    """

    def __init__(self, data: bytes, rows: dict[int, int], is_whole: bool) -> None:
        """Keep the list and where in it the row of each node begins."""
        self.data = data
        self.is_whole = is_whole
        self._rows = rows
        self._index = SearchIndex(b"\n", b"\n")

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self._rows)

    def find(self, node: str) -> Station | None:
        """Return what is published of a node, None if it is not in the list."""
        if _NUMBER.fullmatch(node) is None:
            return None
        if (start := self._rows.get(int(node))) is None:
            return None
        return self._station(start)

    def search(self, query: str, limit: int) -> list[str]:
        """Return at most so many numbers of nodes for a query, the best first."""
        exact = [query.strip()] if self.find(query.strip()) else []
        others = [node for node in self._index.find(query, limit) if node not in exact]
        return [*exact, *others][:limit]

    def with_callsign(self, callsign: str) -> list[str]:
        """Return the numbers of all nodes that have this callsign, in any case."""
        return [
            node
            for node in self._index.callsign(callsign)
            if (station := self.find(node)) and station.callsign
            if station.callsign.casefold() == callsign.casefold()
        ]

    def make_index(self, pause: Callable[[], None]) -> None:
        """Make the index that is searched; before that nothing is found."""
        self._index = index_of(self._stations(pause))

    def _stations(self, pause: Callable[[], None]) -> Iterator[tuple[int, Station]]:
        for count, (number, start) in enumerate(self._rows.items()):
            yield number, self._station(start)
            if count % _STATIONS_AT_ONCE == 0:
                pause()

    def _station(self, start: int) -> Station:
        end = self.data.find(b"\n", start)
        return _station(self.data[start : end if end >= 0 else None])


def parse_listing(
    data: bytes,
    pause: Callable[[], None] = lambda: None,
    *,
    searchable: bool = True,
) -> Listing:
    """Return the list in these bytes. Raises NotAListing when they look wrong.

    It takes some 20 ms for all nodes, and 400 ms more for the index of the search
    (`searchable`); `pause` is called each millisecond or less, to let other threads
    run.
    """
    rows: dict[int, int] = {}
    data = data.removeprefix(_BYTE_ORDER_MARK)
    for count, row in enumerate(_ROW.finditer(data)):
        rows[int(row[1])] = row.start()
        if count % _ROWS_AT_ONCE == 0:
            pause()
        if count >= _MAX_ROWS:
            raise NotAListing(f"more than {_MAX_ROWS} rows")
    if len(rows) < MIN_ROWS:
        raise NotAListing(f"only {len(rows)} rows")
    trailer = _TRAILER.search(data, max(0, len(data) - _TRAILER_ROOM))
    if trailer and len(rows) < int(trailer[1]) * (1 - _ODD_RECORDS):
        raise NotAListing(f"only {len(rows)} rows of {int(trailer[1])}")
    found = Listing(data, rows, is_whole=trailer is not None)
    if searchable:
        found.make_index(pause)
    return found


def _station(row: bytes) -> Station:
    callsign, *rest = row.split(b"|")[1:]
    texts = [_text(field) for field in rest]
    # A `|` too many stands in the description, or ends the row.
    while len(texts) > 2 and texts[-1] is None:
        texts.pop()
    *description, location = texts
    return Station(
        callsign=_cleaned(callsign.decode("ascii", "ignore")),
        description=" ".join(filter(None, description)) or None,
        location=location,
    )


def _text(field: bytes) -> str | None:
    """Return a field's text; operators typed it in more than one encoding."""
    try:
        return _cleaned(field.decode())
    except UnicodeDecodeError:
        return _cleaned(field.decode("cp1252", "ignore"))


def _cleaned(text: str) -> str | None:
    """Return a text without stray characters and surplus blanks, None if empty."""
    kept = (char if char.isprintable() or char.isspace() else "" for char in text)
    return " ".join("".join(kept).split())[:_MAX_FIELD].rstrip() or None
