"""Base entity of a station."""

from typing import override

from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription

from ..const import DOMAIN
from ..entity import PacedEntity
from .heard_station import HeardStation


class StationEntity(PacedEntity):
    """An entity of a station; unavailable only while none of its servers is connected."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    # Whether it is written after the other entities of the station
    _is_last = False

    def __init__(
        self, station: HeardStation, device_key: str, description: EntityDescription
    ) -> None:
        """Make the entity on the device that `device_key` identifies."""
        super().__init__()
        self.station = station
        self.entity_description = description
        self._attr_unique_id = f"{device_key}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device_key)})

    @property
    @override
    def available(self) -> bool:
        return self.station.is_available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the station."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.station.async_listen(self._async_changed, last=self._is_last)
        )
