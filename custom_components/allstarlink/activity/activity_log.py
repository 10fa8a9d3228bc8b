"""The newest activities of a node, digits apart from the rest.

A caller may send digits without end; they push no talk and no link out. MDC-1200
messages count as digits here.
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from heapq import merge
from itertools import islice

from ..app_rpt.activity import SIGNALS, Activity

# Digits that are answered before they have to leave room for the rest
_DIGITS_AT_LEAST = 50

type _Numbered = tuple[int, Activity]


class ActivityLog:
    """Activities in the order in which they came."""

    def __init__(self, most: int, activities: Iterable[Activity] = ()) -> None:
        """Begin with these, the oldest first; keep so many digits, and so many others."""
        self._digits: deque[_Numbered] = deque(maxlen=most)
        self._others: deque[_Numbered] = deque(maxlen=most)
        self._count = 0
        for activity in activities:
            self.add(activity)

    def add(self, activity: Activity) -> None:
        """Take the newest activity."""
        self._count += 1
        kept = self._digits if activity.type in SIGNALS else self._others
        kept.append((self._count, activity))

    def forget_after(self, latest: datetime) -> None:
        """Forget the newest, as long as they have a time later than this."""
        for kept in (self._digits, self._others):
            while kept and kept[-1][1].at > latest:
                kept.pop()

    def newest(self, limit: int) -> list[Activity]:
        """Return the newest, the newest first.

        Digits take no more than half of the places, and at least 50, unless the
        rest leaves more.
        """
        others = min(len(self._others), limit)
        digits = max(_DIGITS_AT_LEAST, limit // 2, limit - others)
        both = merge(
            islice(reversed(self._digits), digits),
            reversed(self._others),
            key=_number,
            reverse=True,
        )
        return [activity for _, activity in islice(both, limit)]

    def oldest_first(self) -> list[Activity]:
        """Return all that is kept."""
        both = merge(self._digits, self._others, key=_number)
        return [activity for _, activity in both]


def _number(numbered: _Numbered) -> int:
    return numbered[0]
