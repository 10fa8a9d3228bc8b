"""The links of a node, merged from events and polls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .alinks import AdjacentLink
from .names import Direction, Mode
from .sawstat import Saw
from .xstat import Conn, XStat

# SawStat tells whole seconds, so a time derived from it may differ by this
# much from the same moment seen as an event.
_POLL_TOLERANCE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Link:
    """One adjacent link.

    `connected_since` is None while connecting, `last_keyed` is the last
    key-down. `direction` is None and `polled` False while only an event has
    told of the link. `elapsed` is the last polled connect time, seconds.
    """

    name: str
    mode: Mode
    established: bool
    direction: Direction | None = None
    keyed: bool = False
    connected_since: datetime | None = None
    last_keyed: datetime | None = None
    reconnects: int = 0
    address: str | None = None
    polled: bool = False
    elapsed: int = 0


# A link before and after a merge; None where it was or is not there.
type Pair = tuple[Link | None, Link | None]


def merge_adjacent(
    links: Sequence[Link], adjacent: Sequence[AdjacentLink], now: datetime
) -> list[Pair]:
    """Merge an RPT_ALINKS event.

    The event lists all links but local monitors, and may lack those that are
    connecting: both stay as the last poll had them. It lists the newest
    first, the links are oldest first (transcript 51), so equal names are
    joined from opposite ends.
    """
    waiting = list(reversed(adjacent))
    pairs: list[Pair] = []
    for link in links:
        item = next((a for a in waiting if a.name == link.name), None)
        if item is not None:
            waiting.remove(item)
            pairs.append((link, _with_item(link, item, now)))
        else:
            unlisted = link.mode in (Mode.LOCAL_MONITOR, Mode.CONNECTING)
            pairs.append((link, link if unlisted and link.polled else None))
    pairs.extend((None, _from_item(item, now)) for item in waiting)
    return pairs


def _from_item(item: AdjacentLink, now: datetime) -> Link:
    established = item.mode is not Mode.CONNECTING
    keyed = established and item.keyed
    return Link(
        item.name,
        item.mode,
        established,
        keyed=keyed,
        connected_since=now if established else None,
        last_keyed=now if keyed else None,
    )


def _with_item(link: Link, item: AdjacentLink, now: datetime) -> Link:
    if not link.polled and link.established != (item.mode is not Mode.CONNECTING):
        return replace(_from_item(item, now), last_keyed=link.last_keyed)
    if not link.established:
        # Only Conn tells that a polled link is up: RPT_ALINKS may be stale.
        return link
    mode = link.mode if item.mode is Mode.CONNECTING else item.mode
    if (mode, item.keyed) == (link.mode, link.keyed):
        return link
    last_keyed = now if item.keyed and not link.keyed else link.last_keyed
    return replace(link, mode=mode, keyed=item.keyed, last_keyed=last_keyed)


def merge_conns(
    links: Sequence[Link], xstat: XStat, now: datetime, lost_at: datetime | None
) -> list[Pair]:
    """Merge the links of an XStat, in its order.

    `lost_at` is the time when the last session was lost, if this is the
    first poll after it.
    """
    waiting = list(links)
    pairs: list[Pair] = []
    for conn in xstat.conns:
        old = _same_link(waiting, conn, now)
        if old is not None:
            waiting.remove(old)
        pairs.append((old, _from_conn(old, conn, xstat, now, lost_at)))
    pairs.extend((gone, None) for gone in waiting)
    return pairs


def _same_link(links: Sequence[Link], conn: Conn, now: datetime) -> Link | None:
    # Names are not unique: of equal names, the one as old as this is meant.
    started = now - timedelta(seconds=conn.elapsed)

    def age_difference(link: Link) -> timedelta:
        return abs((link.connected_since or now) - started)

    named = [link for link in links if link.name == conn.name]
    return min(named, key=age_difference, default=None)


def _from_conn(
    old: Link | None, conn: Conn, xstat: XStat, now: datetime, lost_at: datetime | None
) -> Link:
    same = old is not None and _is_same_connection(old, conn, now, lost_at)
    return Link(
        name=conn.name,
        mode=_mode(old, conn, xstat),
        established=conn.established,
        direction=conn.direction,
        keyed=old is not None and old.keyed and same and conn.established,
        connected_since=_connected_since(old, conn, now, same=same),
        last_keyed=old.last_keyed if old is not None else None,
        reconnects=conn.reconnects,
        address=conn.address,
        polled=True,
        elapsed=conn.elapsed,
    )


def _is_same_connection(
    old: Link, conn: Conn, now: datetime, lost_at: datetime | None
) -> bool:
    """Tell a link that stayed up from one that broke and came back unseen."""
    started = now - timedelta(seconds=conn.elapsed)
    if lost_at is not None and started > lost_at:
        return False
    if not old.polled:
        since = old.connected_since or started
        return started - since <= _POLL_TOLERANCE
    return conn.reconnects == old.reconnects and conn.elapsed >= old.elapsed


def _connected_since(
    old: Link | None, conn: Conn, now: datetime, *, same: bool
) -> datetime | None:
    if not conn.established:
        return None
    if old is not None and not old.established:
        # The connect time runs since the try began (transcript 57).
        return now
    if old is not None and same:
        return old.connected_since
    return now - timedelta(seconds=conn.elapsed)


def _mode(old: Link | None, conn: Conn, xstat: XStat) -> Mode:
    if not conn.established:
        return Mode.CONNECTING
    adjacent = {a.mode for a in xstat.adjacent if a.name == conn.name}
    linked = {mode for mode, name in xstat.linked if name == conn.name}
    for modes in (adjacent, linked):
        if Mode.TRANSCEIVE in modes:
            return Mode.TRANSCEIVE
        if Mode.MONITOR in modes:
            return Mode.MONITOR
    if not adjacent and not linked:
        return Mode.LOCAL_MONITOR
    # Both lists still say connecting, so it is no local monitor.
    if old is not None and old.mode is not Mode.CONNECTING:
        return old.mode
    return Mode.TRANSCEIVE


def merge_saws(
    links: Sequence[Link], saws: Sequence[Saw], now: datetime
) -> tuple[Link, ...]:
    """Merge the entries of a SawStat into the links that an XStat listed.

    The entries come newest first, the links oldest first (transcript 51), so
    equal names are joined from opposite ends.
    """
    waiting = list(reversed(saws))
    merged = []
    for link in links:
        saw = next((s for s in waiting if s.name == link.name), None)
        if saw is not None:
            waiting.remove(saw)
            link = _with_saw(link, saw, now)  # noqa: PLW2901  (the merged link)
        merged.append(link)
    return tuple(merged)


def key_ups_of(saws: Sequence[Saw], now: datetime) -> Mapping[str, datetime]:
    """Return when links that are not keyed were heard last, as far as a SawStat tells.

    Of equal names the newest counts, which a SawStat has first. A key-up older
    than the key-down is none of this talk: app_rpt notes none when a link falls
    silent without one (app_rpt.c, RXKEY time-out).
    """
    return {
        saw.name: now - timedelta(seconds=saw.since_unkey)
        for saw in reversed(saws)
        if not saw.keyed
        and saw.since_unkey is not None
        and (saw.since_key is None or saw.since_unkey <= saw.since_key)
    }


def _with_saw(link: Link, saw: Saw, now: datetime) -> Link:
    last_keyed = link.last_keyed
    if saw.since_key is not None:
        polled = now - timedelta(seconds=saw.since_key)
        # A key-down that looks older than the last one is due to the server's clock.
        if last_keyed is None or polled - last_keyed > _POLL_TOLERANCE:
            last_keyed = polled
    return replace(link, keyed=saw.keyed and link.established, last_keyed=last_keyed)
