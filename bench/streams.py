"""What is parsed: real events of recorded sessions, mixed as different servers send them."""

from collections.abc import Iterable, Iterator
from itertools import batched, chain, count, cycle, islice
import re

from custom_components.allstarlink.app_rpt.events import EVENT_NAMES
from tests import transcript

SEPARATOR = b"\r\n\r\n"

# A link on its way up and down, many links, and a node's own receiver
_LINKS = ("40_events_link_unlink_1999_to_2001", "50_events_multilink_1999")
_KEYUPS = "80_events_local_keyup_1997"
# Calls between phones, with every event on and with those of the class call
_CALLS = ("c01_answered_caller_hangs_up", "c06_two_concurrent_calls_ev_call")

# Events of the telephone exchange for each of app_rpt
_NOISE = 50


def only_rpt(size: int) -> list[bytes]:
    """Return events of app_rpt that all say something, about `size` bytes of them."""
    return _fill(_wanted(), size)


def new_lists(size: int) -> list[bytes]:
    """Return the same, but with every list of links unlike all before it."""
    names = count(10_000_000)
    return _fill((_renamed(event, names) for event in cycle(_wanted())), size)


def link_up(size: int) -> list[bytes]:
    """Return all that a session with `Events: on` sees while links come and go."""
    return _fill(_events(*_LINKS), size)


def busy_pbx(size: int) -> list[bytes]:
    """Return 50 events of calls and channels for each of app_rpt that says something."""
    noise = [event for event in _events(*_LINKS, *_CALLS) if not _is_rpt(event)]
    rpt = cycle(_wanted())
    noisy = islice(cycle(noise), len(noise) * _NOISE)
    groups = batched(noisy, _NOISE, strict=True)
    return _fill(chain.from_iterable((*group, next(rpt)) for group in groups), size)


def chunks(events: Iterable[bytes], size: int) -> list[bytes]:
    """Return the stream of these events, cut into pieces of `size` bytes."""
    stream = b"".join(event + SEPARATOR for event in events)
    return [stream[start : start + size] for start in range(0, len(stream), size)]


def name(event: bytes) -> str:
    """Return the name in an event's first line."""
    return event[: event.find(b"\r")].decode().removeprefix("Event: ")


def _wanted() -> list[bytes]:
    return [event for event in _events(*_LINKS, _KEYUPS) if name(event) in EVENT_NAMES]


def _renamed(event: bytes, names: Iterator[int]) -> bytes:
    """Return the event with another first link in its list, if it has one."""
    return re.sub(
        rb"(?<=EventValue: )(\d+),[^,\r]+(?=..[,\r])",
        lambda m: b"%b,%d" % (m[1], next(names)),
        event,
    )


def _is_rpt(event: bytes) -> bool:
    return event.startswith((b"Event: RPT_", b"Event: DTMF"))


def _events(*names: str) -> list[bytes]:
    received = (transcript.load(name).received for name in names)
    frames = chain.from_iterable(data.split(SEPARATOR) for data in received)
    return [frame for frame in frames if frame.startswith(b"Event: ")]


def _fill(events: Iterable[bytes], size: int) -> list[bytes]:
    return list(_up_to(cycle(events), size))


def _up_to(events: Iterator[bytes], size: int) -> Iterator[bytes]:
    while size > 0:
        event = next(events)
        size -= len(event) + len(SEPARATOR)
        yield event
