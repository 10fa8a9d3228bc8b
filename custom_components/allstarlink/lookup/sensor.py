"""A sensor for each favorite: whether it is active now, as the statistics say."""

from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.core import callback

from ..coordinator import NodeCoordinator
from ..entity import ChangesOnlyEntity, NodeDeviceEntity
from .favorites import favorite_activity
from .scan import Who, async_get_scan
from .seen import Activity

# What the unique ids of these sensors have before the number
SCAN_KEY = "favorite_scan"


class FavoriteSensor(ChangesOnlyEntity, NodeDeviceEntity, SensorEntity):
    """A favorite as AllStarLink's statistics have it: offline, idle, or keyed lately.

    The statistics are asked about it while the sensor is enabled. It is off by
    default.
    """

    _unrecorded_attributes = frozenset({"time"})

    def __init__(self, coordinator: NodeCoordinator, number: str) -> None:
        """Make the sensor of a node for a favorite."""
        super().__init__(
            coordinator,
            SensorEntityDescription(
                key=f"{SCAN_KEY}_{number}",
                translation_key="favorite_scan",
                device_class=SensorDeviceClass.ENUM,
                options=["keyed", "idle", "offline"],
                entity_registry_enabled_default=False,
            ),
        )
        self._coordinator = coordinator
        self._number = number
        self._attr_translation_placeholders = {"number": number}

    @property
    def _known(self) -> Activity:
        return favorite_activity(self._coordinator, self._number)

    @override
    def _shown(self) -> Activity:
        return self._known

    @property
    @override
    def native_value(self) -> str | None:
        known = self._known
        if known.active is False:
            return "offline"
        if known.keyed is None:
            return None
        return "keyed" if known.keyed else "idle"

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return how many links the favorite has, and when it said so."""
        known = self._known
        return {"links": known.links, "time": known.time}

    @override
    async def async_added_to_hass(self) -> None:
        """Have the service asked about the favorite, and follow the answers."""
        await super().async_added_to_hass()
        scan = async_get_scan(self.hass)
        self.async_on_remove(scan.async_add_listener(self._answered))
        self.async_on_remove(scan.async_look([self._number], Who.SENSOR))

    @callback
    def _answered(self) -> None:
        self._async_changed()
