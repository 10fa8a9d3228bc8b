"""A clip made of any sound that Home Assistant has."""

from urllib.parse import parse_qs, unquote, urlsplit

from homeassistant.core import HomeAssistant

from ..names import MAX_NAME
from .clip import Clip
from .decode import async_decode
from .ports import Make
from .sources import async_fetch


def clip_from(
    hass: HomeAssistant, media_content_id: str, entity_id: str | None = None
) -> Make:
    """Return how a clip is made of a media source or an address, once it is wanted.

    `entity_id` is the media player that it is for, if there is one.
    """

    async def make(longest: float) -> Clip:
        data = await async_fetch(hass, media_content_id, entity_id=entity_id)
        return await async_decode(hass, data, longest=longest)

    return make


def title_of(media_content_id: str) -> str:
    """Return what to call a clip that has no title: the spoken text, or a file's name.

    Never a whole address, which may hold a secret.
    """
    parts = urlsplit(media_content_id)
    spoken = parse_qs(parts.query).get("message", [""])[0]
    is_speech = parts.scheme == "media-source" and parts.netloc == "tts"
    title = spoken if is_speech else unquote(parts.path.rpartition("/")[2])
    return shown_title(title)


def shown_title(title: str) -> str:
    """Return a title as it is shown: one line, not too long."""
    return " ".join(title.split())[: 4 * MAX_NAME]
