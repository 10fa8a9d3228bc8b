"""Websocket command of the cards: find nodes by number, callsign, description, place."""

from collections.abc import Callable
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..const import DOMAIN
from ..directory.directory import async_get_directory
from ..directory.search import MAX_QUERY
from ..directory.station import Station
from ..link_data import station_data
from ..node import async_nodes
from .nodes import readable_node

# Of an answer
_MAX_NODES = 20


@callback
def async_setup_search(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, async_search)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/search",
        vol.Required("query"): vol.All(str, vol.Length(max=MAX_QUERY)),
        vol.Optional(ATTR_DEVICE_ID): str,
    }
)
@callback
def async_search(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Answer which nodes a query may mean, at most 20, the best first.

    `{"nodes": [{"node", "callsign", "description", "location"}], "directory": bool}`;
    `directory` is false while no published list is known. Each word of the query
    is the beginning of a word of a node's number, callsign, description or place.
    With the `device_id` of a node the names count as well that the user gave to
    nodes of its server, and its own list of nodes may be turned off. Nothing is
    asked of any service.
    """
    query: str = message["query"]
    of: Callable[[str], Station | None]
    if ATTR_DEVICE_ID in message:
        if (device := readable_node(hass, connection, message)) is None:
            return
        node = async_nodes(hass).get(device.device_id)
        found = node.stations.search(query, _MAX_NODES) if node else []
        of = node.stations.of if node else _unknown
        has_directory = node is not None and node.stations.has_directory
    else:
        directory = async_get_directory(hass)
        found, of = directory.search(query, _MAX_NODES), directory.find
        has_directory = directory.status.rows > 0
    connection.send_result(
        message["id"],
        {
            "nodes": [{"node": number, **station_data(of(number))} for number in found],
            "directory": has_directory,
        },
    )


def _unknown(_node: str) -> None:
    return None
