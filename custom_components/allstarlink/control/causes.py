"""Who asked for the changes in a node's links, for the logbook."""

from collections.abc import Callable, Iterable
from math import inf

from homeassistant.core import Context

from ..app_rpt.names import Mode
from ..app_rpt.state import NodeState


class Causes:
    """Remembers the contexts of actions until their effects have been seen."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the clock, seconds."""
        self._now = now
        self._causes: dict[str | None, tuple[Context, float]] = {}

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
        self._causes = {
            link: cause for link, cause in self._causes.items() if cause[1] > now
        }
        for link in links:
            self._causes[link] = (context, now + seconds)

    def of(self, links: Iterable[str]) -> Context | None:
        """Return the context to which a change of these links is due, None if none is."""
        if not self._causes:
            return None
        now = self._now()
        for link in (*links, None):
            context, until = self._causes.get(link, (None, now))
            if until > now:
                return context
        return None


def changed_links(before: NodeState, after: NodeState) -> set[str]:
    """Return the names of links that differ in what an action can change."""
    if before.links is after.links:
        return set()
    return {name for name, *_ in _facts(before) ^ _facts(after)}


def _facts(state: NodeState) -> set[tuple[str, Mode, bool, bool]]:
    """Return what an action can change of links, unlike who is keyed."""
    return {
        (link.name, link.mode, link.established, link.polled) for link in state.links
    }
