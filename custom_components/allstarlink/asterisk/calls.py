"""The calls of a server: (state, event or list, now) -> (state, changes).

Inputs are applied in the order in which they stood on the wire. Each function
returns the very same state object when nothing changed, never raises, and keeps
a bounded number of channels.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .call import Call, CallChange
from .headers import Headers

EVENT_NAMES: Final = frozenset(
    {
        "Newchannel",
        "Newstate",
        "NewConnectedLine",
        "DialBegin",
        "DialEnd",
        "BridgeEnter",
        "HangupRequest",
        "Hangup",
        "Hold",
        "Unhold",
        "ParkedCall",
        "ParkedCallGiveUp",
        "ParkedCallTimeOut",
        "UnParkedCall",
    }
)


@dataclass(frozen=True, slots=True)
class CallsState:
    """All channels of a server that may belong to calls.

    `nodes` are the numbers of the server's own nodes: dialling one makes a client
    of the node, not a call. `trunks` are the names of trunks, as a device
    (`PJSIP/provider`) or alone (`provider`). `incomplete` says that a channel
    turned up whose beginning was not heard: ask for a list.
    """

    nodes: frozenset[str] = frozenset()
    trunks: frozenset[str] = frozenset()
    incomplete: bool = False

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that are going on, oldest first."""
        raise NotImplementedError


type CallsChange = tuple[CallsState, tuple[CallChange, ...]]


def apply_event(
    state: CallsState, name: str, event: Headers, now: datetime
) -> CallsChange:
    """Apply an event; `name` is one of EVENT_NAMES, others change nothing."""
    raise NotImplementedError


def apply_list(
    state: CallsState, rows: Iterable[Headers], now: datetime
) -> CallsChange:
    """Apply all CoreShowChannel rows of a list: at login, and when `incomplete`.

    Calls that are known go on, those not known are FOUND. After a lost session,
    calls that are not in the list ended unheard: as `unknown`. Otherwise their
    Hangup may be on its way, so they end only when the next list lacks them too.
    Where a list is not to be had (it needs `system` or `reporting`), an empty one
    after each login closes what the lost session left open.
    """
    raise NotImplementedError


def lose_session(state: CallsState) -> CallsState:
    """Note that events are lost from here on; the next list tells what is left."""
    raise NotImplementedError
