"""The system states of a node: what `cop` switches, and where a poll shows it."""

from collections.abc import Callable
from enum import Enum

from .nodestat import NodeStat
from .state import NodeState


def _word(
    value_of: Callable[[NodeStat], bool | None],
) -> Callable[[NodeState], bool | None]:
    return lambda state: value_of(state.nodestat) if state.nodestat else None


class SystemState(Enum):
    """A switch of a node: its codes for on and off (rpt_functions.c, function_cop).

    NodeStat's words are the truth; XStat's flags are negated in ASL3 and not
    in ASL2 (transcript 93). Only the incoming connections have no word.
    """

    TRANSMITTER = 2, 3, _word(lambda nodestat: nodestat.transmitter)
    LINKING = 11, 12, _word(lambda nodestat: nodestat.linking)
    AUTOPATCH = 9, 10, _word(lambda nodestat: nodestat.autopatch_enabled)
    TIME_OUT_TIMER = 7, 8, _word(lambda nodestat: nodestat.time_out_timer)
    SCHEDULER = 15, 16, _word(lambda nodestat: nodestat.scheduler)
    USER_FUNCTIONS = 17, 18, _word(lambda nodestat: nodestat.user_functions)
    INCOMING_CONNECTIONS = 50, 49, lambda state: state.incoming_connections
    PARROT = 21, 22, _word(lambda nodestat: nodestat.parrot)

    def __init__(
        self, on: int, off: int, value_of: Callable[[NodeState], bool | None]
    ) -> None:
        """Take the codes and where the value is."""
        self._codes = {True: on, False: off}
        self._value_of = value_of

    def code(self, *, on: bool) -> int:
        """Return the number of the `cop` command that turns it on or off."""
        return self._codes[on]

    def is_on(self, state: NodeState) -> bool | None:
        """Tell whether it is on, None when unknown."""
        return self._value_of(state)
