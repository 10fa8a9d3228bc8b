"""The documents' examples of triggers, conditions and blueprints hold as they stand there."""

import re
from typing import Any
from urllib.parse import unquote

from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import async_validate_condition_config
from homeassistant.helpers.trigger import async_validate_trigger_config
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.allstarlink.condition import CONDITIONS
from custom_components.allstarlink.trigger import TRIGGERS

from .documents import ROOT, automations, blocks, page
from .scene import Scene

_AUTOMATING = page("automating")


def _examples(kind: str, word: str) -> dict[str, dict[str, Any]]:
    """Return the examples of our own triggers or conditions, by their keys."""
    examples = {}
    for text in blocks(_AUTOMATING, "yaml"):
        content = parse_yaml(text)
        for example in content.get(kind, []) if isinstance(content, dict) else []:
            domain, _, key = str(example.get(word)).partition(".")
            if domain == "allstarlink":
                examples[key] = example
    return examples


async def test_each_trigger_has_an_example(hass: HomeAssistant) -> None:
    """And Home Assistant takes it."""
    assert await async_setup_component(hass, "automation", {})
    examples = _examples("triggers", "trigger")
    assert examples.keys() == TRIGGERS.keys()
    configs = [
        {"platform" if key == "trigger" else key: value for key, value in e.items()}
        for e in examples.values()
    ]
    assert len(await async_validate_trigger_config(hass, configs)) == len(configs)


async def test_each_condition_has_an_example(hass: HomeAssistant) -> None:
    """And Home Assistant takes it."""
    assert await async_setup_component(hass, "automation", {})
    examples = _examples("conditions", "condition")
    assert examples.keys() == CONDITIONS.keys()
    for example in examples.values():
        assert await async_validate_condition_config(hass, example)


async def test_who_connects_is_said_once(hass: HomeAssistant, scene: Scene) -> None:
    """The example of the bus event: an outage does not say it again."""
    (example,) = (
        example
        for text in blocks(page("entities"), "yaml")
        if "Say who connects to my node" in text
        for example in automations(text)
    )
    said = async_mock_service(hass, "notify", "notify")
    assert await async_setup_component(hass, "automation", {"automation": [example]})
    await hass.async_block_till_done()

    scene.node.link("2004")
    await scene.time.settle()
    await scene.cut_off(10)
    scene.node.link("2005")
    await scene.time.settle()

    told = [call.data["message"] for call in said]
    assert told == ["2004 connected", "2005 connected"]


def test_each_blueprint_has_a_badge() -> None:
    """It imports the file that is there."""
    linked = re.findall(r"blueprint_url=([^)\s]+)", _AUTOMATING)
    names = {unquote(url).rpartition("/blueprints/")[2] for url in linked}
    files = (ROOT / "blueprints").rglob("*.yaml")
    assert names == {str(f.relative_to(ROOT / "blueprints")) for f in files}
