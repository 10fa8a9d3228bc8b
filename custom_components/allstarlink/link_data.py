"""Links as data, in state attributes and action results."""

from typing import Any

from .app_rpt.links import Link


def link_data(link: Link) -> dict[str, Any]:
    """Return a link as the documented dict; times are ISO 8601 in UTC.

    `direction` is null for the moment between the event that told of a new
    link and the poll that follows it. The names are null until known.
    """
    return {
        "node": link.name,
        "kind": link.kind.value,
        "mode": link.mode.value,
        "direction": link.direction.value if link.direction else None,
        "state": "established" if link.established else "connecting",
        "keyed": link.keyed,
        "connected_since": (
            link.connected_since.isoformat() if link.connected_since else None
        ),
        "last_keyed": link.last_keyed.isoformat() if link.last_keyed else None,
        "reconnects": link.reconnects,
        "address": link.address,
        "callsign": None,
        "description": None,
        "location": None,
    }
