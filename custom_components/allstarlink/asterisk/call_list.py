"""What CoreShowChannels tells of calls (transcripts c10, c10b and c22)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
import re
from typing import Final

from ..moment import Moment
from .book import (
    MAX_CHANNELS,
    CallsChange,
    CallsState,
    close_channel,
    lose,
    open_channel,
    put,
    see_channel,
    settle,
    settle_pickers,
)
from .call import CallChange
from .channels import MAX_ID, Channel, read_channel
from .headers import Headers
from .linked import Linked, add_target, is_trunk, names_trunk
from .segments import follow

_DURATION: Final = re.compile(r"([0-9]{1,6}):([0-9]{2}):([0-9]{2})")

# ChannelState of channels that are not through yet.
_WAITING: Final = frozenset({"3", "4", "5"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the list. `age` is that of the channel."""

    channel: Channel
    linkedid: str
    age: timedelta
    waiting: bool
    in_dialplan: bool
    bridge: str
    runs_rpt: bool
    dials: str


def apply_list(state: CallsState, rows: Iterable[Headers], now: Moment) -> CallsChange:
    """Apply all CoreShowChannel rows of a list: at login, and when `incomplete`.

    Calls that are known go on, those not known are FOUND. After a lost session,
    calls that are not in the list ended unheard: as `unknown`. Otherwise their
    Hangup may be on its way, so they end only when the next list lacks them too.
    Where a list is not to be had (it needs `system` or `reporting`), an empty one
    after each login closes what the lost session left open.
    """
    read = [row for headers in rows if (row := _read(headers)) is not None]
    # The caller's channel comes first: the oldest, that gave its name to the call.
    read.sort(key=lambda row: (row.channel.uniqueid != row.linkedid, -row.age))
    # A row beyond would push another out, and be pushed out by the next list.
    del read[MAX_CHANNELS:]
    before, changes = state, list[CallChange]()
    for row in read:
        state, changed = _take(state, row, now)
        changes += changed
    state, changed = _drop_missing(state, {row.channel.uniqueid for row in read}, now)
    changes += changed
    rows_of = defaultdict[str | None, list[_Row]](list)
    for row in read:
        rows_of[state.homes.get(row.channel.uniqueid)].append(row)
    for key in tuple(state.linked):
        linked = _compare(state.linked[key], rows_of[key], state.trunks, now)
        state, changed = settle(put(state, linked), key, now)
        changes += changed
    state, late = settle_pickers(state, now)
    changes += late
    state = replace(state, incomplete=False)
    return (before if state == before else state), tuple(changes)


def lose_session(state: CallsState) -> CallsState:
    """Note that events are lost from here on; the next list tells what is left."""
    linked = {key: replace(one, stale=True) for key, one in state.linked.items()}
    return replace(state, linked=linked)


def _read(headers: Headers) -> _Row | None:
    channel = read_channel(headers)
    if channel is None:
        return None
    application = headers.get("Application", "").strip()
    return _Row(
        channel,
        headers.get("Linkedid", "").strip()[:MAX_ID] or channel.uniqueid,
        _age(headers.get("Duration", "")),
        headers.get("ChannelState", "").strip() in _WAITING,
        bool(headers.get("Context", "").strip()),
        headers.get("BridgeId", "").strip()[:MAX_ID],
        application == "Rpt",
        headers.get("ApplicationData", "") if application == "Dial" else "",
    )


def _age(duration: str) -> timedelta:
    match = _DURATION.fullmatch(duration.strip())
    if match is None:
        return timedelta()
    hours, minutes, seconds = map(int, match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _take(state: CallsState, row: _Row, now: Moment) -> CallsChange:
    if (found := state.find(row.channel.uniqueid)) is None:
        return open_channel(state, row.channel, row.linkedid, now, begins=False)
    linked, channel = found
    seen = channel.seen(row.channel.name, up=row.channel.up)
    return see_channel(state, linked, seen, row.linkedid, now)


def _drop_missing(state: CallsState, present: set[str], now: Moment) -> CallsChange:
    changes: list[CallChange] = []
    for key, linked in tuple(state.linked.items()):
        for channel in linked.channels:
            if channel.uniqueid in present:
                continue
            if linked.stale or channel.missing:
                state = close_channel(state, channel.uniqueid)
            else:
                missing = replace(channel, missing=True)
                state = put(state, state.linked[key].with_channel(missing))
        if not state.linked[key].channels:
            state, changed = lose(state, key, now)
            changes += changed
    return state, tuple(changes)


def _compare(
    linked: Linked, rows: Sequence[_Row], trunks: frozenset[str], now: Moment
) -> Linked:
    """Take over what rows tell of a call that was not heard all the time."""
    was_stale = linked.stale
    is_new = bool(rows) and not linked.begun and not linked.listed
    # Who has talked to somebody is in a call, wherever it went since.
    has_talked = linked.told and (linked.bridged or bool(linked.targets))
    runs_rpt = not has_talked and any(row.runs_rpt for row in rows)
    linked = replace(linked, stale=False, runs_rpt=linked.runs_rpt or runs_rpt)
    if not was_stale and not is_new:
        return linked
    root_id = linked.root.uniqueid
    root = next((row for row in rows if row.channel.uniqueid == root_id), None)
    others = [row for row in rows if row is not root and not row.channel.is_local]
    for row in others:
        outgoing = is_trunk(row.channel, trunks)
        linked = add_target(linked, row.channel.device, outgoing=outgoing)
    dials_trunk = any(names_trunk(row.dials, trunks) for row in rows)
    linked = replace(
        linked,
        outgoing=linked.outgoing or dials_trunk,
        dialled=linked.dialled or bool(others),
        bridged=linked.bridged or any(row.bridge for row in rows),
    )
    linked = _take_bridges(linked, rows, now, was_stale=was_stale)
    if is_new:
        linked = replace(
            linked,
            started=now - max((row.age for row in rows), default=timedelta()),
            listed=True,
            in_dialplan=root is not None and root.in_dialplan,
            dialled_number=others[0].channel.number if others else None,
        )
    return _note_answer(linked, root, others, None if is_new else now)


def _take_bridges(
    linked: Linked, rows: Sequence[_Row], now: Moment, *, was_stale: bool
) -> Linked:
    """Note who talks with whom now; what ended unheard is left out."""
    bridges = {row.channel.uniqueid: row.bridge for row in rows}
    channels = tuple(
        replace(channel, bridge=bridges.get(channel.uniqueid, channel.bridge))
        for channel in linked.channels
    )
    linked = replace(linked, channels=channels)
    before = follow(linked.segments, channels, now)
    if was_stale:
        over = {one.started for one in linked.segments if one.ended is None}
        before = tuple(
            one for one in before if one.ended is None or one.started not in over
        )
    return replace(linked, segments=before)


def _note_answer(
    linked: Linked,
    root: _Row | None,
    others: Sequence[_Row],
    answered_at: Moment | None,
) -> Linked:
    """Take over whether a call was answered meanwhile, or at an unknown time."""
    if linked.answered:
        return linked
    if root is None:
        answered = any(bool(row.bridge) for row in others)
    else:
        alone = not any(row.waiting for row in others)
        answered = root.channel.up and (bool(root.bridge) or alone)
    if not answered:
        return linked
    by = next((row.channel.device for row in others if row.channel.up), None)
    return replace(
        linked,
        answered=True,
        answered_at=answered_at,
        answered_by=by,
        answer_told=not linked.told and answered_at is None,
    )
