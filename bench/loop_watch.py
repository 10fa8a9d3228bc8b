"""For how long an event loop is blocked, and by what."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
import gc
import time
from typing import Any

# Between two looks at the clock, seconds
_TICK = 0.001


@dataclass(slots=True)
class Longest:
    """The longest of some times, seconds."""

    seconds: float = 0.0
    what: str = "nothing"

    def take(self, seconds: float, what: str = "") -> None:
        """Remember a time if it is the longest."""
        if seconds > self.seconds:
            self.seconds, self.what = seconds, what


class LoopWatch:
    """Watches the running loop.

    `blocked` is by how much a timer came late, `collection` the longest turn of
    the garbage collector. `turn` is the most CPU time between two timers,
    seconds: what a machine with nothing else to do would be blocked for.
    """

    def __init__(self) -> None:
        """Begin without a measurement."""
        self.blocked = Longest()
        self.collection = Longest()
        self.turn = 0.0
        self._loop = asyncio.get_running_loop()
        self._due = self._cpu = self._collecting = 0.0
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
        self._cpu = time.thread_time()
        self._due = self._loop.time() + _TICK
        self._timer = self._loop.call_at(self._due, self._tick)

    def _tick(self) -> None:
        self.blocked.take(self._loop.time() - self._due)
        self.turn = max(self.turn, time.thread_time() - self._cpu)
        self._schedule()

    def _collected(self, phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
        else:
            took = time.thread_time() - self._collecting
            self.collection.take(took, f"generation {info['generation']}")
