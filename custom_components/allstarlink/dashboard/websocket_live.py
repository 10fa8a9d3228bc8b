"""Websocket commands of the cards: a node as it is now, and who talked today."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..const import DOMAIN
from ..node import async_nodes
from .live import LiveNode
from .nodes import readable_node


@callback
def async_setup_live(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, async_subscribe_node)
    websocket_api.async_register_command(hass, async_get_talks_today)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/node/subscribe",
        vol.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def async_subscribe_node(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Send a node's state, then what changes of it, as `LiveNode` tells it.

    The subscription outlives a reload of the config entry.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    reply_id: int = message["id"]
    connection.send_result(reply_id)
    connection.subscriptions[reply_id] = LiveNode(
        hass,
        device,
        connection.user,
        lambda event: connection.send_event(reply_id, event),
    ).async_start()


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/talks/today",
        vol.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def async_get_talks_today(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Answer who talked on a node since local midnight, and when.

    `{"talkers": [{"node", "callsign", "talks", "seconds"}],
    "quarters": [{"start", "seconds"}]}`, who talked longest first; a talk
    counts in the quarter hour in which it ended.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    midnight = dt_util.start_of_local_day()
    node = async_nodes(hass).get(device.device_id)
    talks = node.history.talks if node else None
    talkers = talks.talkers(midnight) if talks else {}
    quarters = talks.quarters(midnight) if talks else {}
    by_length = sorted(talkers.items(), key=lambda item: -item[1].milliseconds)
    connection.send_result(
        message["id"],
        {
            "talkers": [
                {
                    "node": name,
                    "callsign": node.stations.callsign_of(name),
                    "talks": tally.talks,
                    "seconds": tally.seconds,
                }
                for name, tally in by_length
                if node
            ],
            "quarters": [
                {"start": start.isoformat(), "seconds": tally.seconds}
                for start, tally in quarters.items()
            ],
        },
    )
