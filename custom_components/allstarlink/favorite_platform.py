"""How platforms have an entity for each favorite of a node, as the favorites change."""

from collections.abc import Callable

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .node import Node


@callback
def async_add_favorites(
    node: Node,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entity_of: Callable[[Node, str], Entity],
) -> None:
    """Add an entity for each favorite of a node, now and when one becomes a favorite."""
    if node.coordinator.is_remote_base:
        return
    added: set[str] = set()

    @callback
    def async_update() -> None:
        favorites = node.coordinator.favorites
        new = [number for number in favorites if number not in added]
        if new:
            async_add_entities(
                [entity_of(node, number) for number in new],
                config_subentry_id=node.subentry_id,
            )
        added.clear()
        added.update(favorites)

    _now_and_when_settings_change(node, async_update)


@callback
def async_remove_favorites(node: Node, platform: Platform, key: str) -> None:
    """Remove the entities of numbers that are no favorites, now and when one is none.

    Their unique ids end in the key and the number.
    """
    coordinator = node.coordinator
    prefix = f"{coordinator.device_key}_{key}_"

    @callback
    def async_remove() -> None:
        registry = er.async_get(coordinator.hass)
        entry_id = node.client.entry.entry_id
        for entity in er.async_entries_for_config_entry(registry, entry_id):
            number = entity.unique_id.removeprefix(prefix)
            is_one = entity.domain == platform and number != entity.unique_id
            if is_one and number not in coordinator.favorites:
                registry.async_remove(entity.entity_id)

    _now_and_when_settings_change(node, async_remove)


@callback
def _now_and_when_settings_change(node: Node, do: Callable[[], None]) -> None:
    do()
    node.async_on_stop(node.coordinator.async_add_settings_listener(do))
