"""How long the callbacks of the event loop take."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
import gc
import time
from typing import Any
from unittest.mock import patch

from coverage import Coverage

# Seconds of CPU time that a callback may take. Noting which lines are run takes its own time.
LONGEST = 0.1 if Coverage.current() else 0.05


class Stopwatch:
    """The CPU time of callbacks, seconds: the longest, and which one that was."""

    def __init__(self) -> None:
        """Begin with none."""
        self.longest = 0.0
        self.what = ""

    def note(self, seconds: float, handle: object) -> None:
        """Take what one took."""
        if seconds > self.longest:
            self.longest, self.what = seconds, repr(handle)[:300]


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Measure each callback meanwhile, by the CPU time of the loop's thread."""
    watch, run = Stopwatch(), asyncio.Handle._run

    def timed(handle: Any) -> None:
        begun = time.thread_time()
        run(handle)
        watch.note(time.thread_time() - begun, handle)

    # Debug mode, which tests have on, formats every slow callback at length.
    loop = asyncio.get_running_loop()
    was_debug = loop.get_debug()
    # What is collected is mostly that of other tests.
    gc.collect()
    gc.disable()
    loop.set_debug(False)
    try:
        with patch.object(asyncio.Handle, "_run", timed):
            yield watch
    finally:
        gc.enable()
        loop.set_debug(was_debug)
