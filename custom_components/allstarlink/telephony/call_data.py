"""A call as data, for entities, actions and the history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..asterisk.call import Call, Direction, Disposition
from ..asterisk.segments import Segment
from ..moment import Moment
from ..names import MAX_NAME, shown_name

_KEYS = ("caller", "caller_name", "called", "direction", "duration", "disposition")
# What the previous version did not keep
_LATER_KEYS = frozenset({"caller_name"})


def call_data(call: Call) -> dict[str, Any]:
    """Return what events and the last call tell; None is what is not known, or not yet."""
    return {
        "caller": _shown(call.caller),
        "caller_name": _shown(call.caller_name),
        "called": _shown(call.called),
        "direction": call.direction.value,
        "duration": call.duration,
        "disposition": call.disposition.value if call.disposition else None,
    }


def caller_data(call: Call | None) -> dict[str, Any]:
    """Return who calls, as a trigger tells it; all is None where no call is known."""
    return {
        "call": call.linkedid if call else None,
        "caller": _shown(call.caller) if call else None,
        "caller_name": _shown(call.caller_name) if call else None,
        "called": _shown(call.called) if call else None,
        "direction": call.direction.value if call else None,
    }


def checked_call_data(data: Any) -> dict[str, Any]:
    """Return data if `call_data` may have returned them.

    Raises LookupError or TypeError for anything else.
    """
    known = {key: data.get(key) if key in _LATER_KEYS else data[key] for key in _KEYS}
    if not all(isinstance(value, str | int | float | None) for value in known.values()):
        raise TypeError("no data of a call")
    return known


def live_call_data(call: Call, now: Moment) -> dict[str, Any]:
    """Return what the action `get_calls` tells of a call that goes on."""
    return {
        "id": call.linkedid,
        "caller": _shown(call.caller),
        "caller_name": _shown(call.caller_name),
        "called": _shown(call.called),
        "direction": call.direction.value,
        "state": _state(call),
        "started": call.started.wall.isoformat(),
        "duration": round((now - call.started).total_seconds(), 3),
        "answered_by": _shown(call.answered_by),
        "channels": list(call.channels),
    }


def call_record(call: Call) -> dict[str, Any]:
    """Return a call that has ended, as the history keeps it and tells it.

    Times are ISO 8601 in UTC; `ended` is None where nobody heard the end.
    """
    known = call.disposition is not Disposition.UNKNOWN
    ended = call.ended_at.wall.isoformat() if known and call.ended_at else None
    return {
        "started": call.started.wall.isoformat(),
        "ended": ended,
        **call_data(call),
        "cause": call.cause,
        "answered_by": _shown(call.answered_by),
        "missed": call.missed,
        "segments": list(map(_segment_data, call.segments)),
    }


def checked_call_record(record: Any) -> dict[str, Any]:
    """Return a record if `call_record` may have returned it.

    Raises AttributeError, LookupError, TypeError or ValueError for anything else.
    """
    _check_time(record["started"])
    if record["ended"] is not None:
        _check_time(record["ended"])
    Direction(record["direction"])
    Disposition(record["disposition"])
    for key in ("caller", "caller_name", "called", "answered_by"):
        if record[key] is not None:
            _check_name(record[key])
    numbers = record["duration"], record["cause"]
    if not all(isinstance(value, int | float | None) for value in numbers):
        raise TypeError("no number")
    return {
        **checked_call_data(record),
        **{key: record[key] for key in ("started", "ended", "cause", "answered_by")},
        "missed": record["missed"] is True,
        "segments": list(map(_checked_segment, record["segments"])),
    }


def _checked_segment(data: Mapping[str, Any]) -> dict[str, Any]:
    for key in ("started", "ended"):
        _check_time(data[key])
    for name in data["participants"]:
        _check_name(name)
    return {key: data[key] for key in ("participants", "started", "ended")}


def _check_time(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without a zone")


def _check_name(name: str) -> None:
    if len(name) > MAX_NAME or not name.isprintable():
        raise ValueError("no name that is shown")


def _segment_data(segment: Segment) -> dict[str, Any]:
    return {
        "participants": list(map(shown_name, segment.participants)),
        "started": segment.started.wall.isoformat(),
        "ended": segment.ended.wall.isoformat() if segment.ended else None,
    }


def _shown(name: str | None) -> str | None:
    return None if name is None else shown_name(name)


def _state(call: Call) -> str:
    if not call.answered:
        return "ringing"
    if call.parked:
        return "parked"
    return "on_hold" if call.held else "answered"
