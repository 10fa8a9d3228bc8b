"""Sensors of voting nodes and of their receivers."""

from typing import override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..hub import AllStarLinkConfigEntry
from .entity import ReceiverEntity, VoterEntity, async_setup_receivers

VOTED = SensorEntityDescription(key="voted", translation_key="voted")

# Of each receiver; its own key follows.
RSSI = SensorEntityDescription(
    key="rssi",
    translation_key="rssi",
    # While a node receives they change every second; the cards show them all the same.
    entity_registry_enabled_default=False,
    state_class=SensorStateClass.MEASUREMENT,
)


@callback
def async_setup_voter_sensors(
    entry: AllStarLinkConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of voting nodes and of their receivers."""
    async_setup_receivers(
        entry,
        async_add_entities,
        lambda node: [VotedSensor(node, VOTED)],
        lambda node, key, name: [RssiSensor(node, RSSI, key, name)],
    )


class VotedSensor(VoterEntity, SensorEntity):
    """The receiver that a node listens to, unknown while it listens to none."""

    @override
    def _shown(self) -> str | None:
        return self.native_value

    @property
    @override
    def native_value(self) -> str | None:
        return self._voter.voted if self._voter else None


class RssiSensor(ReceiverEntity, SensorEntity):
    """How strong a receiver's signal is, 0 to 255."""

    @override
    def _shown(self) -> int | None:
        return self.native_value

    @property
    @override
    def native_value(self) -> int | None:
        return self._receiver.rssi if self._receiver else None
