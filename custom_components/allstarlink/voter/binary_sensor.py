"""Binary sensors of receivers."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity

from ..coordinator import NodeCoordinator
from .coordinator import VoterCoordinator
from .entity import ReceiverEntity, async_follow_receivers

# Of each receiver; its own key follows.
VOTING = BinarySensorEntityDescription(key="voting", translation_key="voting")


@callback
def async_follow_voter_binary_sensors(
    coordinator: NodeCoordinator,
    voters: VoterCoordinator,
    add: Callable[[Iterable[Entity]], None],
) -> CALLBACK_TYPE:
    """Add the binary sensors of a node's receivers.

    Call what is returned when the node is not followed any more.
    """
    return async_follow_receivers(
        voters,
        coordinator.node,
        add,
        list,
        lambda key, name: [VotingSensor(coordinator, voters, VOTING, key, name)],
    )


class VotingSensor(ReceiverEntity, BinarySensorEntity):
    """Whether a receiver is the one that is voted for."""

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return self._voter.voted == self._receiver_name if self._voter else None
