"""What the action `speak` does: a text or a sound goes on the air."""

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..const import SCOPE_LOCAL, SCOPE_NETWORK
from ..control.failures import invalid
from ..node import Node
from ..on_air.making import clip_from, shown_title, title_of
from ..on_air.ports import Wish
from ..on_air.speech import MAX_MESSAGE, async_speech

# Seconds that a clip may be told to wait
_MAX_WAIT = 3600

SPEAK_FIELDS: dict[vol.Marker, object] = {
    vol.Optional("message"): vol.All(cv.string, vol.Length(min=1, max=MAX_MESSAGE)),
    vol.Optional("media_content_id"): cv.string,
    vol.Optional("scope", default=SCOPE_LOCAL): vol.In([SCOPE_LOCAL, SCOPE_NETWORK]),
    vol.Optional("urgent", default=False): cv.boolean,
    vol.Optional("max_wait"): vol.All(
        vol.Coerce(float), vol.Range(min=0, max=_MAX_WAIT)
    ),
    vol.Optional("tts_entity_id"): cv.string,
    vol.Optional("language"): cv.string,
    vol.Optional("options"): dict,
}


async def async_speak(node: Node, call: ServiceCall) -> ServiceResponse:
    """Put a text or a sound on the air, and tell when it was. Raises HomeAssistantError."""
    data = call.data
    message, media = data.get("message"), data.get("media_content_id")
    if (message is None) == (media is None):
        raise invalid("message_or_media")
    player = node.player
    network = data["scope"] == SCOPE_NETWORK
    player.check(network=network)
    if media is None:
        media = async_speech(
            call.hass,
            message or "",
            engine=data.get("tts_entity_id"),
            language=data.get("language"),
            options=data.get("options"),
        )
    spoken = await player.async_speak(
        Wish(
            clip_from(call.hass, media),
            title_of(media) if message is None else shown_title(message),
            network=network,
            urgent=data["urgent"],
            max_wait=data.get("max_wait"),
        )
    )
    return {
        "waited": spoken.waited,
        "started": spoken.started.isoformat(),
        "duration": spoken.duration,
    }
