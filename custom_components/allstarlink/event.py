"""The activity event: links, talks and DTMF digits as they happen."""

from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .activity.activity_data import activity_data
from .app_rpt.activity import Activity, ActivityType
from .coordinator import NodeCoordinator
from .entity import NodeDeviceEntity, async_setup_nodes
from .hub import AllStarLinkConfigEntry
from .telephony.event import async_setup_telephony_events

PARALLEL_UPDATES = 0

ACTIVITY = EventEntityDescription(
    key="activity",
    translation_key="activity",
    # The bus event is in the device's log already: this would be each happening twice.
    entity_registry_enabled_default=False,
    event_types=[activity.value for activity in ActivityType],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the activity event of each node, and that of calls."""
    async_setup_telephony_events(entry, async_add_entities)
    async_setup_nodes(
        entry, async_add_entities, lambda node: [ActivityEvent(node, ACTIVITY)]
    )


class ActivityEvent(NodeDeviceEntity, EventEntity):
    """What happens on a node, each edge once and in order."""

    def __init__(
        self, coordinator: NodeCoordinator, description: EventEntityDescription
    ) -> None:
        """Make the event entity of a node."""
        super().__init__(coordinator, description)
        self._coordinator = coordinator
        self._was_available: bool | None = None

    @property
    @override
    def available(self) -> bool:
        return self._coordinator.available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the node's activities and its availability."""
        await super().async_added_to_hass()
        self._was_available = self.available
        self.async_on_remove(self._coordinator.async_subscribe(self._happened))
        self.async_on_remove(self._coordinator.async_add_listener(self._updated))

    @callback
    def _happened(self, activity: Activity) -> None:
        # A first activity that comes with the end of an outage is a change of
        # its own: triggers take no notice of what follows "unavailable".
        self._updated()
        callsign = self._coordinator.hub.stations.callsign_of(activity.node)
        data: dict[str, Any] = activity_data(activity, callsign)
        self._trigger_event(activity.type.value, data)
        self._write_state_due_to(self._coordinator.context)

    @callback
    def _updated(self) -> None:
        if self.available != self._was_available:
            self._was_available = self.available
            self.async_write_ha_state()
