"""Base entities of voting nodes and of their receivers, made as they appear."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity, EntityDescription

from ..app_rpt.voterstatus import Receiver, Voter
from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from .coordinator import VoterCoordinator
from .receivers import ReceiverKeys

# Makes the entities of a receiver from its key and its name
type ReceiverEntities = Callable[[str, str], Iterable[Entity]]


@callback
def async_follow_receivers(
    voters: VoterCoordinator,
    node: str,
    add: Callable[[Iterable[Entity]], None],
    of_node: Callable[[], Iterable[Entity]],
    of_receiver: ReceiverEntities,
) -> CALLBACK_TYPE:
    """Add entities once a node votes, and for each of its receivers as it appears.

    Call what is returned when the node is not followed any more.
    """
    keys: ReceiverKeys | None = None

    @callback
    def async_add_new() -> None:
        nonlocal keys
        if (voter := voters.data.get(node)) is None:
            return
        new: list[Entity] = []
        if keys is None:
            keys = ReceiverKeys()
            new += of_node()
        for receiver in voter.receivers:
            if (key := keys.new(receiver.name)) is not None:
                new += of_receiver(key, receiver.name)
        if new:
            add(new)

    async_add_new()
    return voters.async_add_listener(async_add_new)


class VoterEntity(NodeEntity):
    """An entity of a voting node."""

    def __init__(
        self,
        coordinator: NodeCoordinator,
        voters: VoterCoordinator,
        description: EntityDescription,
    ) -> None:
        """Make the entity of a node."""
        super().__init__(coordinator, description)
        self._voters = voters

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the voters as well."""
        await super().async_added_to_hass()
        self.async_on_remove(self._voters.async_add_listener(self._async_changed))
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
        voters: VoterCoordinator,
        description: EntityDescription,
        key: str,
        name: str,
    ) -> None:
        """Make the entity of a node's receiver; `key` is its own among them."""
        super().__init__(coordinator, voters, description)
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
