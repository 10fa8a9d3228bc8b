"""Where a clip comes from: media sources, and http or https addresses."""

from homeassistant.core import HomeAssistant


async def async_fetch(hass: HomeAssistant, media_content_id: str) -> bytes:
    """Return the bytes of a `media-source://`, http or https address.

    Raises MediaRefused, MediaNotFetched or MediaTooLarge.
    """
    raise NotImplementedError
