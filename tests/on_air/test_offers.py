"""The server gets its clip, from Home Assistant or from a port of our own; nobody else does."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
import re
from typing import Any

from hass_nabucasa import remote
from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.ami.wire import Ends
from custom_components.allstarlink.on_air.clip import clip_of
from custom_components.allstarlink.on_air.errors import ClipPortTaken, NeedsHttp
from custom_components.allstarlink.on_air.offers import Offers
from tests.certificates import Certificate

from .web import SOMEBODY_ELSE, THE_SERVER, ask, free_port, serving

CLIP = clip_of(bytes(range(256)) * 625)
ENDS = Ends(local="127.0.0.1", peer=THE_SERVER)


def offers(hass: HomeAssistant, *, ends: Ends | None = ENDS, **options: Any) -> Offers:
    """Return what offers clips to a server at this machine's own address."""
    return Offers(hass, ends=lambda: ends, options=lambda: options)


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


@pytest.fixture
async def plain(hass: HomeAssistant) -> AsyncGenerator[int]:
    """Return the port of a Home Assistant that serves plain http."""
    async with serving(hass) as port:
        yield port


@pytest.fixture
async def https(hass: HomeAssistant, tmp_path: Path) -> AsyncGenerator[int]:
    """Return the port of a Home Assistant that serves https only."""
    files = await asyncio.to_thread(_certificate, tmp_path)
    async with serving(hass, **files) as port:
        yield port


def _certificate(folder: Path) -> dict[str, str]:
    file = str(Certificate(folder).path)
    return {"ssl_certificate": file, "ssl_key": file}


async def test_the_server_fetches_its_clip(hass: HomeAssistant, plain: int) -> None:
    """All of it, to be kept for five minutes, with nothing that makes it ask again."""
    async with offers(hass).async_offer(CLIP) as offer:
        assert offer.address == f"http://127.0.0.1:{plain}"
        assert re.fullmatch(
            rf"{offer.address}/api/allstarlink/on_air/[0-9a-f]{{64}}\.wav", offer.url
        )
        size = await ask(offer.url, "HEAD")
        assert not offer.fetched.is_set()
        whole = await ask(offer.url)
        assert offer.fetched.is_set()

    assert (size.status, size.body) == (200, b"")
    assert (whole.status, whole.body) == (200, CLIP.wav)
    for reply in (size, whole):
        assert reply.headers["content-length"] == str(len(CLIP.wav))
        assert reply.headers["content-type"] == "audio/wav"
        assert reply.headers["cache-control"] == "max-age=300"
        assert not {"etag", "last-modified", "accept-ranges", "transfer-encoding"} & {
            *reply.headers
        }


async def test_a_part_is_not_served(hass: HomeAssistant, plain: int) -> None:
    """Who asks for one gets the whole."""
    async with offers(hass).async_offer(CLIP) as offer:
        reply = await ask(offer.url, "GET", "Range: bytes=0-99")
    assert (reply.status, reply.body) == (200, CLIP.wav)


async def test_each_clip_has_a_path_of_its_own(hass: HomeAssistant, plain: int) -> None:
    """And it answers only while the clip waits."""
    other = clip_of(bytes(320))
    async with offers(hass).async_offer(CLIP) as first:
        async with offers(hass).async_offer(other) as second:
            assert (await ask(first.url)).body == CLIP.wav
            assert (await ask(second.url)).body == other.wav
        assert (await ask(second.url)).status == 404
        assert (await ask(first.url)).status == 200
    assert (await ask(first.url)).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_nothing_else_is_answered(
    hass: HomeAssistant, plain: int, method: str
) -> None:
    """Another method, and a path that is nearly right."""
    async with offers(hass).async_offer(CLIP) as offer:
        for url in (offer.url[:-1], offer.url.replace(".wav", ""), f"{offer.url}x"):
            assert (await ask(url)).status == 404
        last = offer.url[-5]
        near = f"{offer.url[:-5]}{'0' if last != '0' else '1'}.wav"
        assert (await ask(near)).status == 404
        assert (await ask(offer.url, method)).status == 404
        assert not offer.fetched.is_set()
        assert offer.refused == set()


async def test_another_client_is_refused_and_named(
    hass: HomeAssistant, plain: int
) -> None:
    """Unless the user allows it, as the gateway of a container's network."""
    async with offers(hass).async_offer(CLIP) as offer:
        assert (await ask(offer.url, client=SOMEBODY_ELSE)).status == 404
        assert offer.refused == {SOMEBODY_ELSE}
        assert not offer.fetched.is_set()

    for allowed in (SOMEBODY_ELSE, "127.0.0.0/30"):
        behind_bridge = offers(hass, fetch_from=["10.0.0.1", allowed])
        async with behind_bridge.async_offer(CLIP) as offer:
            assert (await ask(offer.url, client=SOMEBODY_ELSE)).status == 200
            assert offer.fetched.is_set()
            assert offer.refused == set()


