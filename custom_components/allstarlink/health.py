"""The health of a connection, in one number, by losses, polls and latency."""

from collections import deque
from dataclasses import dataclass

from homeassistant.core import callback

from .ami.status import Status
from .client import AmiClient

# A loss counts for an hour, a poll until so many more were made
_LOSS_WINDOW = 3600.0
_POLLS = 20

# From this many losses on, a further one makes the health no worse
_MAX_LOSSES = 4

# A heartbeat that is answered within this time is a fast one, ms
_FAST = 500.0


@dataclass(frozen=True, slots=True)
class HealthInputs:
    """What health is made of.

    `losses` of the last hour, the share of recent polls that failed (0 to 1),
    and the time the last heartbeat took, ms (None: there was none yet).
    """

    connected: bool
    losses: int = 0
    failed_polls: float = 0.0
    latency_ms: float | None = None


def health(inputs: HealthInputs) -> int:
    """Return the health in percent; 80 is good, below 50 is critical.

    0 while down. Otherwise 100, less 15 for each loss (at most 60), less 60
    times the share of failed polls, less 1 for each 100 ms that the heartbeat
    took beyond 500 ms (at most 40); never below 1.
    """
    if not inputs.connected:
        return 0
    losses = 15 * min(_MAX_LOSSES, inputs.losses)
    polls = 60 * inputs.failed_polls
    slow = min(40.0, max(0.0, (inputs.latency_ms or 0.0) - _FAST) / 100)
    return max(1, round(100 - losses - polls - slow))


class HealthCounters:
    """Remembers the last losses, as many as count, and how the last 20 polls went.

    Each `now` is in seconds of a clock that never goes back.
    """

    def __init__(self) -> None:
        """Begin with a clean record."""
        self._losses: deque[float] = deque(maxlen=_MAX_LOSSES)
        self._polls: deque[bool] = deque(maxlen=_POLLS)

    def note_loss(self, now: float) -> None:
        """Note that a session was lost."""
        self._losses.append(now)

    def note_poll(self, *, succeeded: bool) -> None:
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


class ConnectionHealth:
    """Follows the health of one connection; whoever polls notes how that went."""

    def __init__(self, client: AmiClient) -> None:
        """Follow the connection of a client that has not connected yet."""
        self._client = client
        self._counters = HealthCounters()
        self._losses = 0
        client.async_add_status_listener(self._on_status)

    @property
    def percent(self) -> int:
        """The health now; see `health`."""
        inputs = HealthInputs(
            connected=self._client.connected,
            losses=self._counters.losses(self._client.hass.loop.time()),
            failed_polls=self._counters.failed_polls,
            latency_ms=self._client.connection.metrics.latency_ms,
        )
        return health(inputs)

    @callback
    def async_note_poll(self, succeeded: bool) -> None:
        """Note how a poll of the server or of a node ended."""
        self._counters.note_poll(succeeded=succeeded)

    @callback
    def _on_status(self, _status: Status) -> None:
        losses = self._client.connection.metrics.losses
        if losses != self._losses:
            self._losses = losses
            self._counters.note_loss(self._client.hass.loop.time())
