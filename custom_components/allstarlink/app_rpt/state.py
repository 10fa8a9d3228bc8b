"""The state of a node: (state, event or poll, now) -> (state, activities).

The truth is XStat; events make it fast. Inputs are applied in the order in
which they stood on the wire, so that the last statement wins. Each function
returns the very same state object when nothing changed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..moment import Moment
from . import events, talks
from .activity import LOCAL, Activity, ActivityType
from .alinks import AdjacentLink
from .links import (
    SAW_TOLERANCE,
    Link,
    Pair,
    key_ups_of,
    merge_adjacent,
    merge_conns,
    merge_saws,
)
from .modes import Modes, brought_by_others
from .names import Mode
from .network import Network, names_of
from .nodestat import NodeStat
from .old_lists import may_be_changed, read_adjacent
from .sawstat import SawStat
from .talks import Talking
from .variables import Pins, Variables, with_pin
from .xstat import XStat


@dataclass(frozen=True, slots=True)
class NodeState:
    """All that is known of a node. None means unknown.

    `polled` and `synced` tell whether an XStat, and XStat and SawStat, have
    been applied in this session; `lost_at` is when the last one was lost.
    `network` are the names in the last LinkedNodes but the node's own, which
    app_rpt will not connect to once more; `brought` those items of it that are
    names of links and were brought by others. `adjacent` is the last RPT_ALINKS.
    With `by_events`, polls are made only to confirm an action: between them events alone
    tell of the node, and `listed` is whether they have told of its links.
    `variables` and `pins` are what scripts and the radio interface report.
    `incoming_connections` is derived from flags whose polarity the same
    round's NodeStat gives away.
    """

    node: str
    links: tuple[Link, ...] = ()
    adjacent: tuple[AdjacentLink, ...] = ()
    brought: Network = ()
    network_nodes: int | None = None
    network: frozenset[str] = frozenset()
    receiving: bool | None = None
    transmitting: bool | None = None
    autopatch: bool | None = None
    nodestat: NodeStat | None = None
    incoming_connections: bool | None = None
    variables: Variables = ()
    pins: Pins = ()
    talking: Talking = Talking()
    polled: bool = False
    synced: bool = False
    lost_at: Moment | None = None
    by_events: bool = False
    listed: bool = False

    @property
    def connecting(self) -> bool:
        """Whether any link is still connecting."""
        return any(link.established is False for link in self.links)

    @property
    def links_are_known(self) -> bool:
        """Whether all links are known, and of each whether it is established."""
        if self.by_events and not (self.polled or self.listed):
            return False
        return all(link.established is not None for link in self.links)

    @property
    def link_keying_is_known(self) -> bool:
        """Whether it is known of all links which are keyed."""
        return self.links_are_known or not self.by_events

    @property
    def silence_is_known(self) -> bool:
        """Whether nobody talks where no talker is known; else it is not known who does."""
        return self.receiving is not None and self.link_keying_is_known

    @property
    def is_active(self) -> bool:
        """Whether there is any link, or the receiver or the transmitter is keyed."""
        return bool(self.links or self.receiving or self.transmitting)

    @property
    def link_set(self) -> tuple[tuple[str, Mode, bool | None, int], ...]:
        """What two polls must agree on before the links count as settled."""
        return tuple(
            (link.name, link.mode, link.established, link.reconnects)
            for link in self.links
        )


type Change = tuple[NodeState, tuple[Activity, ...]]


def apply_event(state: NodeState, event: events.Event, now: Moment) -> Change:
    """Apply an event of app_rpt.

    Before the first XStat of a session events say nothing new: it will know
    all that they tell. Only DTMF digits and MDC-1200 messages have no trace in it.
    """
    if isinstance(event, events.Dtmf):
        digit = Activity(ActivityType.DTMF, now.wall, LOCAL, digit=event.digit)
        return state, (digit,)
    if isinstance(event, events.MdcReceived):
        # The event does not say who has sent it: as a rule, whoever talks.
        who = state.talking.talker or LOCAL
        return state, (Activity(ActivityType.MDC, now.wall, who, mdc=event.mdc),)
    if not (state.polled or state.by_events):
        return state, ()
    match event:
        case events.AdjacentLinks() if not state.links_are_known and state.by_events:
            return _first_listed(state, event, now), ()
        case events.AdjacentLinks():
            is_new = event.links != state.adjacent
            changed = replace(state, adjacent=event.links) if is_new else state
            links, _ = read_adjacent(event.links, (link.name for link in state.links))
            pairs = merge_adjacent(state.links, links, now)
            # Before the first SawStat, those that the XStat had as keyed are no news.
            is_live = state.synced or (state.by_events and not state.polled)
            was_keyed = () if is_live else _keyed_names(state.adjacent)
            return _apply_links(state, changed, pairs, now, found=was_keyed)
        case events.NetworkNames() if not state.polled:
            return state, ()
        case events.NetworkNames():
            return _apply_network(state, event.network), ()
        case events.Receiving():
            # The XStat told of the receiver: this is another state of it.
            talking, activities = _hear(state, state.links, event.on, now, found=())
            changed = replace(state, receiving=event.on, talking=talking)
            return (state if changed == state else changed), activities
        case events.Transmitting():
            changed = replace(state, transmitting=event.on)
        case events.Autopatch():
            changed = replace(state, autopatch=event.on)
        case events.Pin():
            changed = replace(state, pins=with_pin(state.pins, event.key, on=event.on))
    return (state if changed == state else changed), ()


def apply_xstat(
    state: NodeState,
    xstat: XStat,
    now: Moment,
    requested: Mapping[str, Mode] | None = None,
) -> Change:
    """Apply a whole XStat reply; `requested` are the modes of calls that are under way."""
    brought = state.brought
    if not state.polled:
        # What the last event told is all that is known of the time before.
        own = [(link.mode, link.name) for link in xstat.adjacent]
        own += [item for item in xstat.reported or () if item[0] is Mode.CONNECTING]
        own += [(Mode.LOCAL_MONITOR, conn.name) for conn in xstat.conns]
        reported = xstat.linked if xstat.reported is None else xstat.reported
        brought = brought_by_others(reported, own)
    changed = replace(
        state,
        adjacent=xstat.adjacent,
        # Of a list that was cut, one name may be the beginning of another.
        network_nodes=len(names_of(xstat.linked, xstat.node)) - bool(xstat.doubtful),
        network=_known_names(xstat.linked) - {xstat.node} - xstat.doubtful,
        receiving=xstat.receiving,
        transmitting=xstat.transmitting,
        autopatch=xstat.autopatch,
        incoming_connections=_incoming_connections(state.nodestat, xstat),
        variables=xstat.variables,
        pins=xstat.pins,
        polled=True,
    )
    lost_at = None if state.polled else state.lost_at
    modes = Modes(xstat, brought, requested or {})
    pairs = merge_conns(state.links, xstat, modes, now, lost_at)
    links = [(new.mode, new.name) for _, new in pairs if new is not None]
    changed = replace(changed, brought=brought_by_others(xstat.linked, links))
    return _apply_links(state, changed, pairs, now)


def is_unexplained(before: NodeState, after: NodeState, event: events.Event) -> bool:
    """Tell whether an event of a node must be followed by a poll at once.

    An RPT_ALINKS that repeats the last one announces a local monitor's change,
    a change of mode or a permanent link that falls back; so does one that is
    new only by what polls have shown since. The transmitter drops while somebody
    is keyed when the time-out timer has run out, and the timer is reset when they
    stop.
    """
    if not before.polled:
        return False
    if isinstance(event, events.AdjacentLinks):
        _, has_names = read_adjacent(event.links, (link.name for link in before.links))
        is_repeated = event.links == before.adjacent
        if is_repeated or not has_names or _listed(before) == _listed(after):
            return True
    if before.link_set != after.link_set and _may_be_there(before, after):
        return True
    if (before.talking.keyed, before.transmitting) == (
        after.talking.keyed,
        after.transmitting,
    ):
        return False
    if before.nodestat is not None and before.nodestat.timed_out:
        return True
    dropped = before.transmitting and after.transmitting is False
    return bool(dropped and after.talking.keyed)


def _listed(state: NodeState) -> list[tuple[str, Mode, bool | None, bool]]:
    """Return what RPT_ALINKS can tell of each link."""
    return [
        (link.name, link.mode, link.established, link.keyed) for link in state.links
    ]


def _may_be_there(before: NodeState, after: NodeState) -> bool:
    """Tell whether a link that RPT_ALINKS does not have any more may be up.

    It may be changing its mode; only Conn tells it from one that has ended
    (transcript d11).
    """
    listed = {link.name for link in after.links if link.mode is not Mode.LOCAL_MONITOR}
    were = {link.name for link in before.links if link.mode is not Mode.LOCAL_MONITOR}
    return not were <= listed


def apply_sawstat(
    state: NodeState, sawstat: SawStat, now: Moment, hint: Moment | None = None
) -> Change:
    """Apply the SawStat that was asked after an XStat.

    `hint` is when an RPT_ALINKS came, if it was just now: a local monitor may
    have talked. Without one, what looks like that is due to the server's clock.
    """
    links = merge_saws(state.links, sawstat.links, now, hint)
    ups = key_ups_of(sawstat.links, now, hint)
    before, begun = _hear_brief(state, links, now) if hint else (state, ())
    talking, activities = _hear(before, links, state.receiving, now, ups)
    changed = replace(state, links=links, talking=talking, synced=True, lost_at=None)
    changed = _note_missed_keydowns(state, changed, ups)
    return (state if changed == state else changed), (*begun, *activities)


def _hear_brief(state: NodeState, links: tuple[Link, ...], now: Moment) -> Change:
    """Let local monitors begin to talk that have stopped again by now."""
    if not state.synced:
        return state, ()
    brief = tuple(
        replace(new, keyed=True)
        if new.mode is Mode.LOCAL_MONITOR
        and new.established
        and not (old.keyed or new.keyed)
        and new.last_keyed != old.last_keyed
        else old
        for old, new in zip(state.links, links, strict=True)
    )
    talking, begun = _hear(state, brief, state.receiving, now)
    return replace(state, links=brief, talking=talking), begun


def apply_nodestat(state: NodeState, nodestat: NodeStat) -> NodeState:
    """Apply a NodeStat, which is asked before the XStat of its round."""
    changed = replace(state, nodestat=nodestat)
    return state if changed == state else changed


def recall_heard(
    state: NodeState, node: str, heard: Moment, started: Moment
) -> NodeState:
    """Take over who was heard last before Home Assistant started, unless later was heard."""
    talking = talks.heard(state.talking, node, heard, started)
    return state if talking == state.talking else replace(state, talking=talking)


def apply_link_pairs(state: NodeState, pairs: Sequence[Pair], now: Moment) -> Change:
    """Apply links that came and went."""
    return _apply_links(state, state, pairs, now)


def apply_keying(
    state: NodeState, links: Sequence[Link], receiving: bool | None, now: Moment
) -> Change:
    """Apply which of the same links are keyed, and whether the receiver is."""
    talking, activities = _hear(state, tuple(links), receiving, now)
    changed = replace(state, links=tuple(links), receiving=receiving, talking=talking)
    return (state if changed == state else changed), activities


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
        variables=(),
        pins=(),
        talking=replace(state.talking, keyed=(), talks=()),
        polled=False,
        synced=False,
        lost_at=now if state.polled else state.lost_at,
        by_events=False,
        listed=False,
    )


def begin_events(state: NodeState) -> NodeState:
    """Begin a session in which events alone tell of the node: nothing is known yet."""
    return replace(forget_polls(state), links=(), adjacent=(), listed=False)


def forget_polls(state: NodeState) -> NodeState:
    """Keep what events tell, and forget what only polls can keep right.

    No event tells of local monitors and of links that are connecting, nor of who is
    behind the neighbours when nothing else happens.
    """
    links = tuple(
        replace(link, direction=None, address=None, reconnects=0, polled=False)
        for link in state.links
        if link.established and link.mode in (Mode.TRANSCEIVE, Mode.MONITOR)
    )
    return replace(
        state,
        links=links,
        brought=(),
        network_nodes=None,
        network=frozenset(),
        nodestat=None,
        incoming_connections=None,
        variables=(),
        polled=False,
        synced=False,
        lost_at=None,
        by_events=True,
        listed=True,
    )


def _first_listed(
    state: NodeState, event: events.AdjacentLinks, now: Moment
) -> NodeState:
    """Take the first list of links that events bring: nobody knows since when they are."""
    links, _ = read_adjacent(event.links, ())
    found = tuple(
        replace(new, connected_since=None, last_keyed=None)
        for _, new in merge_adjacent((), links, now)
        if new is not None
    )
    keyed = [link.name for link in found if link.keyed]
    talking, _ = _hear(state, found, state.receiving, now, found=keyed)
    return replace(
        state, adjacent=event.links, links=found, talking=talking, listed=True
    )


def _keyed_names(adjacent: Sequence[AdjacentLink]) -> frozenset[str]:
    return frozenset(item.name for item in adjacent if item.keyed)


def _apply_links(
    state: NodeState,
    changed: NodeState,
    pairs: Sequence[Pair],
    now: Moment,
    *,
    found: Collection[str] | None = None,
) -> Change:
    links = tuple(new for _, new in pairs if new is not None)
    talking, heard = _hear(state, links, changed.receiving, now, found=found)
    changed = replace(changed, links=links, talking=talking)
    if changed == state:
        changed = state
    # Between two polls of a node that is not polled, events alone bring news.
    is_news = state.polled or (state.by_events and found is not None)
    if not is_news and state.lost_at is None:
        return changed, heard
    late = not is_news
    ended = [
        _link_ended(old, now, late=late)
        for old, new in pairs
        if old and old.ends and (new is None or new.established is False)
    ]
    begun = [
        _link_established(new, now, late=late)
        for old, new in pairs
        if new and new.established and (old is None or old.begins)
    ]
    # As they happen: the link is up before it talks, and talks before it goes.
    starts = [a for a in heard if a.type is ActivityType.TALK_STARTED]
    ends = [a for a in heard if a.type is not ActivityType.TALK_STARTED]
    return changed, (*ends, *ended, *begun, *starts)


def _link_ended(link: Link, now: Moment, *, late: bool) -> Activity:
    since = link.connected_since
    return Activity(
        ActivityType.LINK_DISCONNECTED,
        now.wall,
        link.name,
        link.mode,
        link.direction,
        duration=None if since is None else round((now - since).total_seconds(), 3),
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
    *,
    found: Collection[str] | None = None,
) -> tuple[Talking, tuple[Activity, ...]]:
    """Let the talks follow what is keyed now.

    `found` are those who keyed at a time that nobody knows, so that no talk of
    theirs starts: in the first polls of a session, unless it is given, all.
    """
    if (state.links, state.receiving) == (links, receiving):
        return state.talking, ()
    up = [link for link in links if link.established]
    keyed = [link.name for link in up if link.keyed]
    if receiving:
        keyed.insert(0, LOCAL)
    if found is None:
        found = () if state.synced else keyed
    talking, activities = talks.hear(
        state.talking,
        keyed,
        {LOCAL, *(link.name for link in up)},
        now,
        key_downs=_key_downs(up),
        key_ups=key_ups or {},
        found=found,
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


def _note_missed_keydowns(
    before: NodeState, state: NodeState, ups: Mapping[str, Moment]
) -> NodeState:
    """Note who was heard as a poll knows and no event announced."""
    known = {link.last_keyed for link in before.links} if before.synced else set()
    open_talks = {talk.talker for talk in state.talking.talks}
    talking = state.talking
    for link in state.links:
        if link.last_keyed in known or link.name in open_talks:
            continue
        if link.last_keyed is None:
            continue
        heard = link.last_keyed
        if not link.keyed:
            heard = max(heard, ups.get(link.name, heard))
        known_of = talking.last_heard if talking.last_heard_node == link.name else None
        if known_of is None or heard - known_of > SAW_TOLERANCE:
            talking = talks.heard(talking, link.name, heard, link.last_keyed)
    return state if talking == state.talking else replace(state, talking=talking)


def _known_names(network: Network) -> frozenset[str]:
    """Return the names in a list of the network, but for those that may be changed."""
    return frozenset(name for mode, name in network if not may_be_changed(name, mode))


def _apply_network(state: NodeState, network: Network | None) -> NodeState:
    if network is None:
        return state
    names = names_of(network, state.node)
    # Links that are connecting, or between two modes, may be missing.
    known = _known_names(network) - {state.node}
    if (len(names), known) == (state.network_nodes, state.network):
        return state
    return replace(state, network_nodes=len(names), network=known)


def _incoming_connections(nodestat: NodeStat | None, xstat: XStat) -> bool | None:
    # In ASL3 the flags of XStat are the negated ones (1 = disabled), in ASL2
    # not (transcript 93): sys_ena shows which, beside NodeStat's Transmitter.
    transmitter = nodestat.transmitter if nodestat else None
    if None in (xstat.system_flag, xstat.incoming_flag, transmitter):
        return None
    negated = xstat.system_flag != transmitter
    return xstat.incoming_flag != negated
