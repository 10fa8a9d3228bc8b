"""Where the histories of nodes are on disk."""

from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..const import DOMAIN
from ..node_subentries import node_subentries
from ..storage import ExtraStore

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the history of a node is.

    The file is named after ids that Home Assistant made, never after what a
    server said. The previous version named it after the node.
    """

    entry_id: str
    subentry_id: str
    node: str

    def store(self, hass: HomeAssistant) -> ExtraStore:
        """Return a store of the history."""
        key = f"{DOMAIN}.{self.entry_id}.{self.subentry_id}"
        return ExtraStore(hass, _VERSION, key)

    async def async_load(self, hass: HomeAssistant) -> dict[str, Any] | None:
        """Return what was saved, once also what the previous version had saved."""
        # Not by the store that saves: once it is about to, it does not look at the disk.
        store = self.store(hass)
        if (data := await store.async_load()) is not None:
            return data
        earlier = self._earlier_store(hass)
        if (data := await earlier.async_load()) is not None:
            await store.async_save(data)
            await earlier.async_remove()
        return data

    async def async_remove(self, hass: HomeAssistant) -> None:
        """Forget what was saved."""
        await self.store(hass).async_remove()
        await self._earlier_store(hass).async_remove()

    def _earlier_store(self, hass: HomeAssistant) -> ExtraStore:
        return ExtraStore(hass, _VERSION, f"{DOMAIN}.{self.entry_id}.{self.node}")


def places_of(entry: ConfigEntry) -> frozenset[Place]:
    """Return where the histories of the nodes of a config entry are."""
    return frozenset(
        Place(entry.entry_id, subentry.subentry_id, node)
        for node, subentry in node_subentries(entry).items()
    )


async def async_remove_histories(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Forget what was saved for the nodes of a config entry."""
    for place in places_of(entry):
        await place.async_remove(hass)
