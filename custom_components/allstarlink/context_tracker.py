"""The contexts of actions whose effects on a node's links are still to come."""

from collections.abc import Callable, Iterable
from math import inf

from homeassistant.core import Context

from .app_rpt.names import Mode
from .app_rpt.state import NodeState


class ContextTracker:
    """Remembers the contexts of actions until their effects have been seen."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the clock, seconds."""
        self._now = now
        self._expected: dict[str | None, tuple[Context, float]] = {}

    def expect(
        self,
        context: Context | None,
        links: Iterable[str | None],
        seconds: float = inf,
    ) -> None:
        """Take changes of these links (None: of any) as due to a context for so long."""
        if context is None:
            return
        now = self._now()
        self._expected = {
            link: expected
            for link, expected in self._expected.items()
            if expected[1] > now
        }
        for link in links:
            self._expected[link] = (context, now + seconds)

    def of(self, links: Iterable[str]) -> Context | None:
        """Return the context to which a change of these links is due, None if none is."""
        if not self._expected:
            return None
        now = self._now()
        for link in (*links, None):
            context, until = self._expected.get(link, (None, now))
            if until > now:
                return context
        return None

    def of_change(self, before: NodeState, after: NodeState) -> Context | None:
        """Return the context to which the links' change is due, None if none is."""
        if not self._expected:
            return None
        is_same = before.links is after.links
        return self.of(() if is_same else _changed_links(before, after))


def _changed_links(before: NodeState, after: NodeState) -> set[str]:
    """Return the names of links that differ in what an action can change."""
    return {name for name, *_ in _facts(before) ^ _facts(after)}


def _facts(state: NodeState) -> set[tuple[str, Mode, bool | None, bool]]:
    """Return what an action can change of links, unlike who is keyed."""
    return {
        (link.name, link.mode, link.established, link.polled) for link in state.links
    }
