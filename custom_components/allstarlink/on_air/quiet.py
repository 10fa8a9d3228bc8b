"""Whether a node is quiet, and since when."""

from collections.abc import Callable

from ..app_rpt.state import NodeState


def is_keyed(state: NodeState) -> bool:
    """Return whether anything is received, linked and keyed, or transmitted."""
    linked = any(link.keyed for link in state.links)
    return bool(state.receiving or state.transmitting or linked)


def is_quiet(state: NodeState) -> bool:
    """Return whether it is known that nothing is keyed."""
    known = state.receiving is not None and state.transmitting is not None
    told = state.synced or (state.by_events and state.listed)
    return known and told and not is_keyed(state)


class QuietTime:
    """How long a node has been quiet. `note` hears of each of its states."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the clock, seconds."""
        self._now = now
        self._since: float | None = None

    def note(self, state: NodeState, *, available: bool) -> None:
        """Take note of a state; one that may be old is not quiet."""
        if not (available and is_quiet(state)):
            self._since = None
        elif self._since is None:
            self._since = self._now()

    @property
    def seconds(self) -> float | None:
        """How long it has been quiet, None while it is not."""
        return None if self._since is None else self._now() - self._since
