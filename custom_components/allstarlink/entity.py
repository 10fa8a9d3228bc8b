"""Base entities of servers and nodes."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import NodeCoordinator
from .hub import AllStarLinkConfigEntry, AmiHub
from .server import ServerCoordinator


class ServerEntity(CoordinatorEntity[ServerCoordinator]):
    """An entity of an Asterisk server. It stays available while it is down."""

    _attr_has_entity_name = True

    def __init__(self, hub: AmiHub, description: EntityDescription) -> None:
        """Make the entity of a hub."""
        super().__init__(hub.server)
        self.hub = hub
        self.entity_description = description
        entry_id = hub.entry.entry_id
        self._attr_unique_id = f"{entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry_id)})

    @property
    @override
    def available(self) -> bool:
        return True

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the connection as well."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.hub.async_add_listener(self._handle_coordinator_update)
        )


class NodeDeviceEntity(Entity):
    """An entity on a node's device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        super().__init__()
        self.entity_description = description
        key = coordinator.device_key
        self._attr_unique_id = f"{key}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, key)})


class NodeEntity(CoordinatorEntity[NodeCoordinator], NodeDeviceEntity):
    """An entity that shows a part of a node's state.

    It writes its state only when that part has changed: an event that changes
    nothing costs nothing.
    """

    _written: object = None

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        CoordinatorEntity.__init__(self, coordinator)
        NodeDeviceEntity.__init__(self, coordinator, description)

    @abstractmethod
    def _shown(self) -> object:
        """Return what this entity shows, comparable."""

    @property
    @override
    def available(self) -> bool:
        return self.coordinator.available

    @override
    async def async_added_to_hass(self) -> None:
        """Remember what Home Assistant writes first."""
        await super().async_added_to_hass()
        self._written = (self.available, self._shown())

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        shown = (self.available, self._shown())
        if shown != self._written:
            self._written = shown
            self.async_write_ha_state()


@callback
def async_setup_nodes(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[NodeCoordinator], Iterable[Entity]],
) -> None:
    """Add a platform's entities for each node, now and when a node is added."""

    @callback
    def async_add_node(coordinator: NodeCoordinator) -> None:
        async_add_entities(
            entities_of(coordinator),
            config_subentry_id=coordinator.subentry.subentry_id,
        )

    hub = entry.runtime_data
    for coordinator in hub.nodes.values():
        async_add_node(coordinator)
    entry.async_on_unload(hub.async_add_node_listener(async_add_node))


@callback
def async_setup_controls(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[NodeCoordinator], Iterable[Entity]],
) -> None:
    """Add a platform's controls as soon as the AMI user may use commands.

    They stay when the right is taken away: pressing one then says so.
    """
    hub = entry.runtime_data
    waiting = True

    @callback
    def async_check() -> None:
        nonlocal waiting
        if waiting and hub.can_command:
            waiting = False
            async_setup_nodes(entry, async_add_entities, entities_of)

    async_check()
    entry.async_on_unload(hub.async_add_listener(async_check))
