"""Who talked with whom, from when to when: what bridges tell (transcripts c01 and c07)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ..moment import Moment
from .channels import Channel

# A conference in which people come and go has no end of them
MAX_SEGMENTS: Final = 50

# The same people go on after such a break: a Local channel was optimised away
_BREAK: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a call in which the same devices talked with each other.

    `participants` are devices (`PJSIP/1001`), the caller's first. `ended` is None
    while it goes on.
    """

    participants: tuple[str, ...]
    started: Moment
    ended: Moment | None = None


def follow(
    segments: tuple[Segment, ...], channels: Iterable[Channel], now: Moment
) -> tuple[Segment, ...]:
    """Return the segments of a call whose open channels are these."""
    talking = list(_groups(channels))
    kept = [_ended(one, now) if _is_over(one, talking) else one for one in segments]
    still = [one.participants for one in kept if one.ended is None]
    for group in talking:
        if group in still:
            still.remove(group)
        elif kept and _goes_on(kept[-1], group, now):
            kept[-1] = replace(kept[-1], ended=None)
        elif len(kept) < MAX_SEGMENTS:
            kept.append(Segment(group, now))
    return tuple(one for one in kept if one.ended != one.started)


def finish(segments: tuple[Segment, ...], now: Moment) -> tuple[Segment, ...]:
    """Return the segments of a call that is over now."""
    return follow(segments, (), now)


def lose(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments without those whose end nobody heard."""
    return tuple(one for one in segments if one.ended is not None)


def _is_over(segment: Segment, talking: Iterable[tuple[str, ...]]) -> bool:
    return segment.ended is None and segment.participants not in talking


def _ended(segment: Segment, now: Moment) -> Segment:
    return replace(segment, ended=now)


def _goes_on(last: Segment, group: tuple[str, ...], now: Moment) -> bool:
    if last.participants != group or last.ended is None:
        return False
    return now - last.ended <= _BREAK


def _groups(channels: Iterable[Channel]) -> Iterator[tuple[str, ...]]:
    """Yield the devices that hear each other, for each bridge with two at least.

    The halves of a Local channel are in two bridges that are one for whoever talks.
    """
    bridges: dict[str, list[Channel]] = {}
    for channel in channels:
        if channel.bridge:
            bridges.setdefault(channel.bridge, []).append(channel)
    apart: list[list[Channel]] = []
    tied: list[Channel] = []
    for members in bridges.values():
        if any(member.is_local for member in members):
            tied += members
        else:
            apart.append(members)
    for members in (*apart, tied):
        devices = tuple(each.device for each in members if not each.is_local)
        if len(devices) > 1:
            yield devices
