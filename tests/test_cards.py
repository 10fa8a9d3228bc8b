"""The module with the cards, as Home Assistant's frontend gets it."""

from hashlib import sha256
import json
from pathlib import Path
import re

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components import allstarlink

INTEGRATION = Path(allstarlink.__file__).parent
MODULE = INTEGRATION / "frontend" / "allstarlink.js"
SOURCES = INTEGRATION.parent.parent / "frontend" / "src"


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


def test_the_cards_have_all_their_texts_and_no_others() -> None:
    """A text's key is a literal in the source, or the end of one such as `kind_${...}`."""
    english = json.loads((INTEGRATION / "translations" / "en.json").read_text())
    texts = english["selector"]["dashboard"]["options"]
    source = "\n".join(path.read_text() for path in SOURCES.rglob("*.ts"))
    asked = set(re.findall(r'texts\("(\w+)"', source))
    begun = tuple(set(re.findall(r"[`.](\w+_)\$\{", source)))
    words = set(re.findall(r'["](\w+)["]', source))
    # One text for each plural form of a count.
    texts = {re.sub(r"_(zero|one|other)$", "", key) for key in texts}
    assert asked <= texts
    assert texts - words <= {key for key in texts if key.startswith(begun)}
