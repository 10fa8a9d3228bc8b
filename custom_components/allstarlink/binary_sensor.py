"""Binary sensors: the connection, and what is keyed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .app_rpt.state import NodeState
from .entity import NodeEntity, ServerEntity, async_setup_nodes
from .hub import AllStarLinkConfigEntry
from .registrations.binary_sensor import RegisteredSensor
from .telephony.binary_sensor import async_setup_telephony_binary_sensors
from .voter.binary_sensor import async_setup_voter_binary_sensors

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class NodeBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor of a node."""

    value_fn: Callable[[NodeState], bool | None]


CONNECTED = BinarySensorEntityDescription(
    key="connected",
    translation_key="connected",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)

NODE_SENSORS = (
    NodeBinarySensorDescription(
        key="receiving",
        translation_key="receiving",
        value_fn=lambda state: state.receiving,
    ),
    NodeBinarySensorDescription(
        key="transmitting",
        translation_key="transmitting",
        value_fn=lambda state: state.transmitting,
    ),
    NodeBinarySensorDescription(
        key="link_keyed",
        translation_key="link_keyed",
        entity_registry_enabled_default=False,
        value_fn=lambda state: any(link.keyed for link in state.links),
    ),
    NodeBinarySensorDescription(
        key="autopatch",
        translation_key="autopatch",
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.autopatch,
    ),
    NodeBinarySensorDescription(
        key="timed_out",
        translation_key="timed_out",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.nodestat.timed_out if state.nodestat else None,
    ),
)


REMOTE_ON = NodeBinarySensorDescription(
    key="remote_on",
    translation_key="remote_on",
    value_fn=lambda state: state.nodestat.remote_on if state.nodestat else None,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of a server and its nodes."""
    async_add_entities([ConnectedSensor(entry.runtime_data, CONNECTED)])
    async_setup_telephony_binary_sensors(entry, async_add_entities)
    async_setup_nodes(
        entry,
        async_add_entities,
        lambda node: [
            *(NodeBinarySensor(node, sensor) for sensor in NODE_SENSORS),
            RegisteredSensor(node),
        ],
    )
    async_setup_nodes(
        entry,
        async_add_entities,
        lambda node: [NodeBinarySensor(node, REMOTE_ON)],
        remote_bases=True,
    )
    async_setup_voter_binary_sensors(entry, async_add_entities)


class ConnectedSensor(ServerEntity, BinarySensorEntity):
    """Whether the AMI session is up."""

    @property
    @override
    def is_on(self) -> bool:
        return self.hub.connected


class NodeBinarySensor(NodeEntity, BinarySensorEntity):
    """A part of a node's state that is on or off."""

    entity_description: NodeBinarySensorDescription

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return self.entity_description.value_fn(self.coordinator.data)
