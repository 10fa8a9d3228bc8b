"""Clips are fetched from where a stranger could, and from Home Assistant's own paths."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
import socket
from typing import override

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.helpers import aiohttp_client
from homeassistant.setup import async_setup_component
import pytest
from pytest_socket import socket_allow_hosts

from custom_components.allstarlink.on_air import sources
from custom_components.allstarlink.on_air.errors import (
    MediaNotFetched,
    MediaRefused,
    MediaTooLarge,
    OnAirError,
)
from custom_components.allstarlink.on_air.sources import async_fetch
from tests.certificates import Certificate
from tests.conftest import Clock

from .web import serving

SOUND = bytes(range(256)) * 400

type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


class Hosts(AbstractResolver):
    """Knows a few hosts. The first address of a host is what is found first."""

    known: dict[str, list[str]] = {
        "localhost.": ["127.0.0.1"],
        "other-name.test": ["127.0.0.1"],
        "two-names.test": ["192.0.2.1", "127.0.0.1"],
        "six.test": ["::1"],
    }

    @override
    async def resolve(
        self, host: str, port: int = 0, family: int = socket.AF_INET
    ) -> list[ResolveResult]:
        """Look a host up."""
        if host not in self.known:
            raise OSError(None, "Unknown host")
        return [
            ResolveResult(
                hostname=host, host=found, port=port, family=family, proto=0, flags=0
            )
            for found in self.known[host]
        ]

    @override
    async def close(self) -> None:
        """Have nothing to close."""

    real_close = close


@pytest.fixture(autouse=True)
async def hosts(monkeypatch: pytest.MonkeyPatch) -> Hosts:
    """Let Home Assistant look hosts up: the test plugin's resolver is of another loop."""
    hosts = Hosts()
    monkeypatch.setattr(aiohttp_client, "_async_make_resolver", lambda _hass: hosts)
    return hosts


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.1 and 127.0.0.3 be of the world; this machine has its others."""
    is_blocked = sources._is_blocked
    monkeypatch.setattr(
        sources,
        "_is_blocked",
        lambda address: (
            address not in ("127.0.0.1", "127.0.0.3") and is_blocked(address)
        ),
    )


@asynccontextmanager
async def answering(answer: Answer) -> AsyncGenerator[str]:
    """Serve one answer to all requests, at the address that is returned."""
    app = web.Application()
    app.router.add_get("/{tail:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/")).rstrip("/")


async def sound(request: web.Request) -> web.Response:
    """Answer with a sound."""
    assert "authorization" not in request.headers
    return web.Response(body=SOUND)


async def refusal(hass: HomeAssistant, address: str) -> dict[str, str]:
    """Return what the error names of an address that is not fetched."""
    with pytest.raises(OnAirError) as raised:
        await async_fetch(hass, address)
    assert raised.value.translation_placeholders is not None
    return {
        "error": type(raised.value).__name__,
        "why": raised.value.translation_placeholders.get("error", ""),
    }


async def test_an_address_is_fetched(hass: HomeAssistant, outside: None) -> None:
    """Its bytes, all of them."""
    async with answering(sound) as url:
        assert await async_fetch(hass, f"{url}/ding.mp3") == SOUND


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/ding.mp3",
        "http://127.0.0.1.:{port}/ding.mp3",
        "http://127.1:{port}/ding.mp3",
        "http://2130706433:{port}/ding.mp3",
        "http://0.0.0.0:{port}/ding.mp3",
        "http://localhost:{port}/ding.mp3",
        "http://localhost.:{port}/ding.mp3",
        "http://other-name.test:{port}/ding.mp3",
        "http://two-names.test:{port}/ding.mp3",
        "http://six.test:{port}/ding.mp3",
        "http://[::1]:{port}/ding.mp3",
        "http://[::ffff:127.0.0.1]:{port}/ding.mp3",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/ding.mp3",
    ],
)
async def test_this_machine_is_not_asked(hass: HomeAssistant, address: str) -> None:
    """By none of its names: no connection is made to it."""
    asked = []

    async def note(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(body=SOUND)

    async with answering(note) as url:
        with pytest.raises((MediaRefused, MediaNotFetched)):
            await async_fetch(hass, address.format(port=url.rpartition(":")[2]))
    assert asked == []


async def test_a_host_that_changes_its_address(
    hass: HomeAssistant, outside: None, hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked is what was looked at, wherever it would lead the next time."""
    look_up = hosts.resolve

    async def resolve(host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        found = await look_up(host, port, family)
        hosts.known = {host: ["127.0.0.2"]}
        return found

    hosts.known = {"changes.test": ["127.0.0.1"]}
    monkeypatch.setattr(hosts, "resolve", resolve)
    async with answering(sound) as url:
        there = url.replace("127.0.0.1", "changes.test")
        assert await async_fetch(hass, there) == SOUND


async def test_a_host_by_its_name(
    hass: HomeAssistant, outside: None, hosts: Hosts
) -> None:
    """The next address is tried where the first does not answer; the host is named."""
    named = []

    async def note(request: web.Request) -> web.Response:
        named.append(request.headers["Host"])
        return web.Response(body=SOUND)

    # Nobody listens there.
    socket_allow_hosts(["127.0.0.1", "127.0.0.3"])
    hosts.known = {"sounds.test": ["127.0.0.3", "127.0.0.1"]}
    async with answering(note) as url:
        there = url.replace("127.0.0.1", "sounds.test")
        assert await async_fetch(hass, f"{there}/ding.mp3") == SOUND
        assert named == [there.removeprefix("http://")]
    assert await refusal(hass, "http://unknown.test/ding.mp3") == {
        "error": "MediaNotFetched",
        "why": "unknown.test is unknown",
    }


async def test_the_certificate_is_that_of_the_host(
    hass: HomeAssistant,
    outside: None,
    hosts: Hosts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not that of the address that the host was found at."""
    certificate = await asyncio.to_thread(Certificate, tmp_path, "sounds.test")
    hosts.known = {"sounds.test": ["127.0.0.1"]}
    monkeypatch.setattr(
        aiohttp_client.ssl_util, "client_context", lambda *_: certificate.trusted()
    )
    app = web.Application()
    app.router.add_get("/ding.mp3", sound)
    server = TestServer(app, host="127.0.0.1", scheme="https")
    await server.start_server(ssl=certificate.server())
    there = f"https://sounds.test:{server.port}/ding.mp3"
    assert await async_fetch(hass, there) == SOUND
    await server.close()


@pytest.mark.parametrize(
    ("address", "is_blocked"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("0.0.0.0", True),
        ("0.1.2.3", True),
        ("169.254.169.254", True),
        ("224.0.0.1", True),
        ("255.255.255.255", True),
        ("::", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("2002:7f00:1::", True),
        ("fe80::1", True),
        ("fe80::1%eth0", True),
        ("ff02::1", True),
        ("192.168.1.5", False),
        ("10.0.0.1", False),
        ("8.8.8.8", False),
        ("fd00::1", False),
        ("2606:4700::1", False),
    ],
)
def test_which_addresses_are_out_of_bounds(address: str, is_blocked: bool) -> None:
    """Those of the home's network are not."""
    assert sources._is_blocked(address) is is_blocked


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_to_the_outside_only(
    hass: HomeAssistant, outside: None, status: int
) -> None:
    """Each step is looked at."""
    inside: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/ding.mp3":
            return web.Response(body=SOUND)
        port = request.url.port
        host = "127.0.0.2" if request.path == "/in" else "127.0.0.1"
        if request.host.startswith("127.0.0.2"):
            inside.append(request.path)
        location = f"http://{host}:{port}/ding.mp3"
        return web.Response(status=status, headers={"Location": location})

    async with answering(answer) as url:
        assert await async_fetch(hass, f"{url}/out") == SOUND
        assert (await refusal(hass, f"{url}/in"))["error"] == "MediaRefused"
    assert inside == []


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/ding.mp3",
        "http://[::1]:{port}/ding.mp3",
        "//six.test:{port}/ding.mp3",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/ding.mp3",
        "file:///etc/passwd",
        "ftp://127.0.0.1:{port}/ding.mp3",
        "data:audio/wav;base64,UklGRg==",
        "http://",
    ],
)
@pytest.mark.parametrize("steps", [1, 3])
async def test_no_redirect_leads_to_what_is_not_fetched(
    hass: HomeAssistant, outside: None, location: str, steps: int
) -> None:
    """This machine, the link, a file, or another protocol, however many steps away."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        there = location.format(port=request.url.port)
        target = there if len(asked) == steps else "/next"
        return web.Response(status=302, headers={"Location": target})

    async with answering(answer) as url:
        assert (await refusal(hass, f"{url}/ding.mp3"))["error"] == "MediaRefused"
    assert len(asked) == steps


async def test_redirects_without_end(hass: HomeAssistant, outside: None) -> None:
    """Five are followed."""
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": f"/{len(asked)}"})

    async with answering(answer) as url:
        assert await refusal(hass, url) == {
            "error": "MediaNotFetched",
            "why": "too many redirects",
        }
    assert len(asked) <= 6


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd\0",
        "ftp://example.com/ding.mp3",
        "rtsp://example.com/ding",
        "data:audio/wav;base64,UklGRg==",
        "ding.mp3",
        "http://",
        "http:///ding.mp3",
        "http://[::1/ding.mp3",
        "concat:/etc/passwd",
        "",
        "x" * 20_000,
        "http://example.com/" + "x" * 20_000,
    ],
)
async def test_what_is_no_http_address(hass: HomeAssistant, address: str) -> None:
    """No file, no other protocol, nothing without end."""
    assert (await refusal(hass, address))["error"] in (
        "MediaRefused",
        "MediaNotFetched",
    )


async def test_a_file_that_is_too_large(hass: HomeAssistant, outside: None) -> None:
    """No more is read than ten megabytes, however small it was packed."""
    read = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal read
        response = web.StreamResponse()
        if request.path == "/packed":
            response.enable_compression(web.ContentCoding.gzip)
        await response.prepare(request)
        try:
            for _ in range(400):
                await response.write(bytes(100_000))
                read += 100_000
        except ConnectionError:
            pass
        return response

    async with answering(answer) as url:
        for path in ("plain", "packed"):
            with pytest.raises(MediaTooLarge) as raised:
                await async_fetch(hass, f"{url}/{path}")
            assert raised.value.translation_placeholders == {
                "media": f"{url}/{path}",
                "limit": "10",
            }
    assert read < 70_000_000


async def test_a_server_that_takes_its_time(
    hass: HomeAssistant, outside: None, clock: Clock
) -> None:
    """Ten seconds for all of it, also when it comes byte by byte."""
    asked, gone = asyncio.Event(), asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"x")
        asked.set()
        await gone.wait()
        return response

    async with answering(answer) as url:
        task = asyncio.create_task(refusal(hass, url))
        await asked.wait()
        await clock.advance(9)
        assert not task.done()
        await clock.advance(2)
        assert await task == {
            "error": "MediaNotFetched",
            "why": "it took more than 10 seconds",
        }
        gone.set()


@pytest.mark.parametrize("status", [401, 404, 500, 204])
async def test_an_answer_that_is_no_sound(
    hass: HomeAssistant, outside: None, status: int
) -> None:
    """The error says what the answer was."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status)

    async with answering(answer) as url:
        assert await refusal(hass, url) == {
            "error": "MediaNotFetched",
            "why": f"the answer was {status}",
        }


