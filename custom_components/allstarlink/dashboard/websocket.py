"""Websocket commands for dashboards."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import voluptuous as vol

from ..activity.history import MAX_ACTIVITIES, SIGNAL_ACTIVITY
from ..activity.watch import async_watches
from ..app_rpt.activity import Activity
from ..const import DOMAIN
from ..coordinator import NodeCoordinator
from .nodes import readable_node


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, async_subscribe_activity)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/activity/subscribe",
        vol.Required(ATTR_DEVICE_ID): str,
        vol.Optional("limit", default=100): vol.All(
            int, vol.Range(min=0, max=MAX_ACTIVITIES)
        ),
    }
)
@callback
def async_subscribe_activity(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Send a node's newest activities, the newest first, then each new one.

    The first event is `{"activities": [...]}`, the others are
    `{"activity": {...}}`, each activity as in the action `get_activity`. The
    subscription outlives a reload of the config entry.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    reply_id: int = message["id"]

    @callback
    def happened(node: NodeCoordinator, activity: Activity) -> None:
        if node.device_id == device.device_id:
            event = {"activity": node.history.told(activity)}
            connection.send_event(reply_id, event)

    connection.subscriptions[reply_id] = async_dispatcher_connect(
        hass, SIGNAL_ACTIVITY, happened
    )
    watch = async_watches(hass).get(device.device_id)
    newest = watch.node.history.newest(message["limit"]) if watch else []
    connection.send_result(reply_id)
    connection.send_event(reply_id, {"activities": newest})
