"""The documents' example of a look-up works as it stands there."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.lookup import statistics
from tests.documents import blocks, page
from tests.list_server import answering, serving

from .answers import answer


def _example() -> Any:
    _, section = page("names").split("## Looking a node up")
    (block,) = blocks(section, "yaml")
    return parse_yaml(block)


async def test_the_example_tells_of_the_hub(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, no_internet: None
) -> None:
    """It is run once, as it is written."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert await async_setup_component(hass, "persistent_notification", {})
    shown = async_mock_service(hass, "persistent_notification", "create")
    assert await async_setup_component(hass, "automation", _example())
    await hass.async_block_till_done()
    (automation,) = hass.states.async_entity_ids("automation")
    async with serving() as server:
        server.handler = answering(body=answer("2560"))
        monkeypatch.setattr(statistics, "STATISTICS_URL", server.url)
        await hass.services.async_call(
            "automation", "trigger", {"entity_id": automation}, blocking=True
        )
        await hass.async_block_till_done()
    # Its timer for tomorrow is not waited for.
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": automation}, blocking=True
    )
    assert [call.data["message"] for call in shown] == [
        "W1HUBB Hilltop Hub has 3 links and is up for 4.7 days."
    ]
