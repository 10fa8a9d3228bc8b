"""Websocket command of the cards: the network of a node, as a list, graph and map."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..const import DOMAIN
from ..link_data import station_data
from ..lookup.network import NetworkNode
from ..node import Node, async_nodes
from .nodes import readable_node

# Nodes of an answer
_MAX_NODES = 2_000


@callback
def async_setup_network(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, async_get_network)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/network",
        vol.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def async_get_network(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Answer which nodes are in the network of a node, as far as is known now.

    `{"nodes": [{"node", "via", "adjacent", "callsign", "location", "age",
    "latitude", "longitude"}], "total": int, "scan": bool, "pending": bool}`. The
    neighbors come first and have `adjacent`; `via` is the neighbor that brought a
    node and `age` of when that is in seconds, both null where no statistics say
    so. The position is rounded to two decimals, null where none is known. At most
    2,000 nodes of `total` are sent; none while the node is unavailable. `scan` is
    whether the statistics may be asked. In the 90 s after a request the neighbors
    are asked about: while some are `pending`, the next answer has more.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    answer: dict[str, Any] = {"nodes": [], "total": 0, "scan": False, "pending": False}
    if (node := async_nodes(hass).get(device.device_id)) is not None:
        network = node.network.nodes()
        node.network.async_look()
        answer = {
            "nodes": [_data(node, each) for each in network[:_MAX_NODES]],
            "total": len(network),
            "scan": node.network.has_statistics,
            "pending": node.network.is_pending,
        }
    connection.send_result(message["id"], answer)


def _data(node: Node, each: NetworkNode) -> dict[str, Any]:
    station = station_data(node.stations.of(each.name))
    latitude, longitude = each.position or (None, None)
    return {
        "node": each.name,
        "via": each.via,
        "adjacent": each.adjacent,
        "callsign": station["callsign"],
        "location": station["location"],
        "age": each.age,
        "latitude": latitude,
        "longitude": longitude,
    }
