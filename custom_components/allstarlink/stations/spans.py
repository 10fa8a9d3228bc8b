"""Times that are counted once, whoever reports them and however often."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..app_rpt.talks import TALK_GAP

# What is remembered of the past; a talk that several nodes hear ends on all within moments
MAX_SPANS = 100

type Span = tuple[datetime, datetime]


class Spans:
    """The spans of time in which a station talked, disjoint and in order.

    Those with a gap of less than 2 s are one, as the talks of a node are.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Begin with these."""
        self._spans: list[Span] = []
        for start, end in spans:
            self.add(start, end)

    def __iter__(self) -> Iterator[Span]:
        """Return the spans, the oldest first."""
        return iter(self._spans)

    def add(self, start: datetime, end: datetime) -> timedelta:
        """Add a span, and return how much time it adds to the others."""
        apart: list[Span] = []
        joined: list[Span] = []
        for span in self._spans:
            is_apart = span[1] + TALK_GAP <= start or end + TALK_GAP <= span[0]
            (apart if is_apart else joined).append(span)
        start = min([start, *(s[0] for s in joined)])
        end = max([end, *(s[1] for s in joined)])
        before = sum((s[1] - s[0] for s in joined), timedelta())
        self._spans = sorted([*apart, (start, end)])[-MAX_SPANS:]
        return end - start - before

    def forget_after(self, latest: datetime) -> None:
        """Forget what ended later than this: the clock was wrong then."""
        self._spans = [span for span in self._spans if span[1] <= latest]
