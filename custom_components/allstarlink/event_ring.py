"""The last events of a server, for who looks for a fault."""

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from .ami.message import Message

# Whichever comes first
MAX_EVENTS = 4096
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event, and when it was received (UTC)."""

    at: datetime
    message: Message


class EventRing:
    """Keeps the newest events, at most 4096 and at most 4 MB of them."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._events: deque[tuple[datetime, str, bytes]] = deque()
        self._size = 0

    def add(self, event: Message, at: datetime) -> None:
        """Keep an event, and forget the oldest where there are too many."""
        # The bytes alone: what an event was taken apart to needs several times the memory.
        self._events.append((at, event.event, event.raw))
        self._size += event.size
        while len(self._events) > MAX_EVENTS or self._size > MAX_BYTES:
            self._size -= len(self._events.popleft()[2])

    def newest(self, names: Collection[str] = ()) -> Iterator[KeptEvent]:
        """Yield the events, the newest first; of these names only, in any case of letters."""
        wanted = {name.casefold() for name in names}
        for at, name, raw in reversed(self._events):
            if not wanted or name.casefold() in wanted:
                yield KeptEvent(at, Message(raw, name))
