"""A node on whose air Home Assistant speaks: web server, media, engine and simulator."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
import io
from pathlib import Path
from typing import Any, override
import wave

from homeassistant.components import tts
from homeassistant.components.tts.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import numpy as np

from simulator.clips import Played
from tests.conftest import Clock
from tests.station import Call, Station, station

from .web import serving

# The lock that is held while a clip is decoded
_DECODING = "allstarlink.on_air.decode"

# Commands that are asked, not done
_ASKED = ("module show like", "media cache")

ALLOWED = {"may_transmit": True}


def tone(seconds: float) -> bytes:
    """Return a WAV file with a tone of 700 Hz."""
    moments = np.arange(int(seconds * 8000)) / 8000
    samples = (8000 * np.sin(2 * np.pi * 700 * moments)).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return file.getvalue()


class Engine(tts.Provider):
    """A text-to-speech engine: a tone of half a second for each word."""

    @property
    @override
    def default_language(self) -> str:
        """Return the language it speaks."""
        return "en"

    @property
    @override
    def supported_languages(self) -> list[str]:
        """Return the languages it speaks."""
        return ["en", "de"]

    @property
    @override
    def supported_options(self) -> list[str]:
        """Return the options it takes."""
        return ["voice"]

    @override
    def get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> tts.TtsAudioType:
        """Return the sound of a text."""
        # An engine that gives another format needs the program ffmpeg.
        return "mp3", tone(0.5 * len(message.split()))


class EngineEntity(tts.TextToSpeechEntity):
    """The same engine as an entity, to which `tts.speak` goes."""

    _attr_name = "Engine"
    _attr_default_language = "en"

    def __init__(self) -> None:
        """Speak one language."""
        self._attr_supported_languages = ["en"]

    @override
    def get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> tts.TtsAudioType:
        """Return the sound of a text."""
        return "mp3", tone(0.5 * len(message.split()))


class Air(Station):
    """A node with a transmitter, and what Home Assistant lets it say."""

    def play(self, seconds: int = 2, **data: Any) -> Call:
        """Play a sound of so many seconds by the media player."""
        return self.call(
            "media_player.play_media",
            {
                "entity_id": self.states.entity_id("on_air"),
                "media_content_type": "music",
                "media_content_id": media(seconds),
                **data,
            },
        )

    def speak(self, seconds: int | None = 2, **data: Any) -> Call:
        """Play a sound of so many seconds by the action, or what `data` names."""
        if seconds is not None:
            data["media_content_id"] = media(seconds)
        return self.start("speak", response=True, **data)

    def notify(self, message: str) -> Call:
        """Speak a text by the notifier."""
        entity_id = self._entity("notify")
        return self.call(
            "notify.send_message", {"entity_id": entity_id, "message": message}
        )

    async def add_engine(self) -> str:
        """Add a text-to-speech entity, and return its entity id."""
        engine = EngineEntity()
        await self.hass.data[DATA_COMPONENT].async_add_entities([engine])
        return engine.entity_id

    def _entity(self, platform: str) -> str:
        (entity_id,) = self.hass.states.async_entity_ids(platform)
        return entity_id

    @property
    def player(self) -> str:
        """The entity id of the media player."""
        return self._entity("media_player")

    @property
    def state(self) -> str:
        """The state of the media player."""
        state = self.hass.states.get(self.player)
        assert state is not None
        return state.state

    @property
    def played(self) -> list[Played]:
        """What the node has played."""
        return self.node.clips.played

    @property
    def lengths(self) -> list[str]:
        """The commands that put something on the air, or stop it, without addresses."""
        return [
            " ".join(text.split()[:3]) if "play" in text else text
            for text in self.commands
            if not text.startswith(_ASKED)
        ]

    @property
    def cached(self) -> list[str]:
        """What is in the server's cache."""
        return list(self.server.media_cache.entries)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, in small steps."""
        end = self.clock.time() + seconds
        while self.clock.time() < end:
            await self.clock.advance(0.05)

    async def until_state(self, state: str, within: float = 30.0) -> None:
        """Let time pass until the media player has a state."""
        end = self.clock.time() + within
        while self.state != state:
            assert self.clock.time() < end, f"it is {self.state}"
            await self.clock.advance(0.05)


def media(seconds: int) -> str:
    """Return the media source of a sound of so many seconds."""
    return f"media-source://media_source/sounds/{seconds}.wav"


class AirClock(Clock):
    """A clock that stands while a clip is decoded: that is done by a process of its own."""

    hass: HomeAssistant

    @override
    async def settle(self, turns: int = 20) -> None:
        await super().settle(turns)
        while (lock := self.hass.data.get(_DECODING)) is not None and lock.locked():
            await asyncio.sleep(0.01)
            await super().settle(turns)


@asynccontextmanager
async def on_air(
    hass: HomeAssistant,
    clock: Clock,
    folder: Path,
    *,
    speech: bool = True,
    settings: Mapping[str, Any] | None = None,
    **server: Any,
) -> AsyncGenerator[Air]:
    """Run a node whose option is on, and all that Home Assistant needs to speak."""
    for seconds in (1, 2, 3, 70):
        (folder / f"{seconds}.wav").write_bytes(tone(seconds))
    (folder / "noise.wav").write_bytes(b"no sound at all")
    hass.config.media_dirs = {"sounds": str(folder)}
    server.setdefault("media_cache", True)
    async with serving(hass):
        assert await async_setup_component(hass, "media_source", {})
        if speech:
            assert await async_setup_component(hass, "tts", {})
            hass.data[tts.DATA_TTS_MANAGER].async_register_legacy_engine(
                "engine", Engine(), {}
            )
        async with station(
            hass, clock, settings={**ALLOWED, **(settings or {})}, **server
        ) as ready:
            yield Air(ready.hass, clock, ready.server, ready.entry)
