"""Activities as data: in event entities, on the event bus and in the history."""

from datetime import datetime
from typing import Any

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.names import Direction, Mode


def activity_data(activity: Activity, callsign: str | None = None) -> dict[str, Any]:
    """Return what is known of an activity; what does not apply is left out.

    `callsign` is that of its station, which is not a part of it.
    """
    data: dict[str, Any] = {"node": activity.node}
    if callsign is not None:
        data["callsign"] = callsign
    if activity.mode is not None:
        data["mode"] = activity.mode.value
    if activity.direction is not None:
        data["direction"] = activity.direction.value
    if activity.duration is not None:
        data["duration"] = activity.duration
    if activity.digit is not None:
        data["digit"] = activity.digit
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


def recorded_activity(record: dict[str, Any]) -> Activity:
    """Return the activity that `activity_record` was called on."""
    mode, direction = record.get("mode"), record.get("direction")
    return Activity(
        ActivityType(record["type"]),
        datetime.fromisoformat(record["time"]),
        record["node"],
        mode=None if mode is None else Mode(mode),
        direction=None if direction is None else Direction(direction),
        duration=record.get("duration"),
        digit=record.get("digit"),
        late=record.get("late", False),
    )
