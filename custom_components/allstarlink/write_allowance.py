"""How often an entity may write its state: a token bucket."""

# Changes that are written at once after a quiet time
BURST = 20

# Writes a second from then on
RATE = 5.0

# A timer may come a moment before a whole one is there
_WHOLE = 0.999


class WriteAllowance:
    """Allows so many writes at once, and then so many a second."""

    __slots__ = ("_at", "_left")

    def __init__(self) -> None:
        """Begin with all of them."""
        self._left = float(BURST)
        self._at = 0.0

    def take(self, now: float) -> float:
        """Take one; returns 0, or the seconds until there is one again.

        `now` is monotonic.
        """
        left = min(self._left + (now - self._at) * RATE, float(BURST))
        self._at = now
        if left > _WHOLE:
            self._left = left - 1
            return 0.0
        self._left = left
        return (1 - left) / RATE
