"""Base of the entities that show who stands behind a name."""

from typing import override

from homeassistant.helpers.entity import EntityDescription

from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from .stations import Stations


class NamedEntity(NodeEntity):
    """An entity of a node that shows stations.

    What is learned of one later is written then, if the entity shows it: it
    must be part of what `_shown` returns.
    """

    def __init__(
        self,
        coordinator: NodeCoordinator,
        stations: Stations,
        description: EntityDescription,
    ) -> None:
        """Make the entity of a node; `stations` is all that is known of stations."""
        super().__init__(coordinator, description)
        self.stations = stations

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is learned of stations as well."""
        await super().async_added_to_hass()
        self.async_on_remove(self.stations.async_add_listener(self._async_changed))
