"""The lines of an XStat, and of `rpt lstats`, that tell of one link each.

Their columns are padded, not delimited: a long name runs into the peer and a
long (IPv6) peer into the reconnects. So a line is read from the right, where
every column has its full width (transcripts 61, 63, 65).
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
import re

from ..names import kept_form, normal_name, shown_name
from .names import Direction

# Widths of the columns before the direction: name, peer, reconnects.
_NAME, _PEER, _RECONNECTS = 10, 20, 12

# What is right of them. Six digits of hours are a century. `rpt lstats` has
# milliseconds as well, which are left out.
_END = re.compile(
    r"(IN|OUT) {1,11}(-?[0-9]{1,6}):(-?[0-9]{1,2}):(-?[0-9]{1,2})"
    r"(?:[.:]-?[0-9]{1,3})? {1,20}(ESTABLISHED|CONNECTING)$"
)
_LONGEST_END = 64

# The longest name in app_rpt, and what HamVoIP cuts that of a line to (transcript hv_63)
_LONGEST = 300
_CUT = 14

# HamVoIP's connect time is a number of milliseconds in 32 bits with a sign: from
# 24.86 days on its hours are negative, minutes and seconds are right (transcript hv_59).
_WRAP_HOURS, _WRAP_SECONDS = divmod(2**32 // 1000, 3600)


@dataclass(frozen=True, slots=True)
class Conn:
    """One `Conn:` line. `elapsed` is in seconds, `address` has no port.

    `elapsed` is -1 where the clock of the server was set back since.

    `odd_name` is the wire's form of the name where `name` is another, without
    blanks at its right end, which the column hides.
    """

    name: str
    address: str | None
    reconnects: int
    direction: Direction
    elapsed: int
    established: bool
    odd_name: str | None = None


class ConnLines:
    """The lines of a reply, read in two steps: names that are too long need others' help."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the values of the lines."""
        self._lines = [_split(line) for line in lines]

    @property
    def names_with_comma(self) -> list[str]:
        """The names with a comma that keep to their column, which the lists cannot tell."""
        return [
            before[:_NAME].strip()
            for before, _ in self._lines
            if "," in before and len(before) <= _NAME + _PEER
        ]

    def read(
        self, adjacent: Iterable[str], others: Iterable[str]
    ) -> tuple[tuple[Conn, ...], tuple[str, ...]]:
        """Return the links, and the names in the lines that cannot be read.

        `adjacent` are the names in RPT_ALINKS and `others` those known besides,
        as the wire has them. They are only asked where a name leaves its column.
        """
        names: _LongNames | None = None
        conns: list[Conn] = []
        unread: list[str] = []
        for before, end in self._lines:
            if len(before) <= _NAME + _PEER:
                wire, peer = before[:_NAME].rstrip(), before[_NAME:].strip()
            else:
                names = names or _LongNames(adjacent, others)
                wire, peer = names.split(before) if end else names.guess(before)
            name = normal_name(wire)
            if end is None or not name:
                unread.append(name)
            else:
                conns.append(_conn(name, wire, peer, end))
        return tuple(conns), tuple(unread)


# Reconnects, direction, hours, minutes, seconds, state
type _End = tuple[int, str, int, int, int, str]


def _split(line: str) -> tuple[str, _End | None]:
    """Return name and peer of a line, and what is right of them if it can be read."""
    line = line.rstrip()
    match = _END.search(line, max(0, len(line) - _LONGEST_END))
    if match is None:
        return line[:_LONGEST], None
    before = line[: match.start()]
    reconnects = before[-_RECONNECTS:].strip()
    before = before[:-_RECONNECTS]
    if not reconnects.isdecimal():
        return before[:_LONGEST], None
    direction, hours, minutes, seconds, state = match.groups()
    end = int(reconnects), direction, int(hours), int(minutes), int(seconds), state
    return before, end


def _conn(name: str, wire: str, peer: str, end: _End) -> Conn:
    reconnects, direction, hours, minutes, seconds, state = end
    rest = minutes * 60 + seconds
    if hours < 0:
        hours += _WRAP_HOURS if rest <= _WRAP_SECONDS else _WRAP_HOURS - 1
    return Conn(
        name=name,
        address=None if peer in ("", "(none)") else shown_name(peer),
        reconnects=reconnects,
        direction=Direction.IN if direction == "IN" else Direction.OUT,
        elapsed=max(0, hours * 3600 + rest) if min(minutes, seconds) >= 0 else -1,
        established=state == "ESTABLISHED",
        odd_name=None if name == wire else kept_form(wire),
    )


class _LongNames:
    """The names that may leave their column."""

    def __init__(self, adjacent: Iterable[str], others: Iterable[str]) -> None:
        """Take the names as the wire has them, those in RPT_ALINKS newest first."""
        self._cut: dict[str, deque[str]] = {}
        self._names = set[str]()
        for names in (adjacent, others):
            cut: defaultdict[str, deque[str]] = defaultdict(deque)
            for name in names:
                if _NAME <= len(name) <= _LONGEST and name not in self._names:
                    self._names.add(name)
                    if len(name) > _CUT:
                        # The lines have the oldest first.
                        cut[name[:_CUT]].appendleft(name)
            # What others have reported counts where no link has a name like that.
            self._cut = {**cut, **self._cut}
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def split(self, text: str) -> tuple[str, str]:
        """Return name and peer of which one at least leaves its column."""
        # Every character that name and peer have too many makes the text longer.
        longest = len(text) - _PEER
        if name := self._known(text, longest):
            return name, text[len(name) :].strip()
        if text[_NAME - 1] == " " and " " not in text[_NAME:]:
            return text[:_NAME].rstrip(), text[_NAME:]
        name = text[:longest]
        if len(name) == _CUT and (whole := self._cut.get(name)):
            # Of several the last stands for all that follow.
            name = whole.popleft() if len(whole) > 1 else whole[0]
        return name.rstrip(), text[longest:].strip()

    def guess(self, text: str) -> tuple[str, str]:
        """Return the name with which a line begins that cannot be read, and no peer."""
        return self._known(text, len(text)) or text[:_NAME].rstrip(), ""

    def _known(self, text: str, longest: int) -> str | None:
        for length in self._lengths:
            if length <= longest and (name := text[:length]) in self._names:
                return name
        return None
