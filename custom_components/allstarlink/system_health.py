"""What the system health page tells."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .directory.directory import async_get_directory
from .hub import AllStarLinkConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register what this integration has to tell."""
    register.async_register_info(async_system_health_info)


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return how many servers and nodes there are, and how well they do."""
    entries: list[AllStarLinkConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    servers = [entry.runtime_data for entry in entries]
    nodes = [node for server in servers for node in server.nodes.values()]
    info: dict[str, Any] = {
        "servers": len(hass.config_entries.async_entries(DOMAIN)),
        "servers_connected": sum(server.client.connected for server in servers),
        "nodes": len(nodes),
        "nodes_available": sum(node.coordinator.available for node in nodes),
    }
    directory = async_get_directory(hass).status
    if directory.checked is not None:
        info["listed_nodes"] = directory.rows
        info["list_checked"] = directory.checked
    if directory.last_error is not None:
        info["list_error"] = directory.last_error
    if servers:
        info["lowest_health"] = f"{min(server.health.percent for server in servers)} %"
    return info
