"""Sensors: how much was talked today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.core import callback

from ..app_rpt.activity import Activity, ActivityType
from ..coordinator import NodeCoordinator
from ..entity import NodeDeviceEntity
from ..midnight import async_track_midnight
from .talk_statistics import Tally


@dataclass(frozen=True, kw_only=True)
class TalkSensorDescription(SensorEntityDescription):
    """A sensor of a node's talks since local midnight."""

    value_fn: Callable[[Tally], int | float]


class TalkSensor(NodeDeviceEntity, SensorEntity):
    """How much was talked today; a talk counts when it has ended."""

    entity_description: TalkSensorDescription

    def __init__(
        self, coordinator: NodeCoordinator, description: TalkSensorDescription
    ) -> None:
        """Make the sensor of a node."""
        super().__init__(coordinator, description)
        self._node = coordinator
        self._written: tuple[bool, float] | None = None

    @property
    @override
    def available(self) -> bool:
        return self._node.available

    @property
    @override
    def native_value(self) -> int | float:
        return self.entity_description.value_fn(self._node.history.today())

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the talks, the days and the node's availability."""
        await super().async_added_to_hass()
        self._written = (self.available, self.native_value)
        self.async_on_remove(self._node.async_subscribe(self._happened))
        self.async_on_remove(self._node.async_add_listener(self._updated))
        self.async_on_remove(async_track_midnight(self.hass, self._maybe_midnight))

    @callback
    def _updated(self) -> None:
        if self._written is None or self.available != self._written[0]:
            self._update()

    @callback
    def _happened(self, activity: Activity) -> None:
        if activity.type is ActivityType.TALK_ENDED:
            self._update()

    @callback
    def _maybe_midnight(self, _now: datetime) -> None:
        self._update()

    @callback
    def _update(self) -> None:
        shown = (self.available, self.native_value)
        if shown != self._written:
            self._written = shown
            self.async_write_ha_state()
