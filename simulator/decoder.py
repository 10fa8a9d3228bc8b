"""The DTMF decoder of a node: an event a digit, and the commands they spell."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .node import SimulatedNode

_START, _END = "*", "#"
# app_rpt.c, DTMF_TIMEOUT: a command that is not complete by then is forgotten, seconds.
_PAUSE = 3.0
# The ilink functions that take a node number.
_WITH_NUMBER = frozenset({1, 2, 3, 4, 8, 11, 12, 13, 18})


class Decoder:
    """Collects digits; transcripts 83 and d05."""

    def __init__(self, node: SimulatedNode) -> None:
        """Begin with nothing collected."""
        self._node = node
        self._digits: str | None = None
        self._last = 0.0

    def take(self, digit: str) -> None:
        """Decode one digit."""
        node = self._node
        node.send_event("DTMF", digit)
        now = node.world.now()
        if now - self._last > _PAUSE:
            self._digits = None
        self._last = now
        if digit == _START:
            self._digits = ""
        elif digit == _END:
            self._digits = None
        elif self._digits is not None:
            self._digits += digit
            self._try(self._digits)

    def _try(self, digits: str) -> None:
        node = self._node
        for prefix, function in node.setup.functions.items():
            if not digits.startswith(prefix):
                continue
            number = digits.removeprefix(prefix)
            if node.knows(number) if function in _WITH_NUMBER else not number:
                self._digits = None
                self._execute(digits, function, number)
                return

    def _execute(self, digits: str, function: int, number: str) -> None:
        node = self._node
        if not node.states.user_functions:
            return
        node.usage.executed(digits)
        node.linking.ilink(function, number)
