"""How often a service may be asked. Pure: the time enters as an argument."""

from collections import deque
from math import ceil


class RateLimit:
    """Allows so many requests in so many seconds, and none while it is closed."""

    def __init__(self, requests: int, seconds: float) -> None:
        """Begin with nothing asked."""
        self._seconds = seconds
        self._asked: deque[float] = deque(maxlen=requests)
        self._closed_until = 0.0

    def wait(self, now: float) -> int:
        """Return the whole seconds until a request is allowed, 0 if it is now."""
        free = self._closed_until
        if len(self._asked) == self._asked.maxlen:
            free = max(free, self._asked[0] + self._seconds)
        return max(ceil(free - now), 0)

    def take(self, now: float) -> None:
        """Count a request."""
        self._asked.append(now)

    def close(self, until: float) -> None:
        """Allow no request before this time."""
        self._closed_until = max(self._closed_until, until)
