"""A real Asterisk fetches the clips that are offered to it, and plays them from its cache."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
import numpy as np
import pytest

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session
from custom_components.allstarlink.ami.wire import Ends
from custom_components.allstarlink.on_air.clip import Clip
from custom_components.allstarlink.on_air.clip_server import (
    ClipServer,
    async_clip_server,
)
from custom_components.allstarlink.on_air.decode import async_decode
from custom_components.allstarlink.on_air.offers import Offers
from tests.asterisk.media import MediaAsterisk
from tests.asterisk.stage import until
from tests.certificates import Certificate
from tests.on_air.sounds import Measured, encoded, tone
from tests.on_air.web import ask, free_port, serving

_SECONDS = 1.5


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


@pytest.fixture
async def node(
    program: Path, tmp_path: Path, certificate: Certificate
) -> AsyncGenerator[MediaAsterisk]:
    """Return an Asterisk with a media cache, which runs."""
    server = MediaAsterisk(program, tmp_path, certificate)
    try:
        await server.start()
        yield server
    finally:
        server.end()


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is asked of Home Assistant, in order."""
    asked: list[str] = []
    answer = ClipServer.async_answer

    async def note(
        self: ClipServer, request: web.Request, name: str
    ) -> web.StreamResponse:
        asked.append(f"{request.method} {name}")
        return await answer(self, request, name)

    monkeypatch.setattr(ClipServer, "async_answer", note)
    return asked


@pytest.fixture
async def clip(hass: HomeAssistant) -> Clip:
    """Return an MP3 of a tone, as it is made ready."""
    sound = encoded(tone(700, seconds=_SECONDS), "mp3", "libmp3lame")
    return await async_decode(hass, sound, longest=60)


class Console:
    """A session of the administrator, and what it was told."""

    def __init__(self, session: Session, events: list[Message]) -> None:
        """Take the session and the list of its events."""
        self.session = session
        self._events = events

    async def run(self, command: str) -> str:
        """Return the output of a command."""
        reply = await self.session.request("Command", ("Command", command))
        return "\n".join(reply.output)

    async def play(self, url: str) -> str:
        """Play to the listener until the end, and return how it went."""
        self._events.clear()
        headers = {
            "Channel": "Local/s@listener/n",
            "Application": "Playback",
            "Data": url,
            "Async": "true",
        }
        await self.session.request("Originate", *headers.items())
        await until(self._has_told, 15)
        await until(self._is_idle)
        return self._status()

    async def _has_told(self) -> bool:
        return bool(self._status())

    async def _is_idle(self) -> bool:
        return "0 active channels" in await self.run("core show channels")

    def _status(self) -> str:
        variables = (e for e in self._events if e.event == "VarSet")
        return "".join(
            e.get("Value") for e in variables if e.get("Variable") == "PLAYBACKSTATUS"
        )


@asynccontextmanager
async def console(node: MediaAsterisk) -> AsyncGenerator[Console]:
    """Log in."""
    events: list[Message] = []
    session = await Session.open(
        node.server(), events="call,dialplan", on_event=events.append
    )
    try:
        yield Console(session, events)
    finally:
        await session.close()


def offers(hass: HomeAssistant, console: Console, **options: Any) -> Offers:
    """Return what offers clips to the server of a session."""
    return Offers(hass, ends=lambda: console.session.ends, options=lambda: options)


async def test_a_clip_is_fetched_once_played_and_deleted(
    hass: HomeAssistant,
    node: MediaAsterisk,
    clip: Clip,
    requests: list[str],
) -> None:
    """Before it is played nothing is transmitted; after it nothing is left."""
    async with serving(hass), console(node) as asterisk:
        loaded = await asterisk.run("module show like res_http_media_cache")
        assert "1 modules loaded" in loaded
        async with offers(hass, asterisk).async_offer(clip) as offer:
            name = offer.url.rpartition("/")[2]
            await asterisk.run(f"media cache delete {offer.url}")
            refreshed = await asterisk.run(f"media cache refresh {offer.url}")
            assert refreshed.startswith(f"Refreshed '{offer.url}' to local storage")
            assert offer.fetched.is_set()
            assert requests == [f"GET {name}"]
            (file,) = node.cached
            assert file.read_bytes() == clip.wav

            assert await asterisk.play(offer.url) == "SUCCESS"
            assert requests == [f"GET {name}"]
            assert offer.refused == set()

            deleted = await asterisk.run(f"media cache delete {offer.url}")
            assert deleted.startswith(f"Deleted '{offer.url}' from the media cache")
            assert node.cached == []

    heard = np.frombuffer(node.recording.read_bytes()[44:], "<i2") / 32768
    sound = Measured(heard)
    assert len(heard) / 8000 == pytest.approx(clip.duration, abs=0.2)
    assert sound.level == pytest.approx(-16, abs=0.5)
    assert sound.share(650, 750) > -0.1


async def test_a_clip_is_fetched_from_a_port_of_our_own(
    hass: HomeAssistant,
    node: MediaAsterisk,
    clip: Clip,
    certificate: Certificate,
    requests: list[str],
) -> None:
    """Where Home Assistant serves https only: by https, it is never asked for."""
    file = str(certificate.path)
    async with (
        serving(hass, ssl_certificate=file, ssl_key=file) as https,
        console(node) as asterisk,
    ):
        # The same path would be answered there.
        async_clip_server(hass).async_serve()
        server = offers(hass, asterisk, clip_port=free_port())
        async with server.async_offer(clip) as offer:
            by_https = offer.url.replace(offer.address, f"https://127.0.0.1:{https}")
            refreshed = await asterisk.run(f"media cache refresh {by_https}")
            assert refreshed.startswith(f"Unable to refresh '{by_https}'")
            assert requests == []

            refreshed = await asterisk.run(f"media cache refresh {offer.url}")
            assert refreshed.startswith(f"Refreshed '{offer.url}'")
            assert len(requests) == 1
            assert offer.fetched.is_set()
            assert await asterisk.play(offer.url) == "SUCCESS"
            assert len(requests) == 1


async def test_what_cannot_be_fetched_says_so(
    hass: HomeAssistant, node: MediaAsterisk, clip: Clip
) -> None:
    """A clip that is gone, a wrong host, and a client that is taken for another."""
    async with serving(hass), console(node) as asterisk:
        server = offers(hass, asterisk)
        async with server.async_offer(clip) as offer:
            url = offer.url
        async with server.async_offer(clip) as offer:
            nobody = f"http://127.0.0.1:{free_port()}"
            for wrong in (
                url,
                offer.url.replace(offer.address, nobody),
                offer.url.replace("127.0.0.1", "nobody.invalid"),
            ):
                refreshed = await asterisk.run(f"media cache refresh {wrong}")
                assert refreshed.startswith(f"Unable to refresh '{wrong}'")
            assert not offer.fetched.is_set()

        bridged = Offers(
            hass, ends=lambda: Ends("127.0.0.1", "192.0.2.9"), options=dict
        )
        async with bridged.async_offer(clip) as offer:
            refreshed = await asterisk.run(f"media cache refresh {offer.url}")
            assert refreshed.startswith(f"Unable to refresh '{offer.url}'")
            assert offer.refused == {"127.0.0.1"}
            assert (await ask(offer.url)).status == 404
        assert node.cached == []
