"""Rounds of polls on servers that send no events: NodeStat and SawStat, each second.

What happened between two rounds is put together from the whole seconds that
SawStat counts since each link's last key-down and key-up. SawStat has links that still
connect as well (transcript hv_58c): where XStat is not asked, `rpt lstats` tells which.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ..moment import Moment
from .activity import Activity
from .links import Link, Pair, merge_conns
from .lstats import LinkStats
from .modes import RequestedModes
from .names import Mode
from .nodestat import NodeStat
from .sawstat import Saw, SawStat
from .state import Change, NodeState, apply_keying, apply_link_pairs

# A whole second may be counted for any time from none to two: the server's own
# clock may have begun another second just after the one and just before the other
_COUNTED = timedelta(seconds=1)

# A key-down that is so much later than the last one is another one
_ANOTHER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A key-down or key-up of a link, by its place among the links."""

    at: Moment
    index: int
    keyed: bool


def names_differ(state: NodeState, sawstat: SawStat) -> bool:
    """Whether a SawStat lists other links than are known, so that XStat is due."""
    return sorted(link.name for link in state.links) != sorted(
        saw.name for saw in sawstat.links
    )


def apply_round(
    state: NodeState,
    nodestat: NodeStat,
    sawstat: SawStat,
    before: Moment | None,
    now: Moment,
) -> Change:
    """Apply a round; `before` is the last one of this session, None at the first.

    Of new links neither mode nor state is known until XStat or `rpt lstats` tells
    them: one that is keyed is established. Those that are gone have ended.
    """
    state, activities = _apply_names(state, sawstat, now)
    saws = _joined(state.links, sawstat.links)
    state, proved = _prove_established(state, saws, before, now)
    activities = (*activities, *proved)
    receiver = nodestat.receiving
    if before is None or not state.synced:
        links = [
            _found(link, saw, now) for link, saw in zip(state.links, saws, strict=True)
        ]
        state, more = apply_keying(state, links, receiver, now)
        return _transmitting(state, nodestat), (*activities, *more)
    edges = [
        edge
        for index, (link, saw) in enumerate(zip(state.links, saws, strict=True))
        if saw is not None and link.established
        for edge in _edges(index, link, saw, before, now)
    ]
    middle = before + (now - before) / 2
    found = list(activities)
    has_receiver = receiver == state.receiving
    for edge in sorted(edges, key=lambda edge: edge.at.monotonic):
        if not has_receiver and middle <= edge.at:
            has_receiver = True
            state, more = apply_keying(state, state.links, receiver, middle)
            found += more
        links = list(state.links)
        links[edge.index] = _keyed(links[edge.index], edge)
        state, more = apply_keying(state, links, state.receiving, edge.at)
        found += more
    if not has_receiver:
        state, more = apply_keying(state, state.links, receiver, middle)
        found += more
    return _transmitting(state, nodestat), tuple(found)


def _apply_names(
    state: NodeState, sawstat: SawStat, now: Moment
) -> tuple[NodeState, tuple[Activity, ...]]:
    if state.polled and not names_differ(state, sawstat):
        return state, ()
    waiting = Counter(saw.name for saw in sawstat.links)
    pairs: list[Pair] = []
    for link in state.links:
        if waiting[link.name]:
            waiting[link.name] -= 1
            pairs.append((link, link if state.polled else _doubted(link)))
        else:
            pairs.append((link, None))
    # What the first poll of all finds is no news.
    was_up = False if state.polled or state.lost_at is not None else None
    for saw in reversed(sawstat.links):
        if waiting[saw.name]:
            waiting[saw.name] -= 1
            new = Link(saw.name, Mode.UNKNOWN, established=None, was_up=was_up)
            pairs.append((None, new))
    return apply_link_pairs(state, pairs, now)


def _doubted(link: Link) -> Link:
    """Return a link of the last session, of which only the name is known now."""
    return replace(link, established=None, keyed=False, was_up=link.ends)


