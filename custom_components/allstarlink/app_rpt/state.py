"""The state of a node: (state, event or poll, now) -> (state, activities).

The truth is XStat; events make it fast. Inputs are applied in the order in
which they stood on the wire, so that the last statement wins. Each function
returns the very same state object when nothing changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from . import events, talks
from .activity import LOCAL, Activity, ActivityType
from .links import Link, Pair, key_ups_of, merge_adjacent, merge_conns, merge_saws
from .moment import Moment
from .names import Mode
from .nodestat import NodeStat
from .sawstat import SawStat
from .talks import Talking
from .xstat import XStat


@dataclass(frozen=True, slots=True)
class NodeState:
    """All that is known of a node. None means unknown.

    `polled` and `synced` tell whether an XStat, and XStat and SawStat, have
    been applied in this session; `lost_at` is when the last one was lost.
    `network` are the names in the last LinkedNodes but the node's own, which
    app_rpt will not connect to once more.
    `incoming_connections` is derived from flags whose polarity the same
    round's NodeStat gives away.
    """

    node: str
    links: tuple[Link, ...] = ()
    network_nodes: int | None = None
    network: frozenset[str] = frozenset()
    receiving: bool | None = None
    transmitting: bool | None = None
    autopatch: bool | None = None
    nodestat: NodeStat | None = None
    incoming_connections: bool | None = None
    talking: Talking = Talking()
    polled: bool = False
    synced: bool = False
    lost_at: Moment | None = None

    @property
    def connecting(self) -> bool:
        """Whether any link is still connecting."""
        return any(not link.established for link in self.links)

    @property
    def is_active(self) -> bool:
        """Whether there is any link, or the receiver or the transmitter is keyed."""
        return bool(self.links or self.receiving or self.transmitting)

    @property
    def link_set(self) -> tuple[tuple[str, Mode, bool, int], ...]:
        """What two polls must agree on before the links count as settled."""
        return tuple(
            (link.name, link.mode, link.established, link.reconnects)
            for link in self.links
        )


type Change = tuple[NodeState, tuple[Activity, ...]]


def apply_event(state: NodeState, event: events.Event, now: Moment) -> Change:
    """Apply an RPT_* or DTMF event.

    Before the first XStat of a session events say nothing new: it will know
    all that they tell. Only a DTMF digit has no trace in it.
    """
    if isinstance(event, events.Dtmf):
        digit = Activity(ActivityType.DTMF, now.wall, LOCAL, digit=event.digit)
        return state, (digit,)
    if not state.polled:
        return state, ()
    match event:
        case events.AdjacentLinks():
            pairs = merge_adjacent(state.links, event.links, now)
            return _apply_links(state, state, pairs, now)
        case events.Receiving():
            talking, activities = _hear(state, state.links, event.on, now)
            changed = replace(state, receiving=event.on, talking=talking)
            return (state if changed == state else changed), activities
        case events.Transmitting():
            changed = replace(state, transmitting=event.on)
        case events.Autopatch():
            changed = replace(state, autopatch=event.on)
    return (state if changed == state else changed), ()


def apply_xstat(state: NodeState, xstat: XStat, now: Moment) -> Change:
    """Apply a whole XStat reply."""
    changed = replace(
        state,
        network_nodes=_count_network(xstat),
        network=frozenset(name for _, name in xstat.linked) - {xstat.node},
        receiving=xstat.receiving,
        transmitting=xstat.transmitting,
        autopatch=xstat.autopatch,
        incoming_connections=_incoming_connections(state.nodestat, xstat),
        polled=True,
    )
    lost_at = None if state.polled else state.lost_at
    pairs = merge_conns(state.links, xstat, now, lost_at)
    return _apply_links(state, changed, pairs, now)


def apply_sawstat(state: NodeState, sawstat: SawStat, now: Moment) -> Change:
    """Apply the SawStat that was asked after an XStat."""
    links = merge_saws(state.links, sawstat.links, now)
    ups = key_ups_of(sawstat.links, now)
    talking, activities = _hear(state, links, state.receiving, now, ups)
    changed = replace(state, links=links, talking=talking, synced=True, lost_at=None)
    changed = _note_missed_keydowns(state, changed)
    return (state if changed == state else changed), activities


def apply_nodestat(state: NodeState, nodestat: NodeStat) -> NodeState:
    """Apply a NodeStat, which is asked before the XStat of its round."""
    changed = replace(state, nodestat=nodestat)
    return state if changed == state else changed


def let_time_pass(state: NodeState, now: Moment) -> Change:
    """End the talks that are over at `now`; see `next_change`."""
    talking, activities = talks.let_time_pass(state.talking, now)
    if not activities:
        return state, ()
    return replace(state, talking=talking), _described(activities, state.links)


def next_change(state: NodeState) -> Moment | None:
    """Return when time alone will change the state."""
    return talks.next_end(state.talking)


def lose_session(state: NodeState, now: Moment) -> NodeState:
    """Forget what only a live session can know; talks end without an activity."""
    return replace(
        state,
        links=tuple(replace(link, keyed=False) for link in state.links),
        receiving=None,
        transmitting=None,
        autopatch=None,
        talking=replace(state.talking, keyed=(), talks=()),
        polled=False,
        synced=False,
        lost_at=now if state.polled else state.lost_at,
    )


def _apply_links(
    state: NodeState, changed: NodeState, pairs: Sequence[Pair], now: Moment
) -> Change:
    links = tuple(new for _, new in pairs if new is not None)
    talking, heard = _hear(state, links, changed.receiving, now)
    changed = replace(changed, links=links, talking=talking)
    if changed == state:
        changed = state
    if not state.polled and state.lost_at is None:
        return changed, heard
    late = not state.polled
    ended = [
        _link_ended(old, now, late=late)
        for old, new in pairs
        if old and _ends(old, new)
    ]
    begun = [
        _link_established(new, now, late=late)
        for old, new in pairs
        if new and _ends(new, old)
    ]
    # As they happen: the link is up before it talks, and talks before it goes.
    starts = [a for a in heard if a.type is ActivityType.TALK_STARTED]
    ends = [a for a in heard if a.type is not ActivityType.TALK_STARTED]
    return changed, (*ends, *ended, *begun, *starts)


def _ends(before: Link, after: Link | None) -> bool:
    """Tell whether `before` is established and `after` is not."""
    return before.established and (after is None or not after.established)


def _link_ended(link: Link, now: Moment, *, late: bool) -> Activity:
    since = link.connected_since or now
    return Activity(
        ActivityType.LINK_DISCONNECTED,
        now.wall,
        link.name,
        link.mode,
        link.direction,
        duration=round((now - since).total_seconds(), 3),
        late=late,
    )


def _link_established(link: Link, now: Moment, *, late: bool) -> Activity:
    return Activity(
        ActivityType.LINK_CONNECTED,
        now.wall,
        link.name,
        link.mode,
        link.direction,
        late=late,
    )


def _hear(
    state: NodeState,
    links: tuple[Link, ...],
    receiving: bool | None,
    now: Moment,
    key_ups: Mapping[str, Moment] | None = None,
) -> tuple[Talking, tuple[Activity, ...]]:
    """Let the talks follow what is keyed now."""
    if (state.links, state.receiving) == (links, receiving):
        return state.talking, ()
    up = [link for link in links if link.established]
    keyed = [link.name for link in up if link.keyed]
    talking, activities = talks.hear(
        state.talking,
        [LOCAL, *keyed] if receiving else keyed,
        {LOCAL, *(link.name for link in up)},
        now,
        key_downs=_key_downs(up),
        key_ups=key_ups or {},
        quiet=not state.synced,
    )
    return talking, _described(activities, (*links, *state.links))


def _key_downs(links: Sequence[Link]) -> Mapping[str, Moment]:
    return {
        link.name: link.last_keyed
        for link in links
        if link.keyed and link.last_keyed is not None
    }


def _described(
    activities: Sequence[Activity], links: Sequence[Link]
) -> tuple[Activity, ...]:
    if not activities:
        return ()
    named: dict[str, Link] = {}
    for link in links:
        named.setdefault(link.name, link)

    def described(activity: Activity) -> Activity:
        if (link := named.get(activity.node)) is None:
            return activity
        return replace(activity, mode=link.mode, direction=link.direction)

    return tuple(map(described, activities))


def _note_missed_keydowns(before: NodeState, state: NodeState) -> NodeState:
    """Note key-downs as heard that a poll knows of and no event announced."""
    known = {link.last_keyed for link in before.links} if before.synced else set()
    open_talks = {talk.talker for talk in state.talking.talks}
    talking = state.talking
    for link in state.links:
        if link.last_keyed in known or link.name in open_talks:
            continue
        if link.last_keyed is not None:
            talking = talks.heard(talking, link.name, link.last_keyed)
    return state if talking == state.talking else replace(state, talking=talking)


def _count_network(xstat: XStat) -> int:
    nodes = {name for mode, name in xstat.linked if mode is not Mode.CONNECTING}
    return len(nodes - {xstat.node})


def _incoming_connections(nodestat: NodeStat | None, xstat: XStat) -> bool | None:
    # In ASL3 the flags of XStat are the negated ones (1 = disabled), in ASL2
    # not (transcript 93): sys_ena shows which, beside NodeStat's Transmitter.
    transmitter = nodestat.transmitter if nodestat else None
    if None in (xstat.system_flag, xstat.incoming_flag, transmitter):
        return None
    negated = xstat.system_flag != transmitter
    return xstat.incoming_flag != negated
