"""Sentences for Assist, as conversation triggers, while a server's option wants them.

They are there once, whatever the number of servers, in English and in the language of
Home Assistant if there is a file of it. A sentence leads to its intent.
"""

import asyncio
import logging
from typing import Any

from homeassistant.const import CONF_COMMAND, CONF_ID, CONF_PLATFORM
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent
from homeassistant.helpers.script import ScriptRunResult
from homeassistant.helpers.trigger import (
    async_initialize_triggers,
    async_validate_trigger_config,
)
from homeassistant.setup import async_when_setup
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..hub import AllStarLinkConfigEntry
from .phrases import ENGLISH, Phrases, async_phrases
from .scope import has_sentences

_CONVERSATION = "conversation"

_SENTENCES: HassKey[Sentences] = HassKey(f"{DOMAIN}_sentences")

_LOGGER = logging.getLogger(__name__)


class Sentences:
    """Keeps the sentences with Assist while anybody wants them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin without sentences."""
        self._hass = hass
        self._wanted: set[str] = set()
        self._remove: list[CALLBACK_TYPE] = []
        self._updating = asyncio.Lock()

    async def async_want(self, entry: AllStarLinkConfigEntry) -> None:
        """Have the sentences until a config entry is unloaded, if its option says so."""
        if not has_sentences(entry):
            return
        self._wanted.add(entry.entry_id)

        @callback
        def want_no_more() -> None:
            self._wanted.discard(entry.entry_id)
            self._remove_unwanted()

        entry.async_on_unload(want_no_more)
        await self.async_update()

    async def async_update(self) -> None:
        """Add the sentences if they are wanted and Assist is there."""
        async with self._updating:
            if self._remove or _CONVERSATION not in self._hass.config.components:
                return
            if self._wanted:
                await self._add()
            # The last who wanted them may have gone meanwhile.
            self._remove_unwanted()

    async def _add(self) -> None:
        english = await async_phrases(self._hass, ENGLISH)
        own = await async_phrases(self._hass, self._hass.config.language)
        for phrases in {english.language: english, own.language: own}.values():
            remove = await async_initialize_triggers(
                self._hass,
                await self._configs(phrases),
                self._handler(phrases.language),
                DOMAIN,
                "sentences",
                _LOGGER.log,
            )
            if remove is not None:
                self._remove.append(remove)

    async def _configs(self, phrases: Phrases) -> list[dict[str, Any]]:
        """Return a trigger for the sentences of each intent, whose id is the intent's."""
        return await async_validate_trigger_config(
            self._hass,
            [
                {CONF_PLATFORM: _CONVERSATION, CONF_ID: name, CONF_COMMAND: sentences}
                for name, sentences in phrases.sentences.items()
            ],
        )

    def _handler(self, language: str) -> Any:
        async def async_handle(
            variables: dict[str, Any], context: Context | None = None
        ) -> ScriptRunResult:
            heard = variables["trigger"]
            user_input = heard["user_input"]
            try:
                response = await intent.async_handle(
                    self._hass,
                    DOMAIN,
                    heard["id"],
                    {key: {"value": value} for key, value in heard["slots"].items()},
                    user_input["text"],
                    Context(**user_input["context"]),
                    language,
                    _CONVERSATION,
                    heard["device_id"],
                    heard["satellite_id"],
                )
            except HomeAssistantError as err:
                return ScriptRunResult(str(err), None, {})
            return ScriptRunResult(response.speech["plain"]["speech"], None, {})

        return async_handle

    @callback
    def _remove_unwanted(self) -> None:
        if self._wanted:
            return
        for remove in self._remove:
            remove()
        self._remove.clear()


@callback
def async_setup_sentences(hass: HomeAssistant) -> None:
    """Prepare the sentences; they come when Assist is there and a server wants them."""
    sentences = hass.data[_SENTENCES] = Sentences(hass)

    async def async_ready(_hass: HomeAssistant, _component: str) -> None:
        await sentences.async_update()

    async_when_setup(hass, _CONVERSATION, async_ready)


async def async_want_sentences(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry
) -> None:
    """Have the sentences while a server is set up, if its option says so."""
    await hass.data[_SENTENCES].async_want(entry)
