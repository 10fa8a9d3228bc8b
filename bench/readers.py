"""Who parses: this integration, its peers by their own reading code, and two floors.

A reader takes the pieces of a stream and returns how many of app_rpt's events
came out at its end: as typed values here, as its own event object there. Each
peer is fed below its socket, with nothing of its own left out, and in the way
that costs it least; where it has a choice of listeners, too.
"""

import asyncio
from collections.abc import Awaitable, Callable
import logging
import threading

from asterisk.ami import AMIClient as AsteriskAmi
from basicami import BasicAMI
from panoramisk import Manager
from panoramisk.ami_protocol import AMIProtocol
from pyami_asterisk import AMIClient as PyamiAsterisk

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Server, Session
from custom_components.allstarlink.ami.wire import _MAX_READ
from custom_components.allstarlink.app_rpt.events import EVENT_NAMES, parse_event

from .streams import SEPARATOR

type Reader = Callable[[list[bytes]], Awaitable[int]]

_BANNER = b"Asterisk Call Manager/11.0.0\r\n"

# The integration's socket takes no more bytes at once, however many there are.
MAX_READ = _MAX_READ

# Bytes after which a peer that reads a stream lets its loop's other tasks run
_TURN = 4096


async def ours(pieces: list[bytes]) -> int:
    """Read with a session of the integration, up to the typed event."""
    count = 0

    def hear(message: Message) -> None:
        nonlocal count
        parse_event(message.event, message.get("Node"), message.get("EventValue"))
        count += 1

    session = Session(
        Server("127.0.0.1", 5038, "", ""),
        on_event=hear,
        wanted=EVENT_NAMES.__contains__,
    )
    session._release_events()
    receive = session._wire.receive
    receive(_BANNER)
    for piece in pieces:
        receive(piece)
    return count


async def panoramisk(pieces: list[bytes]) -> int:
    """Read with panoramisk's protocol and its manager's dispatch to a callback."""
    count = 0

    def hear(_manager: Manager, _event: object) -> None:
        nonlocal count
        count += 1

    manager = Manager()
    manager.register_event("RPT_*", hear)
    protocol = AMIProtocol()
    protocol.connection_made(asyncio.Transport())
    protocol.factory = manager
    protocol.encoding = manager.config["encoding"]
    protocol.data_received(_BANNER)
    protocol.queue.clear()
    for piece in pieces:
        protocol.data_received(piece)
    return count


async def asterisk_ami(pieces: list[bytes]) -> int:
    """Read with asterisk-ami's `listen`, which is made for a thread of its own."""
    count = 0

    def hear(event: object, source: object) -> None:
        nonlocal count
        count += event.name.startswith("RPT_")

    client = AsteriskAmi()
    client._socket = _Socket([_BANNER, *pieces])
    client.finished = threading.Event()
    client.add_event_listener(hear)
    client.listen()
    return count


async def basicami(pieces: list[bytes]) -> int:
    """Read with basicami's read loop, then take the events out of its queue."""
    client = BasicAMI()
    client._connected = True
    client._reader = _Stream(pieces)
    await client._read_loop()
    events = [
        client._event_queue.get_nowait() for _ in range(client._event_queue.qsize())
    ]
    return sum(event["Event"].startswith("RPT_") for event in events)


async def pyami_asterisk(pieces: list[bytes]) -> int:
    """Read with pyami_asterisk's listener, which makes a task of each event."""
    count = 0

    def hear(event: dict[str, str]) -> None:
        nonlocal count
        count += event["Event"].startswith("RPT_")

    def end() -> None:
        client._connected = False

    client = PyamiAsterisk()
    client.register_event(["*"], hear)
    client._connected = True
    client._reader = _Stream(pieces, end)
    await client._event_listener()
    await client._data.join()
    return count


async def minimal(pieces: list[bytes]) -> int:
    """Read each message into a dictionary, with no thought of what can go wrong."""
    count = 0
    pending = b""
    for piece in pieces:
        *frames, pending = (pending + piece).split(SEPARATOR)
        for frame in frames:
            lines = frame.decode().split("\r\n")
            event = dict([line.split(": ", 1) for line in lines])
            count += event["Event"].startswith("RPT_")
    return count


async def one_look(pieces: list[bytes]) -> int:
    """Cut the messages apart, and look each one's first bytes up in a set."""
    count = 0
    pending = b""
    seen: set[bytes] = set()
    for piece in pieces:
        *frames, pending = (pending + piece).split(SEPARATOR)
        count += len(frames)
        for frame in frames:
            if frame[:32] not in seen:
                seen.add(frame[:32])
    return count


async def split(pieces: list[bytes]) -> int:
    """Cut the messages apart, and look at none."""
    count = 0
    pending = b""
    for piece in pieces:
        *frames, pending = (pending + piece).split(SEPARATOR)
        count += len(frames)
    return count


class _Socket:
    """A socket that has these pieces to receive."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = iter(pieces)

    def recv(self, _size: int) -> bytes:
        return next(self._pieces, b"")

    def close(self) -> None:
        """Do nothing: nobody is at the other end."""


class _Stream(asyncio.StreamReader):
    """asyncio's own stream, which gets a piece whenever its reader waits for more.

    In a real connection the loop would turn once for each piece. That is not
    counted against a peer, but the tasks that it has made must get their turn.
    """

    def __init__(
        self, pieces: list[bytes], at_end: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._at_end = at_end
        self._since_turn = 0

    async def _wait_for_data(self, _func_name: str) -> None:
        if not (piece := next(self._pieces, b"")):
            self._at_end()
            self.feed_eof()
            return
        self._since_turn += len(piece)
        if self._since_turn >= _TURN:
            self._since_turn = 0
            await asyncio.sleep(0)
        self.feed_data(piece)


PEERS: dict[str, Reader] = {
    "panoramisk": panoramisk,
    "asterisk-ami": asterisk_ami,
    "basicami": basicami,
    "pyami_asterisk": pyami_asterisk,
}
FLOORS: dict[str, Reader] = {
    "minimal parser": minimal,
    "one look at each": one_look,
    "bytes.split": split,
}
ALL: dict[str, Reader] = {"ours": ours, **PEERS, **FLOORS}


def be_quiet() -> None:
    """Keep the peers from telling that the connection ended, as it does each time."""
    logging.disable(logging.ERROR)
