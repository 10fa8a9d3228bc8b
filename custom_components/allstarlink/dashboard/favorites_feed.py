"""A node's favorites for a dashboard, with what AllStarLink's statistics say of them."""

from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..favorite_list import stored_favorites
from ..lookup.favorites import async_look_at_favorites, favorites_data, may_scan
from ..lookup.scan import async_get_scan
from ..node import Node, async_nodes
from ..node_device import NodeDevice
from ..node_subentries import node_subentries

type Message = dict[str, Any]


class FavoritesFeed:
    """Tells one subscriber of the favorites of one node; while it does somebody looks.

    Each message is `{"scan": bool, "favorites": [...]}` with all favorites, as
    `favorites_data` has them; `scan` is whether the statistics may be asked. It
    outlives a reload of the config entry.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        device: NodeDevice,
        send: Callable[[Message], None],
    ) -> None:
        """Take the node's device, and whom to tell."""
        self._hass = hass
        self._device = device
        self._send = send
        self._sent: Message = {}
        self._followed: Node | None = None
        self._stops: list[CALLBACK_TYPE] = []

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Send the favorites, now and when they change; call the result to stop."""
        stop_entry = async_dispatcher_connect(
            self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
        )
        stop_scan = async_get_scan(self._hass).async_add_listener(self._tell)
        self._follow()

        @callback
        def async_stop() -> None:
            stop_entry()
            stop_scan()
            self._let_go()

        return async_stop

    @callback
    def _entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.entry_id == self._device.entry_id:
            self._follow()

    @callback
    def _follow(self) -> None:
        """Look at the favorites that there are now, and listen to their node."""
        self._let_go()
        node = async_nodes(self._hass).get(self._device.device_id)
        if node is not None:
            coordinator = node.coordinator
            self._stops = [
                coordinator.async_add_settings_listener(self._follow),
                async_look_at_favorites(coordinator),
            ]
        self._followed = node
        self._tell()

    def _let_go(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    @callback
    def _tell(self) -> None:
        message = self._message()
        if message != self._sent:
            self._sent = message
            self._send(message)

    def _message(self) -> Message:
        if self._followed is not None:
            coordinator = self._followed.coordinator
            return {
                "scan": may_scan(coordinator),
                "favorites": favorites_data(coordinator),
            }
        return {"scan": False, "favorites": self._stored()}

    def _stored(self) -> list[dict[str, Any]]:
        """Return the favorites of a node that is not set up."""
        entry = self._hass.config_entries.async_get_entry(self._device.entry_id)
        subentry = node_subentries(entry).get(self._device.number) if entry else None
        favorites = stored_favorites(subentry.data) if subentry else ()
        nothing = dict.fromkeys(("active", "keyed", "links", "time"))
        return [{**favorite.data, **nothing} for favorite in favorites]
