"""A loopback server that says exactly what a test tells it to say."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
import hashlib
import socket
import ssl
import struct
from typing import Any

from custom_components.allstarlink.ami.session import Server

BANNER = b"Asterisk Call Manager/11.0.0\r\n"
SECRET = "s3cret"
CHALLENGE = "114876110"
KEY = hashlib.md5((CHALLENGE + SECRET).encode(), usedforsecurity=False).hexdigest()

type Action = dict[str, str]
type Script = Callable[[Peer], Awaitable[None]]


class Peer:
    """The server's end of one connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take the streams of the connection."""
        self._reader = reader
        self._writer = writer
        assert isinstance(writer.transport, asyncio.Transport)
        self._transport = writer.transport
        self.actions: list[Action] = []
        self.received = b""

    def send(self, data: bytes) -> None:
        """Write bytes."""
        self._writer.write(data)

    def reply(self, action: Action, *lines: str) -> None:
        """Answer in one message, with the ActionID after its first line."""
        first, *others = lines
        self.message(first, f"ActionID: {action['ActionID']}", *others)

    def message(self, *lines: str) -> None:
        """Send lines as one message."""
        self.send("".join(f"{line}\r\n" for line in (*lines, "")).encode())

    async def action(self) -> Action:
        """Return the next action that the client sends."""
        raw = await self._reader.readuntil(b"\r\n\r\n")
        self.received += raw
        lines = raw.decode().split("\r\n")[:-2]
        action = dict(line.split(": ", 1) for line in lines)
        self.actions.append(action)
        return action

    async def log_in(self) -> None:
        """Play a successful MD5 login."""
        self.send(BANNER)
        challenge = await self.action()
        assert challenge["Action"] == "Challenge"
        self.reply(challenge, "Response: Success", f"Challenge: {CHALLENGE}")
        login = await self.action()
        assert (login["Action"], login["Key"]) == ("Login", KEY)
        self.reply(login, "Response: Success", "Message: Authentication accepted")

    async def log_off(self) -> None:
        """Answer Logoff, whatever comes before it."""
        while (action := await self.action())["Action"] != "Logoff":
            pass
        self.reply(action, "Response: Goodbye", "Message: Thanks for all the fish.")

    async def answer_all(self) -> None:
        """Answer every action with success until the client goes."""
        while True:
            action = await self.action()
            self.reply(action, "Response: Success")

    async def gone(self) -> None:
        """Wait until the client closes the connection."""
        with suppress(ConnectionError):
            while await self._reader.read(1024):
                pass

    def close(self) -> None:
        """End the connection."""
        self._writer.close()

    def reset(self) -> None:
        """Cut the connection without FIN, as a process that is killed does."""
        linger = struct.pack("ii", 1, 0)
        sock = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._writer.transport.abort()

    def stop_reading(self) -> None:
        """Take nothing more from the client."""
        self._transport.pause_reading()

    def read_again(self) -> None:
        """Take what has come meanwhile."""
        self._transport.resume_reading()


class ScriptedServer:
    """Runs a script for each connection, the last one again when there are more."""

    def __init__(self, *scripts: Script) -> None:
        """Take a script for each connection."""
        self.peers: list[Peer] = []
        self.failures: list[BaseException] = []
        self._scripts = scripts
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self, context: ssl.SSLContext | None = None) -> None:
        """Listen, on the same port as before if there was one."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=context
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Refuse connections from now on, and cut those there are."""
        if self._server:
            self._server.close()
            self._server.close_clients()
            await self._server.wait_closed()
            self._server = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def address(self, context: ssl.SSLContext | None = None, **changes: Any) -> Server:
        """Return what a client needs to log in here."""
        user = {"username": "admin", "secret": SECRET} | changes
        return Server("127.0.0.1", self.port, ssl=context, **user)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        script = self._scripts[min(len(self.peers), len(self._scripts) - 1)]
        peer = Peer(reader, writer)
        self.peers.append(peer)
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            await script(peer)
        except asyncio.IncompleteReadError, ConnectionError:
            pass
        except AssertionError as error:
            self.failures.append(error)
        finally:
            writer.close()
            self._tasks.discard(task)


@asynccontextmanager
async def serving(
    *scripts: Script, context: ssl.SSLContext | None = None
) -> AsyncGenerator[ScriptedServer]:
    """Serve these scripts, one a connection."""
    server = ScriptedServer(*scripts)
    await server.start(context)
    try:
        yield server
    finally:
        await server.stop()
    assert not server.failures
