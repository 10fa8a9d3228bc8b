"""A call as data, for entities and actions."""

from datetime import datetime
from typing import Any

from ..asterisk.call import Call

_KEYS = ("caller", "called", "direction", "duration", "disposition")


def call_data(call: Call) -> dict[str, Any]:
    """Return what events and the last call tell; None is what is not known, or not yet."""
    return {
        "caller": call.caller,
        "called": call.called,
        "direction": call.direction.value,
        "duration": call.duration,
        "disposition": call.disposition.value if call.disposition else None,
    }


def checked_call_data(data: Any) -> dict[str, Any]:
    """Return data if `call_data` may have returned them.

    Raises LookupError or TypeError for anything else.
    """
    known = {key: data[key] for key in _KEYS}
    if not all(isinstance(value, str | int | float | None) for value in known.values()):
        raise TypeError("no data of a call")
    return known


def live_call_data(call: Call, now: datetime) -> dict[str, Any]:
    """Return what the action `get_calls` tells of a call that goes on."""
    return {
        "id": call.linkedid,
        "caller": call.caller,
        "caller_name": call.caller_name,
        "called": call.called,
        "direction": call.direction.value,
        "state": _state(call),
        "started": call.started.isoformat(),
        "duration": round((now - call.started).total_seconds(), 3),
        "answered_by": call.answered_by,
        "channels": list(call.channels),
    }


def _state(call: Call) -> str:
    if not call.answered:
        return "ringing"
    if call.parked:
        return "parked"
    return "on_hold" if call.held else "answered"
