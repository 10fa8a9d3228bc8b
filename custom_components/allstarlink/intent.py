"""Intents for Home Assistant's voices."""

from homeassistant.core import HomeAssistant

from .ask.intents import async_register_intents


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register the intents."""
    async_register_intents(hass)
