"""The lines in the log about outages: few, however often a server goes away."""

from collections import deque
import logging

# Outages that are logged in so many seconds; a server may end each session at once
_MAX_OUTAGES = 5
_PERIOD = 3600.0


class OutageLog:
    """Logs that a server is away, and that it is back, unless it did so all the time."""

    def __init__(self, logger: logging.Logger, name: str) -> None:
        """Take where to log, and the name of the server."""
        self._logger = logger
        self._name = name
        # When the outages began that were logged
        self._begun: deque[float] = deque(maxlen=_MAX_OUTAGES)
        self._is_logged = False

    def away(self, error: Exception, now: float) -> None:
        """Log the begin of an outage; `now` is monotonic, seconds."""
        begun = self._begun
        self._is_logged = len(begun) < _MAX_OUTAGES or now - begun[0] >= _PERIOD
        if not self._is_logged:
            self._logger.debug("%s is away: %s", self._name, error)
            return
        begun.append(now)
        is_last = len(begun) == _MAX_OUTAGES and now - begun[0] < _PERIOD
        more = "; more outages within the hour are not logged" if is_last else ""
        self._logger.info("%s is away: %s%s", self._name, error, more)

    def back(self, outage: float) -> None:
        """Log the end of an outage of so many seconds, if its begin was."""
        level = logging.INFO if self._is_logged else logging.DEBUG
        self._logger.log(level, "%s is back after %.0f s", self._name, outage)
