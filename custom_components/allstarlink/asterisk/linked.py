"""Channels that belong together, and what is known of their call."""

from collections.abc import Collection
from dataclasses import dataclass, replace
import re
from typing import Final

from ..ami.redaction import redact
from ..moment import Moment
from .call import Call, Direction, Disposition
from .channels import Channel
from .outcome import disposition, telling_cause
from .segments import Segment, finish, lose

# A queue may dial for hours; nobody reads more devices than these.
_MAX_TARGETS: Final = 20

# What stands between the names in a dial string: 5551234@trunk, trunk/5551234
_BETWEEN: Final = re.compile(r"[@/:,&]")

# Exten of a channel that was dialled, or of none.
_NO_EXTEN: Final = ("s", "")

# Where AllStarLink's telephone portal dials: a digit for what the client may do,
# then the node (extensions.conf of ASL3: `_3.` runs `Rpt(${EXTEN:1},Pv)`).
_PORTAL: Final = "allstar-sys"


@dataclass(frozen=True, slots=True)
class PickingUp:
    """That a call may be the one of somebody who picks up another that rings.

    `since` is when it went up, `number` the one of the caller who rang then.
    """

    since: Moment
    number: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The channels of one Linkedid.

    `root` is the oldest channel, also when it is gone. `channels` are those that
    are open. `begun` says that the root's Newchannel was heard, `listed` that a
    list has told of the call instead, and `in_dialplan` that it showed the root
    there. `is_named_late` says that the root's number came after its Newchannel.
    `originator` is the caller of a root that was itself dialled
    (`originated`), by Originate or app_rpt. `targets` are the devices dialled,
    `dialled_from` is the caller's context and extension when that began,
    `outgoing` says that one is a trunk, and `outcomes` how their dials ended;
    `segments` are who talked with whom. `gave_up` says that the caller hung up while they rang.
    `shown_numbers` are the callers' numbers that the devices dialled show.
    `picking_up` is of a root that went up with the number of a caller who rang elsewhere.
    `by_server` says that nothing but the server has answered so far, `refused`
    that it plays the busy signal, `is_ending` that a channel has ended or was told
    to, which makes the others end. `told` and `answer_told` say what others know;
    `found` that they know it from a list, `stale` that the session was lost since.
    """

    linkedid: str
    started: Moment
    root: Channel
    channels: tuple[Channel, ...] = ()
    begun: bool = False
    listed: bool = False
    in_dialplan: bool = False
    is_named_late: bool = False
    originated: bool = False
    originator: str | None = None
    dialled_number: str | None = None
    dialled: bool = False
    bridged: bool = False
    segments: tuple[Segment, ...] = ()
    runs_rpt: bool = False
    targets: tuple[str, ...] = ()
    dialled_from: tuple[str, str] = ("", "")
    shown_numbers: frozenset[str] = frozenset()
    outgoing: bool = False
    outcomes: frozenset[str] = frozenset()
    gave_up: bool = False
    answered: bool = False
    by_server: bool = False
    answered_at: Moment | None = None
    answered_by: str | None = None
    picking_up: PickingUp | None = None
    hung_up_by: str | None = None
    is_ending: bool = False
    cause: int | None = None
    target_cause: int | None = None
    refused: bool = False
    told: bool = False
    answer_told: bool = False
    found: bool = False
    stale: bool = False

    def with_channel(self, channel: Channel) -> Linked:
        """Return it with a channel added, or changed."""
        if all(c.uniqueid != channel.uniqueid for c in self.channels):
            return replace(self, channels=(*self.channels, channel))
        changed = tuple(
            channel if c.uniqueid == channel.uniqueid else c for c in self.channels
        )
        return self if changed == self.channels else replace(self, channels=changed)

    def without_channel(self, uniqueid: str) -> Linked:
        """Return it with a channel gone."""
        rest = tuple(c for c in self.channels if c.uniqueid != uniqueid)
        return self if rest == self.channels else replace(self, channels=rest)


def is_call(linked: Linked, nodes: Collection[str]) -> bool:
    """Tell whether it is a call, or may only become one.

    A link of app_rpt's, outgoing, has a root with Exten `s` and is never dialled
    or bridged (transcript c22); an incoming one has dialled one of the nodes.
    """
    if linked.runs_rpt or _dials_node(linked.root, nodes):
        return False
    if linked.dialled or linked.bridged:
        return True
    placed = linked.begun or linked.in_dialplan
    return placed and linked.root.exten not in _NO_EXTEN


def _dials_node(root: Channel, nodes: Collection[str]) -> bool:
    if root.exten in nodes:
        return True
    return root.context == _PORTAL and root.exten[1:] in nodes


def is_telling(linked: Linked) -> bool:
    """Tell whether enough is known to tell others: where the call goes to.

    What the dialplan does before it dials takes no time, and a call that it ends
    at once is told of when it has ended. Who calls through a Local channel is told
    when that is dialled itself, which may be a moment after the phone behind it.
    """
    waits = linked.root.is_local and not linked.originated
    return (
        (bool(linked.targets) and not waits)
        or linked.answered
        or linked.bridged
        or linked.refused
        or linked.listed
    )


def is_trunk(channel: Channel, trunks: Collection[str]) -> bool:
    """Tell whether a channel is one of a trunk."""
    return channel.device in trunks or channel.peer in trunks


def names_trunk(dial_string: str, trunks: Collection[str]) -> bool:
    """Tell whether a dial string names a trunk.

    An outgoing IAX2 channel is not named after its trunk, but after whatever
    peer has the same address (chan_iax2.c).
    """
    if not trunks:
        return False
    names = _BETWEEN.split(redact(dial_string))
    return any(trunk.rpartition("/")[2] in names for trunk in trunks)


def add_target(linked: Linked, device: str, *, outgoing: bool) -> Linked:
    """Note a device that was dialled."""
    targets = linked.targets
    if device not in targets and len(targets) < _MAX_TARGETS:
        targets = (*targets, device)
    return replace(linked, targets=targets, outgoing=linked.outgoing or outgoing)


def add_shown_number(linked: Linked, number: str | None) -> Linked:
    """Note the caller's number that a device shows which is dialled."""
    shown = linked.shown_numbers
    if number is None or number in shown or len(shown) >= _MAX_TARGETS:
        return linked
    return replace(linked, shown_numbers=shown | {number})


