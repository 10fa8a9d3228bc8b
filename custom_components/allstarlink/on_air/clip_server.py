"""Answers those who fetch a clip: one secret path each, while it waits.

Everything is served from memory in one piece: a server that stalls in the
middle of a clip is dead carrier (transcript p10_stalled_server).
"""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from hmac import compare_digest
import os
from typing import NoReturn

from aiohttp import hdrs, web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.helpers.network import is_cloud_connection
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey

from .address import Network, may_fetch, normal
from .errors import ClipPortTaken

PATH = "/api/allstarlink/on_air/"

# Of a request that came by way of another machine, whose client may be anybody
_FORWARDED = (
    hdrs.FORWARDED,
    hdrs.VIA,
    hdrs.X_FORWARDED_FOR,
    hdrs.X_FORWARDED_HOST,
    hdrs.X_FORWARDED_PROTO,
    "X-Real-IP",
    "X-Ingress-Path",
    "CF-Connecting-IP",
)

# The server then plays from its cache and asks nothing (p10_media_cache_headers).
_HEADERS = {hdrs.CONTENT_TYPE: "audio/wav", hdrs.CACHE_CONTROL: "max-age=300"}

# Addresses that are kept of those who were refused
_MAX_REFUSED = 10

# Seconds for connections to the listener to end
_CLOSING = 1.0


@dataclass(slots=True, eq=False)
class Offer:
    """A clip that waits for the server.

    `url` is what the server is given, `address` its part that may be shown.
    `fetched` is set when the whole clip was sent; `refused` has the addresses
    of those who asked for it and did not get it.
    """

    url: str
    address: str
    fetched: asyncio.Event = field(default_factory=asyncio.Event)
    refused: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """An offer, with what it takes to answer: who may fetch it, and what they get."""

    offer: Offer
    name: bytes
    body: bytes
    peer: str | None
    others: tuple[Network, ...]


@dataclass(slots=True)
class _Listener:
    """An open port, and how many clips wait behind it."""

    runner: web.AppRunner
    clips: int = 0


class ClipServer:
    """The clips of all servers, and the ways to fetch them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with no clip."""
        self._hass = hass
        self._waiting: list[Waiting] = []
        self._listeners: dict[int, _Listener] = {}
        # A port is opened and closed by one at a time.
        self._turn = asyncio.Lock()
        self._is_served = False

    @contextmanager
    def answering(self, waiting: Waiting) -> Generator[None]:
        """Answer the path of a clip until the end of the block."""
        self._waiting.append(waiting)
        try:
            yield
        finally:
            self._waiting.remove(waiting)

    @callback
    def async_serve(self) -> None:
        """Let Home Assistant serve the path. Its views cannot be taken away again."""
        if not self._is_served:
            self._hass.http.register_view(ClipView(self))
            self._is_served = True

    @asynccontextmanager
    async def async_listen(self, port: int) -> AsyncGenerator[None]:
        """Keep a port of our own open until the end of the block.

        Raises ClipPortTaken.
        """
        async with self._turn:
            listener = self._listeners.get(port)
            if listener is None:
                listener = _Listener(await self._async_open(port))
                self._listeners[port] = listener
            listener.clips += 1
        try:
            yield
        finally:
            async with self._turn:
                listener.clips -= 1
                if not listener.clips:
                    del self._listeners[port]
                    await listener.runner.cleanup()

    async def _async_open(self, port: int) -> web.AppRunner:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await self.async_answer(request, request.match_info["name"])

        app = web.Application()
        app.router.add_route(hdrs.METH_ANY, f"{PATH}{{name}}", answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSING)
        await runner.setup()
        try:
            await web.TCPSite(runner, port=port).start()
        except OSError as err:
            await runner.cleanup()
            # The loop's own text repeats the address.
            reason = os.strerror(err.errno) if err.errno else str(err)
            raise ClipPortTaken(port=str(port), error=reason) from err
        except BaseException:
            await runner.cleanup()
            raise
        return runner

    async def async_answer(self, request: web.Request, name: str) -> web.StreamResponse:
        """Send a clip to the server that it waits for; nobody else finds anything."""
        waiting = self._find(name)
        if waiting is None or request.method not in (hdrs.METH_GET, hdrs.METH_HEAD):
            raise web.HTTPNotFound
        if is_cloud_connection(self._hass) or any(
            name in request.headers for name in _FORWARDED
        ):
            raise web.HTTPNotFound
        client = _client(request)
        if not may_fetch(client, waiting.peer, waiting.others):
            if len(waiting.offer.refused) < _MAX_REFUSED:
                waiting.offer.refused.add(client)
            raise web.HTTPNotFound
        response = web.Response(body=waiting.body, headers=_HEADERS)
        await response.prepare(request)
        await response.write_eof()
        if request.method == hdrs.METH_GET:
            waiting.offer.fetched.set()
        return response

    def _find(self, name: str) -> Waiting | None:
        """Return the clip of a name. How long it takes says nothing of the names."""
        given = name.encode(errors="replace")
        found = None
        for waiting in self._waiting:
            if compare_digest(waiting.name, given):
                found = waiting
        return found


class ClipView(HomeAssistantView):
    """The path of clips on Home Assistant's own server."""

    url = f"{PATH}{{name}}"
    name = "api:allstarlink:on_air"
    requires_auth = False

    def __init__(self, server: ClipServer) -> None:
        """Take who knows the clips."""
        self._server = server

    async def get(self, request: web.Request, name: str) -> web.StreamResponse:
        """Send the clip, or its size."""
        return await self._server.async_answer(request, name)

    head = get

    async def post(self, request: web.Request, name: str) -> NoReturn:
        """Find nothing."""
        raise web.HTTPNotFound

    put = patch = delete = post


_DATA: HassKey[ClipServer] = HassKey("allstarlink.on_air.clip_server")


@singleton(_DATA)
@callback
def async_clip_server(hass: HomeAssistant) -> ClipServer:
    """Return the clips of this Home Assistant."""
    return ClipServer(hass)


def _client(request: web.Request) -> str:
    """Return the address at the other end of the connection."""
    peer = request.transport and request.transport.get_extra_info("peername")
    # A socket of the file system has none.
    return normal(str(peer[0])) if isinstance(peer, tuple) else ""
