"""Which channels are open, and to which call each belongs.

The Linkedid of a channel can change in mid-call: two calls become one, and the
older Linkedid wins (transcript c07d). The new one just stands in the channel's
next event, and an event on its way may still have the old one, so that the old
names of a call are kept as long as it lasts.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from ..moment import Moment
from ..names import MAX_CALLS
from .call import Call, CallChange, ChangeType
from .channels import Channel
from .linked import (
    Linked,
    describe,
    describe_client,
    describe_end,
    describe_loss,
    is_call,
    is_telling,
)

# A server has fewer channels; a missed Hangup must not fill the memory for ever.
MAX_CHANNELS: Final = MAX_CALLS
_MAX_ALIASES: Final = 1000
_MAX_GONE: Final = 100


@dataclass(frozen=True, slots=True)
class CallsState:
    """All channels of a server that may belong to calls.

    `nodes` are the numbers of the server's own nodes: dialling one makes a client
    of the node, not a call. `trunks` are the names of trunks, as a device
    (`PJSIP/provider`) or alone (`provider`). `incomplete` says that a channel
    turned up whose beginning was not heard: ask for a list.
    `linked` has the channels of each call by its Linkedid, `homes` that Linkedid
    for each channel's Uniqueid, `aliases` that for each other Linkedid it had.
    `gone` are the Uniqueids of the channels that ended last: what is on its way
    of them must not bring them back.
    """

    nodes: frozenset[str] = frozenset()
    trunks: frozenset[str] = frozenset()
    incomplete: bool = False
    linked: Mapping[str, Linked] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that are going on, oldest first."""
        told = (linked for linked in self.linked.values() if linked.told)
        calls = (describe(linked, self.trunks) for linked in told)
        return tuple(sorted(calls, key=lambda call: call.started))

    @property
    def active(self) -> int:
        """How many calls are going on."""
        return sum(linked.told for linked in self.linked.values())

    def rings(self, number: str, *, but: str) -> bool:
        """Return whether a call other than `but` rings with this caller's number."""
        others = (each for key, each in self.linked.items() if key != but)
        return any(number in _rings_with(each) for each in others)

    def find(self, uniqueid: str) -> tuple[Linked, Channel] | None:
        """Return an open channel, behind those it belongs to; None if it is unknown."""
        if (key := self.homes.get(uniqueid)) is None:
            return None
        linked = self.linked[key]
        return linked, next(c for c in linked.channels if c.uniqueid == uniqueid)

    def locate(self, linkedid: str) -> str | None:
        """Return the call that a Linkedid belongs to, None if it is a new one."""
        key = self.aliases.get(linkedid, linkedid)
        return key if key in self.linked else None


type CallsChange = tuple[CallsState, tuple[CallChange, ...]]


def put(state: CallsState, linked: Linked) -> CallsState:
    """Return the state with one call's channels changed."""
    if state.linked.get(linked.linkedid) == linked:
        return state
    return replace(state, linked={**state.linked, linked.linkedid: linked})


def open_channel(
    state: CallsState, channel: Channel, linkedid: str, now: Moment, *, begins: bool
) -> CallsChange:
    """Add a channel; `begins` says that its Newchannel was heard."""
    if channel.uniqueid in state.gone and not begins:
        return state, ()
    state, changes = _make_room(state, now)
    key = state.locate(linkedid)
    if key is None:
        linked = Linked(linkedid, now, channel, begun=begins)
    else:
        linked = state.linked[key]
        if channel.uniqueid == linkedid:
            # Its events came after those of a channel that it dialled.
            linked = replace(linked, root=channel, begun=begins)
    linked = linked.with_channel(channel)
    homes = {**state.homes, channel.uniqueid: linked.linkedid}
    state = replace(state, homes=homes, incomplete=state.incomplete or not begins)
    return put(state, linked), changes


def see_channel(
    state: CallsState, source: Linked, channel: Channel, linkedid: str, now: Moment
) -> CallsChange:
    """Note a channel of `source` as it is now, and follow its Linkedid."""
    state = put(state, source.with_channel(channel))
    key, target = source.linkedid, state.locate(linkedid)
    if target is None:
        return _with_alias(state, linkedid, key), ()
    if target == key:
        return state, ()
    state = put(state, state.linked[key].without_channel(channel.uniqueid))
    state = put(state, state.linked[target].with_channel(channel))
    state = replace(state, homes={**state.homes, channel.uniqueid: target})
    if state.linked[key].channels:
        return state, ()
    return _merge(state, key, target, now)


def join(
    state: CallsState, key: str, into: str, now: Moment, *, picked_up: bool = False
) -> CallsChange:
    """Make one call of two: all channels of `key` become those of `into`.

    `picked_up` says that `key` was the call of somebody who picked up the other.
    """
    linked, target = state.linked[key], state.linked[into]
    for channel in linked.channels:
        target = target.with_channel(channel)
    moved = dict.fromkeys((channel.uniqueid for channel in linked.channels), into)
    state = put(put(state, replace(linked, channels=())), target)
    state = replace(state, homes={**state.homes, **moved})
    return _merge(state, key, into, now, picked_up=picked_up)


