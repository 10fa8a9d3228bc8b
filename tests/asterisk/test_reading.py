"""Asterisk drops a client that does not read for 100 ms; ours always reads."""

import asyncio
from contextlib import suppress
import socket

from custom_components.allstarlink.ami.errors import ActionFailed
from custom_components.allstarlink.ami.session import Session
from tests.asterisk.stage import HOST, USERS, Asterisk, until

# Answered by one line of twice that length. Asterisk waits 100 ms for each line
# that it writes, so many short ones would take long.
UNKNOWN = "x" * 1000
# More than the buffers of both ends hold, some megabytes.
MANY = 5000


async def test_who_does_not_read_is_dropped(asterisk: Asterisk) -> None:
    """The server closes before it has said all that it was asked."""
    node = next(user for user in USERS if user.name == "node")
    login = f"Action: Login\r\nUsername: {node.name}\r\nSecret: {node.secret}\r\n\r\n"
    command = f"Action: Command\r\nCommand: {UNKNOWN}\r\n\r\n"
    loop = asyncio.get_running_loop()

    async def is_connected() -> bool:
        return await asterisk.is_connected(node.name)

    async def is_dropped() -> bool:
        return not await is_connected()

    async def ask() -> None:
        with suppress(ConnectionError):
            await loop.sock_sendall(slow, command.encode() * MANY)

    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.setblocking(False)
        await loop.sock_connect(slow, (HOST, asterisk.port))
        await loop.sock_sendall(slow, login.encode())
        await until(is_connected)
        async with asyncio.TaskGroup() as group:
            group.create_task(ask())
            await until(is_dropped)
        received = b""
        with suppress(ConnectionError):
            while data := await loop.sock_recv(slow, 1 << 20):
                received += data
    assert received.count(b"Command output follows") < MANY


async def test_ours_is_not(asterisk: Asterisk) -> None:
    """As much asked by our client, 500 at once, is answered to the last line."""
    session = await Session.open(asterisk.server("node"))
    for _ in range(MANY // 500):
        asked = [
            session.request("Command", ("Command", UNKNOWN), timeout=30)
            for _ in range(500)
        ]
        for answer in await asyncio.gather(*asked, return_exceptions=True):
            assert isinstance(answer, ActionFailed)
            (line,) = answer.reply.output
            assert line.startswith(f"No such command '{UNKNOWN}'")
    await session.close()
