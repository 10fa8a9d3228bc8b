"""A web server on loopback that publishes a list of nodes, well or badly."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import hdrs, web
from multidict import CIMultiDictProxy

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ETAG = '"edition-1"'
MODIFIED = "Sat, 21 Nov 2026 06:00:00 GMT"


def listing(count: int = 30, extra: str = "", first: int = 2000) -> bytes:
    """Return a list of so many nodes from the first on, `extra`, and the usual end."""
    rows = [
        f"{first + number}|W1X{number}|Hub {number}|Town {number}\n"
        for number in range(count)
    ]
    end = f"\n\n;Generated {count} records in 0.2 seconds.\n;Generated at noon\n\n"
    return ("".join(rows) + extra + end).encode()


def answering(status: int = 200, body: bytes = b"", **headers: str) -> Handler:
    """Return a handler that always answers the same; `headers` with _ for -."""

    async def handle(_request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, body=body, headers=named)

    return handle


async def publish(request: web.Request) -> web.StreamResponse:
    """Answer as a good server does: with a short list, or that it is still that one."""
    headers = {hdrs.ETAG: ETAG, hdrs.LAST_MODIFIED: MODIFIED}
    if request.headers.get(hdrs.IF_NONE_MATCH) == ETAG:
        return web.Response(status=304, headers=headers)
    return web.Response(body=listing(), headers=headers)


async def never(_request: web.Request) -> web.StreamResponse:
    """Answer nothing."""
    await asyncio.Event().wait()
    raise AssertionError


@dataclass
class ListServer:
    """The server: what it answers now, and the headers of what it was asked."""

    url: str = ""
    handler: Handler = publish
    asked: list[CIMultiDictProxy[str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Note the request and answer it."""
        self.asked.append(request.headers)
        self.paths.append(request.path)
        return await self.handler(request)


@asynccontextmanager
async def serving() -> AsyncGenerator[ListServer]:
    """Run a server."""
    server = ListServer()
    app = web.Application()
    app.router.add_get("/{path:.*}", server.handle)
    # A handler that sleeps is ended when nobody waits for it.
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}/"
    try:
        yield server
    finally:
        await runner.cleanup()
