"""What polls see of a node and no event announced.

app_rpt sends RPT_ALINKS when a link is up for the first time, when one ends
that was up, and at each key-down and key-up of one; RPT_RXKEYED for its own
receiver (rpt_link.c, rpt_update_links; app_rpt.c). A user without `read=call`
gets none of them and is not told (transcript 86). Changes of local monitors and
of modes are announced as well, by an RPT_ALINKS that does not have them
(transcripts 50, d11, d12), and permanent links that fall back since 3.10.4: see
`is_unexplained` in state.py. Since that does not say which link has changed, it
counts for nothing here, nor does what app_rpt never announces: permanent links
that return (transcript 56), outbound links that are still connecting,
LinkedNodes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from ..moment import Moment
from . import events
from .links import Link
from .names import Mode
from .state import NodeState

# SawStat tells whole seconds, and an event may be on its way meanwhile: a
# younger key-up is no proof.
_OLD_ENOUGH = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What to compare the next poll of a node with.

    `polled_at` is the last XStat and `heard_at` the last RPT_ALINKS of this
    session. `changes` are those of the last XStat that an event may still
    announce, `receiving_since` is when one found the receiver keyed without
    an event.
    """

    polled_at: Moment | None = None
    heard_at: Moment | None = None
    changes: int = 0
    receiving_since: Moment | None = None

    def hint(self, now: Moment) -> Moment | None:
        """Return when an RPT_ALINKS came, if so lately that a poll may show why."""
        if self.heard_at is not None and now - self.heard_at < _OLD_ENOUGH:
            return self.heard_at
        return None


@dataclass(frozen=True, slots=True)
class Unannounced:
    """How much a poll saw that no event announced: by links, and by the receiver."""

    links: int = 0
    receiving: int = 0


type Comparison = tuple[Baseline, Unannounced]


def hear_event(baseline: Baseline, event: events.Event, now: Moment) -> Baseline:
    """Take note of an event: it announces what was doubtful."""
    match event:
        case events.AdjacentLinks():
            return replace(baseline, heard_at=now, changes=0)
        case events.Receiving():
            return replace(baseline, receiving_since=None)
    return baseline


def compare_xstat(
    baseline: Baseline, before: NodeState, after: NodeState, now: Moment
) -> Comparison:
    """Compare the states before and after an XStat was applied.

    A change of the links counts at the next XStat, if nothing announced it
    until then; the first XStat of a session shows nothing.
    """
    if not before.polled or baseline.polled_at is None:
        return Baseline(polled_at=now), Unannounced()
    heard_at, polled_at = baseline.heard_at, baseline.polled_at
    announced = heard_at is not None and heard_at >= polled_at
    changes = 0 if announced else _changes(before.links, after.links)
    baseline, receiving = _compare_receiving(baseline, before, after, now)
    seen = Unannounced(baseline.changes, receiving)
    return replace(baseline, polled_at=now, changes=changes), seen


def compare_sawstat(
    baseline: Baseline, before: NodeState, after: NodeState, now: Moment
) -> Unannounced:
    """Compare the states before and after a SawStat was applied.

    Key-ups count once a poll, however many links had one: when the server's
    clock is set back, all of them look younger.
    """
    if not before.synced:
        return Unannounced()
    known = {link.name: link.last_keyed for link in before.links}
    for link in _announced_links(after.links):
        keyed, was_keyed = link.last_keyed, known.get(link.name)
        if keyed is None or (was_keyed is not None and keyed <= was_keyed):
            continue
        if baseline.heard_at is not None and keyed - baseline.heard_at < _OLD_ENOUGH:
            continue
        if now - keyed >= _OLD_ENOUGH:
            return Unannounced(links=1)
    return Unannounced()


def _compare_receiving(
    baseline: Baseline, before: NodeState, after: NodeState, now: Moment
) -> tuple[Baseline, int]:
    since = baseline.receiving_since
    if since is not None:
        old_enough = now - since >= _OLD_ENOUGH
        if old_enough or not after.receiving:
            return replace(baseline, receiving_since=None), int(old_enough)
    elif after.receiving and before.receiving is False:
        return replace(baseline, receiving_since=now), 0
    return baseline, 0


def _changes(before: Iterable[Link], after: Iterable[Link]) -> int:
    """Count links that are up for the first time, and those that ended."""
    known, present = list(before), list(after)
    was_up = {link.name for link in known if link.established}
    is_there = {link.name for link in present}
    begun = [
        link
        for link in _announced_links(present)
        if link.reconnects == 0 and link.name not in was_up
    ]
    ended = [link for link in _announced_links(known) if link.name not in is_there]
    return len(begun) + len(ended)


def _announced_links(links: Iterable[Link]) -> list[Link]:
    """Return the links that events tell of; of equal names none can be told apart."""
    links = list(links)
    times = Counter(link.name for link in links)
    return [
        link
        for link in links
        if link.established
        and link.mode is not Mode.LOCAL_MONITOR
        and times[link.name] == 1
    ]
