"""Base entities of servers and nodes."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import override

from homeassistant.core import CALLBACK_TYPE, Context, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import NodeCoordinator
from .hub import AllStarLinkConfigEntry, AmiHub
from .server import ServerCoordinator
from .write_allowance import WriteAllowance


class ServerEntity(CoordinatorEntity[ServerCoordinator]):
    """An entity of an Asterisk server. It stays available while it is down.

    It writes its state only when that has changed.
    """

    _attr_has_entity_name = True
    _written: object = None

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
        """Follow the connection as well, and remember what is written first."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.hub.client.async_add_listener(self._handle_coordinator_update)
        )
        self._written = (self.available, self.state)

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        shown = (self.available, self.state)
        if shown != self._written:
            self._written = shown
            self.async_write_ha_state()


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
        self._attr_unique_id = f"{coordinator.device_key}_{description.key}"
        self._attr_device_info = coordinator.device_info

    @callback
    def _write_state_due_to(self, context: Context | None) -> None:
        """Write the state with the context of the action that caused it.

        The context counts for this once, unlike that of an action on the
        entity itself: what others do a moment later is not due to it.
        """
        own = self._context, self._context_set
        if context is not None:
            self.async_set_context(context)
        self.async_write_ha_state()
        if context is not None:
            self._context, self._context_set = own


class NodeEntity(CoordinatorEntity[NodeCoordinator], NodeDeviceEntity):
    """An entity that shows a part of a node's state.

    It writes its state only when that part has changed: an event that changes
    nothing costs nothing. A squelch that chatters is written as often as
    `WriteAllowance` has it, the last state always; that the node got out of
    reach, or came back, is written at once.
    """

    _written: tuple[bool, object] | None = None
    _cancel_write: CALLBACK_TYPE | None = None

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        CoordinatorEntity.__init__(self, coordinator)
        NodeDeviceEntity.__init__(self, coordinator, description)
        self._allowance = WriteAllowance()

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
        self.async_on_remove(self._stop_waiting)

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        shown = (self.available, self._shown())
        if shown == self._written:
            return
        wait = self._allowance.take(self.hass.loop.time())
        if wait and self._written is not None and shown[0] == self._written[0]:
            if self._cancel_write is None:
                self._cancel_write = async_call_later(self.hass, wait, self._write_now)
            return
        self._stop_waiting()
        self._written = shown
        self._write_state_due_to(self.coordinator.context)

    @callback
    def _write_now(self, _now: datetime) -> None:
        self._cancel_write = None
        self._handle_coordinator_update()

    @callback
    def _stop_waiting(self) -> None:
        if self._cancel_write is not None:
            self._cancel_write()
            self._cancel_write = None


@callback
def async_setup_nodes(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[NodeCoordinator], Iterable[Entity]],
    *,
    remote_bases: bool = False,
) -> None:
    """Add a platform's entities for each node, now and when a node is added.

    They are either those of remote bases or those of all other nodes.
    """

    @callback
    def async_add_node(coordinator: NodeCoordinator) -> None:
        if coordinator.is_remote_base != remote_bases:
            return
        async_add_entities(
            entities_of(coordinator),
            config_subentry_id=coordinator.subentry.subentry_id,
        )

    async_for_nodes(entry, async_add_node)


@callback
def async_for_nodes(
    entry: AllStarLinkConfigEntry, do: Callable[[NodeCoordinator], None]
) -> None:
    """Do something with each node, now and when a node is added."""
    hub = entry.runtime_data
    for coordinator in hub.nodes.values():
        # One may have been removed while the entry is set up.
        if coordinator.subentry.subentry_id in entry.subentries:
            do(coordinator)
    entry.async_on_unload(hub.async_add_node_listener(do))


@callback
def async_setup_controls(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[NodeCoordinator], Iterable[Entity]],
) -> None:
    """Add a platform's controls as soon as the AMI user may use commands."""
    async_when_allowed(
        entry, lambda: async_setup_nodes(entry, async_add_entities, entities_of)
    )


@callback
def async_when_allowed(entry: AllStarLinkConfigEntry, do: Callable[[], None]) -> None:
    """Do something once the AMI user may use commands.

    What it did stays when the right is taken away: using a control says so.
    """
    hub = entry.runtime_data
    waiting = True

    @callback
    def async_check() -> None:
        nonlocal waiting
        if waiting and hub.can_command:
            waiting = False
            do()

    async_check()
    entry.async_on_unload(hub.client.async_add_listener(async_check))
