"""Home Assistant's assistants before a simulated node: a scripted model, and a voice."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, override

from homeassistant.components import conversation
from homeassistant.components.conversation.const import DATA_COMPONENT
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er, intent, llm
from homeassistant.setup import async_setup_component

from tests.conftest import Clock
from tests.station import Station, station

CONTROL = {"assist_control": True}


class ScriptedModel(conversation.ConversationEntity):
    """A language model that calls the tool it was told to, and nothing else."""

    _attr_name = "Scripted"
    entity_id = "conversation.scripted"

    def __init__(self) -> None:
        """Begin without a script."""
        self.call: tuple[str, dict[str, Any]] | None = None
        self.tools: list[llm.Tool] = []
        self.prompt = ""
        self.results: list[llm.ToolResult] = []

    @property
    @override
    def supported_languages(self) -> list[str]:
        return ["en"]

    @override
    async def _async_handle_message(
        self, user_input: conversation.ConversationInput, chat_log: conversation.ChatLog
    ) -> conversation.ConversationResult:
        await chat_log.async_provide_llm_data(
            user_input.as_llm_context("scripted"), llm.LLM_API_ASSIST
        )
        assert chat_log.llm_api is not None
        first = chat_log.content[0]
        assert isinstance(first, conversation.SystemContent)
        self.tools, self.prompt = chat_log.llm_api.tools, first.content
        if self.call is not None:
            name, args = self.call
            content = conversation.AssistantContent(
                self.entity_id,
                content=None,
                tool_calls=[llm.ToolInput(f"allstarlink__{name}", args)],
            )
            async for result in chat_log.async_add_assistant_content(content):
                self.results.append(result.result)
        response = intent.IntentResponse(language="en")
        response.async_set_speech("done")
        return conversation.ConversationResult(response)


class Asking(Station):
    """A node that is asked."""

    model: ScriptedModel

    def expose(self, *keys: str, node: str = "", exposed: bool = True) -> None:
        """Expose entities of a node to Assist, or do so no more."""
        for key in keys:
            entity_id = self.states.entity_id(key, node)
            assert entity_id is not None, key
            async_expose_entity(self.hass, "conversation", entity_id, exposed)

    async def tools(self, context: Context | None = None) -> dict[str, llm.Tool]:
        """Return the tools of ours that a model is offered, by their short names."""
        self.model.call = None
        await self._converse(context)
        return {
            tool.name.removeprefix("allstarlink__"): tool
            for tool in self.model.tools
            if tool.integration == "allstarlink"
        }

    async def use(
        self, tool: str, context: Context | None = None, **args: Any
    ) -> dict[str, Any]:
        """Let the model use a tool, and return the answer."""
        result = await self._result(tool, context, args)
        assert not result.error, result.data
        return result.data

    async def fail_to_use(
        self, tool: str, context: Context | None = None, **args: Any
    ) -> str:
        """Let the model use a tool in vain, and return the text of the error."""
        result = await self._result(tool, context, args)
        assert result.error
        return str(result.data["error_text"])

    async def model_calls(self, tool: llm.Tool, **args: Any) -> bool:
        """Let any tool be called without a user, and return whether it did its work."""
        context = llm.LLMContext("test", Context(), "en", "conversation", None)
        try:
            result = await tool.async_call(
                self.hass, llm.ToolInput(tool.name, args), context
            )
        except intent.IntentError:
            return False
        return isinstance(result, llm.ToolResult) and not result.error

    async def _result(
        self, tool: str, context: Context | None, args: dict[str, Any]
    ) -> llm.ToolResult:
        self.model.call, self.model.results = (tool, args), []
        await self._converse(context)
        (result,) = self.model.results
        return result

    async def _converse(self, context: Context | None) -> None:
        data = {"text": "!", "agent_id": ScriptedModel.entity_id}
        call = self.call(
            "conversation.process", data, response=True, context=context or Context()
        )
        await self.finish(call)

    async def say(self, text: str, **data: Any) -> str:
        """Say something to Home Assistant's own assistant, and return its answer."""
        call = self.call(
            "conversation.process",
            {"text": text, "language": "en", **data},
            response=True,
        )
        answer = await self.finish(call)
        speech: str = answer["response"]["speech"]["plain"]["speech"]
        return speech


@asynccontextmanager
async def asking(
    hass: HomeAssistant,
    clock: Clock,
    *nodes: str,
    options: Mapping[str, Any] | None = None,
    **server: Any,
) -> AsyncGenerator[Asking]:
    """Run a server with node 1999 and others, which Home Assistant's assistants see."""
    for component in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, component, {})
    chosen = ("1999", *nodes)
    async with station(
        hass, clock, *nodes, chosen=chosen, options=options, **server
    ) as plain:
        stage = Asking(hass, clock, plain.server, plain.entry)
        stage.model = ScriptedModel()
        await hass.data[DATA_COMPONENT].async_add_entities([stage.model])
        yield stage


def is_exposed(hass: HomeAssistant, entity_id: str) -> bool | None:
    """Return whether an entity is exposed to Assist; None if nobody has said."""
    entry = er.async_get(hass).async_get(entity_id)
    assert entry is not None
    options: Mapping[str, Any] = entry.options.get("conversation", {})
    exposed: bool | None = options.get("should_expose")
    return exposed
