"""The TCP port of the server: open, refusing connections, or leaving them hanging."""

import asyncio
from collections.abc import Callable
import socket
import ssl


class Listener:
    """Keeps one port from the first `open` to `close`, whatever it answers there."""

    def __init__(
        self,
        host: str,
        port: int,
        make_session: Callable[[], asyncio.Protocol],
        tls: ssl.SSLContext | None,
    ) -> None:
        """Take the port; connections are refused until `open`."""
        self.host = host
        self._make_session = make_session
        self.tls = tls
        self._server: asyncio.Server | None = None
        self._callers: list[socket.socket] = []
        self._socket = self._bind(port)
        self.port: int = self._socket.getsockname()[1]

    async def open(self) -> None:
        """Accept connections."""
        self.refuse()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            self._make_session, sock=self._socket, ssl=self.tls
        )

    def refuse(self) -> None:
        """Refuse connections (RST); those that are up stay up."""
        if self._server is None and not self._callers:
            return
        self.close()
        self._socket = self._bind(self.port)

    def hang(self) -> None:
        """Leave new connections without any answer.

        Linux drops the SYN of a caller when the queue of the port is full.
        """
        self.refuse()
        self._socket.listen(0)
        for _ in range(2):
            caller = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            caller.setblocking(False)
            caller.connect_ex((self.host, self.port))
            self._callers.append(caller)

    def close(self) -> None:
        """Give the port up."""
        for caller in self._callers:
            caller.close()
        self._callers.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
        self._socket.close()

    def _bind(self, port: int) -> socket.socket:
        # asyncio turns Nagle's algorithm off only where the protocol is named.
        listening = socket.socket(
            socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
        )
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        listening.bind((self.host, port))
        return listening
