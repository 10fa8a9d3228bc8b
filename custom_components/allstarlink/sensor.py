"""Sensors: links, talkers and counters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import Platform, UnitOfFrequency, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .activity.talk_sensor import TalkSensor, TalkSensorDescription
from .app_rpt.nodestat import IdentifierState, NodeStat, RemoteMode
from .app_rpt.state import NodeState
from .directory.named_entity import NamedEntity
from .directory.station import Station
from .entity import NodeEntity
from .favorite_platform import async_add_favorites, async_remove_favorites
from .hub import AllStarLinkConfigEntry
from .link_data import lasting_link_data, station_data
from .lookup.favorites import may_scan
from .lookup.sensor import SCAN_KEY, FavoriteSensor
from .moment import Moment
from .names import NOBODY, RESERVED
from .node import Node
from .node_platform import async_for_nodes, async_setup_nodes
from .server_sensor import server_sensors
from .stations.sensor import async_setup_station_sensors
from .telephony.sensor import async_setup_telephony_sensors
from .variables.sensor import async_follow_variables
from .voter.sensor import async_follow_voter_sensors

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class NodeSensorDescription(SensorEntityDescription):
    """A sensor of a node."""

    value_fn: Callable[[NodeState], StateType | datetime]


@dataclass(frozen=True, kw_only=True)
class StationSensorDescription(SensorEntityDescription):
    """A sensor of a node whose state is the name of a station."""

    value_fn: Callable[[NodeState], str | None]


def _from_nodestat(
    value_fn: Callable[[NodeStat], StateType],
) -> Callable[[NodeState], StateType]:
    return lambda state: value_fn(state.nodestat) if state.nodestat else None


def _wall(moment: Moment | None) -> datetime | None:
    return moment.wall if moment else None


def _talker(state: NodeState) -> str | None:
    """Return who is keyed; `nobody` only where it is known that nobody is."""
    if state.talking.talker is None and state.silence_is_known:
        return NOBODY
    return state.talking.talker


LINKS = NodeSensorDescription(
    key="links",
    translation_key="links",
    state_class=SensorStateClass.MEASUREMENT,
    value_fn=lambda state: (
        sum(bool(link.established) for link in state.links)
        if state.links_are_known
        else None
    ),
)

STATION_SENSORS = (
    StationSensorDescription(
        key="talker",
        translation_key="talker",
        value_fn=_talker,
    ),
    StationSensorDescription(
        key="last_heard_node",
        translation_key="last_heard_node",
        value_fn=lambda state: state.talking.last_heard_node,
    ),
)

LAST_HEARD = NodeSensorDescription(
    key="last_heard",
    translation_key="last_heard",
    device_class=SensorDeviceClass.TIMESTAMP,
    value_fn=lambda state: _wall(state.talking.last_heard),
)

NODE_SENSORS = (
    NodeSensorDescription(
        key="network_nodes",
        translation_key="network_nodes",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.network_nodes,
    ),
    NodeSensorDescription(
        key="keyups_today",
        translation_key="keyups_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.keyups_today),
    ),
    NodeSensorDescription(
        key="kerchunks_today",
        translation_key="kerchunks_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.kerchunks_today),
    ),
    NodeSensorDescription(
        key="tx_time_today",
        translation_key="tx_time_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.tx_time_today),
    ),
    NodeSensorDescription(
        key="timeouts",
        translation_key="timeouts",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.timeouts),
    ),
    NodeSensorDescription(
        key="dtmf_commands_today",
        translation_key="dtmf_commands_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.dtmf_commands_today),
    ),
    NodeSensorDescription(
        key="last_dtmf_command",
        translation_key="last_dtmf_command",
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.last_dtmf_command),
    ),
    NodeSensorDescription(
        key="identifier_state",
        translation_key="identifier_state",
        device_class=SensorDeviceClass.ENUM,
        options=[state.value for state in IdentifierState],
        entity_registry_enabled_default=False,
        value_fn=_from_nodestat(lambda nodestat: nodestat.identifier_state),
    ),
)

REMOTE_BASE_SENSORS = (
    NodeSensorDescription(
        key="frequency",
        translation_key="frequency",
        device_class=SensorDeviceClass.FREQUENCY,
        native_unit_of_measurement=UnitOfFrequency.MEGAHERTZ,
        suggested_display_precision=4,
        value_fn=_from_nodestat(lambda nodestat: nodestat.frequency),
    ),
    NodeSensorDescription(
        key="remote_mode",
        translation_key="remote_mode",
        device_class=SensorDeviceClass.ENUM,
        options=[mode.value for mode in RemoteMode],
        value_fn=_from_nodestat(lambda nodestat: nodestat.remote_mode),
    ),
)

# They count from 0 again at local midnight, which total_increasing allows.
TALK_SENSORS = (
    TalkSensorDescription(
        key="talk_time_today",
        translation_key="talk_time_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda today: today.seconds,
    ),
    TalkSensorDescription(
        key="talks_today",
        translation_key="talks_today",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=lambda today: today.talks,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of a server and its nodes."""
    data = entry.runtime_data
    async_add_entities(server_sensors(data))
    async_setup_telephony_sensors(data.telephony, async_add_entities)
    async_setup_station_sensors(entry, data.heard_stations, async_add_entities)
    async_setup_nodes(entry, async_add_entities, _node_sensors)
    async_setup_nodes(
        entry,
        async_add_entities,
        lambda node: [
            NodeSensor(node.coordinator, sensor) for sensor in REMOTE_BASE_SENSORS
        ],
        remote_bases=True,
    )

    @callback
    def async_follow_voter(node: Node) -> None:
        add = partial(async_add_entities, config_subentry_id=node.subentry_id)
        stop = async_follow_voter_sensors(node.coordinator, data.voters, add)
        node.async_on_stop(stop)

    async_for_nodes(entry, async_follow_voter)

    @callback
    def async_follow_node(node: Node) -> None:
        add = partial(async_add_entities, config_subentry_id=node.subentry_id)
        node.async_on_stop(async_follow_variables(node.coordinator, add))

    async_for_nodes(entry, async_follow_node)

    @callback
    def async_follow_favorites(node: Node) -> None:
        async_remove_favorites(node, Platform.SENSOR, SCAN_KEY)
        if may_scan(node.coordinator):
            async_add_favorites(
                node,
                async_add_entities,
                lambda node, number: FavoriteSensor(node.coordinator, number),
            )

    async_for_nodes(entry, async_follow_favorites)


