"""Text made a media source: by Home Assistant's own text-to-speech engines."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components import tts
from homeassistant.components.tts.media_source import generate_media_source_id
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..names import shown_name
from .not_played import NoSpeechEngine, SpeechRefused, UnknownSpeechEngine

# Characters of a message: some ten minutes of speech
MAX_MESSAGE = 10_000


@callback
def async_speech(
    hass: HomeAssistant,
    message: str,
    *,
    engine: str | None = None,
    language: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> str:
    """Return the media source of a spoken text, by the preferred engine if none is named.

    Raises NoSpeechEngine, UnknownSpeechEngine or SpeechRefused.
    """
    if tts.DOMAIN not in hass.config.components:
        raise NoSpeechEngine
    found = tts.async_resolve_engine(hass, engine)
    if found is None and engine is not None:
        raise UnknownSpeechEngine(engine=shown_name(engine))
    if found is None:
        raise NoSpeechEngine
    try:
        return generate_media_source_id(
            hass,
            message,
            engine=found,
            language=language,
            options=dict(options) if options else None,
        )
    except HomeAssistantError as err:
        raise SpeechRefused(engine=found, error=shown_name(str(err))) from err
