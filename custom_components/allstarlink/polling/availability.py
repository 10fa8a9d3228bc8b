"""Whether a node is available, by its polls."""

import logging

_LOGGER = logging.getLogger(__name__)


class PollAvailability:
    """Counts the failed polls of one node, and logs when it is unavailable and when it is back."""

    def __init__(self, node: str, most: int) -> None:
        """Begin a session, in which nothing is known of the node yet.

        `most` polls that fail in a row make it unavailable.
        """
        self._most = most
        self._node = node
        self._failures = 0
        self._is_logged = False
        # Whether a poll of this session was whole
        self.is_known = False

    @property
    def is_available(self) -> bool:
        """Whether what the polls told is the state of the node now."""
        return self.is_known and not self.is_lost

    @property
    def is_lost(self) -> bool:
        """Whether too many polls in a row have failed."""
        return self._failures >= self._most

    def end_session(self) -> None:
        """Know nothing of the node until a poll of the next session was whole."""
        self._failures = 0
        self.is_known = False

    def fail(self, err: Exception, *, has_own_line: bool) -> None:
        """Count a failure; `has_own_line` says that the log has a line of the connection for it."""
        self._failures += 1
        _LOGGER.debug("Node %s: poll failed: %s", self._node, err)
        if self.is_lost and not has_own_line and not self._is_logged:
            _LOGGER.info("Node %s is unavailable: %s", self._node, err)
            self._is_logged = True

    def succeed(self) -> None:
        """Count a whole poll."""
        if self._is_logged:
            _LOGGER.info("Node %s is available again", self._node)
        self._failures = 0
        self._is_logged = False
        self.is_known = True
