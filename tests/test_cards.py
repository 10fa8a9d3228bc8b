"""The module with the cards, as Home Assistant's frontend gets it."""

from hashlib import sha256
from pathlib import Path

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components import allstarlink

MODULE = Path(allstarlink.__file__).parent / "frontend" / "allstarlink.js"


async def test_the_frontend_loads_the_module_by_its_version(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """A browser may keep it: another content has another address."""
    assert await async_setup_component(hass, "frontend", {})
    assert await async_setup_component(hass, "allstarlink", {})
    version = sha256(MODULE.read_bytes()).hexdigest()[:12]
    url = f"/allstarlink/allstarlink.js?v={version}"
    assert url in hass.data[DATA_EXTRA_MODULE_URL].urls
    answer = await (await hass_client_no_auth()).get(url)
    assert answer.status == 200
    assert answer.content_type == "text/javascript"
    assert "max-age" in answer.headers["Cache-Control"]
    assert await answer.read() == MODULE.read_bytes()


async def test_without_a_frontend_the_integration_works_as_well(
    hass: HomeAssistant,
) -> None:
    """Home Assistant need not have one."""
    assert await async_setup_component(hass, "allstarlink", {})
    assert DATA_EXTRA_MODULE_URL not in hass.data
