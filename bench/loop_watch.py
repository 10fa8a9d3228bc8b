"""For how long an event loop is blocked, and by what."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
import gc
import time
from typing import Any

# Between two looks at the clock, seconds
_TICK = 0.001

# The oldest generation of the garbage collector
_FULL = 2


class LoopWatch:
    """Watches the running loop.

    `blocked` is by how much a timer came late, `collection` the longest turn of
    the garbage collector. `turn` is the most CPU time between two timers,
    seconds: what a machine with nothing else to do would be blocked for. Not
    in it are `full`, the collections that go through all objects of Home
    Assistant, whoever made the last of them.
    """

    def __init__(self) -> None:
        """Begin without a measurement."""
        self.blocked = 0.0
        self.collection = 0.0
        self.full: list[float] = []
        self.turn = 0.0
        self._loop = asyncio.get_running_loop()
        self._due = self._cpu = self._collecting = self._in_full = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def watching(self) -> Generator[None]:
        """Watch as long as this lasts."""
        gc.callbacks.append(self._collected)
        self._schedule()
        try:
            yield
        finally:
            gc.callbacks.remove(self._collected)
            if self._timer:
                self._timer.cancel()

    def _schedule(self) -> None:
        self._cpu, self._in_full = time.thread_time(), 0.0
        self._due = self._loop.time() + _TICK
        self._timer = self._loop.call_at(self._due, self._tick)

    def _tick(self) -> None:
        self.blocked = max(self.blocked, self._loop.time() - self._due)
        self.turn = max(self.turn, time.thread_time() - self._cpu - self._in_full)
        self._schedule()

    def _collected(self, phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
            return
        took = time.thread_time() - self._collecting
        if info["generation"] == _FULL:
            self.full.append(took)
            self._in_full += took
        else:
            self.collection = max(self.collection, took)
