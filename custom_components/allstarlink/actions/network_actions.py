"""The actions that look beyond a node: its favorites and its network."""

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.util.json import JsonValueType

from ..control.failures import failure
from ..link_data import station_data
from ..lookup.favorites import async_fresh_favorites
from ..node import Node


async def async_get_favorites(node: Node, call: ServiceCall) -> ServiceResponse:
    """Return the favorites, with what AllStarLink's statistics say of them."""
    return {"favorites": [*await async_fresh_favorites(node.coordinator)]}


async def async_get_network(node: Node, call: ServiceCall) -> ServiceResponse:
    """Return every node of the network. Raises HomeAssistantError when unknown."""
    if not node.coordinator.available:
        raise failure("links_unknown", node=node.number)
    nodes: list[JsonValueType] = []
    for each in await node.network.async_fresh():
        station = station_data(node.stations.of(each.name))
        nodes.append(
            {
                "node": each.name,
                "via": each.via,
                "callsign": station["callsign"],
                "location": station["location"],
                "age": each.age,
            }
        )
    return {"nodes": nodes}
