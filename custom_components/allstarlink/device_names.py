"""The names of the nodes' devices: the number, and the callsign once it is known."""

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr

from .hub import AllStarLinkConfigEntry
from .node import Node
from .node_platform import async_for_nodes


@callback
def async_name_devices(entry: AllStarLinkConfigEntry) -> None:
    """Keep the names of all nodes' devices current until the entry is unloaded.

    To be called when the entities of the nodes have been added: an entity is
    given its id with the device's name, and keeps it.
    """
    data = entry.runtime_data

    @callback
    def async_name_all() -> None:
        for node in data.nodes.values():
            async_name_device(node)

    async_for_nodes(entry, async_name_device)
    entry.async_on_unload(data.stations.async_add_listener(async_name_all))


@callback
def async_name_device(node: Node) -> None:
    """Name a node's device; a name that the user gave it goes before that."""
    callsign = node.stations.callsign_of(node.number)
    if callsign is None and not node.stations.is_complete:
        # It may have a callsign from before.
        return
    name = " ".join(filter(None, ("Node", node.number, callsign)))
    registry = dr.async_get(node.client.hass)
    device = registry.async_get(node.device_id)
    if device is not None and device.name != name:
        registry.async_update_device(node.device_id, name=name)
