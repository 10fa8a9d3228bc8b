"""Texts that a form puts together, in the language of Home Assistant."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..probe import Rights


async def async_texts(hass: HomeAssistant, key: str) -> dict[str, str]:
    """Return the texts under `selector.KEY.options` of the translations, by their keys."""
    prefix = f"component.{DOMAIN}.selector.{key}.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", [DOMAIN]
    )
    return {
        name.removeprefix(prefix): text
        for name, text in texts.items()
        if name.startswith(prefix)
    }


async def async_rights_text(hass: HomeAssistant, rights: Rights) -> str:
    """Return a sentence for each thing that the user may not do, or that it may do all."""
    lacking = {
        "only_watching": not rights.commands,
        "no_events": rights.events is False,
        "no_registrations": not rights.registrations,
    }
    texts = await async_texts(hass, "rights")
    keys = [key for key, is_so in lacking.items() if is_so] or ["watch_and_control"]
    return "\n\n".join(texts[key] for key in keys)
