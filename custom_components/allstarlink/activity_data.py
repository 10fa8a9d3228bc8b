"""Activities as data, in event entities and on the event bus."""

from typing import Any

from .app_rpt.activity import Activity


def activity_data(activity: Activity) -> dict[str, Any]:
    """Return what is known of an activity; what does not apply is left out."""
    data: dict[str, Any] = {"node": activity.node}
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
