"""Messages per second, from the bytes of a socket to events."""

import asyncio
from collections.abc import Callable
from functools import partial

from . import readers, streams
from .readers import ALL, FLOORS, PEERS
from .rounds import Times, measure, ratio
from .row import AtLeast, Row

TITLE = "Parsing"
NOTE = """\
Thousands of messages a second on one core, from the bytes of a socket to the event: here to a typed value by way of
the session, in each peer to its own object by its own reading code with one callback, in turns on the same stream of
recorded events. The minimal parser makes a dictionary of each message and is not fit for use; `bytes.split` only cuts.
*RPT only*: key-ups and link lists, all of which say something. *Link-up*: all that a session with `Events: on` sees
while links come and go. *Busy PBX*: 50 events of calls for each of app_rpt. A value is how many times as fast as that
the integration is."""

_MIXES: dict[str, Callable[[int], list[bytes]]] = {
    "RPT only": streams.only_rpt,
    "link-up": streams.link_up,
    "busy PBX": streams.busy_pbx,
}

# The pieces of which the targets speak: what one read of a busy socket gives
_PIECE = 4096
# How often the stream is repeated for each size of pieces; a byte at a time takes long.
_REPEATS = {1: 2, 512: 10, _PIECE: 24, 65536: 24}
# So little that it stays in the processor's cache, where a read from a socket puts it, too.
_BYTES = 131_072
_ROUNDS = 15
_ROUNDS_QUICK = 5

_TARGETS = {
    ("RPT only", "panoramisk"): AtLeast(3),
    ("RPT only", "fastest peer"): AtLeast(1.3),
    ("RPT only", "minimal parser"): AtLeast(0.8),
    ("busy PBX", "panoramisk"): AtLeast(12),
    ("busy PBX", "bytes.split"): AtLeast(0.5),
}


def run(quick: bool) -> list[Row]:
    """Measure every mix; a quick run in one size of pieces only."""
    readers.be_quiet()
    return asyncio.run(_run(quick))


async def _run(quick: bool) -> list[Row]:
    rows = []
    for mix in _MIXES:
        for piece in (_PIECE,) if quick else _REPEATS:
            rows += await _measure(mix, piece, _ROUNDS_QUICK if quick else _ROUNDS)
    return rows


async def _measure(mix: str, piece: int, rounds: int) -> list[Row]:
    events = _MIXES[mix](_BYTES)
    pieces = streams.chunks(events, piece)
    await _check(events, pieces)
    repeats = _REPEATS[piece]
    times = await measure(
        {name: partial(reader, pieces * repeats) for name, reader in ALL.items()},
        rounds,
    )
    rows = [
        Row(f"{mix}, {piece} bytes at a time", _figures(times, len(events) * repeats))
    ]
    if piece == _PIECE:
        rows += _beside(mix, times)
    return rows


async def _check(events: list[bytes], pieces: list[bytes]) -> None:
    """Make sure that all read the whole stream: what is skipped by mistake is fast."""
    names = [streams.name(event) for event in events]
    rpt = sum(name.startswith("RPT_") for name in names)
    expected = {
        "ours": sum(name in streams.EVENT_NAMES for name in names),
        "bytes.split": len(events),
    }
    for name, reader in ALL.items():
        count = await reader(pieces)
        if count != expected.get(name, rpt):
            raise ValueError(f"{name} read {count} of {expected.get(name, rpt)} events")


def _figures(times: Times, count: int) -> str:
    return ", ".join(
        f"{name} {count / min(seconds) / 1000:,.0f}" for name, seconds in times.items()
    )


def _beside(mix: str, times: Times) -> list[Row]:
    fastest = min(PEERS, key=lambda peer: min(times[peer]))
    others = {"panoramisk": "panoramisk", "fastest peer": fastest}
    others |= {floor: floor for floor in FLOORS}
    return [
        Row(
            f"{mix}, beside {label}",
            name if name != label else "",
            ratio(times, name, "ours"),
            _TARGETS.get((mix, label)),
            watched=(mix, label) in _TARGETS,
        )
        for label, name in others.items()
    ]