def close_channel(state: CallsState, uniqueid: str) -> CallsState:
    """Return the state without a channel; its call may be without any now."""
    key = state.homes[uniqueid]
    homes = {k: home for k, home in state.homes.items() if k != uniqueid}
    linked = state.linked[key].without_channel(uniqueid)
    return put(note_gone(replace(state, homes=homes), uniqueid), linked)


def note_gone(state: CallsState, uniqueid: str) -> CallsState:
    """Remember that a channel has ended."""
    return replace(state, gone=(*state.gone, uniqueid)[-_MAX_GONE:])


def settle(state: CallsState, key: str, now: Moment) -> CallsChange:
    """Tell what has become of a call, and let it go when its last channel has."""
    linked = state.linked[key]
    over = not linked.channels
    if over or linked.bridged:
        linked = stop_picking_up(linked)
    told = linked.told
    if told and linked.runs_rpt:
        client = describe_client(linked, state.trunks)
        state = put(state, replace(linked, told=False))
        return state, (CallChange(ChangeType.ENDED, client),)
    changes: list[CallChange] = []
    if not told and is_call(linked, state.nodes) and (over or is_telling(linked)):
        linked = replace(linked, told=True, found=not linked.begun)
        first = ChangeType.RINGING if linked.begun else ChangeType.FOUND
        changes.append(CallChange(first, describe(linked, state.trunks)))
    if linked.told and linked.answered and not linked.answer_told:
        linked = replace(linked, answer_told=True)
        changes.append(CallChange(ChangeType.ANSWERED, describe(linked, state.trunks)))
    if not over:
        return put(state, linked), tuple(changes)
    if linked.told:
        ended = describe_end(linked, state.trunks, now)
        changes.append(CallChange(ChangeType.ENDED, ended))
    return forget(state, key), tuple(changes)


def settle_pickers(state: CallsState, now: Moment) -> CallsChange:
    """Tell of the calls that picked nobody up: what had rung then rings no more."""
    pickers = [each for each in state.linked.values() if each.picking_up]
    if not pickers:
        return state, ()
    ringing = Counter(chain.from_iterable(map(_rings_with, state.linked.values())))
    changes: list[CallChange] = []
    for linked in pickers:
        number = linked.picking_up.number if linked.picking_up else ""
        if ringing[number] > (number in _rings_with(linked)):
            continue
        key = linked.linkedid
        state, told = settle(put(state, stop_picking_up(linked)), key, now)
        changes += told
    return state, tuple(changes)


def _rings_with(linked: Linked) -> frozenset[str]:
    """Return the callers' numbers that phones show which a call lets ring."""
    rings = bool(linked.channels) and not linked.answered
    return linked.shown_numbers if rings else frozenset()


def stop_picking_up(linked: Linked) -> Linked:
    """Return a call that went up to pick up another as one that the server answered."""
    if linked.picking_up is None:
        return linked
    since = linked.picking_up.since
    linked = replace(linked, picking_up=None)
    if linked.answered or linked.targets:
        return linked
    return replace(linked, answered=True, by_server=True, answered_at=since)


def lose(state: CallsState, key: str, now: Moment) -> CallsChange:
    """Let a call go whose end was not heard."""
    linked = state.linked[key]
    state = forget(state, key)
    if not linked.told:
        return state, ()
    call = describe_loss(linked, state.trunks, now)
    return state, (CallChange(ChangeType.ENDED, call),)


def forget(state: CallsState, key: str) -> CallsState:
    """Return the state without a call."""
    return replace(
        state,
        linked={k: linked for k, linked in state.linked.items() if k != key},
        homes={k: home for k, home in state.homes.items() if home != key},
        aliases={k: home for k, home in state.aliases.items() if home != key},
    )


def _make_room(state: CallsState, now: Moment) -> CallsChange:
    if len(state.homes) < MAX_CHANNELS:
        return state, ()
    oldest = min(state.linked.values(), key=lambda linked: linked.started)
    return lose(state, oldest.linkedid, now)


def _merge(
    state: CallsState, key: str, into: str, now: Moment, *, picked_up: bool = False
) -> CallsChange:
    """End a call all of whose channels became part of another."""
    gone, rest = state.linked[key], state.linked[into]
    if (gone.answered or gone.picking_up) and not rest.answered:
        by = gone.root.device
        rest = replace(rest, answered=True, answered_at=now, answered_by=by)
    # From now on somebody is there, not just the server.
    rest = replace(rest, by_server=False)
    aliases = {k: into if home == key else home for k, home in state.aliases.items()}
    state = replace(forget(state, key), aliases=aliases)
    state = put(_with_alias(state, key, into), rest)
    if not gone.told:
        return state, ()
    call = describe_loss(gone, state.trunks, now, merged_into=into)
    call = replace(call, picked_up=picked_up)
    return state, (CallChange(ChangeType.ENDED, call),)


def _with_alias(state: CallsState, linkedid: str, key: str) -> CallsState:
    aliases = {**state.aliases, linkedid: key}
    if len(aliases) > _MAX_ALIASES:
        del aliases[next(iter(aliases))]
    return replace(state, aliases=aliases)
