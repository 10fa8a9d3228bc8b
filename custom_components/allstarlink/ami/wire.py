"""The socket under a session: the banner, then bytes out, messages in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast, override

from .dial import Server, dial, reason
from .errors import AmiError, ConnectionLost, ConnectRefused, FrameTooLong, NotAsterisk
from .framing import Framer
from .message import Message

# Seconds for the banner.
BANNER_TIMEOUT = 5.0

# Asterisk 1.4 says `Asterisk Call Manager/1.0`, Asterisk 22 says `.../11.0.0`.
_BANNER = b"Asterisk Call Manager/"
_MAX_BANNER = 100

# The most that is read at once, so that a burst of events leaves turns to others.
_MAX_READ = 8 * 1024


@dataclass(slots=True)
class Traffic:
    """What went over the wire; sessions that follow each other may share one."""

    bytes_received: int = 0
    events_received: int = 0
    actions_sent: int = 0
    actions_timed_out: int = 0
    actions_failed: int = 0


@dataclass(frozen=True, slots=True)
class Ends:
    """The IP addresses of a connection: ours, and the one that we connected to."""

    local: str
    peer: str


class Wire(asyncio.BufferedProtocol):
    """One connection to an AMI port, from its first byte to its last.

    `on_message` gets each message as it is read, `on_end` the reason, once.
    Reads never pause: Asterisk drops a client that does not read for 100 ms
    (writetimeout, transcript 17).
    """

    def __init__(
        self,
        framer: Framer,
        traffic: Traffic,
        on_message: Callable[[Message], None],
        on_end: Callable[[AmiError], None],
    ) -> None:
        """Take what the bytes that come are given to."""
        self.ended = asyncio.Event()
        # Why the connection ended or is about to, None while it lives.
        self.error: AmiError | None = None
        # What the banner says: `1.0` of Asterisk 1.4, `11.0.0` of Asterisk 22.
        self.manager_version = ""
        # False while the peer does not take what was sent to it.
        self.writable = True
        self.last_message = 0.0
        self._framer = framer
        self._traffic = traffic
        self._on_message = on_message
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._buffer = memoryview(bytearray(_MAX_READ))
        self._transport: asyncio.Transport | None = None
        self._first_line: bytes | None = b""
        self._greeted = asyncio.Event()

    @property
    def unfinished(self) -> bytes:
        """The beginning of a message that is not complete yet."""
        return self._framer.unfinished

    @property
    def ends(self) -> Ends | None:
        """The addresses of the connection, None without one."""
        if self._transport is None:
            return None
        # Of an IPv6 address, a port, a flow and a scope follow.
        local = self._transport.get_extra_info("sockname")
        peer = self._transport.get_extra_info("peername")
        return Ends(local[0], peer[0]) if local and peer else None

    async def connect(self, server: Server) -> None:
        """Connect and read the banner. Raises ConnectFailed; nothing is left behind then."""
        try:
            await dial(server, lambda: self)
            await self._await_banner()
        except BaseException:
            self.end(ConnectionLost("Given up"))
            raise

    async def _await_banner(self) -> None:
        try:
            async with asyncio.timeout(BANNER_TIMEOUT):
                await self._greeted.wait()
        except TimeoutError as error:
            raise NotAsterisk("No banner in time: a TLS port, or no AMI") from error
        if self.error:
            raise self.error

    def send(self, data: bytes) -> None:
        """Write to the peer; what it does not take is kept."""
        if self._transport:
            self._transport.write(data)

    def end(self, error: AmiError) -> None:
        """Cut the connection, with this reason unless it has one. `ended` follows."""
        self.error = self.error or error
        if self._transport:
            self._transport.abort()
        else:
            self.ended.set()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.last_message = self._loop.time()
        if self.error:
            self._transport.abort()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._first_line is not None:
            # As a tunnel ends with no Asterisk behind it.
            self.error = self.error or ConnectRefused("It ended before a banner")
        self.error = self.error or ConnectionLost(
            reason(exc) if exc else "The server closed the connection",
            # Not so where packets get no answer.
            by_server=not isinstance(exc, TimeoutError),
        )
        self._greeted.set()
        self.ended.set()
        self._on_end(self.error)

    @override
    def pause_writing(self) -> None:
        self.writable = False

    @override
    def resume_writing(self) -> None:
        self.writable = True

    @override
    def get_buffer(self, sizehint: int) -> memoryview:
        return self._buffer

    @override
    def buffer_updated(self, nbytes: int) -> None:
        self.receive(bytes(self._buffer[:nbytes]))

    def receive(self, data: bytes) -> None:
        """Take the next bytes of the server, wherever they are cut."""
        self._traffic.bytes_received += len(data)
        if self._first_line is not None:
            data = self._read_banner(self._first_line + data)
        frames = self._framer.frames
        try:
            for message in self._framer.feed(data):
                self._on_message(message)
                if self.error:
                    return
        except FrameTooLong as error:
            self.end(error)
        if self._framer.frames != frames:
            self.last_message = self._loop.time()

    def _read_banner(self, data: bytes) -> bytes:
        """Return what follows the banner, nothing while it is not complete."""
        line, line_end, rest = data.partition(b"\n")
        if len(line) > _MAX_BANNER or not _BANNER.startswith(data[: len(_BANNER)]):
            self.end(NotAsterisk("Another first line than Asterisk's"))
            return b""
        if not line_end:
            self._first_line = line
            return b""
        self._first_line = None
        self.manager_version = line[len(_BANNER) :].strip().decode(errors="replace")
        self._greeted.set()
        return rest