async def test_a_secret_in_an_address_is_not_shown(
    hass: HomeAssistant, outside: None
) -> None:
    """Neither a password nor a token."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=404)

    async with answering(answer) as url:
        secret = url.replace("://", "://me:s3cret@")
        with pytest.raises(MediaNotFetched) as raised:
            await async_fetch(hass, f"{secret}/ding.mp3?token=s3cret#s3cret")
    assert raised.value.translation_placeholders == {
        "media": f"{url}/ding.mp3",
        "error": "the answer was 404",
    }


@pytest.fixture(params=["http", "https"])
async def media(
    hass: HomeAssistant, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncGenerator[str]:
    """Return where Home Assistant serves its media folder, of one sound and one film."""
    hass.config.media_dirs = {"local": str(tmp_path)}
    await asyncio.to_thread((tmp_path / "ding.wav").write_bytes, SOUND)
    await asyncio.to_thread((tmp_path / "film.mkv").write_bytes, bytes(10_000_001))
    config = {}
    if request.param == "https":
        certificate = str((await asyncio.to_thread(Certificate, tmp_path)).path)
        config = {"ssl_certificate": certificate, "ssl_key": certificate}
    async with serving(hass, **config) as port:
        assert await async_setup_component(hass, "media_source", {})
        yield f"{request.param}://127.0.0.1:{port}"


async def test_home_assistants_own_media(hass: HomeAssistant, media: str) -> None:
    """By its source, and by the path that it has on Home Assistant's server."""
    source = "media-source://media_source/local/ding.wav"
    assert await async_fetch(hass, source) == SOUND
    assert await async_fetch(hass, "/media/local/ding.wav") == SOUND


async def test_home_assistants_own_address(hass: HomeAssistant, media: str) -> None:
    """As it is known to others: it is this machine all the same, and is signed for."""
    await hass.config.async_update(internal_url=media)
    assert await async_fetch(hass, f"{media}/media/local/ding.wav") == SOUND


async def test_home_assistants_own_media_that_is_not_there(
    hass: HomeAssistant, media: str
) -> None:
    """It says so; nothing else of this machine is reached that way."""
    source = "media-source://media_source/local"
    assert (await refusal(hass, f"{source}/dong.wav"))["why"] == "the answer was 404"
    with pytest.raises(MediaTooLarge):
        await async_fetch(hass, f"{source}/film.mkv")
    for address in (
        f"{source}/../../etc/passwd",
        "media-source://nobody/here",
        "media-source://",
        "//127.0.0.1:1/ding.wav",
        "/media/local/../../../etc/passwd",
    ):
        assert (await refusal(hass, address))["error"] in (
            "MediaNotFetched",
            "MediaRefused",
        )
