"""What happened on a node: the edges between two states."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .mdc import Mdc
from .names import Direction, Mode

# The talker and place of the node's own receiver.
LOCAL = "local"


class ActivityType(StrEnum):
    """Kinds of activity."""

    LINK_CONNECTED = "link_connected"
    LINK_DISCONNECTED = "link_disconnected"
    TALK_STARTED = "talk_started"
    TALK_ENDED = "talk_ended"
    DTMF = "dtmf"
    MDC = "mdc"


LINK_ACTIVITIES = frozenset(
    {ActivityType.LINK_CONNECTED, ActivityType.LINK_DISCONNECTED}
)

# What a caller may send without end
SIGNALS = frozenset({ActivityType.DTMF, ActivityType.MDC})


@dataclass(frozen=True, slots=True)
class Activity:
    """One edge. `node` is a link's name or `local`; `duration` is in seconds.

    `direction` is None while only events have told of the link. `late` marks
    what changed while there was no session. `heard` is the last key-up of a talk
    that has ended.
    """

    type: ActivityType
    at: datetime
    node: str
    mode: Mode | None = None
    direction: Direction | None = None
    duration: float | None = None
    digit: str | None = None
    mdc: Mdc | None = None
    late: bool = False
    heard: datetime | None = None
