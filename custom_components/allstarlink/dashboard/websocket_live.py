"""Websocket commands of the cards: a node as it is now, and who talked today."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..activity.watch import async_watches
from ..const import DOMAIN
from ..control.rights import may_read
from .live import LiveNode, is_node


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
    device = _readable_node(hass, connection, message)
    if device is None:
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
    if (device := _readable_node(hass, connection, message)) is None:
        return
    midnight = dt_util.start_of_local_day()
    watch = async_watches(hass).get(device.id)
    talks = watch.node.history.talks if watch else None
    talkers = talks.talkers(midnight) if talks else {}
    quarters = talks.quarters(midnight) if talks else {}
    by_length = sorted(talkers.items(), key=lambda item: -item[1].milliseconds)
    connection.send_result(
        message["id"],
        {
            "talkers": [
                {
                    "node": name,
                    "callsign": watch.node.hub.stations.callsign_of(name),
                    "talks": tally.talks,
                    "seconds": tally.seconds,
                }
                for name, tally in by_length
                if watch
            ],
            "quarters": [
                {"start": start.isoformat(), "seconds": tally.seconds}
                for start, tally in quarters.items()
            ],
        },
    )


def _readable_node(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> dr.DeviceEntry | None:
    """Return the node's device; if there is none for this user, send the error."""
    device = dr.async_get(hass).async_get(message[ATTR_DEVICE_ID])
    if not isinstance(device, dr.DeviceEntry) or not is_node(device):
        connection.send_error(
            message["id"], websocket_api.ERR_NOT_FOUND, "There is no such node"
        )
    elif not may_read(hass, connection.user, device.id):
        connection.send_error(
            message["id"],
            websocket_api.ERR_UNAUTHORIZED,
            "This user may not read the node",
        )
    else:
        return device
    return None