async def test_those_who_are_refused_are_not_remembered_without_end(
    hass: HomeAssistant, plain: int
) -> None:
    """Somebody with many addresses fills no memory."""
    async with offers(hass).async_offer(CLIP) as offer:
        for number in range(2, 20):
            await ask(offer.url, client=f"127.0.0.{number}")
        assert len(offer.refused) == 10


@pytest.mark.parametrize(
    "line",
    [
        "Forwarded: for=127.0.0.1",
        "Via: 1.1 proxy",
        "X-Forwarded-Host: example.com",
        "X-Forwarded-Proto: https",
        "X-Real-IP: 127.0.0.1",
        "X-Ingress-Path: /api/hassio_ingress/x",
    ],
)
async def test_a_proxy_is_refused(hass: HomeAssistant, plain: int, line: str) -> None:
    """Its client may be anybody, even where the proxy is on the server."""
    async with offers(hass).async_offer(CLIP) as offer:
        assert (await ask(offer.url, "GET", line)).status == 404
        assert not offer.fetched.is_set()


async def test_a_trusted_proxy_is_refused(hass: HomeAssistant) -> None:
    """Also one that Home Assistant believes whose request it is."""
    trusted = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.2"]}
    async with serving(hass, **trusted), offers(hass).async_offer(CLIP) as offer:
        line = "X-Forwarded-For: 127.0.0.1"
        reply = await ask(offer.url, "GET", line, client=SOMEBODY_ELSE)
        assert reply.status == 404
        assert not offer.fetched.is_set()


async def test_the_cloud_is_refused(hass: HomeAssistant) -> None:
    """What comes by way of it ends on the loopback interface."""
    hass.config.components.add("cloud")
    # Who accepts connections hands its context on to what answers them.
    token = remote.is_cloud_request.set(True)
    try:
        async with serving(hass), offers(hass).async_offer(CLIP) as offer:
            assert (await ask(offer.url)).status == 404
            assert not offer.fetched.is_set()
    finally:
        remote.is_cloud_request.reset(token)


async def test_https_only_needs_a_port_for_clips(
    hass: HomeAssistant, https: int
) -> None:
    """Asterisk would refuse the certificate."""
    with pytest.raises(NeedsHttp):
        async with offers(hass).async_offer(CLIP):
            pass


async def test_a_port_for_clips_is_open_while_one_waits(
    hass: HomeAssistant, https: int
) -> None:
    """And not a moment before or after, however many wait."""
    port = free_port()
    server = offers(hass, clip_port=port)
    async with server.async_offer(CLIP) as first:
        assert first.address == f"http://127.0.0.1:{port}"
        async with server.async_offer(CLIP) as second:
            assert (await ask(second.url)).body == CLIP.wav
        reply = await ask(first.url)
        assert (reply.status, reply.body) == (200, CLIP.wav)
        assert reply.headers["cache-control"] == "max-age=300"
        assert first.fetched.is_set()
        assert (await ask(second.url)).status == 404
        assert (await ask(first.url, "POST")).status == 404
        assert (await ask(f"{first.address}/")).status == 404
        assert (await ask(first.url, client=SOMEBODY_ELSE)).status == 404
        assert (await ask(first.url, "GET", "Via: 1.1 proxy")).status == 404
        assert first.refused == {SOMEBODY_ELSE}
    with pytest.raises(ConnectionRefusedError):
        await ask(first.url)


async def test_a_port_for_clips_that_is_taken(hass: HomeAssistant, https: int) -> None:
    """The error names it, and what the system said."""
    with pytest.raises(ClipPortTaken) as raised:
        async with offers(hass, clip_port=https).async_offer(CLIP):
            pass
    assert raised.value.translation_placeholders == {
        "port": str(https),
        "error": "Address already in use",
    }


async def test_a_clip_that_is_given_up_is_gone(hass: HomeAssistant, https: int) -> None:
    """As when the automation is stopped while the server fetches."""
    port = free_port()
    waits = asyncio.Event()

    async def offer() -> None:
        async with offers(hass, clip_port=port).async_offer(CLIP):
            waits.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(offer())
    await waits.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ConnectionRefusedError):
        await ask(f"http://127.0.0.1:{port}/")
