"""The binary sensor that shows whether a node is registered."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory

from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from .coordinator import RegistrationCoordinator

REGISTERED = BinarySensorEntityDescription(
    key="registered",
    translation_key="registered",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)


class RegisteredSensor(NodeEntity, BinarySensorEntity):
    """Whether a node is registered, so that others can find it.

    Unknown when the server has no registration for it, as for a private node,
    and when the AMI user may not ask.
    """

    def __init__(
        self, coordinator: NodeCoordinator, registrations: RegistrationCoordinator
    ) -> None:
        """Make the entity of a node."""
        super().__init__(coordinator, REGISTERED)
        self._registrations = registrations

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the registrations as well."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self._registrations.async_add_listener(self._async_changed)
        )

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return self._registrations.data.registered(self.coordinator.node)
