"""Websocket command of the cards: the favorites of a node."""

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
    """Register the command."""
    websocket_api.async_register_command(hass, async_set_favorites)


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
