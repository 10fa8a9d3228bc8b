"""Entities of nodes that vote, and of their receivers, made as they appear."""

from collections.abc import Callable
from typing import override
from weakref import WeakKeyDictionary

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..app_rpt.voterstatus import Receiver, Voter
from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from ..hub import AllStarLinkConfigEntry
from .receivers import ReceiverKeys

# Makes the entities of a receiver from its node, its key and its name
type ReceiverEntities = Callable[[NodeCoordinator, str, str], list[Entity]]


@callback
def async_setup_voter_sensors(
    entry: AllStarLinkConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of voting nodes and of their receivers."""
    _async_setup(
        entry,
        async_add_entities,
        lambda node: [VotedSensor(node)],
        lambda node, key, name: [RssiSensor(node, key, name)],
    )


@callback
def async_setup_voter_binary_sensors(
    entry: AllStarLinkConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of receivers."""
    _async_setup(
        entry,
        async_add_entities,
        lambda node: [],
        lambda node, key, name: [VotingSensor(node, key, name)],
    )


@callback
def _async_setup(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    of_node: Callable[[NodeCoordinator], list[Entity]],
    of_receiver: ReceiverEntities,
) -> None:
    hub = entry.runtime_data
    # A node that is removed and added again is another coordinator.
    known: WeakKeyDictionary[NodeCoordinator, ReceiverKeys] = WeakKeyDictionary()

    @callback
    def async_add_new() -> None:
        for number, voter in hub.voters.data.items():
            if (node := hub.nodes.get(number)) is None:
                continue
            new = of_node(node) if node not in known else []
            keys = known.setdefault(node, ReceiverKeys())
            for receiver in voter.receivers:
                if (key := keys.new(receiver.name)) is not None:
                    new += of_receiver(node, key, receiver.name)
            if new:
                async_add_entities(new, config_subentry_id=node.subentry.subentry_id)

    async_add_new()
    entry.async_on_unload(hub.voters.async_add_listener(async_add_new))
    entry.async_on_unload(hub.async_add_node_listener(lambda _node: async_add_new()))


class VoterEntity(NodeEntity):
    """An entity of a voting node; somebody looks at the node while there is one."""

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription
    ) -> None:
        """Make the entity of a node."""
        super().__init__(coordinator, description)
        self._voters = coordinator.hub.voters

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the voters as well."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self._voters.async_add_listener(self._handle_coordinator_update)
        )
        self.async_on_remove(self._voters.async_watch(self.coordinator))

    @property
    def _voter(self) -> Voter | None:
        return self._voters.data.get(self.coordinator.node)

    @property
    @override
    def available(self) -> bool:
        return super().available and self._voter is not None


class VotedSensor(VoterEntity, SensorEntity):
    """The receiver that a node listens to, unknown while it listens to none."""

    def __init__(self, coordinator: NodeCoordinator) -> None:
        """Make the sensor of a node."""
        description = SensorEntityDescription(key="voted", translation_key="voted")
        super().__init__(coordinator, description)

    @override
    def _shown(self) -> str | None:
        return self.native_value

    @property
    @override
    def native_value(self) -> str | None:
        return self._voter.voted if self._voter else None


class ReceiverEntity(VoterEntity):
    """An entity of one receiver, unavailable while that is inactive."""

    def __init__(
        self, coordinator: NodeCoordinator, description: EntityDescription, name: str
    ) -> None:
        """Make the entity of a node's receiver of this name."""
        super().__init__(coordinator, description)
        self._receiver_name = name
        self._attr_translation_placeholders = {"receiver": name}

    @property
    def _receiver(self) -> Receiver | None:
        return self._voter.receiver(self._receiver_name) if self._voter else None

    @property
    @override
    def available(self) -> bool:
        receiver = self._receiver
        return super().available and receiver is not None and receiver.active


class RssiSensor(ReceiverEntity, SensorEntity):
    """How strong a receiver's signal is, 0 to 255."""

    def __init__(self, coordinator: NodeCoordinator, key: str, name: str) -> None:
        """Make the sensor of a receiver."""
        description = SensorEntityDescription(
            key=f"rssi_{key}",
            translation_key="rssi",
            state_class=SensorStateClass.MEASUREMENT,
        )
        super().__init__(coordinator, description, name)

    @override
    def _shown(self) -> int | None:
        return self.native_value

    @property
    @override
    def native_value(self) -> int | None:
        return self._receiver.rssi if self._receiver else None


class VotingSensor(ReceiverEntity, BinarySensorEntity):
    """Whether a receiver is the one that is voted for."""

    def __init__(self, coordinator: NodeCoordinator, key: str, name: str) -> None:
        """Make the sensor of a receiver."""
        description = BinarySensorEntityDescription(
            key=f"voting_{key}", translation_key="voting"
        )
        super().__init__(coordinator, description, name)

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return self._voter.voted == self._receiver_name if self._voter else None
