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
    hubs = [entry.runtime_data for entry in entries]
    nodes = [node for hub in hubs for node in hub.nodes.values()]
    info: dict[str, Any] = {
        "servers": len(hass.config_entries.async_entries(DOMAIN)),
        "servers_connected": sum(hub.connected for hub in hubs),
        "nodes": len(nodes),
        "nodes_available": sum(node.available for node in nodes),
    }
    directory = async_get_directory(hass).status
    if directory.checked is not None:
        info["listed_nodes"] = directory.rows
        info["list_checked"] = directory.checked
    if directory.last_error is not None:
        info["list_error"] = directory.last_error
    if hubs:
        info["lowest_health"] = f"{min(hub.health.percent for hub in hubs)} %"
    return info
