"""What a server has more of than is kept: counted for diagnostics, and logged once."""

import logging

_LOGGER = logging.getLogger(__name__)


class LeftOut:
    """Counts, by kind, what is beyond the limits of the module names."""

    def __init__(self, owner: str) -> None:
        """Take whose it is, for the log."""
        self._owner = owner
        self._logged: set[str] = set()
        # How many of a kind were left out the last time, by kind.
        self.counts: dict[str, int] = {}

    def note(self, kind: str, count: int) -> None:
        """Take note of how many of a kind are left out now."""
        if not count:
            self.counts.pop(kind, None)
            return
        self.counts[kind] = count
        if kind not in self._logged:
            self._logged.add(kind)
            _LOGGER.warning(
                "%s has more %s than are kept: %s are left out",
                *(self._owner, kind.replace("_", " "), count),
            )
