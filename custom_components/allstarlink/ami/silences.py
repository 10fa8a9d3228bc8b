"""Actions during which a server says nothing, though it is well. Pure but for the clock it is given."""

from collections.abc import Callable

# The most that one action is given, seconds.
MAX_SILENCE = 300.0
# Actions under way; of more, the oldest is forgotten.
_MAX_ACTIONS = 100


class Silences:
    """What Asterisk is doing of the actions that may take long (main/manager.c, session_do).

    An `Originate` without `Async` is answered when the call is, and the CLI's
    `media cache refresh` when the file is there. The session's other actions
    and its events wait meanwhile.
    """

    def __init__(self, time: Callable[[], float]) -> None:
        """Take a clock that never goes back, seconds."""
        self._time = time
        self._ends: dict[str, float] = {}

    @property
    def until(self) -> float:
        """The time until which nothing may be heard; it is over when there is no such action."""
        return max(self._ends.values(), default=0.0)

    def expect(self, action_id: str, seconds: float) -> None:
        """Take note of an action that has been sent."""
        now = self._time()
        self._ends = {key: end for key, end in self._ends.items() if end > now}
        if len(self._ends) >= _MAX_ACTIONS:
            del self._ends[next(iter(self._ends))]
        self._ends[action_id] = now + min(seconds, MAX_SILENCE)

    def end(self, action_id: str) -> None:
        """Take note of a reply."""
        self._ends.pop(action_id, None)
