"""Work that comes in heaps, spread over turns of the event loop."""

import asyncio
from collections import deque
from collections.abc import Callable

# In a turn: some 10 ms of what an activity makes Home Assistant do
_AT_ONCE = 100

# What waits at most; beyond it the oldest is done at once
_MAX_WAITING = 4_000


class InTurns[T]:
    """Does something with each of many things, in their order and so many in a turn.

    The first are done at once, so nothing waits in usual times.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, do: Callable[[T], None]
    ) -> None:
        """Take what is to be done with a thing."""
        self._loop = loop
        self._do = do
        self._waiting: deque[T] = deque()
        self._done = 0
        self._turn: asyncio.Handle | None = None

    def add(self, thing: T) -> None:
        """Do it now, or when those before it are done."""
        if self._turn is None:
            self._turn = self._loop.call_soon(self._next_turn)
        if self._waiting or self._done >= _AT_ONCE:
            self._waiting.append(thing)
            if len(self._waiting) > _MAX_WAITING:
                self._do(self._waiting.popleft())
            return
        self._done += 1
        self._do(thing)

    def finish(self) -> None:
        """Do all that waits, now."""
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        self._done = 0
        while self._waiting:
            self._do(self._waiting.popleft())

    def _next_turn(self) -> None:
        self._turn = None
        self._done = 0
        while self._waiting and self._done < _AT_ONCE:
            self._done += 1
            self._do(self._waiting.popleft())
        if self._waiting:
            self._turn = self._loop.call_soon(self._next_turn)
