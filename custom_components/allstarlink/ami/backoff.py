"""How long to wait before the next attempt to connect. Pure: neither clock nor timer."""

from collections.abc import Callable

from .errors import AmiError, AuthenticationFailed, PlainLoginRefused

# A session that lived this long shows that the server is well again, seconds.
STABLE_AFTER = 60.0
# Servers ban addresses that try a refused login again and again.
REFUSED_DELAY = 15 * 60.0
# An announced restart takes a second (transcript 71), so look soon, but not for ever.
RESTART_DELAY = 1.0
RESTART_TRIES = 3
# Share of a delay that chance may take off, so that many clients do not come at once.
JITTER = 0.25


class Backoff:
    """Delays in seconds from `initial`, doubling to `maximum`, less some jitter."""

    def __init__(
        self, initial: float, maximum: float, random: Callable[[], float]
    ) -> None:
        """Take the limits, and a source of numbers from 0 to 1."""
        self._initial = min(initial, maximum)
        self._maximum = maximum
        self._random = random
        self._next = self._initial
        self._announced = False
        self._quick_tries = 0

    def announce_shutdown(self) -> None:
        """Expect the server back soon; once in an outage, as one may shut down for hours."""
        if not self._announced:
            self._announced = True
            self._quick_tries = RESTART_TRIES

    def connected(self) -> None:
        """Forget the announcement: the server is there."""
        self._announced = False
        self._quick_tries = 0

    def lost(self, age: float) -> None:
        """Start over if the session that ended was stable; `age` is its length in seconds."""
        if age >= STABLE_AFTER:
            self._next = self._initial

    def delay(self, error: AmiError) -> float:
        """Return the seconds to wait after this error."""
        if isinstance(error, AuthenticationFailed | PlainLoginRefused):
            return REFUSED_DELAY
        if self._quick_tries:
            self._quick_tries -= 1
            return min(RESTART_DELAY, self._maximum)
        delay = self._next
        self._next = min(2 * delay, self._maximum)
        return delay * (1 - JITTER * self._random())
