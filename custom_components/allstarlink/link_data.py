"""Links and stations as data, in state attributes and action results."""

from typing import Any

from .app_rpt.links import Link
from .app_rpt.names import Mode
from .directory.station import Station
from .directory.stations import Stations

_UNKNOWN = Station()


def link_data(link: Link, stations: Stations) -> dict[str, Any]:
    """Return a link as the documented dict; times are ISO 8601 in UTC.

    `direction` is null for the moment between the event that told of a new
    link and the poll that follows it. `mode`, `direction` and `state` are null where
    the server is not asked for them. The names are null until known.
    """
    station = stations.of(link.name) or _UNKNOWN
    return {
        "node": link.name,
        "kind": stations.kind_of(link.name).value,
        "mode": None if link.mode is Mode.UNKNOWN else link.mode.value,
        "direction": link.direction.value if link.direction else None,
        "state": _state(link),
        "keyed": link.keyed,
        "connected_since": (
            link.connected_since.wall.isoformat() if link.connected_since else None
        ),
        "last_keyed": link.last_keyed.wall.isoformat() if link.last_keyed else None,
        "reconnects": link.reconnects,
        "address": link.address,
        "callsign": station.callsign,
        "description": station.description,
        "location": station.location,
    }


def lasting_link_data(link: Link, stations: Stations) -> dict[str, Any]:
    """Return a link as `link_data` does, without what each key-up changes.

    A state attribute is sent whole to every open browser when a part of it changes.
    """
    data = link_data(link, stations)
    del data["keyed"], data["last_keyed"]
    return data


def _state(link: Link) -> str | None:
    """Return the state of a link; null where SawStat alone has reported it."""
    if link.established is None:
        return None
    return "established" if link.established else "connecting"


def station_data(station: Station | None) -> dict[str, str | None]:
    """Return who a station is, as in a link; all is null while unknown."""
    known = station or _UNKNOWN
    return {
        "callsign": known.callsign,
        "description": known.description,
        "location": known.location,
    }
