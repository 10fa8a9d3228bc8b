"""Sentences for Assist, as conversation triggers, while a server's option wants them.

They are there once, whatever the number of servers, also while a server cannot be
reached: the answer says so. They are in English and in the language of Home Assistant
if there is a file of it. A sentence leads to its intent.
"""

import asyncio
import logging
from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.const import CONF_COMMAND, CONF_ID, CONF_PLATFORM
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.script import ScriptRunResult
from homeassistant.helpers.trigger import (
    async_initialize_triggers,
    async_validate_trigger_config,
)
from homeassistant.setup import async_when_setup

from ..const import DOMAIN
from .phrases import ENGLISH, Phrases, async_phrases
from .scope import has_sentences, is_wanted

_CONVERSATION = "conversation"

_LOGGER = logging.getLogger(__name__)


class Sentences:
    """Keeps the sentences with Assist while anybody wants them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin without sentences."""
        self._hass = hass
        self._remove: list[CALLBACK_TYPE] = []
        self._updating = asyncio.Lock()

    @callback
    def async_entry_changed(
        self, _change: ConfigEntryChange, entry: ConfigEntry
    ) -> None:
        """Follow the servers: their option, and whether they are wanted now."""
        if entry.domain != DOMAIN:
            return
        if not self._are_wanted:
            self._remove_all()
        elif not self._remove:
            self._hass.async_create_task(self.async_update())

    async def async_update(self) -> None:
        """Add the sentences if they are wanted and Assist is there."""
        async with self._updating:
            if self._remove or _CONVERSATION not in self._hass.config.components:
                return
            if self._are_wanted:
                await self._add()
            # The last server may have been unloaded meanwhile.
            if not self._are_wanted:
                self._remove_all()

    @property
    def _are_wanted(self) -> bool:
        entries = self._hass.config_entries.async_entries(DOMAIN)
        return any(is_wanted(entry) and has_sentences(entry) for entry in entries)

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
    def _remove_all(self) -> None:
        for remove in self._remove:
            remove()
        self._remove.clear()


@callback
def async_setup_sentences(hass: HomeAssistant) -> None:
    """Have the sentences whenever Assist is there and a server wants them."""
    sentences = Sentences(hass)

    async def async_ready(_hass: HomeAssistant, _component: str) -> None:
        await sentences.async_update()

    async_when_setup(hass, _CONVERSATION, async_ready)
    async_dispatcher_connect(
        hass, SIGNAL_CONFIG_ENTRY_CHANGED, sentences.async_entry_changed
    )