def describe(linked: Linked, trunks: Collection[str]) -> Call:
    """Return the call as it is now."""
    root = linked.root
    open_channels = sorted(
        linked.channels, key=lambda channel: channel.uniqueid != root.uniqueid
    )
    return Call(
        linkedid=linked.linkedid,
        caller=_caller(linked),
        caller_name=None if linked.originated or root.is_local else root.caller_name,
        called=_called(linked),
        direction=_direction(linked, trunks),
        started=linked.started,
        channels=tuple(channel.name for channel in open_channels),
        targets=linked.targets,
        answered=linked.answered,
        answered_at=linked.answered_at,
        answered_by=linked.answered_by,
        held=any(channel.held for channel in linked.channels),
        parked=any(channel.parked for channel in linked.channels),
        found=linked.found,
        segments=linked.segments,
    )


def describe_end(linked: Linked, trunks: Collection[str], now: Moment) -> Call:
    """Return the call that has just ended."""
    by = linked.hung_up_by
    call = replace(
        describe(linked, trunks),
        ended_at=now,
        hung_up_by=by,
        segments=finish(linked.segments, now),
    )
    if linked.answered:
        return replace(call, disposition=Disposition.ANSWERED, cause=linked.cause)
    target = linked.target_cause if len(linked.targets) == 1 else None
    cause = telling_cause(linked.cause, target)
    given_up = by == linked.root.device and not linked.originated
    how = disposition(linked.outcomes, cause, given_up=given_up)
    if how is Disposition.NO_ANSWER:
        # A phone that the server let ring no longer ends its channel as well.
        by = None
    return replace(call, disposition=how, cause=cause, hung_up_by=by)


def describe_loss(
    linked: Linked,
    trunks: Collection[str],
    now: Moment,
    *,
    merged_into: str | None = None,
) -> Call:
    """Return a call whose end was not heard, or that became part of another."""
    known = merged_into is not None and linked.answered
    segments = linked.segments
    return replace(
        describe(linked, trunks),
        segments=finish(segments, now) if merged_into else lose(segments),
        channels=(),
        ended_at=now,
        disposition=Disposition.ANSWERED if known else Disposition.UNKNOWN,
        merged_into=merged_into,
    )


def describe_client(linked: Linked, trunks: Collection[str]) -> Call:
    """Return a call that turned out to be a client of a node, and goes on as one."""
    return replace(
        describe(linked, trunks),
        channels=(),
        disposition=Disposition.ANSWERED,
        node_client=True,
    )


def _caller(linked: Linked) -> str | None:
    if linked.originated:
        return linked.originator
    root = linked.root
    if root.is_local:
        return root.number
    return root.number or root.peer or None


def _called(linked: Linked) -> str | None:
    root = linked.root
    if root.exten not in _NO_EXTEN:
        return root.exten
    if not linked.originated:
        return linked.dialled_number
    return root.number or linked.dialled_number


def _direction(linked: Linked, trunks: Collection[str]) -> Direction:
    # One that comes in by a trunk and goes out by another was not made here.
    if not linked.originated and is_trunk(linked.root, trunks):
        return Direction.INCOMING
    return Direction.OUTGOING if linked.outgoing else Direction.INTERNAL
