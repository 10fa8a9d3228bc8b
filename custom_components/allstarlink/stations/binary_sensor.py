"""Binary sensor of a station: whether it talks."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import StationEntity
from .heard_station import HeardStation
from .stations import HeardStations

TALKING = BinarySensorEntityDescription(key="talking", translation_key="talking")


@callback
def async_setup_station_binary_sensors(
    entry: ConfigEntry,
    stations: HeardStations,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensor of each station, now and when one is added."""

    @callback
    def async_add(subentry_id: str, station: HeardStation) -> None:
        device_key = f"{entry.entry_id}_{subentry_id}"
        async_add_entities(
            [TalkingSensor(station, device_key, TALKING)],
            config_subentry_id=subentry_id,
        )

    entry.async_on_unload(stations.async_for_stations(async_add))


class TalkingSensor(StationEntity, BinarySensorEntity):
    """Whether any node hears the station now."""

    _is_last = True

    @property
    @override
    def is_on(self) -> bool | None:
        return self.station.is_talking

    @override
    def _shown(self) -> object:
        return self.is_on
