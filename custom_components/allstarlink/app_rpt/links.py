"""The links of a node, merged from events and polls."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import itemgetter
from typing import Protocol

from ..moment import Moment
from .alinks import AdjacentLink
from .conn import Conn
from .modes import Modes, RequestedModes
from .names import Direction, Mode
from .sawstat import Saw

# SawStat tells whole seconds, so a time derived from it may differ by this
# much from the same moment seen as an event.
SAW_TOLERANCE = timedelta(seconds=2)

# So much may the whole seconds of a SawStat be off: they are the difference of two
_ROUNDING = timedelta(seconds=1.2)


@dataclass(frozen=True, slots=True)
class Link:
    """One adjacent link.

    `established` is None while nothing tells whether it is or still connects, and
    `was_up` is then whether it was: None for a link that was there when the node was
    polled first. `connected_since` is None while connecting, `last_keyed` is the last
    key-down. `direction` is None and `polled` False while only an event has
    told of the link. `elapsed` is the last polled connect time, seconds.
    `odd_name` is the wire's form of the name where `name` is another.
    `mode_is_sure` tells whether more than a guess stands behind `mode`.
    """

    name: str
    mode: Mode
    established: bool | None
    direction: Direction | None = None
    keyed: bool = False
    connected_since: Moment | None = None
    last_keyed: Moment | None = None
    reconnects: int = 0
    address: str | None = None
    polled: bool = False
    elapsed: int = 0
    odd_name: str | None = None
    mode_is_sure: bool = False
    was_up: bool | None = None

    @property
    def begins(self) -> bool:
        """Whether it is news that the link is established, once it is known."""
        return (self.was_up if self.established is None else self.established) is False

    @property
    def ends(self) -> bool:
        """Whether it is news that the link is not established, once it is known."""
        return bool(self.was_up if self.established is None else self.established)

    @property
    def wire_name(self) -> str:
        """The name as commands must have it."""
        return self.odd_name or self.name


# A connect time beyond this, seconds, is none: 400,000 hours as for RptUptime
_LONGEST_UP = 400_000 * 3600

# Seconds since any link can have begun: a century
_EVER = 100 * 366 * 86_400

# A link before and after a merge; None where it was or is not there.
type Pair = tuple[Link | None, Link | None]


class ListedLinks(Protocol):
    """A reply that lists the links: those read, and the names in lines that are not."""

    @property
    def conns(self) -> Sequence[Conn]: ...  # noqa: D102  (the class tells)

    @property
    def unread(self) -> Sequence[str]: ...  # noqa: D102  (the class tells)


def merge_adjacent(
    links: Sequence[Link], adjacent: Sequence[AdjacentLink], now: Moment
) -> list[Pair]:
    """Merge an RPT_ALINKS event.

    The event lists all links but local monitors, and may lack those that are
    connecting: both stay as the last poll had them. It lists the newest
    first, the links are oldest first (transcript 51), so equal names are
    joined from opposite ends.
    """
    waiting = _by_name(reversed(adjacent))
    pairs: list[Pair] = []
    for link in links:
        if items := waiting.get(link.name):
            pairs.append((link, _with_item(link, items.popleft(), now)))
        else:
            pairs.append((link, _unlisted(link, others_are_listed=bool(adjacent))))
    # What is left of a name are its newest, so the new ones begin where these do.
    left = {name: len(items) for name, items in waiting.items() if items}
    new: list[Pair] = []
    for item in adjacent if left else ():
        if left.get(item.name):
            left[item.name] -= 1
            new.append((None, _from_item(item, now)))
    return pairs + new[::-1]


def _unlisted(link: Link, *, others_are_listed: bool) -> Link | None:
    """Return what a link is that RPT_ALINKS does not have: a local monitor, or gone."""
    if not link.polled or link.mode is Mode.CONNECTING:
        return link if link.polled else None
    is_local = link.mode is Mode.LOCAL_MONITOR
    if link.mode_is_sure or not others_are_listed:
        return link if is_local else None
    return replace(link, mode=Mode.LOCAL_MONITOR, mode_is_sure=True)


def _by_name[Named: (AdjacentLink, Saw)](
    items: Iterable[Named],
) -> dict[str, deque[Named]]:
    """Return the items of each name, in their order."""
    found: defaultdict[str, deque[Named]] = defaultdict(deque)
    for item in items:
        found[item.name].append(item)
    return found


def _from_item(item: AdjacentLink, now: Moment) -> Link:
    established = item.mode is not Mode.CONNECTING
    keyed = established and item.keyed
    return Link(
        item.name,
        item.mode,
        established,
        keyed=keyed,
        connected_since=now if established else None,
        last_keyed=now if keyed else None,
        odd_name=item.odd_name,
        mode_is_sure=established,
    )


def _with_item(link: Link, item: AdjacentLink, now: Moment) -> Link:
    if not link.polled and link.established != (item.mode is not Mode.CONNECTING):
        return replace(_from_item(item, now), last_keyed=link.last_keyed)
    if not link.established:
        # Only Conn tells that a polled link is up: RPT_ALINKS may be stale.
        return link
    is_told = item.mode is not Mode.CONNECTING
    mode = item.mode if is_told else link.mode
    is_sure = is_told or link.mode_is_sure
    if (mode, is_sure, item.keyed) == (link.mode, link.mode_is_sure, link.keyed):
        return link
    last_keyed = now if item.keyed and not link.keyed else link.last_keyed
    return replace(
        link,
        mode=mode,
        mode_is_sure=is_sure,
        keyed=item.keyed,
        last_keyed=last_keyed,
    )


def merge_conns(
    links: Sequence[Link],
    listed: ListedLinks,
    modes: Modes | RequestedModes,
    now: Moment,
    lost_at: Moment | None = None,
) -> list[Pair]:
    """Merge the links of an XStat or of `rpt lstats`, in its order.

    A link whose line cannot be read stays as it was.
    `modes` are those of this reply; `lost_at` is when the last session was lost, if
    this is the first poll after it.
    """
    waiting: dict[str, _Namesakes] = {}
    for position, link in enumerate(links):
        if (namesakes := waiting.get(link.name)) is None:
            namesakes = waiting[link.name] = _Namesakes(now)
        namesakes.add(position, link)
    pairs: list[Pair] = []
    for conn in listed.conns:
        namesakes = waiting.get(conn.name)
        old = namesakes.take(conn.elapsed) if namesakes else None
        pairs.append((old, _from_conn(old, conn, modes, now, lost_at)))
    for name in listed.unread:
        # Without a connect time the oldest of equal names is taken.
        namesakes = waiting.get(name)
        if namesakes and (old := namesakes.take(_EVER)):
            pairs.append((old, old))
    gone = sorted(
        (left for namesakes in waiting.values() for left in namesakes.left),
        key=itemgetter(0),
    )
    pairs.extend((link, None) for _, link in gone)
    return pairs


class _Namesakes:
    """The links of one name that no line of a poll has been found for yet.

    Names are not unique: of equal names, the one as old as the line is meant.
    """

    def __init__(self, now: Moment) -> None:
        """Take the time of the poll."""
        self._now = now
        self._starts: list[Moment] = []
        # The links in the order of their starts, each with its place.
        self.left: list[tuple[int, Link]] = []
        self._is_sorted = True

    def add(self, position: int, link: Link) -> None:
        """Add a link, and its place among all."""
        self.left.append((position, link))
        self._is_sorted = len(self.left) == 1

    def take(self, elapsed: int) -> Link | None:
        """Return the link that is nearest to this connect time, seconds, and remove it."""
        if not self.left:
            return None
        if len(self.left) == 1:
            self._starts.clear()
            return self.left.pop()[1]
        if not self._is_sorted or not self._starts:
            self.left.sort(key=lambda item: self._start(item[1]))
            self._starts = [self._start(link) for _, link in self.left]
            self._is_sorted = True
        started = self._now - timedelta(seconds=elapsed)
        place = bisect_left(self._starts, started)
        if place == len(self._starts) or (
            place and started - self._starts[place - 1] <= self._starts[place] - started
        ):
            # Of those that began together, the one that a poll lists first.
            place = bisect_left(self._starts, self._starts[place - 1])
        del self._starts[place]
        return self.left.pop(place)[1]

    def _start(self, link: Link) -> Moment:
        return link.connected_since or self._now


def _from_conn(
    old: Link | None,
    conn: Conn,
    modes: Modes | RequestedModes,
    now: Moment,
    lost_at: Moment | None,
) -> Link:
    same = old is not None and _is_same_connection(old, conn, now, lost_at)
    was_up = old is not None and old.established is not False and same
    before = (old.mode, old.mode_is_sure) if old is not None and was_up else None
    mode, is_sure = modes.of(conn, before)
    return Link(
        name=conn.name,
        mode=mode,
        established=conn.established,
        direction=conn.direction,
        keyed=old is not None and old.keyed and same and conn.established,
        connected_since=_connected_since(old, conn, now, same=same),
        last_keyed=old.last_keyed if old is not None else None,
        reconnects=conn.reconnects,
        address=conn.address,
        polled=True,
        elapsed=conn.elapsed,
        # The line hides blanks at the right end; SawStat, which follows, does not.
        odd_name=conn.odd_name if old is None else old.odd_name,
        mode_is_sure=is_sure,
    )


def _is_same_connection(
    old: Link, conn: Conn, now: Moment, lost_at: Moment | None
) -> bool:
    """Tell a link that stayed up from one that broke and came back unseen."""
    started = now - timedelta(seconds=max(0, conn.elapsed))
    if lost_at is not None and conn.elapsed >= 0 and started > lost_at:
        return False
    if conn.elapsed < 0 and old.polled:
        return conn.reconnects == old.reconnects
    if not old.polled:
        since = old.connected_since or started
        return started - since <= SAW_TOLERANCE
    return conn.reconnects == old.reconnects and conn.elapsed >= old.elapsed


def _connected_since(
    old: Link | None, conn: Conn, now: Moment, *, same: bool
) -> Moment | None:
    if not conn.established:
        return None
    if old is not None and old.established is False:
        # The connect time runs since the try began (transcript 57).
        return now
    if old is not None and same and old.established:
        return old.connected_since
    if not 0 <= conn.elapsed <= _LONGEST_UP:
        # The server's clock was set, or counts from 1970.
        return None
    return now - timedelta(seconds=conn.elapsed)


def merge_saws(
    links: Sequence[Link], saws: Sequence[Saw], now: Moment, hint: Moment | None = None
) -> tuple[Link, ...]:
    """Merge the entries of a SawStat into the links that an XStat listed.

    The entries come newest first, the links oldest first (transcript 51), so
    equal names are joined from opposite ends. `hint` is when an event told that
    something has changed.
    """
    waiting = _by_name(reversed(saws))
    return tuple(
        [
            _with_saw(link, same.popleft(), now, hint)
            if (same := waiting.get(link.name))
            else link
            for link in links
        ]
    )


def key_ups_of(
    saws: Sequence[Saw], now: Moment, hint: Moment | None = None
) -> Mapping[str, Moment]:
    """Return when links that are not keyed were heard last, as far as a SawStat tells.

    Of equal names the newest counts, which a SawStat has first. A key-up older
    than the key-down is none of this talk: app_rpt notes none when a link falls
    silent without one (app_rpt.c, RXKEY time-out).
    """
    return {
        saw.name: _nearest(now - timedelta(seconds=saw.since_unkey), hint)
        for saw in reversed(saws)
        if not saw.keyed
        and saw.since_unkey is not None
        and (saw.since_key is None or saw.since_unkey <= saw.since_key)
    }


def _nearest(polled: Moment, hint: Moment | None) -> Moment:
    """Return the moment of an event, if a poll may mean it: the poll has whole seconds."""
    if hint is not None and abs(hint - polled) <= _ROUNDING:
        return hint
    return polled


def _with_saw(link: Link, saw: Saw, now: Moment, hint: Moment | None) -> Link:
    last_keyed = link.last_keyed
    if saw.since_key is not None:
        polled = _nearest(now - timedelta(seconds=saw.since_key), hint)
        # A key-down that looks older than the last one is due to the server's clock.
        if last_keyed is None or polled - last_keyed > SAW_TOLERANCE:
            last_keyed = polled
    keyed = saw.keyed and bool(link.established)
    known = link.keyed, link.last_keyed, link.odd_name
    if (keyed, last_keyed, saw.odd_name) == known:
        return link
    return replace(link, keyed=keyed, last_keyed=last_keyed, odd_name=saw.odd_name)
