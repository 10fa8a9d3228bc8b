"""The health of a connection, in one number."""

from collections import deque
from dataclasses import dataclass

# A loss counts for an hour, a poll until so many more were made
_LOSS_WINDOW = 3600.0
_POLLS = 20

# From this many losses on, a further one makes the health no worse
_MOST_LOSSES = 4

# A heartbeat that is answered within this time is a fast one, ms
_FAST = 500.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What health is made of.

    `losses` of the last hour, the share of recent polls that failed (0 to 1),
    and the time the last heartbeat took, ms (None: there was none yet).
    """

    connected: bool
    losses: int = 0
    failed_polls: float = 0.0
    latency_ms: float | None = None


def health(figures: Figures) -> int:
    """Return the health in percent; 80 is good, below 50 is critical.

    0 while down. Otherwise 100, less 15 for each loss (at most 60), less 60
    times the share of failed polls, less 1 for each 100 ms that the heartbeat
    took beyond 500 ms (at most 40); never below 1.
    """
    if not figures.connected:
        return 0
    losses = 15 * min(_MOST_LOSSES, figures.losses)
    polls = 60 * figures.failed_polls
    slow = min(40.0, max(0.0, (figures.latency_ms or 0.0) - _FAST) / 100)
    return max(1, round(100 - losses - polls - slow))


class Recent:
    """Remembers the last losses, as many as count, and how the last 20 polls went.

    Each `now` is in seconds of a clock that never goes back.
    """

    def __init__(self) -> None:
        """Begin with a clean record."""
        self._losses: deque[float] = deque(maxlen=_MOST_LOSSES)
        self._polls: deque[bool] = deque(maxlen=_POLLS)

    def lose(self, now: float) -> None:
        """Note that a session was lost."""
        self._losses.append(now)

    def poll(self, *, succeeded: bool) -> None:
        """Note how a poll ended."""
        self._polls.append(succeeded)

    def losses(self, now: float) -> int:
        """Return the number of losses in the last hour, at most as many as count."""
        while self._losses and now - self._losses[0] > _LOSS_WINDOW:
            self._losses.popleft()
        return len(self._losses)

    @property
    def failed_polls(self) -> float:
        """The share of failed ones among the last polls, 0 to 1."""
        if not self._polls:
            return 0.0
        return self._polls.count(False) / len(self._polls)
