"""Entities that put something on the air: there where the node's option allows it."""

from collections.abc import Callable

from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import AllStarLinkConfigEntry
from .node import Node
from .node_platform import async_for_nodes, async_when_allowed
from .on_air.player import Player
from .on_air.settings import OnAirSettings


@callback
def async_setup_on_air(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    *,
    platform: str,
    key: str,
    make: Callable[[Node, Player], Entity],
) -> None:
    """Keep one entity for each node on which Home Assistant may transmit, and no others."""

    @callback
    def async_add(node: Node) -> None:
        if node.coordinator.is_remote_base:
            return
        is_there = False

        @callback
        def async_update() -> None:
            nonlocal is_there
            was_there, is_there = is_there, _may_transmit(node)
            if is_there and not was_there:
                player = entry.runtime_data.on_air.of(node.number)
                async_add_entities(
                    [make(node, player)], config_subentry_id=node.subentry_id
                )

        async_update()
        node.async_on_stop(node.coordinator.async_add_settings_listener(async_update))

    @callback
    def async_remove(node: Node) -> None:
        @callback
        def async_update() -> None:
            registry = er.async_get(node.client.hass)
            unique_id = f"{node.coordinator.device_key}_{key}"
            found = registry.async_get_entity_id(platform, entry.domain, unique_id)
            if found is not None and not _may_transmit(node):
                registry.async_remove(found)

        async_update()
        node.async_on_stop(node.coordinator.async_add_settings_listener(async_update))

    async_for_nodes(entry, async_remove)
    async_when_allowed(entry, lambda: async_for_nodes(entry, async_add))


def _may_transmit(node: Node) -> bool:
    return OnAirSettings.of(node.coordinator.settings).may_transmit
