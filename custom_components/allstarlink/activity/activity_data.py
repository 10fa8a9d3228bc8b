"""Activities as data: in event entities, on the event bus and in the history."""

from datetime import UTC, datetime
from typing import Any

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.mdc import Mdc, MdcMessage
from ..app_rpt.names import Direction, Mode
from ..names import shown_name

# Seconds; a link that is up for longer is not believed
_LONGEST = 10 * 366 * 86400

_DIGITS = frozenset("0123456789ABCD*#")


def activity_data(activity: Activity, callsign: str | None = None) -> dict[str, Any]:
    """Return what is known of an activity; what does not apply is left out.

    `callsign` is that of its station, which is not a part of it.
    """
    data: dict[str, Any] = {"node": activity.node}
    if callsign is not None:
        data["callsign"] = callsign
    if activity.mode not in (None, Mode.UNKNOWN):
        data["mode"] = activity.mode.value
    if activity.direction is not None:
        data["direction"] = activity.direction.value
    if activity.duration is not None:
        data["duration"] = activity.duration
    if activity.digit is not None:
        data["digit"] = activity.digit
    if (mdc := activity.mdc) is not None:
        data |= {"unit": mdc.unit, "message": mdc.message.value}
        if mdc.value is not None:
            data["value"] = mdc.value
    if activity.late:
        data["late"] = True
    return data


def activity_record(activity: Activity, callsign: str | None = None) -> dict[str, Any]:
    """Return an activity with its time (ISO 8601 in UTC) and its type."""
    return {
        "time": activity.at.isoformat(),
        "type": activity.type.value,
        **activity_data(activity, callsign),
    }


def recorded_activity(record: Any, until: datetime) -> Activity:
    """Return the activity that `activity_record` was called on.

    `until` is the present: nothing has happened after it. Raises ValueError,
    TypeError, LookupError, AttributeError or OverflowError for anything else.
    """
    at = datetime.fromisoformat(record["time"])
    if at.tzinfo is None or (at := at.astimezone(UTC)) > until:
        raise ValueError("a time without a zone, or in the future")
    node, late = record["node"], record.get("late", False)
    if not isinstance(node, str) or not node or not isinstance(late, bool):
        raise TypeError("no name, or no yes or no")
    mode, direction = record.get("mode"), record.get("direction")
    return Activity(
        ActivityType(record["type"]),
        at,
        shown_name(node),
        mode=None if mode is None else Mode(mode),
        direction=None if direction is None else Direction(direction),
        duration=_duration(record.get("duration")),
        digit=_digit(record.get("digit")),
        mdc=_mdc(record),
        late=late,
    )


def _duration(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    if not 0 <= value <= _LONGEST:
        raise ValueError("no duration")
    return value


def _mdc(record: Any) -> Mdc | None:
    if record["type"] != ActivityType.MDC:
        return None
    return Mdc(MdcMessage(record["message"]), record["unit"], record.get("value"))


def _digit(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in _DIGITS:
        raise ValueError("no digit")
    return value
