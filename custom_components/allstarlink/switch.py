"""Switches: favorites and the system states of a node."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .app_rpt.commands import Connect
from .app_rpt.names import Mode
from .app_rpt.system_states import SystemState
from .ask.exposure import async_hide_from_assist, is_registered
from .const import CONF_ASSIST_CONTROL
from .control.calls import link_to
from .directory.named_entity import NamedEntity
from .entity import NodeEntity
from .favorite_platform import async_add_favorites, async_remove_favorites
from .hub import AllStarLinkConfigEntry
from .node import Node
from .node_platform import async_for_nodes, async_setup_controls, async_when_allowed

# Requests to one node wait for each other in its control
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class SystemStateDescription(SwitchEntityDescription):
    """A switch for a system state of a node."""

    system_state: SystemState


SYSTEM_STATES = (
    SystemStateDescription(
        key="transmitter",
        translation_key="transmitter",
        entity_category=EntityCategory.CONFIG,
        system_state=SystemState.TRANSMITTER,
    ),
    SystemStateDescription(
        key="linking",
        translation_key="linking",
        entity_category=EntityCategory.CONFIG,
        system_state=SystemState.LINKING,
    ),
    SystemStateDescription(
        key="autopatch_enabled",
        translation_key="autopatch_enabled",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.AUTOPATCH,
    ),
    SystemStateDescription(
        key="time_out_timer",
        translation_key="time_out_timer",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.TIME_OUT_TIMER,
    ),
    SystemStateDescription(
        key="scheduler",
        translation_key="scheduler",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.SCHEDULER,
    ),
    SystemStateDescription(
        key="user_functions",
        translation_key="user_functions",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.USER_FUNCTIONS,
    ),
    SystemStateDescription(
        key="incoming_connections",
        translation_key="incoming_connections",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.INCOMING_CONNECTIONS,
    ),
    SystemStateDescription(
        key="parrot",
        translation_key="parrot",
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        system_state=SystemState.PARROT,
    ),
)

_FAVORITE = "favorite"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of each node."""
    async_setup_controls(
        entry,
        async_add_entities,
        lambda node: [SystemStateSwitch(node, state) for state in SYSTEM_STATES],
    )

    async_for_nodes(
        entry, lambda node: async_remove_favorites(node, Platform.SWITCH, _FAVORITE)
    )
    async_when_allowed(
        entry,
        lambda: async_for_nodes(
            entry, lambda node: async_add_favorites(node, async_add_entities, Favorite)
        ),
    )


class Favorite(NamedEntity, SwitchEntity):
    """A node that is connected and disconnected by one switch.

    It is on while a link to that node is up, whoever called and in any mode;
    turning it on connects in the mode of the favorite. Its name is what the user
    gave to the favorite, else the number alone, which is what voice assistants
    tell favorites apart by: callsigns differ in a letter and are heard as words.
    """

    def __init__(self, node: Node, number: str) -> None:
        """Make the switch of a node for a number."""
        super().__init__(
            node.coordinator,
            node.stations,
            SwitchEntityDescription(
                key=f"{_FAVORITE}_{number}", translation_key="favorite"
            ),
        )
        self._control = node.control
        self._number = number
        self._mode = Mode.TRANSCEIVE
        self._own_name: str | None = None
        self._attr_translation_placeholders = {"number": number}
        self._take_settings()
        entry = node.client.entry
        may_control = entry.options.get(CONF_ASSIST_CONTROL, False)
        is_new = not is_registered(node.client.hass, Platform.SWITCH, self.unique_id)
        self._is_hidden = is_new and not may_control

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the favorite's own name and mode as well.

        Assist does not know a new favorite from the start, unless it may control.
        """
        await super().async_added_to_hass()
        self._hide_if_new()
        self.async_on_remove(
            self.coordinator.async_add_settings_listener(self._settings_changed)
        )

    @callback
    @override
    def add_to_platform_abort(self) -> None:
        """Be registered only: one that is disabled now may be enabled later."""
        self._hide_if_new()
        super().add_to_platform_abort()

    def _hide_if_new(self) -> None:
        if self._is_hidden and self.registry_entry is not None:
            self._is_hidden = False
            async_hide_from_assist(self.hass, self.registry_entry.entity_id)

    @callback
    def _settings_changed(self) -> None:
        self._take_settings()
        self._async_changed()

    def _take_settings(self) -> None:
        """Take the favorite's mode and name; nothing changes for one that has gone."""
        for favorite in self.coordinator.favorite_list:
            if favorite.node == self._number:
                self._mode, self._own_name = Mode(favorite.mode), favorite.name
        if self._own_name is not None:
            self._attr_name = self._own_name
        elif hasattr(self, "_attr_name"):
            del self._attr_name

    @override
    def _shown(self) -> tuple[bool | None, bool, str | None, str | None]:
        return self.is_on, self._pending, self._callsign, self._own_name

    @property
    def _callsign(self) -> str | None:
        return self.stations.callsign_of(self._number)

    @property
    @override
    def is_on(self) -> bool | None:
        link = link_to(self.coordinator.data, self._number)
        if link is None and not self.coordinator.data.links_are_known:
            # None, where events alone tell and have not yet told of links
            return None if self.coordinator.data.by_events else False
        if link is None or not link.established:
            # None: it is not known whether it is established.
            return None if link and link.established is None else False
        # What was asked for is shown when a poll has proved it.
        return link.polled or not self._calling

    @property
    def _calling(self) -> bool:
        return self._control.is_calling(self._number)

    @property
    def _pending(self) -> bool:
        if self._calling:
            return not self.is_on
        link = link_to(self.coordinator.data, self._number)
        return link is not None and self.is_on is False

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return whether a link to the node is about to come up, and its callsign."""
        return {"pending": self._pending, "callsign": self._callsign}

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Connect to the node. Raises HomeAssistantError when no poll shows the link."""
        if not self.is_on:
            await self._control.async_connect(
                Connect(self._number, self._mode), context=self._action_context
            )

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Disconnect from the node. Raises HomeAssistantError when the link stays."""
        await self._control.async_disconnect(self._number, self._action_context)


class SystemStateSwitch(NodeEntity, SwitchEntity):
    """A system state of a node, as NodeStat tells it."""

    entity_description: SystemStateDescription

    def __init__(self, node: Node, description: SystemStateDescription) -> None:
        """Make the switch of a node."""
        super().__init__(node.coordinator, description)
        self._control = node.control

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return self.entity_description.system_state.is_on(self.coordinator.data)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn the state on. Raises HomeAssistantError when no poll shows it."""
        await self._async_set(on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn the state off. Raises HomeAssistantError when no poll shows it."""
        await self._async_set(on=False)

    async def _async_set(self, *, on: bool) -> None:
        await self._control.async_set_state(self.entity_description.system_state, on=on)
