"""Sensors of voting nodes and of their receivers."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity

from ..coordinator import NodeCoordinator
from .coordinator import VoterCoordinator
from .entity import ReceiverEntity, VoterEntity, async_follow_receivers

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
def async_follow_voter_sensors(
    coordinator: NodeCoordinator,
    voters: VoterCoordinator,
    add: Callable[[Iterable[Entity]], None],
) -> CALLBACK_TYPE:
    """Add the sensors of a node that votes, and of its receivers.

    Call what is returned when the node is not followed any more.
    """
    return async_follow_receivers(
        voters,
        coordinator.node,
        add,
        lambda: [VotedSensor(coordinator, voters, VOTED)],
        lambda key, name: [RssiSensor(coordinator, voters, RSSI, key, name)],
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
