"""What happened on a node that is unavailable, until it is reported."""

from collections import deque
from dataclasses import replace

from ..app_rpt.activity import LINK_ACTIVITIES, Activity

# What a node does in minutes of traffic; a node may be out of reach for days
_MAX_HELD = 1000


class HeldActivities:
    """Activities in their order: of links, and of moments, which are talks and digits.

    A link that came or went did so whenever it is told. A moment is over: to
    tell of it long afterwards would let automations act on it.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: deque[Activity] = deque(maxlen=_MAX_HELD)

    def hold(self, activity: Activity) -> None:
        """Keep an activity; of too many, the oldest is forgotten."""
        self._held.append(activity)

    def forget_moments(self) -> None:
        """Forget talks and digits; what happened to links is late from now on."""
        links = [one for one in self._held if one.type in LINK_ACTIVITIES]
        self._held.clear()
        self._held.extend(replace(one, late=True) for one in links)

    def release(self) -> list[Activity]:
        """Return all that is held, and hold nothing any more."""
        released = list(self._held)
        self._held.clear()
        return released
