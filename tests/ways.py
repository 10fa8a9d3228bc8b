"""Ways to a server: ports that lead to it, as a LAN and a VPN do."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress


class Way:
    """A port through which a server on this machine is reached, or not."""

    def __init__(self, target: int) -> None:
        """Take the port of the server."""
        self.port = 0
        self.connections = 0
        self._target = target
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Lead to the server, on the same port as before if there was one."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Refuse, and cut what goes through."""
        if self._server is not None:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except ConnectionError:
            writer.close()
            return
        both = {writer, back}
        self._writers |= both
        try:
            await asyncio.gather(_pipe(reader, back), _pipe(there, writer))
        finally:
            self._writers -= both


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


@asynccontextmanager
async def ways(target: int, count: int = 2) -> AsyncGenerator[list[Way]]:
    """Open so many ways to a server."""
    opened = [Way(target) for _ in range(count)]
    for way in opened:
        await way.open()
    yield opened
    for way in opened:
        way.close()
