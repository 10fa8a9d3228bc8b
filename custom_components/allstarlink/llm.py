"""Tools for Home Assistant's language models."""

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext

from .ask.tools import async_tools


@callback
def async_get_tools(
    hass: HomeAssistant, llm_context: LLMContext, api_id: str
) -> LLMTools | None:
    """Return the tools for Assist, None for other interfaces."""
    return async_tools(hass, llm_context) if api_id == LLM_API_ASSIST else None
