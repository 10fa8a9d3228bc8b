"""A buffer of events: a list is taken first, then the events that came behind it.

The rows of a list are known a moment after its end has come in, and an event that
came in meanwhile is newer than they are. Only what the list is about waits for
it, and never long: a list may not end at all.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from ..ami.message import Message

# Seconds for which events wait for a list
_TIMEOUT = 2.0
# Events that may wait for a list; those of some hundred calls
_MAX_HELD = 10_000


class EventBuffer:
    """Holds events back while a list of what they are about is under way."""

    def __init__(
        self,
        about: Mapping[str, Collection[str]],
        take: Callable[[Message], None],
        *,
        first: str,
    ) -> None:
        """Take the names of the events that each list is about, and who takes events.

        What `first` is about is held from the beginning, until that list is done.
        """
        self._about = about
        self._take = take
        self._held: dict[str, list[Message]] = {first: []}

    def pass_on(self, event: Message) -> None:
        """Let an event be taken, now or when the list that it has to wait for is done."""
        for action, events in self._held.items():
            if event.event in self._about[action]:
                events.append(event)
                if len(events) >= _MAX_HELD:
                    self.release(action)
                return
        self._take(event)

    def held(self, action: str) -> list[Message]:
        """Return the events that wait for a list; who takes one of them removes it."""
        return self._held.get(action, [])

    @contextmanager
    def holding(self, action: str) -> Iterator[None]:
        """Hold back what a list is about, until it is done or has taken too long."""
        self._held.setdefault(action, [])
        loop = asyncio.get_running_loop()
        timer = loop.call_later(_TIMEOUT, self.release, action)
        try:
            yield
        finally:
            timer.cancel()
            self.release(action)

    def release(self, action: str) -> None:
        """Let the events go on that wait for a list, if there are any."""
        for event in self._held.pop(action, ()):
            self.pass_on(event)

    def release_all(self) -> None:
        """Wait for no list any more."""
        for action in tuple(self._held):
            self.release(action)
