"""The health of a connection in one number: losses, polls, latency and trunks."""

from collections.abc import Callable
from dataclasses import astuple, dataclass

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


# A trunk is not the whole server
_TRUNK, _MAX_TRUNKS = 10, 3


@dataclass(frozen=True, slots=True)
class HealthInputs:
    """What health is made of.

    `losses` of the last hour, the share of recent polls that failed (0 to 1),
    the time the last heartbeat took, ms (None: there was none yet), and the number
    of trunks that are not registered.
    """

    connected: bool
    losses: int = 0
    failed_polls: float = 0.0
    latency_ms: float | None = None
    unregistered_trunks: int = 0


@dataclass(frozen=True, slots=True)
class Deductions:
    """What is taken off the health for each reason, percent; None without a session."""

    losses: int | None = None
    failed_polls: float | None = None
    slow_heartbeat: float | None = None
    unregistered_trunks: int | None = None


def deductions(inputs: HealthInputs) -> Deductions:
    """Return what is taken off the health.

    15 for each loss (at most 60), 60 times the share of failed polls, 1 for each 100 ms
    that the heartbeat took beyond 500 ms (at most 40), and 10 for each trunk that is not
    registered (at most 30).
    """
    if not inputs.connected:
        return Deductions()
    slow = min(40.0, max(0.0, (inputs.latency_ms or 0.0) - _FAST) / 100)
    return Deductions(
        losses=15 * min(_MAX_LOSSES, inputs.losses),
        failed_polls=round(60 * inputs.failed_polls, 1),
        slow_heartbeat=round(slow, 1),
        unregistered_trunks=_TRUNK * min(_MAX_TRUNKS, inputs.unregistered_trunks),
    )


def health(inputs: HealthInputs) -> int:
    """Return the health in percent; 80 is good, below 50 is critical.

    0 while down. Otherwise 100, less the deductions; never below 1.
    """
    if not inputs.connected:
        return 0
    taken: tuple[float, ...] = astuple(deductions(inputs))
    return max(1, round(100 - sum(taken)))


class ConnectionHealth:
    """The health of one connection, by its record."""

    def __init__(
        self, client: AmiClient, unregistered_trunks: Callable[[], int]
    ) -> None:
        """Take the client whose connection is meant, and what counts its trunks."""
        self._client = client
        self._unregistered_trunks = unregistered_trunks

    @property
    def status(self) -> str:
        """The band of the health, one of STATUSES."""
        percent = self.percent
        bands = (name for name, least in _BANDS if percent >= least)
        return next(bands, OFFLINE)

    @property
    def percent(self) -> int:
        """The health now; see `health`."""
        return health(self._inputs)

    @property
    def deductions(self) -> Deductions:
        """What is taken off the health now."""
        return deductions(self._inputs)

    @property
    def _inputs(self) -> HealthInputs:
        keeper = self._client.keeper
        return HealthInputs(
            connected=self._client.connected,
            losses=keeper.losses,
            failed_polls=keeper.record.failed_polls(_POLLS),
            latency_ms=self._client.connection.metrics.latency_ms,
            unregistered_trunks=self._unregistered_trunks(),
        )
