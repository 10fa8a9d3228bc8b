"""The cards and the dashboard strategy, served to Home Assistant's frontend."""

from hashlib import sha256
from pathlib import Path

from homeassistant.components.frontend import add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_FOLDER = Path(__file__).parent.parent / "frontend"
_MODULE = "allstarlink.js"

# The version of the module that the frontend is to load
DATA_MODULE: HassKey[str] = HassKey(f"{DOMAIN}_module")


async def async_setup_cards(hass: HomeAssistant) -> None:
    """Have the frontend load the module of the cards, if there is a frontend.

    Browsers keep it for long, so its address has its version: its content's hash.
    """
    if "frontend" not in hass.config.components:
        return
    content = await hass.async_add_executor_job((_FOLDER / _MODULE).read_bytes)
    version = sha256(content).hexdigest()[:12]
    hass.data[DATA_MODULE] = version
    await hass.http.async_register_static_paths(
        [StaticPathConfig(f"/{DOMAIN}", str(_FOLDER), cache_headers=True)]
    )
    add_extra_js_url(hass, f"/{DOMAIN}/{_MODULE}?v={version}")
