"""Binary sensors: the connection, and what is keyed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .app_rpt.state import NodeState
from .entity import NodeEntity, ServerEntity
from .hub import AllStarLinkConfigEntry
from .node import Node
from .node_platform import async_for_nodes, async_setup_nodes
from .registrations.binary_sensor import RegisteredSensor
from .stations.binary_sensor import async_setup_station_binary_sensors
from .telephony.binary_sensor import async_setup_telephony_binary_sensors
from .variables.binary_sensor import async_follow_pins
from .voter.binary_sensor import async_follow_voter_binary_sensors

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
        value_fn=lambda state: (
            any(link.keyed for link in state.links)
            if state.link_keying_is_known
            else None
        ),
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
    data = entry.runtime_data
    async_add_entities([ConnectedSensor(data.client, data.server, CONNECTED)])
    async_setup_telephony_binary_sensors(data.telephony, async_add_entities)
    async_setup_station_binary_sensors(entry, data.heard_stations, async_add_entities)
    async_setup_nodes(
        entry,
        async_add_entities,
        lambda node: [
            *(NodeBinarySensor(node.coordinator, sensor) for sensor in NODE_SENSORS),
            RegisteredSensor(node.coordinator, data.registrations),
        ],
    )
    async_setup_nodes(
        entry,
        async_add_entities,
        lambda node: [NodeBinarySensor(node.coordinator, REMOTE_ON)],
        remote_bases=True,
    )

    @callback
    def async_follow_voter(node: Node) -> None:
        add = partial(async_add_entities, config_subentry_id=node.subentry_id)
        stop = async_follow_voter_binary_sensors(node.coordinator, data.voters, add)
        node.async_on_stop(stop)

    async_for_nodes(entry, async_follow_voter)

    @callback
    def async_follow_node(node: Node) -> None:
        add = partial(async_add_entities, config_subentry_id=node.subentry_id)
        node.async_on_stop(async_follow_pins(node.coordinator, add))

    async_for_nodes(entry, async_follow_node)


class ConnectedSensor(ServerEntity, BinarySensorEntity):
    """Whether the AMI session is up, why not, and since when it is so."""

    @property
    @override
    def is_on(self) -> bool:
        return self.client.connected

    @override
    def _shown(self) -> object:
        return self.is_on, self.extra_state_attributes

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the cause, since when it is so (ISO 8601 in UTC) and the address in use.

        The cause is null while connected, the address while there is no connection.
        """
        connection, record = self.client.connection, self.client.keeper.record
        is_up = connection.is_at_second is not None
        return {
            "cause": record.cause,
            "since": record.since.isoformat() if record.since else None,
            "address": connection.server.address if is_up else None,
        }


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