def _prove_established(
    state: NodeState, saws: Sequence[Saw | None], before: Moment | None, now: Moment
) -> Change:
    """Take links that are keyed, or were since the last round, for established."""
    pairs: list[Pair] = []
    for link, saw in zip(state.links, saws, strict=True):
        is_heard = saw is not None and (
            saw.keyed
            or (before is not None and _between(saw.since_key, before, now) is not None)
        )
        if link.established is None and is_heard:
            since = now if link.begins else link.connected_since
            new = replace(link, established=True, connected_since=since)
            pairs.append((link, new))
        else:
            pairs.append((link, link))
    if all(old is new for old, new in pairs):
        return state, ()
    return apply_link_pairs(state, pairs, now)


def forget_xstat(state: NodeState) -> NodeState:
    """Forget what only XStat knows of a node: it is not asked any more, or not yet."""
    changed = replace(
        state,
        network_nodes=None,
        network=frozenset(),
        autopatch=None,
        incoming_connections=None,
        variables=(),
        pins=(),
    )
    return state if changed == state else changed


def apply_lstats(
    state: NodeState,
    stats: LinkStats,
    now: Moment,
    requested: Mapping[str, Mode] | None = None,
) -> Change:
    """Apply `rpt lstats`, which was asked after a round in place of XStat.

    `requested` are the modes of calls that are under way.
    """
    modes = RequestedModes(requested or {})
    pairs = merge_conns(state.links, stats, modes, now)
    return apply_link_pairs(state, pairs, now)


def _joined(links: Sequence[Link], saws: Iterable[Saw]) -> list[Saw | None]:
    # The entries come newest first, the links oldest first (transcript 51).
    waiting: dict[str, deque[Saw]] = {}
    for saw in reversed(list(saws)):
        waiting.setdefault(saw.name, deque()).append(saw)
    return [
        same.popleft() if (same := waiting.get(link.name)) else None for link in links
    ]


def _found(link: Link, saw: Saw | None, now: Moment) -> Link:
    if saw is None:
        return link
    down = link.last_keyed
    if saw.since_key is not None:
        polled = now - timedelta(seconds=saw.since_key)
        if down is None or polled - down > _ANOTHER:
            down = polled
    keyed = saw.keyed and bool(link.established)
    return replace(link, keyed=keyed, last_keyed=down)


def _edges(
    index: int, link: Link, saw: Saw, before: Moment, now: Moment
) -> list[_Edge]:
    """Return what happened to a link since the last round, in order."""
    down = _between(saw.since_key, before, now)
    up = _between(saw.since_unkey, before, now)
    middle = before + (now - before) / 2
    is_another = down is not None and (
        link.last_keyed is None or down - link.last_keyed > _ANOTHER
    )
    match link.keyed, saw.keyed:
        case False, True:
            return [_Edge(down or middle, index, True)]
        case True, False:
            return [_Edge(up or middle, index, False)]
        case False, False if is_another and down is not None:
            # A whole talk in between
            last = max(up or now, down, key=lambda moment: moment.monotonic)
            return [_Edge(down, index, True), _Edge(last, index, False)]
        case True, True if is_another and down is not None:
            first = min(up or down, down, key=lambda moment: moment.monotonic)
            return [_Edge(first, index, False), _Edge(down, index, True)]
    return []


def _between(seconds: int | None, before: Moment, now: Moment) -> Moment | None:
    """Return when it happened, None if not since the last round.

    It is the middle of the time in which it may have happened.
    """
    if seconds is None:
        return None
    counted = timedelta(seconds=seconds)
    since = max(timedelta(), counted - _COUNTED)
    until = min(now - before, counted + _COUNTED)
    return None if since >= until else now - (since + until) / 2


def _keyed(link: Link, edge: _Edge) -> Link:
    return replace(
        link,
        keyed=edge.keyed,
        last_keyed=edge.at if edge.keyed else link.last_keyed,
    )


def _transmitting(state: NodeState, nodestat: NodeStat) -> NodeState:
    changed = replace(
        state,
        nodestat=nodestat,
        transmitting=nodestat.transmitting,
        synced=True,
        polled=True,
        lost_at=None,
    )
    return state if changed == state else changed
