"""The notifier of a node: the text is spoken on the air."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import NodeCoordinator
from .entity import ChangesOnlyEntity, NodeDeviceEntity
from .hub import AllStarLinkConfigEntry
from .on_air.making import clip_from, shown_title
from .on_air.player import Player
from .on_air.ports import Wish
from .on_air.speech import async_speech
from .on_air_platform import async_setup_on_air

# Clips of one node wait for each other in its queue
PARALLEL_UPDATES = 0

ON_AIR = NotifyEntityDescription(key="on_air", translation_key="on_air")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the notifier of each node on which Home Assistant may transmit."""
    async_setup_on_air(
        entry,
        async_add_entities,
        platform=Platform.NOTIFY,
        key=ON_AIR.key,
        make=lambda node, player: OnAirNotifier(node.coordinator, player),
    )


class OnAirNotifier(ChangesOnlyEntity, NodeDeviceEntity, NotifyEntity):
    """Speaks a text with Home Assistant's preferred text-to-speech engine."""

    def __init__(self, coordinator: NodeCoordinator, player: Player) -> None:
        """Make the notifier of a node."""
        super().__init__(coordinator, ON_AIR)
        self._coordinator = coordinator
        self._player = player

    @property
    @override
    def available(self) -> bool:
        return self._coordinator.available

    @override
    def _shown(self) -> None:
        """Leave the time of the last message to Home Assistant, which writes it."""

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the node's availability."""
        await super().async_added_to_hass()
        self.async_on_remove(self._coordinator.async_add_listener(self._async_changed))

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Speak a text, and return when it was heard. Raises HomeAssistantError."""
        network = self._player.settings.network
        self._player.check(network=network)
        make = clip_from(self.hass, async_speech(self.hass, message))
        await self._player.async_speak(Wish(make, shown_title(message), network))
