"""How often a service may be asked. Pure: the time enters as an argument."""

from collections import deque
from math import ceil


class RateLimit:
    """Allows so many requests in so many seconds, and none while it is closed."""

    def __init__(self, requests: int, seconds: float) -> None:
        """Begin with nothing asked."""
        self._requests = requests
        self._seconds = seconds
        self._asked: deque[float] = deque(maxlen=requests)
        self._closed_until = 0.0

    def wait(self, now: float, spare: int = 0) -> int:
        """Return the whole seconds until a request is allowed, 0 if it is now.

        Who leaves some requests to `spare` for others waits the longer.
        """
        free = self._closed_until
        usable = self._requests - spare
        if len(self._asked) >= usable:
            free = max(free, self._asked[-usable] + self._seconds)
        return max(ceil(free - now), 0)

    def used(self, now: float) -> int:
        """Return how many requests count now."""
        return sum(asked + self._seconds > now for asked in self._asked)

    def take(self, now: float) -> None:
        """Count a request."""
        self._asked.append(now)

    def close(self, until: float) -> None:
        """Allow no request before this time."""
        self._closed_until = max(self._closed_until, until)
