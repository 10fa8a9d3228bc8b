"""Any sound that Home Assistant has, made a clip that app_rpt plays."""

from homeassistant.core import HomeAssistant

from .clip import Clip


async def async_decode(hass: HomeAssistant, data: bytes, *, longest: float) -> Clip:
    """Return the clip of a sound file's bytes, of at most `longest` seconds.

    Raises CannotDecode, ClipSilent or ClipTooLong.
    """
    raise NotImplementedError
