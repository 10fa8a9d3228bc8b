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
    """The longest of some times, seconds: by the clock, and what of it was our CPU's."""

    seconds: float = 0.0
    cpu: float = 0.0
    what: str = ""

    def take(self, seconds: float, cpu: float, what: str = "") -> None:
        """Remember a time if it is the longest."""
        if seconds > self.seconds:
            self.seconds, self.cpu, self.what = seconds, cpu, what


class LoopWatch:
    """Watches the running loop.

    `blocked` is by how much a timer came late, `callback` the longest callback
    and `collection` the longest turn of the garbage collector. A time with
    little CPU in it was another process's, on a busy machine.
    """

    def __init__(self) -> None:
        """Begin without a measurement."""
        self.blocked = Longest()
        self.blocked_cpu = Longest()
        self.callback = Longest()
        self.collection = Longest()
        self._loop = asyncio.get_running_loop()
        self._due = 0.0
        self._cpu = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._collecting = 0.0

    @contextmanager
    def watching(self) -> Generator[None]:
        """Watch as long as this lasts."""
        run = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            start, cpu = time.perf_counter(), time.thread_time()
            run(handle)
            took = time.perf_counter() - start
            if took > self.callback.seconds:
                self.callback.take(took, time.thread_time() - cpu, repr(handle)[:200])

        asyncio.Handle._run = timed  # type: ignore[method-assign]  # to time it
        gc.callbacks.append(self._collected)
        self._schedule()
        try:
            yield
        finally:
            asyncio.Handle._run = run  # type: ignore[method-assign]  # as it was
            gc.callbacks.remove(self._collected)
            if self._timer:
                self._timer.cancel()

    def _schedule(self) -> None:
        self._cpu = time.thread_time()
        self._due = self._loop.time() + _TICK
        self._timer = self._loop.call_at(self._due, self._tick)

    def _tick(self) -> None:
        late, cpu = self._loop.time() - self._due, time.thread_time() - self._cpu
        self.blocked.take(late, cpu)
        self.blocked_cpu.take(cpu, cpu)
        self._schedule()

    def _collected(self, phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter()
        else:
            took = time.perf_counter() - self._collecting
            self.collection.take(took, took, f"generation {info['generation']}")
