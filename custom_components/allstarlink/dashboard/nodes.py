"""The nodes among the devices of Home Assistant, as dashboards ask for them."""

from dataclasses import dataclass
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..const import CONF_NODE, DOMAIN, SUBENTRY_TYPE_NODE
from ..control.rights import may_read


@dataclass(frozen=True, slots=True)
class NodeDevice:
    """A node that has its device, whether its config entry is set up or not."""

    device_id: str
    entry_id: str
    number: str


@callback
def readable_node(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> NodeDevice | None:
    """Return the node that a message names; if there is none for this user, send the error."""
    reply_id: int = message["id"]
    node = _node_of(hass, message[ATTR_DEVICE_ID])
    if node is None:
        connection.send_error(
            reply_id, websocket_api.ERR_NOT_FOUND, "There is no such node"
        )
    elif not may_read(hass, connection.user, node.device_id):
        connection.send_error(
            reply_id, websocket_api.ERR_UNAUTHORIZED, "This user may not read the node"
        )
    else:
        return node
    return None


def _node_of(hass: HomeAssistant, device_id: str) -> NodeDevice | None:
    """Return the node that a device is, None for a server, an extension or a trunk."""
    device = dr.async_get(hass).async_get(device_id)
    if not isinstance(device, dr.DeviceEntry):
        return None
    # Not by the nodes that are followed: they are known between set-ups as well.
    entry = hass.config_entries.async_get_entry(device.config_entry_id)
    if entry is None or entry.domain != DOMAIN:
        return None
    subentry = entry.subentries.get(device.config_subentry_id or "")
    if subentry is None or subentry.subentry_type != SUBENTRY_TYPE_NODE:
        return None
    return NodeDevice(device.id, entry.entry_id, subentry.data[CONF_NODE])
