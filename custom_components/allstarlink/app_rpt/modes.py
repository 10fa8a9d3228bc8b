"""The modes of links, of which app_rpt has no single list.

RPT_ALINKS has the letter of a link, but lacks one that has changed its mode
until something else is announced (transcripts d01, d08, d11), and never has a
local monitor. LinkedNodes is right at any time, but a name in it may be what
another neighbor reported (d12). A change of mode is a new connection: one more
reconnect, and a connect time that begins at 0.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from .conn import Conn
from .names import Mode
from .network import Network
from .xstat import XStat

# A link that began so much later than another was established after it, seconds
_LATER = 2


class Modes:
    """The modes of the links of one XStat.

    `brought` are the items of LinkedNodes that other neighbors were known to
    report before; `requested` are the modes of calls that are under way.
    """

    def __init__(
        self,
        xstat: XStat,
        brought: Iterable[tuple[Mode, str]],
        requested: Mapping[str, Mode],
    ) -> None:
        """Take an XStat and what was known before it."""
        self._adjacent = _by_name((item.mode, item.name) for item in xstat.adjacent)
        self._linked = _by_name(xstat.linked)
        self._brought = _by_name(brought)
        self._requested = requested
        self._is_cut = xstat.is_cut
        up = [conn for conn in xstat.conns if conn.established]
        self._neighbors = {conn.name for conn in up if conn.name in self._linked}
        self._newest = min(
            (
                conn.elapsed
                for conn in up
                if _letter(self._adjacent.get(conn.name, ())) is not None
            ),
            default=None,
        )

    def of(self, conn: Conn, before: tuple[Mode, bool] | None) -> tuple[Mode, bool]:
        """Return the mode of a link, and whether that is sure.

        `before` is the same for this very connection as it was known, None if
        it is new.
        """
        if not conn.established:
            return Mode.CONNECTING, False
        adjacent = self._adjacent.get(conn.name, Counter())
        if (mode := _letter(adjacent)) is not None:
            return mode, True
        if before is not None and before[1]:
            return before
        linked = self._linked.get(conn.name)
        if not linked and self._is_cut:
            # It may be beyond the cut.
            requested = self._requested.get(conn.name)
            return before or (requested or Mode.UNKNOWN, requested is not None)
        if not linked:
            return Mode.LOCAL_MONITOR, True
        if before is not None:
            return before
        if not self._neighbors - {conn.name}:
            # Both lists may still say connecting, so it is no local monitor.
            return _letter(linked) or Mode.TRANSCEIVE, True
        if (requested := self._requested.get(conn.name)) is not None:
            return requested, True
        # Listed as connecting, it is none either.
        is_calling = Mode.CONNECTING in adjacent
        if (
            not is_calling
            and self._newest is not None
            and self._newest + _LATER < conn.elapsed
        ):
            # RPT_ALINKS has a link that is newer than this one, and lacks this one.
            return Mode.LOCAL_MONITOR, True
        own = _without(linked, self._brought.get(conn.name, Counter()))
        if is_calling:
            return _letter(own) or _letter(linked) or Mode.TRANSCEIVE, False
        return _letter(own) or Mode.LOCAL_MONITOR, False


class RequestedModes:
    """The modes of links where only the calls under way tell them: `rpt lstats` has none."""

    def __init__(self, requested: Mapping[str, Mode]) -> None:
        """Take the modes of the calls that are under way."""
        self._requested = requested

    def of(self, conn: Conn, before: tuple[Mode, bool] | None) -> tuple[Mode, bool]:
        """Return the mode of a link, and whether that is sure, as `Modes.of` does."""
        if not conn.established:
            return Mode.CONNECTING, False
        if before is not None and before[1]:
            return before
        requested = self._requested.get(conn.name)
        return before or (requested or Mode.UNKNOWN, requested is not None)


def brought_by_others(
    network: Iterable[tuple[Mode, str]], own: Iterable[tuple[Mode, str]]
) -> Network:
    """Return the items of a list of the network that others have brought.

    `own` are the links as that list has them; only their names count.
    """
    left = _by_name(own)
    brought = []
    for mode, name in network:
        if (letters := left.get(name)) is None:
            continue
        if letters[mode] > 0:
            letters[mode] -= 1
        else:
            brought.append((mode, name))
    return tuple(brought)


def _by_name(items: Iterable[tuple[Mode, str]]) -> dict[str, Counter[Mode]]:
    modes: defaultdict[str, Counter[Mode]] = defaultdict(Counter)
    for mode, name in items:
        modes[name][mode] += 1
    return dict(modes)


def _letter(modes: Container[Mode]) -> Mode | None:
    for mode in (Mode.TRANSCEIVE, Mode.MONITOR):
        if mode in modes:
            return mode
    return None


def _without(modes: Counter[Mode], others: Counter[Mode]) -> Counter[Mode]:
    """Return the letters that are left when as many as the others are taken away."""
    left, odd = modes - others, (others - modes).total()
    # What others report changes its letter when they change their modes.
    return Counter(list(left.elements())[odd:])
