"""The sensors of a server: how its connection does, most of it kept over restarts."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime
from homeassistant.helpers.typing import StateType

from .entity import ServerEntity
from .health import STATUSES
from .hub import AllStarLinkData


@dataclass(frozen=True, kw_only=True)
class ServerSensorDescription(SensorEntityDescription):
    """A sensor of a server; all are diagnostic."""

    entity_category: EntityCategory = EntityCategory.DIAGNOSTIC
    value_fn: Callable[[AllStarLinkData], StateType | datetime]


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


SERVER_SENSORS = (
    ServerSensorDescription(
        key="connected_since",
        translation_key="connected_since",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda data: data.client.connection.metrics.connected_since,
    ),
    ServerSensorDescription(
        key="next_attempt",
        translation_key="next_attempt",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda data: data.client.connection.next_attempt,
    ),
    ServerSensorDescription(
        key="started",
        translation_key="started",
        device_class=SensorDeviceClass.UPTIME,
        value_fn=lambda data: data.server.data.started,
    ),
    ServerSensorDescription(
        key="availability_today",
        translation_key="availability_today",
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        value_fn=lambda data: _rounded(data.client.keeper.availability_today, 2),
    ),
    # It counts from 0 again at local midnight, which total_increasing allows.
    ServerSensorDescription(
        key="downtime_today",
        translation_key="downtime_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        state_class=SensorStateClass.TOTAL_INCREASING,
        suggested_display_precision=0,
        value_fn=lambda data: _rounded(data.client.keeper.today.down),
    ),
    ServerSensorDescription(
        key="reconnect_attempts",
        translation_key="reconnect_attempts",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.client.keeper.record.counts.reconnect_attempts,
    ),
    ServerSensorDescription(
        key="successful_reconnections",
        translation_key="successful_reconnections",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.client.keeper.record.counts.reconnections,
    ),
    ServerSensorDescription(
        key="failed_attempts",
        translation_key="failed_attempts",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.client.keeper.record.counts.failures,
    ),
    ServerSensorDescription(
        key="last_outage",
        translation_key="last_outage",
        device_class=SensorDeviceClass.DURATION,
        entity_registry_enabled_default=False,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_display_precision=0,
        value_fn=lambda data: _rounded(data.client.keeper.record.last_outage),
    ),
    ServerSensorDescription(
        key="polls_failed",
        translation_key="polls_failed",
        entity_registry_enabled_default=False,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda data: round(100 * data.client.keeper.record.failed_polls(), 1),
    ),
    ServerSensorDescription(
        key="polls_skipped",
        translation_key="polls_skipped",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.client.keeper.record.counts.polls_skipped,
    ),
    ServerSensorDescription(
        key="events_per_minute",
        translation_key="events_per_minute",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda data: data.client.keeper.events_per_minute,
    ),
    ServerSensorDescription(
        key="actions_timed_out",
        translation_key="actions_timed_out",
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda data: data.client.actions_timed_out,
    ),
    ServerSensorDescription(
        key="latency",
        translation_key="latency",
        device_class=SensorDeviceClass.DURATION,
        entity_registry_enabled_default=False,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        value_fn=lambda data: _rounded(data.client.connection.metrics.latency_ms),
    ),
)

LOSSES = ServerSensorDescription(
    key="connection_losses",
    translation_key="connection_losses",
    state_class=SensorStateClass.TOTAL_INCREASING,
    value_fn=lambda data: data.client.keeper.record.counts.losses,
)

STATUS = ServerSensorDescription(
    key="status",
    translation_key="status",
    device_class=SensorDeviceClass.ENUM,
    options=[*STATUSES],
    value_fn=lambda data: data.health.status,
)

HEALTH = ServerSensorDescription(
    key="health",
    translation_key="health",
    native_unit_of_measurement=PERCENTAGE,
    state_class=SensorStateClass.MEASUREMENT,
    value_fn=lambda data: data.health.percent,
)


def server_sensors(data: AllStarLinkData) -> Iterator[SensorEntity]:
    """Yield the sensors of a server."""
    yield from (ServerSensor(data, sensor) for sensor in SERVER_SENSORS)
    yield LossesSensor(data, LOSSES)
    yield StatusSensor(data, STATUS)
    yield HealthSensor(data, HEALTH)


class ServerSensor(ServerEntity, SensorEntity):
    """A fact about a server."""

    entity_description: ServerSensorDescription

    def __init__(
        self, data: AllStarLinkData, description: ServerSensorDescription
    ) -> None:
        """Make the sensor of a server."""
        super().__init__(data.client, data.server, description)
        self._data = data

    @property
    @override
    def native_value(self) -> StateType | datetime:
        return self.entity_description.value_fn(self._data)


class LossesSensor(ServerSensor):
    """How often the session was lost against our will."""

    @override
    def _shown(self) -> object:
        return self.state, self._data.client.keeper.losses

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the losses of the last hour, at most 100."""
        return {"last_hour": self._data.client.keeper.losses}


class StatusSensor(ServerSensor):
    """How well the server does, in a word; the trunks count as well."""

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the trunks as well."""
        await super().async_added_to_hass()
        if (telephony := self._data.telephony) is not None:
            self.async_on_remove(telephony.trunks.async_listen(self._async_changed))


class HealthSensor(StatusSensor):
    """How well the server does, in percent, and what lowers that."""

    @override
    def _shown(self) -> object:
        return self.state, self._data.health.deductions

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return what is taken off for each reason, percent; null without a session."""
        return asdict(self._data.health.deductions)
