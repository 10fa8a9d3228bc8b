"""Logbook lines about what happened on nodes."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .activity.history import EVENT_ACTIVITY
from .app_rpt.activity import LOCAL
from .const import DOMAIN

_ICONS = {
    "talk_started": "mdi:account-voice",
    "talk_ended": "mdi:account-voice-off",
    "link_connected": "mdi:link-variant-plus",
    "link_disconnected": "mdi:link-variant-off",
    "dtmf": "mdi:dialpad",
    "mdc": "mdi:radio-handheld",
}

_MODES = {
    "transceive": "in transceive mode",
    "monitor": "in monitor mode",
    "local_monitor": "in local monitor mode",
}


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[
        [str, str, Callable[[Event[dict[str, Any]]], dict[str, str]]], None
    ],
) -> None:
    """Tell the logbook how to put activities into words."""
    devices = dr.async_get(hass)

    @callback
    def describe(event: Event[dict[str, Any]]) -> dict[str, str]:
        device = devices.async_get(event.data[ATTR_DEVICE_ID])
        name = (device.name_by_user or device.name) if device else None
        return {
            # The logbook joins both by a blank, and many talkers are numbers.
            LOGBOOK_ENTRY_NAME: f"{name or 'A node that was removed'}:",
            LOGBOOK_ENTRY_MESSAGE: sentence(event.data),
            LOGBOOK_ENTRY_ICON: _ICONS[event.data["type"]],
        }

    async_describe_event(DOMAIN, EVENT_ACTIVITY, describe)


def sentence(data: dict[str, Any]) -> str:
    """Return what happened in words: `2001 talked for 12 s`."""
    who = _who(data["node"], data.get("callsign"))
    lasted = spoken_time(data.get("duration") or 0)
    match data["type"]:
        case "talk_started":
            words = f"{who} began to talk"
        case "talk_ended":
            words = f"{who} talked for {lasted}"
        case "link_connected":
            words = _connected(who, data)
        case "link_disconnected":
            after = f" after {lasted}" if data.get("duration") is not None else ""
            words = f"{who} disconnected{after}"
        case "mdc":
            words = f"MDC-1200: unit {data.get('unit')} {_mdc(data)}"
        case _:
            words = f"DTMF digit {data.get('digit')} was received"
    return f"{words}, while it was out of reach" if data.get("late") else words


def _mdc(data: dict[str, Any]) -> str:
    value = data.get("value")
    return {
        "emergency": "sent an emergency",
        "status": f"sent status {value}",
        "call_alert": f"sent a call alert to unit {value}",
        "selective_call": f"called unit {value}",
    }.get(data.get("message", ""), "sent its ID")


def _who(name: str, callsign: str | None) -> str:
    if name == LOCAL:
        return "a local station"
    # Who comes in by phone or web has it in the name.
    if callsign is None or name.startswith(callsign):
        return name
    return f"{callsign} ({name})"


def _connected(who: str, data: dict[str, Any]) -> str:
    to = "connected to " if data.get("direction") == "out" else ""
    did = "" if to else " connected"
    return " ".join(filter(None, (f"{to}{who}{did}", _MODES.get(data.get("mode", "")))))


def spoken_time(seconds: float) -> str:
    """Return a duration in its two largest units: `12 s`, `1 min 5 s`, `2 h 3 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "min"), (rest, "s"))
    first = next(index for index, (count, _) in enumerate(parts) if count)
    return " ".join(
        f"{count} {unit}" for count, unit in parts[first : first + 2] if count
    )
