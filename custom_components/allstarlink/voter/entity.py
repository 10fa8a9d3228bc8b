"""Base entities of voting nodes and of their receivers, made as they appear."""

from collections.abc import Callable, Iterable
from typing import override
from weakref import WeakKeyDictionary

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..app_rpt.voterstatus import Receiver, Voter
from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from ..hub import AllStarLinkConfigEntry
from .receivers import ReceiverKeys

# Makes the entities of a receiver from its node, its key and its name
type ReceiverEntities = Callable[[NodeCoordinator, str, str], Iterable[Entity]]


@callback
def async_setup_receivers(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    of_node: Callable[[NodeCoordinator], Iterable[Entity]],
    of_receiver: ReceiverEntities,
) -> None:
    """Add a platform's entities for each voting node and each receiver as it appears."""
    hub = entry.runtime_data
    # A node that is removed and added again is another coordinator.
    known: WeakKeyDictionary[NodeCoordinator, ReceiverKeys] = WeakKeyDictionary()

    @callback
    def async_add_new() -> None:
        for number, voter in hub.voters.data.items():
            if (node := hub.nodes.get(number)) is None:
                continue
            new = [] if node in known else list(of_node(node))
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
    """An entity of a voting node."""

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
        self.async_on_remove(self._show_node())

    def _show_node(self) -> CALLBACK_TYPE:
        coordinator = self.coordinator
        return self._voters.async_show(
            coordinator.node,
            lambda: bool(coordinator.data.receiving),
            coordinator.async_add_listener,
        )

    @property
    def _voter(self) -> Voter | None:
        return self._voters.data.get(self.coordinator.node)

    @property
    @override
    def available(self) -> bool:
        return super().available and self._voter is not None


class ReceiverEntity(VoterEntity):
    """An entity of one receiver, unavailable while that is inactive."""

    def __init__(
        self,
        coordinator: NodeCoordinator,
        description: EntityDescription,
        key: str,
        name: str,
    ) -> None:
        """Make the entity of a node's receiver; `key` is its own among them."""
        super().__init__(coordinator, description)
        self._attr_unique_id = f"{self._attr_unique_id}_{key}"
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
