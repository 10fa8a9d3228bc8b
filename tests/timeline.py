"""Time in tests: Home Assistant's clock and the loop's move together."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from math import inf
import os

from freezegun.api import FrozenDateTimeFactory
from homeassistant.util import dt as dt_util

# The loop runs a timer when its time is over, not when it has just come
_OVER = 1e-6

# Turns of the loop in which loopback traffic and what follows from it are done
_TURNS = 40

# Trips to a thread and back, each some 0.1 ms
_TRIES = 50_000


class Timeline:
    """Moves a frozen clock forward, timer by timer.

    A frozen clock stands still for the loop too, so nothing is due before
    `advance` has come to it, and every timer sees the time it was set for.
    """

    def __init__(self, freezer: FrozenDateTimeFactory, turns: int = _TURNS) -> None:
        """Take the clock, and how many turns of the loop each step needs."""
        self._freezer = freezer
        self._turns = turns
        self._loop = asyncio.get_running_loop()
        # A step in time is not a slow callback.
        self._loop.slow_callback_duration = inf

    @property
    def now(self) -> datetime:
        """The time in UTC."""
        return dt_util.utcnow()

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        await self.advance((moment - self.now).total_seconds())

    async def advance(self, seconds: float) -> None:
        """Let this many seconds pass, and settle after each timer."""
        end = self._loop.time() + seconds
        await self.settle()
        while (step := self._next_timer()) is not None and step <= end:
            self._tick(step + _OVER)
            await self.settle()
        self._tick(end)
        await self.settle()

    async def jump(self, seconds: float) -> None:
        """Let a long time pass at once; what is overdue then is done once."""
        self._tick(self._loop.time() + seconds)
        await self.settle()

    async def settle(self, turns: int | None = None) -> None:
        """Let callbacks and loopback traffic that are due run."""
        for _ in range(turns or self._turns):
            await asyncio.sleep(0)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait, without letting time pass, for what threads have to do first."""
        for _ in range(_TRIES):
            if seen():
                return
            await self._loop.run_in_executor(None, os.sched_yield)
        raise AssertionError("It did not come")

    def _tick(self, until: float) -> None:
        # Whole microseconds, as datetime has them, and never too few.
        seconds = max(0.0, until - self._loop.time())
        self._freezer.tick(timedelta(microseconds=-(-seconds * 1_000_000 // 1)))

    def _next_timer(self) -> float | None:
        timers = self._loop._scheduled  # type: ignore[attr-defined]  # no public way
        due = [timer.when() for timer in timers if not timer.cancelled()]
        return min(due, default=None)
