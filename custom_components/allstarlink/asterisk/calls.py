"""The calls of a server: (state, event or list, now) -> (state, changes).

Inputs are applied in the order in which they stood on the wire. Each function
returns the very same state object when nothing changed, never raises, and keeps
a bounded number of channels.

A call is told of when it is known to be one, and where it goes to: when a device
is dialled, when the server answers it, or when it has ended. So no link of
app_rpt is ever taken for one.
"""

from .book import CallsChange, CallsState
from .call_events import EVENT_NAMES, apply_event
from .call_list import apply_list, lose_session

__all__ = [
    "EVENT_NAMES",
    "CallsChange",
    "CallsState",
    "apply_event",
    "apply_list",
    "lose_session",
]
