"""Sensors: how much was talked today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.core import Context, callback

from ..app_rpt.activity import Activity, ActivityType
from ..coordinator import NodeCoordinator
from ..entity import NodeDeviceEntity
from ..minutely import MinutelyEntity
from ..moments import async_track_midnight
from .history import NodeHistory
from .talk_statistics import Tally


@dataclass(frozen=True, kw_only=True)
class TalkSensorDescription(SensorEntityDescription):
    """A sensor of a node's talks since local midnight."""

    value_fn: Callable[[Tally], int | float]


class TalkSensor(MinutelyEntity, NodeDeviceEntity, SensorEntity):
    """How much was talked today; a talk counts when it has ended, within a minute."""

    entity_description: TalkSensorDescription

    def __init__(
        self,
        coordinator: NodeCoordinator,
        history: NodeHistory,
        description: TalkSensorDescription,
    ) -> None:
        """Make the sensor of a node."""
        super().__init__(coordinator, description)
        self._node = coordinator
        self._history = history
        self._was_available = False

    @property
    @override
    def available(self) -> bool:
        return self._node.available

    @property
    @override
    def native_value(self) -> int | float:
        return self.entity_description.value_fn(self._history.today())

    @override
    def _shown(self) -> object:
        return self.native_value

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the talks, the days and the node's availability."""
        await super().async_added_to_hass()
        self._was_available = self.available
        self.async_on_remove(self._node.async_add_activity_listener(self._happened))
        self.async_on_remove(self._node.async_add_listener(self._updated))
        self.async_on_remove(async_track_midnight(self.hass, self._maybe_midnight))

    @callback
    def _updated(self) -> None:
        # Most changes of the node are no business of talks.
        if self.available != self._was_available:
            self._was_available = self.available
            self._async_write_now()

    @callback
    def _happened(self, activity: Activity, _context: Context | None) -> None:
        if activity.type is ActivityType.TALK_ENDED:
            self._async_counted()

    @callback
    def _maybe_midnight(self, _now: datetime) -> None:
        self._async_write_now()
