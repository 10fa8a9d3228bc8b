"""How long to wait before the next attempt to connect. Pure: neither clock nor timer."""

from collections.abc import Callable

from .errors import AmiError, AuthenticationFailed, PlainLoginRefused

# A session that answered and lived this long shows that the server is well
# again, seconds.
STABLE_AFTER = 10.0
# Servers ban addresses that try a refused login again and again.
REFUSED_DELAY = 15 * 60.0
# An announced restart takes a second (transcript 71), so look soon, but not for ever.
RESTART_DELAY = 1.0
RESTART_TRIES = 3
# A network that stalled may be back at any moment.
SILENCE_DELAY = 1.0
# Share of a delay that chance may take off, so that many clients do not come at once.
JITTER = 0.25


class Backoff:
    """Delays in seconds from `initial`, doubling to `maximum`, less some jitter.

    The quick tries after an announced restart are few, and a stable session
    alone gives new ones: a server that shuts down after each login is not
    asked more often than any other that drops us.
    """

    def __init__(
        self, initial: float, maximum: float, random: Callable[[], float]
    ) -> None:
        """Take the limits, and a source of numbers from 0 to 1."""
        self._initial = min(initial, maximum)
        self._maximum = maximum
        self._random = random
        self._next = self._initial
        self._announced = False
        self._quick_tries = RESTART_TRIES

    @property
    def is_announced(self) -> bool:
        """Whether the server has said that it shuts down, and is not back yet."""
        return self._announced

    def announce_shutdown(self) -> None:
        """Expect the server back soon."""
        self._announced = True

    def connected(self) -> None:
        """Forget the announcement: the server is there."""
        self._announced = False

    def lost(self, age: float, *, answered: bool = True, silent: bool = False) -> None:
        """Start over if the session that ended was stable.

        `age` is its length in seconds, `answered` whether it answered anything
        but the login, `silent` whether it ended because it fell silent.
        """
        if age >= STABLE_AFTER and answered:
            self._next = min(SILENCE_DELAY, self._initial) if silent else self._initial
            self._quick_tries = RESTART_TRIES

    def delay(self, error: AmiError) -> float:
        """Return the seconds to wait after this error."""
        if isinstance(error, AuthenticationFailed | PlainLoginRefused):
            return REFUSED_DELAY
        if self._announced and self._quick_tries:
            self._quick_tries -= 1
            return min(RESTART_DELAY, self._maximum)
        delay = self._next
        self._next = min(2 * delay, self._maximum)
        return delay * (1 - JITTER * self._random())
