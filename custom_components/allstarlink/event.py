"""The activity event: links, talks and DTMF digits as they happen."""

from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .activity.activity_data import activity_data
from .app_rpt.activity import Activity, ActivityType
from .entity import ChangesOnlyEntity, NodeDeviceEntity
from .hub import AllStarLinkConfigEntry
from .node import Node
from .node_platform import async_setup_nodes
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
    async_setup_telephony_events(entry.runtime_data.telephony, async_add_entities)
    async_setup_nodes(
        entry, async_add_entities, lambda node: [ActivityEvent(node, ACTIVITY)]
    )


class ActivityEvent(ChangesOnlyEntity, NodeDeviceEntity, EventEntity):
    """What happens on a node, each edge once and in order."""

    def __init__(self, node: Node, description: EventEntityDescription) -> None:
        """Make the event entity of a node."""
        super().__init__(node.coordinator, description)
        self._coordinator = node.coordinator
        self._callsign_of = node.stations.callsign_of

    @property
    @override
    def available(self) -> bool:
        return self._coordinator.available

    @override
    def _shown(self) -> None:
        """Show nothing beside the activities, each of which is written."""

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the node's activities and its availability."""
        await super().async_added_to_hass()
        coordinator = self._coordinator
        self.async_on_remove(coordinator.async_add_activity_listener(self._happened))
        self.async_on_remove(coordinator.async_add_listener(self._async_changed))

    @callback
    def _happened(self, activity: Activity, context: Context | None) -> None:
        # A first activity that comes with the end of an outage is a change of
        # its own: triggers take no notice of what follows "unavailable".
        self._async_changed()
        callsign = self._callsign_of(activity.node)
        data: dict[str, Any] = activity_data(activity, callsign)
        self._trigger_event(activity.type.value, data)
        self._write_state_due_to(context)
