"""Sensors of a station: where and when it was heard, and how long it talked today."""

from abc import abstractmethod
from datetime import UTC, datetime
import logging
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import UnitOfTime
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import (
    ExtraStoredData,
    RestoredExtraData,
    RestoreEntity,
)
from homeassistant.util import dt as dt_util

from ..moments import async_track_midnight
from ..names import is_node_number
from .entity import StationEntity
from .heard_station import HeardStation
from .stations import HeardStations

_LOGGER = logging.getLogger(__name__)

# What taking apart something else than what was saved may raise
_DAMAGED = (AttributeError, LookupError, OSError, OverflowError, TypeError, ValueError)

HEARD_ON = SensorEntityDescription(key="heard_on", translation_key="heard_on")
LAST_HEARD = SensorEntityDescription(
    key="last_heard",
    translation_key="last_heard",
    device_class=SensorDeviceClass.TIMESTAMP,
)
# It counts from 0 again at local midnight, which total_increasing allows.
TALK_TIME_TODAY = SensorEntityDescription(
    key="talk_time_today",
    translation_key="talk_time_today",
    device_class=SensorDeviceClass.DURATION,
    native_unit_of_measurement=UnitOfTime.SECONDS,
    suggested_unit_of_measurement=UnitOfTime.MINUTES,
    suggested_display_precision=0,
    state_class=SensorStateClass.TOTAL_INCREASING,
)


@callback
def async_setup_station_sensors(
    entry: ConfigEntry,
    stations: HeardStations,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of each station, now and when one is added."""

    @callback
    def async_add(subentry_id: str, station: HeardStation) -> None:
        device_key = f"{entry.entry_id}_{subentry_id}"
        async_add_entities(
            [
                HeardOnSensor(station, device_key, HEARD_ON),
                LastHeardSensor(station, device_key, LAST_HEARD),
                TalkTimeTodaySensor(station, device_key, TALK_TIME_TODAY),
            ],
            config_subentry_id=subentry_id,
        )

    entry.async_on_unload(stations.async_for_stations(async_add))


class StationSensor(StationEntity, RestoreEntity, SensorEntity):
    """A sensor of a station. What it shows outlives a restart."""

    @abstractmethod
    def _saved(self) -> dict[str, Any]:
        """Return what is recalled after a restart, for JSON."""

    @abstractmethod
    def _recall(self, data: dict[str, Any]) -> None:
        """Take what `_saved` once returned.

        Raises one of `_DAMAGED` for anything else.
        """

    @override
    def _shown(self) -> object:
        return self.native_value

    @property
    @override
    def extra_restore_state_data(self) -> ExtraStoredData:
        return RestoredExtraData(
            {"station": self.station.settings.key, **self._saved()}
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Recall what was shown before, unless it was damaged or of another station."""
        if (extra := await self.async_get_last_extra_data()) is not None:
            data = extra.as_dict()
            try:
                if data["station"] == self.station.settings.key:
                    self._recall(data)
            except _DAMAGED as err:
                _LOGGER.warning("%s begins anew: %s", self.entity_id, err)
        await super().async_added_to_hass()


class HeardSensor(StationSensor):
    """A sensor of when or where the station was heard last: both are recalled as one."""

    @override
    def _saved(self) -> dict[str, Any]:
        heard = self.station.last_heard
        return {
            "last_heard": heard and heard.isoformat(),
            "heard_on": self.station.heard_on,
        }

    @override
    def _recall(self, data: dict[str, Any]) -> None:
        text, node = data["last_heard"], data["heard_on"]
        if text is None or node is None:
            return
        heard = datetime.fromisoformat(text)
        if heard.tzinfo is None or heard > dt_util.utcnow():
            raise ValueError("a time without a zone, or in the future")
        if not is_node_number(node):
            raise ValueError("no number of a node")
        self.station.async_recall(heard.astimezone(UTC), node)


class HeardOnSensor(HeardSensor):
    """The number of the node that hears the station, or that heard it last."""

    @property
    @override
    def native_value(self) -> str | None:
        return self.station.heard_on


class LastHeardSensor(HeardSensor):
    """When the station was heard last: its key-up, while it talks its key-down."""

    @property
    @override
    def native_value(self) -> datetime | None:
        return self.station.last_heard


class TalkTimeTodaySensor(StationSensor):
    """How long the station talked today; a talk counts when it has ended."""

    @property
    @override
    def native_value(self) -> float:
        return self.station.talk_time_today

    @override
    def _saved(self) -> dict[str, Any]:
        return self.station.talks_today()

    @override
    def _recall(self, data: dict[str, Any]) -> None:
        self.station.async_recall_talks(data)

    @override
    async def async_added_to_hass(self) -> None:
        """Begin anew at midnight."""
        await super().async_added_to_hass()
        self.async_on_remove(async_track_midnight(self.hass, self._maybe_midnight))

    @callback
    def _maybe_midnight(self, _now: datetime) -> None:
        self._async_changed()
