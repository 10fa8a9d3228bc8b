"""A clip with a place in a node's queue, and what the clips of a node have in common."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .errors import OnAirError
from .ports import NodePort, ServerPort, Spoken, Wish
from .queue import Queue
from .quiet import QuietTime

# Seconds after which a wait without an end is looked at again
_MAX_PAUSE = 60.0


@dataclass(eq=False, slots=True)
class Ticket:
    """A clip with a place in the queue. Moments are of the loop's clock.

    It may wait until `end`; `reason` makes the error if that is in vain. It was `sent`
    to the node, `keyed` the transmitter, `started` then (UTC), and is `over` when the
    transmitter is off.
    """

    wish: Wish
    asked: float
    result: asyncio.Future[Spoken]
    reason: Callable[[], OnAirError]
    end: float = inf
    task: asyncio.Task[None] | None = None
    sent: float | None = None
    keyed: float | None = None
    started: datetime | None = None
    over: bool = False

    @property
    def is_on_air(self) -> bool:
        """Whether it was sent to the node, and is not over yet."""
        return self.sent is not None and not self.over

    @callback
    def begin(self, now: float) -> None:
        """Note that the transmitter is on for it."""
        self.keyed, self.started = now, dt_util.utcnow()

    def fail(self, error: HomeAssistantError) -> None:
        """Raise it where the clip is waited for, unless it is known how it ended."""
        if not self.result.done():
            self.result.set_exception(error)
            # It may be that nobody waits any more.
            self.result.exception()

    def drop(self, error: HomeAssistantError) -> None:
        """Fail, and do no more of what leads to its transmission."""
        self.fail(error)
        if self.task is not None:
            self.task.cancel()


class Changes:
    """Lets clips wait until something has changed."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the loop's clock."""
        self._now = now
        self._changed = asyncio.Event()

    @callback
    def note(self) -> None:
        """Wake all who wait."""
        self._changed.set()

    async def wait(self, seconds: float) -> None:
        """Wait for a change, so long at most."""
        self._changed.clear()
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._changed.wait()
        except TimeoutError:
            return

    async def until(self, happened: Callable[[], bool], end: float = inf) -> bool:
        """Wait until this is true, or until a moment; return whether it is."""
        while not happened():
            rest = end - self._now()
            if rest <= 0:
                return False
            await self.wait(min(rest, _MAX_PAUSE))
        return True

    async def wait_for(self, ticket: Ticket, seconds: float = inf) -> None:
        """Wait for a change, so long at most. Raises OnAirError when a clip's time is over."""
        rest = ticket.end - self._now()
        if rest <= 0:
            raise ticket.reason()
        await self.wait(min(seconds, rest, _MAX_PAUSE))


@dataclass(slots=True)
class PlayerParts:
    """What the clips of one node have in common.

    `ended` is when the last one was over, of the loop's clock; `publish` is called when
    the state of the player may have changed.
    """

    node: NodePort
    server: ServerPort
    queue: Queue[Ticket]
    quiet: QuietTime
    changes: Changes
    publish: Callable[[], None]
    ended: float = field(default=-inf)
