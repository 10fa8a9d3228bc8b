"""Who talks: key-downs and key-ups joined into talks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ..moment import Moment
from .activity import Activity, ActivityType

# A talker who keys again sooner than this is still in the same talk.
TALK_GAP = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk under way. `unkeyed` is the last key-up, None while keyed."""

    talker: str
    started: Moment
    unkeyed: Moment | None = None

    def duration(self, now: Moment) -> float:
        """Return the seconds from the first key-down to the last key-up."""
        return round(((self.unkeyed or now) - self.started).total_seconds(), 3)


@dataclass(frozen=True, slots=True)
class Talking:
    """Who is keyed now (oldest key-down first), open talks, the last heard.

    `last_heard` is the last key-up of the talk that was heard last, and its
    key-down until that talk has ended; `last_started` is its key-down.
    """

    keyed: tuple[str, ...] = ()
    talks: tuple[Talk, ...] = ()
    last_heard: Moment | None = None
    last_heard_node: str | None = None
    last_started: Moment | None = None

    @property
    def talker(self) -> str | None:
        """Return who keyed last of those that are keyed now."""
        return self.keyed[-1] if self.keyed else None

    @property
    def last_key_up(self) -> Moment | None:
        """Return `last_heard`, or the last key-up of that talk if it is not keyed now."""
        ups = (t.unkeyed for t in self.talks if t.talker == self.last_heard_node)
        return next(ups, None) or self.last_heard


type TalkingChange = tuple[Talking, list[Activity]]


def hear(
    talking: Talking,
    keyed: Sequence[str],
    present: Collection[str],
    now: Moment,
    *,
    key_downs: Mapping[str, Moment],
    key_ups: Mapping[str, Moment],
    found: Collection[str] = (),
) -> TalkingChange:
    """Take note of who is keyed now.

    `present` are the talkers that can be heard at all: the talk of one that
    is gone ends at once. `key_downs` and `key_ups` tell the times of those
    that are known to be earlier than `now`. Those in `found` are keyed since a
    time that nobody knows: they start no talk.
    """
    before = talking.talks
    # The timer of a gap may be late: the next key-down is another talk all the same.
    talking, over = let_time_pass(talking, now)
    talking, gone = _end(
        talking, now, [t for t in talking.talks if t.talker not in present]
    )
    now_keyed, was_keyed = set(keyed), set(talking.keyed)
    fresh = [name for name in dict.fromkeys(keyed) if name not in was_keyed]
    fresh.sort(key=lambda name: key_downs.get(name, now))
    talks = tuple(
        _rekey(talk, key_ups.get(talk.talker, now), keyed=talk.talker in now_keyed)
        for talk in talking.talks
    )
    # A key-up may be known so late that its gap is over as well.
    talking, late = let_time_pass(replace(talking, talks=talks), now)
    resumed = {talk.talker for talk in talking.talks}
    no_talk = resumed.union(found)
    started = [
        Talk(name, key_downs.get(name, now)) for name in fresh if name not in no_talk
    ]
    still = tuple(name for name in talking.keyed if name in now_keyed)
    talking = replace(talking, keyed=(*still, *fresh), talks=(*talking.talks, *started))
    activities = [*over, *gone, *late]
    had_talks = {talk.talker for talk in before}
    for name in sorted(was_keyed - now_keyed - had_talks):
        # A first poll found it keyed, so there was no talk to end.
        began = talking.last_started if name == talking.last_heard_node else None
        key_up = key_ups.get(name, now)
        talking = heard(talking, name, key_up, began or key_up)
    for talk in started:
        talking = heard(talking, talk.talker, talk.started, talk.started)
        activities.append(Activity(ActivityType.TALK_STARTED, now.wall, talk.talker))
    return talking, activities


def heard(talking: Talking, talker: str, moment: Moment, key_down: Moment) -> Talking:
    """Note when somebody was heard last, unless somebody was later."""
    if talking.last_heard is not None and moment < talking.last_heard:
        return talking
    return replace(
        talking, last_heard=moment, last_heard_node=talker, last_started=key_down
    )


def let_time_pass(talking: Talking, now: Moment) -> TalkingChange:
    """End the talks whose gap has become too long."""
    over = [t for t in talking.talks if t.unkeyed and t.unkeyed + TALK_GAP <= now]
    over.sort(key=lambda talk: talk.unkeyed or now)
    return _end(talking, now, over)


def next_end(talking: Talking) -> Moment | None:
    """Return when the next talk ends if nobody keys."""
    return min((t.unkeyed + TALK_GAP for t in talking.talks if t.unkeyed), default=None)


def _rekey(talk: Talk, key_up: Moment, *, keyed: bool) -> Talk:
    if keyed:
        return replace(talk, unkeyed=None) if talk.unkeyed else talk
    if talk.unkeyed:
        return talk
    return replace(talk, unkeyed=max(key_up, talk.started))


def _end(talking: Talking, now: Moment, over: Sequence[Talk]) -> TalkingChange:
    if not over:
        return talking, []
    ending = set(over)
    rest = tuple(talk for talk in talking.talks if talk not in ending)
    ended = [
        Activity(
            ActivityType.TALK_ENDED,
            now.wall,
            talk.talker,
            duration=talk.duration(now),
            heard=(talk.unkeyed or now).wall,
        )
        for talk in over
    ]
    talking = replace(talking, talks=rest)
    if any(talk.talker == talking.last_heard_node for talk in rest):
        # Whoever was heard last is still talking.
        return talking, ended
    for talk in sorted(over, key=lambda talk: talk.unkeyed or now):
        talking = heard(talking, talk.talker, talk.unkeyed or now, talk.started)
    return talking, ended
