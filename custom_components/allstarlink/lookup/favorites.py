"""A node's favorites with what AllStarLink's statistics say of them."""

from typing import Any

from homeassistant.core import CALLBACK_TYPE, callback

from ..const import CONF_FAVORITES_SCAN
from ..coordinator import NodeCoordinator
from .scan import Who, async_get_scan
from .seen import UNKNOWN, Activity

# Seconds for which an action waits for answers
_PATIENCE = 10.0


@callback
def may_scan(coordinator: NodeCoordinator) -> bool:
    """Return whether the user lets the service be asked about what a node knows."""
    return bool(coordinator.config_entry.options.get(CONF_FAVORITES_SCAN))


@callback
def favorite_activity(coordinator: NodeCoordinator, number: str) -> Activity:
    """Return what is known of a favorite now: nothing while the option is off."""
    if not may_scan(coordinator):
        return UNKNOWN
    return async_get_scan(coordinator.hass).activity_of(number)


@callback
def favorites_data(coordinator: NodeCoordinator) -> list[dict[str, Any]]:
    """Return the favorites in their order, with what is known of them now.

    Each is `{"node", "name", "mode", "group", "active", "keyed", "links", "time"}`;
    `active` is whether it is registered, `keyed` whether it was keyed in the last
    five minutes, `links` their number, `time` when the node said so (ISO 8601, UTC).
    These four are null where nothing is known.
    """
    return [
        {**favorite.data, **_data(favorite_activity(coordinator, favorite.node))}
        for favorite in coordinator.favorite_list
    ]


@callback
def async_look_at_favorites(coordinator: NodeCoordinator) -> CALLBACK_TYPE:
    """Have the service asked about all favorites until the result is called."""
    nodes = coordinator.favorites if may_scan(coordinator) else ()
    return async_get_scan(coordinator.hass).async_look(nodes, Who.CARD)


async def async_fresh_favorites(coordinator: NodeCoordinator) -> list[dict[str, Any]]:
    """Return the favorites after asking about those that nobody asked about lately."""
    if may_scan(coordinator):
        scan = async_get_scan(coordinator.hass)
        await scan.async_fresh(coordinator.favorites, _PATIENCE)
    return favorites_data(coordinator)


def _data(known: Activity) -> dict[str, Any]:
    return {
        "active": known.active,
        "keyed": known.keyed,
        "links": known.links,
        "time": known.time.isoformat() if known.time else None,
    }
