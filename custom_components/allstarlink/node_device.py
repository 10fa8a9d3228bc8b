"""The nodes among the devices of Home Assistant."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN
from .node_subentries import node_number


@dataclass(frozen=True, slots=True)
class NodeDevice:
    """A node that has its device, whether its config entry is set up or not.

    It is `enabled` unless the user has turned the device or the server off.
    """

    device_id: str
    entry_id: str
    number: str
    enabled: bool


@callback
def async_node_device(hass: HomeAssistant, device_id: str) -> NodeDevice | None:
    """Return the node that a device is, None for a server, an extension or a trunk."""
    device = dr.async_get(hass).async_get(device_id)
    if not isinstance(device, dr.DeviceEntry):
        return None
    # Not by the nodes that are followed: they are known between set-ups as well.
    entry = hass.config_entries.async_get_entry(device.config_entry_id)
    if entry is None or entry.domain != DOMAIN:
        return None
    subentry = entry.subentries.get(device.config_subentry_id or "")
    if subentry is None or (number := node_number(subentry)) is None:
        return None
    enabled = not (device.disabled or entry.disabled_by)
    return NodeDevice(device.id, entry.entry_id, number, enabled)
