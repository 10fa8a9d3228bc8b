"""What all nodes of one server share: time, timers, the network, the way out."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
import time
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from .dialect import ASL3, Dialect
from .media_cache import MediaCache
from .timings import Timings

if TYPE_CHECKING:
    from .node import SimulatedNode

type Clock = Callable[[], float]


@dataclass(slots=True)
class Remote:
    """A node elsewhere that local nodes can call.

    `answers` is false for a dead port. `port` is that of its IAX2. `children` are the nodes it reports as
    linked to itself, each with its mode letter: `T2002`.
    """

    number: str
    address: str = "127.0.0.1"
    answers: bool = True
    port: int = 4569
    children: tuple[str, ...] = ()


@dataclass(slots=True)
class World:
    """The surroundings of the nodes of one server.

    `emit` takes the class that a reader needs and the bytes of an event.
    `late_threads` is how a race of app_rpt's threads ends. Early: RPT_LINKS of a mode
    change lacks the link (d01, d08), `disconnect all` tells of one link after the
    other (d04 at first). Late: it has the link again as `C` (d11), and tells the same
    list as often as there were links (d04 later, d11, d14).
    """

    clock: Clock
    emit: Callable[[str, bytes], None]
    timings: Timings = field(default_factory=Timings)
    zone: tzinfo = UTC
    dialect: Dialect = ASL3
    nodes: dict[str, SimulatedNode] = field(default_factory=dict)
    network: dict[str, Remote] = field(default_factory=dict)
    clock_offset: float = 0.0
    channel_events: bool = False
    late_threads: bool = False
    channels: int = 0
    media_cache: MediaCache = field(init=False)
    # Weak: the loop holds each timer until it has fired.
    _timers: WeakSet[asyncio.TimerHandle] = field(default_factory=WeakSet)
    # Strong: the loop does not hold a task.
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Set the media cache up."""
        self.media_cache = MediaCache(self)

    def now(self) -> float:
        """Return the server's time, seconds since the epoch."""
        return self.clock() + self.clock_offset

    def local(self, moment: float) -> datetime:
        """Return a moment as the server's local time."""
        return datetime.fromtimestamp(moment, self.zone)

    def ctime(self, moment: float) -> str:
        """Return a moment as C prints it, without the line end."""
        return time.asctime(self.local(moment).timetuple())

    def new_unique_id(self) -> str:
        """Return the Uniqueid of a new channel."""
        self.channels += 1
        return f"{int(self.now())}.{self.channels}"

    def later(
        self, delay: float, callback: Callable[[], object]
    ) -> asyncio.TimerHandle:
        """Call back after a delay on the loop's clock, unless the server ends."""
        timer = asyncio.get_running_loop().call_later(delay, callback)
        self._timers.add(timer)
        return timer

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do what takes its time, unless the server ends."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def end(self) -> None:
        """Forget every timer and what takes its time: the server has stopped."""
        for task in list(self._tasks):
            task.cancel()
        for timer in list(self._timers):
            timer.cancel()
        self._timers.clear()


def loop_clock() -> Clock:
    """Return a clock that starts at the real time and follows the running loop."""
    loop = asyncio.get_running_loop()
    start = time.time() - loop.time()
    return lambda: start + loop.time()
