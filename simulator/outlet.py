"""The way out to one client: whole messages in, bytes out as the faults want them."""

import asyncio
from collections import deque
from itertools import cycle
import socket
import struct

from .faults import Faults

# SO_LINGER with time 0: closing then resets the connection.
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Outlet:
    """Writes messages to a transport in order, in one piece unless told otherwise."""

    def __init__(self, transport: asyncio.Transport, faults: Faults) -> None:
        """Write to this transport."""
        self._transport = transport
        self._faults = faults
        self._pieces: deque[bytes] = deque()
        self._pump: asyncio.Handle | None = None
        self._cut: int | None = None
        self._end_cut = self.close
        self._closing = False
        self.silent = False

    def send(self, data: bytes) -> None:
        """Send a message."""
        if self.silent or self._closing or not data:
            return
        if self._cut is not None:
            self._transport.write(data[: self._cut])
            self._end_cut()
            return
        if (
            not self._pieces
            and not self._faults.byte_delay
            and not self._faults.segments
        ):
            self._transport.write(data)
            return
        self._pieces.extend(self._split(data))
        if self._pump is None:
            self._write_piece()

    def close(self) -> None:
        """Close the connection behind what is still to be sent (FIN)."""
        self._closing = True
        if self._pump is None:
            self._transport.close()

    def lost(self) -> None:
        """Take it that the connection has ended."""
        self._closing = True
        if self._pump is not None:
            self._pump.cancel()

    def reset(self) -> None:
        """Break the connection at once (RST)."""
        self.lost()
        if self._transport.is_closing():
            self._transport.abort()
            return
        connection = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._transport.abort()

    def cut_after(self, size: int, *, reset: bool = False) -> None:
        """Send that many bytes of the next message, then close or reset."""
        self._cut = size
        self._end_cut = self.reset if reset else self.close

    def _split(self, data: bytes) -> list[bytes]:
        sizes = cycle(
            (1,) if self._faults.byte_delay else self._faults.segments or (len(data),)
        )
        pieces = []
        while data:
            size = next(sizes)
            pieces.append(data[:size])
            data = data[size:]
        return pieces

    def _write_piece(self) -> None:
        self._pump = None
        if self._transport.is_closing():
            return
        if not self._pieces:
            if self._closing:
                self._transport.close()
            return
        if not self.silent:
            self._transport.write(self._pieces.popleft())
        loop = asyncio.get_running_loop()
        self._pump = loop.call_later(self._faults.byte_delay, self._write_piece)
