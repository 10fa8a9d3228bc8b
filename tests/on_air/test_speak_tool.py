"""Speaking on the air by a language model."""

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component
import pytest

from .air import Air


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


async def test_speaking(hass: HomeAssistant, air: Air) -> None:
    """Where Home Assistant may transmit, with On air exposed, and the option on."""
    hass.config_entries.async_update_entry(air.entry, options={"assist_control": True})
    await hass.async_block_till_done()
    await air.clock.advance(3)
    for component in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, component, {})
    # Home Assistant exposes media players from the start.
    links = air.states.entity_id("links")
    async_expose_entity(hass, "conversation", links or "", True)
    context = llm.LLMContext("test", Context(), "en", "conversation", None)

    async def tools() -> dict[str, llm.Tool]:
        api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
        return {tool.name: tool for tool in api.tools}

    tool = (await tools())["allstarlink__speak"]
    assert tool.annotations == llm.ToolAnnotations(destructive=False)

    async def speak(**args: str) -> llm.ToolResult:
        call = hass.async_create_task(
            tool.async_call(hass, llm.ToolInput(tool.name, args), context)
        )
        result = await air.finish(call)
        assert isinstance(result, llm.ToolResult)
        return result

    result = await speak(message="good evening all")
    assert not result.error, result.data
    assert result.data["node"] == "1999"
    assert result.data["duration"] == 1.5
    assert len(air.played) == 1
    # The node's own option is about itself alone.
    assert (await speak(message="hello", scope="network")).error
    async_expose_entity(hass, "conversation", air.player, False)
    assert "allstarlink__speak" not in await tools()
    assert (await speak(message="hello")).error
    assert len(air.played) == 1
