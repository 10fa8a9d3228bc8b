"""Home Assistant's web server on the loopback interface, and clients of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
import socket
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

THE_SERVER = "127.0.0.1"
SOMEBODY_ELSE = "127.0.0.2"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@asynccontextmanager
async def serving(hass: HomeAssistant, **config: Any) -> AsyncGenerator[int]:
    """Serve Home Assistant on a port of its own, which is returned."""
    port = free_port()
    http = {"server_host": ["127.0.0.1"], "server_port": port, **config}
    assert await async_setup_component(hass, "http", {"http": http})
    await hass.http.start()
    try:
        yield port
    finally:
        await hass.http.stop()


@dataclass(frozen=True)
class Reply:
    """What came over the wire; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


async def ask(
    url: str,
    method: str = "GET",
    *lines: str,
    client: str = THE_SERVER,
) -> Reply:
    """Ask as Asterisk does (transcript p10_prefetch), from an address, with more headers."""
    host, _, path = url.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(
        name, int(port), local_addr=(client, 0)
    )
    head = [
        f"{method} /{path} HTTP/1.1",
        f"Host: {host}",
        "User-Agent: asterisk-libcurl-agent/1.0",
        "Accept: */*",
        "Connection: close",
        *lines,
    ]
    writer.write("".join(f"{line}\r\n" for line in (*head, "")).encode())
    raw = await reader.read()
    writer.close()
    answer, _, body = raw.partition(b"\r\n\r\n")
    first, *headers = answer.decode().split("\r\n")
    fields = dict(line.split(": ", 1) for line in headers)
    return Reply(
        int(first.split()[1]), {key.lower(): fields[key] for key in fields}, body
    )
