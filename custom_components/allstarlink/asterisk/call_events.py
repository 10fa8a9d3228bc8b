"""What events tell of calls (transcripts c01 to c09, c16 and c22)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from ..moment import Moment
from .book import (
    CallsChange,
    CallsState,
    close_channel,
    join,
    note_gone,
    open_channel,
    put,
    see_channel,
    settle,
    settle_pickers,
)
from .call import CallChange
from .channels import MAX_ID, UP, Channel, is_radio, read_channel
from .headers import Headers, caller_text, number, text
from .linked import (
    Linked,
    PickingUp,
    add_shown_number,
    add_target,
    is_trunk,
    names_trunk,
)
from .outcome import OUTCOMES
from .segments import follow

# What CID-CallingPres says of who may see the number (callerid.h).
_RESTRICTION: Final = 0x60
_WITHHELD: Final = 0x20

# ChannelState of a caller that is told busy, or congestion.
_BUSY: Final = "7"


@dataclass(frozen=True, slots=True)
class _Sight:
    """A channel in an event, of the call it belongs to."""

    event: Headers
    linked: Linked
    channel: Channel
    state: CallsState
    now: Moment

    @property
    def trunks(self) -> frozenset[str]:
        """The names of trunks."""
        return self.state.trunks

    @property
    def is_root(self) -> bool:
        """Whether it is the channel that the call began with."""
        return self.channel.uniqueid == self.linked.root.uniqueid


@dataclass(frozen=True, slots=True)
class _Handling:
    """What to do with an event: `apply` to the channel of the last prefix.

    `joins` returns whether the channels of its prefixes are in one call from now on.
    """

    apply: Callable[[_Sight], Linked]
    prefixes: tuple[str, ...] = ("",)
    joins: Callable[[Headers], bool] = lambda _event: False


def apply_event(
    state: CallsState, name: str, event: Headers, now: Moment
) -> CallsChange:
    """Apply an event; `name` is one of EVENT_NAMES, others change nothing."""
    handling = _HANDLINGS.get(name)
    if handling is None:
        return state, ()
    changes: list[CallChange] = []
    for prefix in handling.prefixes:
        state, moved = _see(state, name, event, prefix, now)
        changes += moved
    if handling.joins(event):
        state, joined = _join(state, name, event, handling.prefixes, now)
        changes += joined
    found = state.find(_uniqueid(event, handling.prefixes[-1]))
    if found is None:
        if name == "Hangup" and (stranger := read_channel(event)) is not None:
            # A list that is on its way may still have it.
            state = note_gone(state, stranger.uniqueid)
        return state, tuple(changes)
    linked, channel = found
    sight = _Sight(event, linked, channel, state, now)
    state = put(state, handling.apply(sight))
    if name == "Hangup":
        state = close_channel(state, channel.uniqueid)
    talks = state.linked[linked.linkedid]
    if talks.bridged:
        segments = follow(talks.segments, talks.channels, now)
        state = put(state, replace(talks, segments=segments))
    state, told = settle(state, linked.linkedid, now)
    state, late = settle_pickers(state, now)
    return state, (*changes, *told, *late)


def _uniqueid(event: Headers, prefix: str) -> str:
    return event.get(f"{prefix}Uniqueid", "").strip()[:MAX_ID]


def _see(
    state: CallsState, name: str, event: Headers, prefix: str, now: Moment
) -> CallsChange:
    """Take note of a channel, and of its Linkedid as it is now."""
    uniqueid = _uniqueid(event, prefix)
    linkedid = event.get(f"{prefix}Linkedid", "").strip()[:MAX_ID] or uniqueid
    if (found := state.find(uniqueid)) is not None:
        linked, channel = found
        seen = _as_seen(channel, event, prefix)
        return see_channel(state, linked, seen, linkedid, now)
    new = None if name in _FAREWELLS else read_channel(event, prefix)
    if new is None:
        return state, ()
    return open_channel(state, new, linkedid, now, begins=name == "Newchannel")


def _join(
    state: CallsState, name: str, event: Headers, prefixes: Sequence[str], now: Moment
) -> CallsChange:
    """Make one call of the two that an event tells of, if they are two.

    Who picks up a ringing call keeps the Linkedid of the own one until both talk.
    """
    one, two = (state.find(_uniqueid(event, prefix)) for prefix in prefixes)
    if one is None or two is None or one[0].linkedid == two[0].linkedid:
        return state, ()
    # The channel that is picked up is the other one in each event.
    picker, ringing = (one, two) if name == "Pickup" else (two, one)
    key, into = picker[0].linkedid, ringing[0].linkedid
    return join(state, key, into, now, picked_up=not picker[0].targets)


def _is_answer(event: Headers) -> bool:
    return event.get("DialStatus", "").strip() == "ANSWER"


def _as_seen(channel: Channel, event: Headers, prefix: str) -> Channel:
    name = text(event, f"{prefix}Channel")
    if name is None or is_radio(name):
        name = channel.name
    up = event.get(f"{prefix}ChannelState", "").strip() == UP
    return channel.seen(name, up=up)


def _begin(sight: _Sight) -> Linked:
    return replace(sight.linked, begun=True) if sight.is_root else sight.linked


def _identify(sight: _Sight) -> Linked:
    """Take the number and name that a caller's line or the dialplan gave late.

    They are the caller's until the first dial, where the root is a trunk or had no
    number; that of a phone is what the dialplan shows to others from then on.
    """
    linked, root = sight.linked, sight.linked.root
    if not sight.is_root or linked.dialled or root.is_local:
        return linked
    is_late = linked.is_named_late or root.number is None
    if not is_late and not is_trunk(root, sight.trunks):
        return linked
    linked = replace(linked, is_named_late=is_late)
    presentation = number(sight.event, "CID-CallingPres", first_word=True) or 0
    if presentation & _RESTRICTION == _WITHHELD:
        return replace(linked, root=replace(root, number=None, caller_name=None))
    told = replace(
        root,
        number=caller_text(sight.event, "CallerIDNum"),
        caller_name=caller_text(sight.event, "CallerIDName"),
    )
    return replace(linked, root=told)


def _change_state(sight: _Sight) -> Linked:
    if not sight.is_root:
        return sight.linked
    if sight.event.get("ChannelState", "").strip() == _BUSY:
        return replace(sight.linked, refused=True)
    linked = sight.linked
    if not sight.channel.up:
        return linked
    linked = _lives_on(linked)
    if linked.answered or linked.targets:
        return linked
    if not linked.begun and not linked.listed:
        # It may be a phone that was dialled before the first event was heard.
        return linked
    # No phone was dialled so far.
    if linked.picking_up is not None:
        return linked
    connected = caller_text(sight.event, "ConnectedLineNum")
    if connected and sight.state.rings(connected, but=linked.linkedid):
        # Who picks up a ringing call goes up as if the server had answered, half a
        # second before the event that says so (transcript c30).
        return replace(linked, picking_up=PickingUp(sight.now, connected))
    # The server itself has answered.
    return replace(linked, answered=True, by_server=True, answered_at=sight.now)


def _begin_dial(sight: _Sight) -> Linked:
    linked = _dialled(sight)
    if sight.channel.is_local:
        return linked
    linked = _with_target(linked, sight)
    if linked.by_server:
        # A menu put the call through: it counts as answered when somebody does.
        linked = replace(
            linked, answered=False, by_server=False, answered_at=None, answer_told=False
        )
    if _is_by_root(sight):
        linked = replace(linked, dialled_from=_place(sight.event))
    return replace(_lives_on(linked), hung_up_by=None, is_ending=False)


def _is_by_root(sight: _Sight) -> bool:
    """Return whether it is the channel that the call began with that dials."""
    return _uniqueid(sight.event, "") == sight.linked.root.uniqueid


def _place(event: Headers) -> tuple[str, str]:
    """Return context and extension of the caller of a dial."""
    return (text(event, "Context") or "", text(event, "Exten") or "")


def _lives_on(linked: Linked) -> Linked:
    """Note that the caller is still there after a dial that was cancelled.

    Somebody sent the caller elsewhere: the phone was not answered.
    """
    if "CANCEL" not in linked.outcomes or linked.gave_up:
        return linked
    return replace(linked, outcomes=linked.outcomes - {"CANCEL"} | {"NOANSWER"})


def _dialled(sight: _Sight) -> Linked:
    linked = replace(sight.linked, dialled=True)
    linked = add_shown_number(linked, caller_text(sight.event, "DestConnectedLineNum"))
    if sight.is_root:
        caller = text(sight.event, "DestConnectedLineNum")
        linked = replace(linked, originated=True, originator=caller)
    if linked.dialled_number is None and not sight.channel.is_local:
        called = text(sight.event, "DestCallerIDNum")
        linked = replace(linked, dialled_number=called)
    return linked


def _with_target(linked: Linked, sight: _Sight) -> Linked:
    outgoing = is_trunk(sight.channel, sight.trunks) or names_trunk(
        sight.event.get("DialString", ""), sight.trunks
    )
    return add_target(linked, sight.channel.device, outgoing=outgoing)


def _end_dial(sight: _Sight) -> Linked:
    linked = replace(sight.linked, dialled=True)
    status = sight.event.get("DialStatus", "").strip()
    if sight.channel.is_local:
        # It repeats what became of the phones behind it, if there were any.
        outcomes = OUTCOMES & {status} if not linked.targets else frozenset()
        return replace(linked, outcomes=linked.outcomes | outcomes)
    linked = _with_target(linked, sight)
    if status == "ANSWER":
        return _answer(linked, sight)
    if status not in OUTCOMES or text(sight.event, "Forward") is not None:
        # A phone that forwards the call is let go as CANCEL (app_dial.c).
        return linked
    if status == "CANCEL":
        return _cancel_dial(linked, sight)
    others = (c for c in linked.channels if not c.is_local and c != sight.channel)
    if any(c.uniqueid != linked.root.uniqueid for c in others):
        # One phone refused, and others ring on.
        linked = replace(linked, hung_up_by=None)
    return replace(linked, outcomes=linked.outcomes | {status})


def _cancel_dial(linked: Linked, sight: _Sight) -> Linked:
    """Note that a phone was let go: the caller gave up, or the server did."""
    if linked.hung_up_by == linked.root.device:
        return replace(linked, gave_up=True, outcomes=linked.outcomes | {"CANCEL"})
    if _is_by_root(sight) and _place(sight.event) != linked.dialled_from:
        # A panel sent the caller elsewhere: Redirect sets where to first.
        return replace(linked, outcomes=linked.outcomes | {"NOANSWER"})
    if "NOANSWER" in linked.outcomes:
        # A queue cancels each member's phone that has rung in vain (app_queue.c).
        return linked
    return replace(linked, outcomes=linked.outcomes | {"CANCEL"})


def _answer(linked: Linked, sight: _Sight) -> Linked:
    linked = replace(linked, hung_up_by=None, is_ending=False)
    if linked.answered and not linked.by_server:
        return linked
    return replace(
        linked,
        answered=True,
        by_server=False,
        answered_at=sight.now,
        answered_by=sight.channel.device,
        answer_told=False,
    )


def _enter_bridge(sight: _Sight) -> Linked:
    bridge = sight.event.get("BridgeUniqueid", "").strip()[:MAX_ID]
    linked = sight.linked.with_channel(replace(sight.channel, bridge=bridge))
    return replace(linked, bridged=True)


def _leave_bridge(sight: _Sight) -> Linked:
    return sight.linked.with_channel(replace(sight.channel, bridge=""))


def _request_hangup(sight: _Sight) -> Linked:
    linked = sight.linked
    if sight.channel.is_local or linked.is_ending:
        return linked
    if sight.is_root and linked.hung_up_by is None:
        linked = _lives_on(linked)
    if linked.hung_up_by is not None:
        return linked
    return replace(linked, hung_up_by=sight.channel.device)


def _let_end(sight: _Sight) -> Linked:
    # IAX2 channels that the server ends ask for it then, PJSIP's do not.
    return replace(sight.linked, is_ending=True)


def _hang_up(sight: _Sight) -> Linked:
    linked, cause = sight.linked, number(sight.event, "Cause")
    if sight.is_root:
        return replace(linked, cause=cause, is_ending=True)
    return linked if sight.channel.is_local else replace(linked, target_cause=cause)


def _hold(sight: _Sight, *, held: bool) -> Linked:
    return sight.linked.with_channel(replace(sight.channel, held=held))


def _park(sight: _Sight, *, parked: bool) -> Linked:
    return sight.linked.with_channel(replace(sight.channel, parked=parked))


_DIAL: Final = ("", "Dest")
_PARKEE: Final = ("Parkee",)

# They end what there was, and may be of a channel that never was a call's.
_FAREWELLS: Final = frozenset(
    {"BridgeLeave", "HangupRequest", "SoftHangupRequest", "Hangup"}
)

_HANDLINGS: Final = {
    "Newchannel": _Handling(_begin),
    "Newstate": _Handling(_change_state),
    "NewCallerid": _Handling(_identify),
    "NewConnectedLine": _Handling(lambda sight: sight.linked),
    "DialBegin": _Handling(_begin_dial, _DIAL),
    "DialEnd": _Handling(_end_dial, _DIAL, joins=_is_answer),
    "Pickup": _Handling(
        lambda sight: sight.linked, ("", "Target"), joins=lambda _event: True
    ),
    "BridgeEnter": _Handling(_enter_bridge),
    "BridgeLeave": _Handling(_leave_bridge),
    "HangupRequest": _Handling(_request_hangup),
    "SoftHangupRequest": _Handling(_let_end),
    "Hangup": _Handling(_hang_up),
    "Hold": _Handling(partial(_hold, held=True)),
    "Unhold": _Handling(partial(_hold, held=False)),
    "ParkedCall": _Handling(partial(_park, parked=True), _PARKEE),
    "ParkedCallGiveUp": _Handling(partial(_park, parked=False), _PARKEE),
    "ParkedCallTimeOut": _Handling(partial(_park, parked=False), _PARKEE),
    "UnParkedCall": _Handling(partial(_park, parked=False), _PARKEE),
}

EVENT_NAMES: Final = frozenset(_HANDLINGS)
