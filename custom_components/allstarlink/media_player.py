"""The media player of a node: what it is given goes on the air."""

from typing import Any, override

from homeassistant.components import media_source
from homeassistant.components.media_player import (
    BrowseMedia,
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityDescription,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import NodeCoordinator
from .entity import ChangesOnlyEntity, NodeDeviceEntity
from .hub import AllStarLinkConfigEntry
from .on_air.making import clip_from, shown_title, title_of
from .on_air.player import Player
from .on_air.ports import PlayerState, Wish
from .on_air_platform import async_setup_on_air

# Clips of one node wait for each other in its queue
PARALLEL_UPDATES = 0

ON_AIR = MediaPlayerEntityDescription(
    key="on_air",
    translation_key="on_air",
    device_class=MediaPlayerDeviceClass.SPEAKER,
)

_STATES = {
    PlayerState.IDLE: MediaPlayerState.IDLE,
    PlayerState.BUFFERING: MediaPlayerState.BUFFERING,
    PlayerState.PLAYING: MediaPlayerState.PLAYING,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the media player of each node on which Home Assistant may transmit."""
    async_setup_on_air(
        entry,
        async_add_entities,
        platform=Platform.MEDIA_PLAYER,
        key=ON_AIR.key,
        make=lambda node, player: OnAirPlayer(node.coordinator, player),
    )


class OnAirPlayer(ChangesOnlyEntity, NodeDeviceEntity, MediaPlayerEntity):
    """A node's transmitter. It plays one clip after another, when the node is quiet."""

    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY_MEDIA
        | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
        | MediaPlayerEntityFeature.BROWSE_MEDIA
        | MediaPlayerEntityFeature.STOP
    )

    def __init__(self, coordinator: NodeCoordinator, player: Player) -> None:
        """Make the media player of a node."""
        super().__init__(coordinator, ON_AIR)
        self._coordinator = coordinator
        self._player = player

    @property
    @override
    def available(self) -> bool:
        return self._coordinator.available

    @property
    @override
    def state(self) -> MediaPlayerState:
        return _STATES[self._player.state]

    @property
    @override
    def media_title(self) -> str | None:
        return self._player.title

    @property
    @override
    def media_content_type(self) -> MediaType | None:
        return None if self._player.title is None else MediaType.MUSIC

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the player and the node's availability."""
        await super().async_added_to_hass()
        self.async_on_remove(self._player.async_add_listener(self._async_changed))
        self.async_on_remove(self._coordinator.async_add_listener(self._async_changed))

    @override
    async def async_play_media(
        self, media_type: MediaType | str, media_id: str, **kwargs: Any
    ) -> None:
        """Put a clip on the air, and return when it is over. Raises HomeAssistantError."""
        metadata = (kwargs.get("extra") or {}).get("metadata") or {}
        title = metadata.get("title")
        await self._player.async_speak(
            Wish(
                clip_from(self.hass, media_id, self.entity_id),
                shown_title(title) if isinstance(title, str) else title_of(media_id),
                network=self._player.settings.network,
            )
        )

    @override
    async def async_media_stop(self) -> None:
        """Stop what is on the air, and drop what waits. Raises HomeAssistantError."""
        await self._player.async_stop()

    @override
    async def async_browse_media(
        self,
        media_content_type: MediaType | str | None = None,
        media_content_id: str | None = None,
    ) -> BrowseMedia:
        """Show the media sources that have sound."""
        return await media_source.async_browse_media(
            self.hass,
            media_content_id,
            content_filter=lambda item: item.media_content_type.startswith("audio/"),
        )

    @override
    def _shown(self) -> object:
        return self._player.state, self._player.title
