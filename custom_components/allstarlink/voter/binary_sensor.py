"""Binary sensors of receivers."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..hub import AllStarLinkConfigEntry
from .entity import ReceiverEntity, async_setup_receivers

# Of each receiver; its own key follows.
VOTING = BinarySensorEntityDescription(key="voting", translation_key="voting")


@callback
def async_setup_voter_binary_sensors(
    entry: AllStarLinkConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of receivers."""
    async_setup_receivers(
        entry,
        async_add_entities,
        lambda node: [],
        lambda node, key, name: [VotingSensor(node, VOTING, key, name)],
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
