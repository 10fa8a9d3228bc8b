"""Forgets the histories of nodes that are removed while their server is not loaded.

The hub forgets those that it follows itself, but there is none while the server
is out of reach or disabled.
"""

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN
from .place import Place, places_of


@callback
def async_setup_forgetting(hass: HomeAssistant) -> None:
    """Follow the nodes of all config entries from now on."""
    entries = hass.config_entries.async_entries(DOMAIN)
    known = {entry.entry_id: places_of(entry) for entry in entries}

    @callback
    def changed(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN:
            return
        before = known.pop(entry.entry_id, frozenset())
        if change is not ConfigEntryChange.REMOVED:
            known[entry.entry_id] = places_of(entry)
        for place in before - places_of(entry):
            hass.async_create_task(_async_forget(hass, entry, place))

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, changed)


async def _async_forget(hass: HomeAssistant, entry: ConfigEntry, place: Place) -> None:
    # A hub that is being closed saves the history first. One that is loaded
    # forgets it as well, which does no harm.
    async with entry.setup_lock:
        if place not in places_of(entry):
            await place.async_remove(hass)
