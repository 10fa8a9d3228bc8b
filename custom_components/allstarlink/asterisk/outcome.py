"""How a call that nobody answered ended (transcripts c02 to c05 and c16).

Neither DialStatus nor the hang-up cause tells alone: a Dial() that gives up ends
with cause 16, and a rejected call has DialStatus NOANSWER.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from .call import Disposition

# DialEnd's DialStatus, of those that say more than the cause does (app_dial.c).
OUTCOMES: Final = frozenset({"BUSY", "NOANSWER", "CANCEL", "CONGESTION", "CHANUNAVAIL"})

# Those that Dial() says of all devices only together.
_OTHERS: Final = frozenset({"BUSY", "CHANUNAVAIL"})

# Hang-up causes that say nothing: none, unknown, normal clearing.
_SILENT: Final = frozenset({None, 0, 16})


def telling_cause(caller: int | None, target: int | None) -> int | None:
    """Return which of two hang-up causes tells why nobody answered.

    The caller's has the first word. `target` is that of the only device dialled.
    """
    return target if caller in _SILENT and target not in _SILENT else caller


def disposition(
    outcomes: AbstractSet[str], cause: int | None, *, given_up: bool
) -> Disposition:
    """Return how a call ended that was not answered.

    `outcomes` are those of all devices dialled, `cause` is a Q.850 cause,
    `given_up` says that the caller hung up.
    """
    if "CANCEL" in outcomes:
        return Disposition.CANCELLED
    if "NOANSWER" in outcomes and not outcomes.isdisjoint(_OTHERS):
        # One phone was busy, another rang: Dial() calls that no answer, too.
        return Disposition.NO_ANSWER
    if "BUSY" in outcomes or cause == 17:
        return Disposition.BUSY
    if cause == 21:
        return Disposition.REJECTED
    if "CHANUNAVAIL" in outcomes or cause in (1, 3, 20):
        return Disposition.UNAVAILABLE
    if "NOANSWER" in outcomes or cause in (18, 19):
        return Disposition.NO_ANSWER
    if "CONGESTION" in outcomes or cause in (34, 38, 42):
        return Disposition.CONGESTION
    return Disposition.CANCELLED if given_up else Disposition.FAILED
