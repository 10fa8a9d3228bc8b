"""Websocket commands for dashboards."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import voluptuous as vol

from ..app_rpt.activity import Activity
from ..connection_options import LIMITS
from ..const import DOMAIN
from ..hub import AllStarLinkConfigEntry
from ..node import SIGNAL_ACTIVITY, Node
from ..node_device import NodeDevice
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
            int, vol.Range(min=0, max=LIMITS["history_size"][1])
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
    first one comes once more if the config entry was not set up by then. The
    subscription outlives a reload of the config entry.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    subscription = _Subscription(hass, connection, message, device)
    connection.subscriptions[message["id"]] = subscription.async_start()


class _Subscription:
    """Tells one subscriber of the activities of one node."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: websocket_api.ActiveConnection,
        message: dict[str, Any],
        device: NodeDevice,
    ) -> None:
        """Take the message that asks for it, and the node that it is about."""
        self._hass = hass
        self._connection = connection
        self._id: int = message["id"]
        self._limit: int = message["limit"]
        self._device = device
        self._has_all = False

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Send what is known and what comes; call what is returned to stop."""
        stops = (
            async_dispatcher_connect(self._hass, SIGNAL_ACTIVITY, self._happened),
            async_dispatcher_connect(
                self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
            ),
        )
        self._connection.send_result(self._id)
        self._send_newest(self._followed())

        @callback
        def async_stop() -> None:
            for stop in stops:
                stop()

        return async_stop

    def _followed(self) -> Node | None:
        """Return the node; None before its history is there."""
        entry: AllStarLinkConfigEntry | None
        entry = self._hass.config_entries.async_get_entry(self._device.entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        return entry.runtime_data.nodes.get(self._device.number)

    def _send_newest(self, node: Node | None) -> None:
        self._has_all = node is not None
        newest = node.history.newest(self._limit) if node else []
        self._connection.send_event(self._id, {"activities": newest})

    @callback
    def _entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if self._has_all or entry.entry_id != self._device.entry_id:
            return
        if (node := self._followed()) is not None:
            self._send_newest(node)

    @callback
    def _happened(
        self, node: Node, activity: Activity, _context: Context | None
    ) -> None:
        if node.device_id == self._device.device_id:
            event = {"activity": node.history.record(activity)}
            self._connection.send_event(self._id, event)
