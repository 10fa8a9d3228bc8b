"""Websocket commands of the cards: the favorites of a node."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..const import DOMAIN
from ..control.failures import invalid
from ..favorite_list import (
    MODES,
    InvalidFavorite,
    async_store_favorites,
    checked_favorites,
)
from ..names import MAX_FAVORITES
from ..node_subentries import node_subentries
from .favorites_feed import FavoritesFeed
from .nodes import readable_node

_FAVORITE = vol.Schema(
    {
        vol.Required("node"): str,
        vol.Optional("name"): vol.Maybe(str),
        vol.Optional("mode"): vol.In(MODES),
        vol.Optional("group"): vol.Maybe(str),
    }
)


@callback
def async_setup_favorites(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, async_set_favorites)
    websocket_api.async_register_command(hass, async_subscribe_favorites)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/favorites/subscribe",
        vol.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def async_subscribe_favorites(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Send a node's favorites and what is known of them, now and whenever it changes.

    Each event is `{"scan": bool, "favorites": [{"node", "name", "mode", "group",
    "active", "keyed", "links", "time"}]}` with all favorites in their order. `scan`
    is whether AllStarLink's statistics may be asked; the last four are null where
    nothing is known. While somebody is subscribed the statistics are asked, and the
    subscription outlives a reload of the config entry.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    reply_id: int = message["id"]
    connection.send_result(reply_id)
    connection.subscriptions[reply_id] = FavoritesFeed(
        hass, device, lambda event: connection.send_event(reply_id, event)
    ).async_start()


@websocket_api.require_admin
@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/favorites/set",
        vol.Required(ATTR_DEVICE_ID): str,
        vol.Required("favorites"): vol.All([_FAVORITE], vol.Length(max=MAX_FAVORITES)),
    }
)
@callback
def async_set_favorites(
    hass: HomeAssistant,
    connection: websocket_api.ActiveConnection,
    message: dict[str, Any],
) -> None:
    """Store a node's favorites, all of them in their order; for administrators.

    Each is `{"node", "name", "mode", "group"}`, of which all but the node may be
    left out: `mode` is `transceive` or `monitor`. The answer is
    `{"favorites": [...]}` as they are stored, each node once. One that cannot be
    stored gives the error `home_assistant_error` with its translation.
    """
    if (device := readable_node(hass, connection, message)) is None:
        return
    entry = hass.config_entries.async_get_known_entry(device.entry_id)
    subentry = node_subentries(entry)[device.number]
    try:
        favorites = checked_favorites(message["favorites"], device.number)
    except InvalidFavorite as err:
        refusal = invalid(err.reason, value=err.value)
        connection.send_error(
            message["id"],
            websocket_api.ERR_HOME_ASSISTANT_ERROR,
            str(refusal),
            translation_key=refusal.translation_key,
            translation_domain=refusal.translation_domain,
            translation_placeholders=refusal.translation_placeholders,
        )
        return
    async_store_favorites(hass, entry, subentry, favorites)
    connection.send_result(
        message["id"], {"favorites": [favorite.data for favorite in favorites]}
    )
