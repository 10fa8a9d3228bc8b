"""Whether the events of a server arrive, and the repair issue when they do not."""

from collections.abc import Callable

from .app_rpt.system import is_old
from .app_rpt.unannounced import Unannounced

# So many times polls must have seen what no event announced
_TIMES = 3

_PREFIX = "RPT_"
_LINKS_EVENT = "RPT_ALINKS"
_RECEIVER_EVENT = "RPT_RXKEYED"


class EventStream:
    """Counts what polls saw and events did not tell, for all nodes of a server.

    One event of a kind is proof that this kind arrives.
    """

    def __init__(
        self,
        on_change: Callable[[bool], None],
        on_event_less: Callable[[bool], None] = lambda _is: None,
    ) -> None:
        """Take what to call when the stream goes missing (True) or is back.

        `on_event_less` gets True when polls saw a talk on a server that sends no
        events, and False at the first of app_rpt's events.
        """
        self._on_change = on_change
        self._on_event_less = on_event_less
        self._links = 0
        self._receiving = 0
        self.is_missing = False
        # Whether any of app_rpt's events has ever come
        self.has_heard = False

    def heard(self, event: str) -> None:
        """Take note of the name of an event that arrived."""
        if not self.has_heard and event.startswith(_PREFIX):
            self.has_heard = True
            self._on_event_less(False)
        if event == _LINKS_EVENT and self._links:
            self._links = 0
        elif event == _RECEIVER_EVENT and self._receiving:
            self._receiving = 0
        else:
            return
        self._judge()

    def is_event_less(self, manager_version: str) -> bool:
        """Return whether the server is one that sends no events, as far as is known."""
        return is_old(manager_version) and not self.has_heard

    def heard_of_talk(self) -> None:
        """Take note that polls saw a talk on a server that sends no events."""
        self._on_event_less(True)

    def missed(self, seen: Unannounced) -> None:
        """Take note of what a poll saw and no event announced."""
        self._links += seen.links
        self._receiving += seen.receiving
        self._judge()

    def forget(self) -> None:
        """Begin to count anew, without telling anybody."""
        self._links = self._receiving = 0
        self.is_missing = False

    def _judge(self) -> None:
        is_missing = self._links + self._receiving >= _TIMES
        if is_missing != self.is_missing:
            self.is_missing = is_missing
            self._on_change(is_missing)
