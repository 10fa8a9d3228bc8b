"""The health of a connection, in one number, by losses, polls and latency."""

from dataclasses import dataclass

from .client import AmiClient

# Bands of the health, percent, from the best
_BANDS = (("good", 80), ("degraded", 50), ("critical", 1))

# Shown where there is no session
OFFLINE = "offline"

STATUSES = (*(name for name, _least in _BANDS), OFFLINE)

# A poll counts until so many more were made
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


class ConnectionHealth:
    """The health of one connection, by its record."""

    def __init__(self, client: AmiClient) -> None:
        """Take the client whose connection is meant."""
        self._client = client

    @property
    def status(self) -> str:
        """The band of the health, one of STATUSES."""
        percent = self.percent
        bands = (name for name, least in _BANDS if percent >= least)
        return next(bands, OFFLINE)

    @property
    def percent(self) -> int:
        """The health now; see `health`."""
        keeper = self._client.keeper
        inputs = HealthInputs(
            connected=self._client.connected,
            losses=keeper.losses,
            failed_polls=keeper.record.failed_polls(_POLLS),
            latency_ms=self._client.connection.metrics.latency_ms,
        )
        return health(inputs)
