"""Base entities of servers and nodes."""

from abc import abstractmethod
from datetime import datetime
from typing import Any, override

from homeassistant.core import CALLBACK_TYPE, Context, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .client import AmiClient
from .const import DOMAIN
from .coordinator import NodeCoordinator
from .server import ServerCoordinator
from .write_allowance import WriteAllowance

# Seconds for which Home Assistant takes changes as due to an action on the entity
_RECENT = 5.0


class EnglishIdEntity(Entity):
    """An entity whose entity id is made of its English name, in whatever language.

    Home Assistant would take the name in the language of the system, and with it every
    exported metric, shared automation and dashboard would have another name. An entity
    that has its id already keeps it.
    """

    @property
    @override
    def suggested_object_id(self) -> str | None:
        """Return the English name, with which Home Assistant makes the entity id."""
        if self.translation_key is None or not self.platform_data:
            return super().suggested_object_id
        key = f"component.{DOMAIN}.entity.{self.platform_data.domain}"
        texts = self.platform_data.default_language_platform_translations
        if (name := texts.get(f"{key}.{self.translation_key}.name")) is None:
            return super().suggested_object_id
        return name.format(**self.translation_placeholders)


class ChangesOnlyEntity(EnglishIdEntity):
    """An entity that writes its state only when what it shows has changed."""

    _written: tuple[bool, object] | None = None

    @abstractmethod
    def _shown(self) -> object:
        """Return what this entity shows beside its availability, comparable.

        That is its state and its attributes, or what they are made of.
        """

    @override
    async def async_added_to_hass(self) -> None:
        """Remember what Home Assistant writes first."""
        await super().async_added_to_hass()
        self._written = (self.available, self._shown())

    @callback
    def _async_changed(self) -> None:
        """Write the state if it has changed."""
        shown = (self.available, self._shown())
        if shown != self._written:
            self._written = shown
            self.async_write_ha_state()


class PacedEntity(ChangesOnlyEntity):
    """An entity that follows what is keyed.

    A squelch that chatters is written as often as `WriteAllowance` has it, the last
    state always; that it became unavailable, or came back, is written at once.
    """

    _cancel_write: CALLBACK_TYPE | None = None

    def __init__(self) -> None:
        """Begin with all writes that are allowed at once."""
        super().__init__()
        self._allowance = WriteAllowance()

    @override
    async def async_added_to_hass(self) -> None:
        """Leave nothing to be written when it is removed."""
        await super().async_added_to_hass()
        self.async_on_remove(self._stop_waiting)

    @callback
    @override
    def _async_changed(self) -> None:
        self._async_state_changed(None)

    @callback
    def _async_state_changed(self, context: Context | None) -> None:
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
        self._write_state_due_to(context)

    @callback
    def _write_state_due_to(self, context: Context | None) -> None:
        """Write the state; `context` is that of the action that caused it, if any."""
        self.async_write_ha_state()

    @callback
    def _write_now(self, _now: datetime) -> None:
        self._cancel_write = None
        self._async_changed()

    @callback
    def _stop_waiting(self) -> None:
        if self._cancel_write is not None:
            self._cancel_write()
            self._cancel_write = None


class ServerEntity(ChangesOnlyEntity, CoordinatorEntity[ServerCoordinator]):
    """An entity of an Asterisk server. It stays available while it is down."""

    _attr_has_entity_name = True

    def __init__(
        self,
        client: AmiClient,
        server: ServerCoordinator,
        description: EntityDescription,
    ) -> None:
        """Make the entity of a server."""
        super().__init__(server)
        self.client = client
        self.entity_description = description
        entry_id = client.entry.entry_id
        self._attr_unique_id = f"{entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry_id)})

    @property
    @override
    def available(self) -> bool:
        return True

    @override
    def _shown(self) -> object:
        return self.state

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the connection as well."""
        await super().async_added_to_hass()
        self.async_on_remove(self.client.async_add_listener(self._async_changed))

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        self._async_changed()


class NodeDeviceEntity(EnglishIdEntity):
    """An entity on a node's device."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    # Of the last action on the entity; Home Assistant takes None for no action
    _action_context: Any = None
    _action_at = 0.0

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        super().__init__()
        self.entity_description = description
        self._attr_unique_id = f"{coordinator.device_key}_{description.key}"
        self._attr_device_info = coordinator.device_info

    @callback
    @override
    def async_set_context(self, context: Context) -> None:
        """Take the context of an action on the entity."""
        super().async_set_context(context)
        self._action_context, self._action_at = context, self.hass.loop.time()

    @callback
    def _write_state_due_to(self, context: Context | None) -> None:
        """Write the state with the context of the action that caused it.

        The context counts for this once, unlike that of an action on the
        entity itself: what others do a moment later is not due to it.
        """
        if context is None:
            self.async_write_ha_state()
            return
        super().async_set_context(context)
        self.async_write_ha_state()
        if self.hass.loop.time() - self._action_at > _RECENT:
            self._action_context = None
        super().async_set_context(self._action_context)


class NodeEntity(CoordinatorEntity[NodeCoordinator], NodeDeviceEntity, PacedEntity):
    """An entity that shows a part of a node's state."""

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        CoordinatorEntity.__init__(self, coordinator)
        NodeDeviceEntity.__init__(self, coordinator, description)

    @property
    @override
    def available(self) -> bool:
        return self.coordinator.available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the state of the node, with the contexts of its changes."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.async_add_state_listener(self._async_state_changed)
        )

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Leave it to the state listener, which gets the context as well."""
