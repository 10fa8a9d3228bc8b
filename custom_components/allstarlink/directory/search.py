"""Finds nodes in the list by number, callsign, description or place. Pure.

Goals:
- a search takes some milliseconds for all nodes: it goes through the bytes of
  the index once or twice, and looks at a bounded number of rows
- little memory: two texts, some 60 bytes a node, nothing for the garbage
  collector to visit

In both texts each word has a blank before it, so that a word's beginning is
found as such. Upper and lower case, accents and punctuation make no difference.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
import re
from unicodedata import combining, normalize

from .station import Station

# Of a query
MAX_QUERY = 100
_MAX_WORDS = 6

# Rows that are looked at for one word of a query
_MAX_LOOKS = 1_000

_NO_WORD = re.compile(r"[\W_]+")


class SearchIndex:
    r"""What is searched: a line for each node in each of two texts.

    `names` has the callsign and the number, as in `\n w1aw 2560`, `words` the
    number and all words, as in `\n 2560 w1aw club newington ct`; both end in a
    line end.
    """

    def __init__(self, names: bytes, words: bytes) -> None:
        """Keep the two texts."""
        self._names = names
        self._words = words

    @property
    def size(self) -> int:
        """The bytes that the index takes."""
        return len(self._names) + len(self._words)

    def find(self, query: str, limit: int) -> list[str]:
        """Return at most so many numbers of nodes, the best first.

        Each word of the query is the beginning of a word of the node. Callsigns
        that are the query come first, those and numbers that begin with it next.
        """
        words = _words(query[:MAX_QUERY])[:_MAX_WORDS]
        if not words:
            return []
        whole = b" ".join(words)
        found: dict[str, None] = {}
        _add(found, self._with_callsign(whole), limit)
        if whole.isdigit():
            _add(found, _numbers(self._names, b" " + whole), limit)
        _add(found, self._with_words(words, limit), limit)
        return list(found)

    def callsign(self, callsign: str) -> Iterator[str]:
        """Yield the numbers of the nodes that may have this callsign.

        Among them are those of callsigns that go on, as in `W1AW-1`.
        """
        if words := _words(callsign):
            yield from _numbers(self._names, b"\n %b " % b" ".join(words))

    def _with_callsign(self, whole: bytes) -> Iterator[str]:
        """Yield the numbers of callsigns that are or begin with this, the former first."""
        lines = list(islice(_lines(self._names, b"\n " + whole), _MAX_LOOKS))
        lines.sort(key=lambda line: _rank(line, whole))
        for line in lines:
            yield _last(line)

    def _with_words(self, words: list[bytes], limit: int) -> Iterable[str]:
        """Return the numbers of nodes that have all these words.

        The rows with one of the words are gone through; where they are too many
        and too few of them have the others, those with the next word are.
        """
        starts = sorted((b" %b" % word for word in words), key=len, reverse=True)
        found: dict[str, None] = {}
        for start in starts:
            looked = 0
            for line in _lines(self._words, start):
                looked += 1
                if all(other in line for other in starts):
                    found[_number(line)] = None
                if len(found) >= limit or looked >= _MAX_LOOKS:
                    break
            if looked < _MAX_LOOKS or len(found) >= limit:
                break
        return found


def index_of(stations: Iterable[tuple[int, Station]]) -> SearchIndex:
    """Return the index of nodes with their numbers."""
    # Grown in place: lists of all lines would take as much again.
    names, words = bytearray(), bytearray()
    for number, station in stations:
        callsign, own = _words(station.callsign or ""), b"%d" % number
        rest = _words(f"{station.description or ''} {station.location or ''}")
        names += b" ".join([b"\n", *callsign, own])
        words += b" ".join([b"\n", own, *callsign, *rest])
    names += b"\n"
    words += b"\n"
    return SearchIndex(bytes(names), bytes(words))


def _add(found: dict[str, None], numbers: Iterable[str], limit: int) -> None:
    if len(found) < limit:
        for number in numbers:
            found[number] = None
            if len(found) >= limit:
                break


def _numbers(names: bytes, start: bytes) -> Iterator[str]:
    for line in _lines(names, start):
        yield _last(line)


def _rank(line: bytes, callsign: bytes) -> int:
    """Return 0 for a callsign itself, 1 for one that goes on as `W1AW-1`, 2 for another."""
    rest = line[len(callsign) + 2 :]
    return min(rest.count(b" ") - 1, 1) if rest.startswith(b" ") else 2


def _last(line: bytes) -> str:
    """Return the number in a line of names."""
    return line[line.rindex(b" ") + 1 :].decode()


def _number(line: bytes) -> str:
    """Return the number in a line of words."""
    return line.split(b" ", 2)[1].decode()


def _lines(text: bytes, start: bytes) -> Iterator[bytes]:
    """Yield each line that has this, once."""
    at = text.find(start)
    while at >= 0:
        end = text.index(b"\n", at + 1)
        yield text[text.rindex(b"\n", 0, at + 1) : end]
        at = text.find(start, end)


def _words(text: str) -> list[bytes]:
    """Return the words of a text as they are compared."""
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return _NO_WORD.sub(" ", text.casefold()).encode().split()
