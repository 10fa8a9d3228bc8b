"""Home Assistant's core in this process: no frontend, no recorder, no web server."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from homeassistant import loader
from homeassistant.auth import auth_manager_from_config
from homeassistant.bootstrap import async_load_base_functionality
from homeassistant.config_entries import ConfigEntries
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


@asynccontextmanager
async def home_assistant() -> AsyncGenerator[HomeAssistant]:
    """Start the core with an empty configuration, and stop it at the end."""
    with TemporaryDirectory() as folder:
        # Its loader warns of every custom integration.
        logging.getLogger("homeassistant.loader").setLevel(logging.ERROR)
        hass = HomeAssistant(folder)
        hass.config.skip_pip = True
        (Path(folder) / ".storage").mkdir()
        loader.async_setup(hass)
        hass.config_entries = ConfigEntries(hass, {})
        await loader.async_get_custom_components(hass)
        if not await async_load_base_functionality(hass):
            raise RuntimeError("The registries could not be loaded")
        hass.auth = await auth_manager_from_config(hass, [], [])
        if not await async_setup_component(hass, "homeassistant", {}):
            raise RuntimeError("The core could not be set up")
        await hass.async_start()
        # Media players and notifiers need its views; after the start nothing serves them.
        if not await async_setup_component(hass, "http", {}):
            raise RuntimeError("The web server's part could not be set up")
        try:
            yield hass
        finally:
            await hass.async_stop(force=True)
