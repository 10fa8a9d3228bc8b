"""The nodes that dashboards ask for, and who may see them."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback

from ..control.rights import may_read
from ..node_device import NodeDevice, async_node_device


@callback
def readable_node(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> NodeDevice | None:
    """Return the node that a message names; if there is none for this user, send the error."""
    reply_id: int = message["id"]
    node = async_node_device(hass, message[ATTR_DEVICE_ID])
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
