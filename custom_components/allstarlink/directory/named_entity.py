"""Base of the entities that show who stands behind a name."""

from typing import override

from ..entity import NodeEntity
from .stations import Stations


class NamedEntity(NodeEntity):
    """An entity of a node that shows stations.

    What is learnt of one later is written then, if the entity shows it: it
    must be part of what `_shown` returns.
    """

    @property
    def stations(self) -> Stations:
        """All that is known of stations."""
        return self.coordinator.hub.stations

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is learnt of stations as well."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.stations.async_add_listener(self._handle_coordinator_update)
        )