def _node_sensors(node: Node) -> list[SensorEntity]:
    coordinator, stations = node.coordinator, node.stations
    return [
        LinksSensor(coordinator, stations, LINKS),
        *(StationSensor(coordinator, stations, sensor) for sensor in STATION_SENSORS),
        *(NodeSensor(coordinator, sensor) for sensor in NODE_SENSORS),
        LastHeardSensor(coordinator, LAST_HEARD),
        *(TalkSensor(coordinator, node.history, sensor) for sensor in TALK_SENSORS),
    ]


class NodeSensor(NodeEntity, SensorEntity):
    """A part of a node's state."""

    entity_description: NodeSensorDescription

    @override
    def _shown(self) -> object:
        return self.native_value

    @property
    @override
    def native_value(self) -> StateType | datetime:
        return self.entity_description.value_fn(self.coordinator.data)


class LastHeardSensor(NodeSensor):
    """When somebody was heard last, and since when they had talked."""

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the key-down of that talk (ISO 8601 in UTC), null if nobody was heard."""
        started = self.coordinator.data.talking.last_started
        return {"started": started.wall.isoformat() if started else None}


class StationSensor(NamedEntity, SensorEntity):
    """A station: its name as app_rpt gives it, and who that is as attributes."""

    # In the recorder, the callsign is all that a look back needs.
    _unrecorded_attributes = frozenset({"description", "location"})

    entity_description: StationSensorDescription

    @override
    def _shown(self) -> object:
        return self.native_value, self._station

    @property
    def _station(self) -> Station | None:
        name = self.native_value
        return None if name is None or name in RESERVED else self.stations.of(name)

    @property
    @override
    def native_value(self) -> str | None:
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return who it is; null where that is not known."""
        return {**station_data(self._station)}


class LinksSensor(NamedEntity, NodeSensor):
    """The number of established links, and all links as an attribute."""

    _unrecorded_attributes = frozenset({"links"})

    @override
    def _shown(self) -> object:
        of = self.stations.of
        return [
            (
                link.name,
                link.mode,
                link.direction,
                link.established,
                link.connected_since,
                link.reconnects,
                link.address,
                of(link.name),
            )
            for link in self.coordinator.data.links
        ]

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the links, connecting ones included."""
        links, stations = self.coordinator.data.links, self.stations
        return {"links": [lasting_link_data(link, stations) for link in links]}
