"""Which actions may be under way together.

Asterisk does the actions of a session one after another, but a session that ends
does not say which of those under way ended it. An action that is alone is known.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from .errors import TooManyActions

# Actions that wait for their turn at once
_MAX_WAITING = 1000


class Turns:
    """Lets an action be under way alone, and all others together.

    Turns are given in the order in which they were asked for, so neither kind
    keeps the other waiting for ever.
    """

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._waiting: deque[tuple[asyncio.Future[None], bool]] = deque()
        self._under_way = 0
        self._is_alone = False

    @asynccontextmanager
    async def turn(self, *, alone: bool) -> AsyncGenerator[None]:
        """Wait for the turn and keep it. Raises TooManyActions."""
        await self._begin(alone)
        try:
            yield
        finally:
            self._under_way -= 1
            self._is_alone = False
            self._go_on()

    async def _begin(self, alone: bool) -> None:
        if not self._waiting and self._fits(alone):
            self._take(alone)
            return
        if len(self._waiting) >= _MAX_WAITING:
            raise TooManyActions("Too many actions wait for their turn")
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((mine, alone))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.cancelled():
                self._waiting = deque(w for w in self._waiting if w[0] is not mine)
            else:
                # The turn had been given just before.
                self._under_way -= 1
                self._is_alone = False
            self._go_on()
            raise

    def _fits(self, alone: bool) -> bool:
        return not self._is_alone and not (alone and self._under_way)

    def _take(self, alone: bool) -> None:
        self._under_way += 1
        self._is_alone = alone

    def _go_on(self) -> None:
        while self._waiting and self._fits(self._waiting[0][1]):
            turn, alone = self._waiting.popleft()
            if not turn.cancelled():
                self._take(alone)
                turn.set_result(None)
