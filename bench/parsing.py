"""Messages per second, from the bytes of a socket to events."""

import asyncio
from collections.abc import Callable
from functools import partial

from . import readers, streams
from .readers import ALL, PEERS
from .rounds import Times, measure, ratio
from .row import AtLeast, Row

TITLE = "Parsing"
NOTE = """\
Thousands of messages for each second of one core, from the bytes of a socket to the event: here to a typed value by
way of the session, in each peer to its own object by its own reading code with one callback, in turns on the same
stream of recorded events. A value is how many times as fast as that the integration is.

*RPT only*: key-ups and lists of links, all of which say something. *RPT, new lists*: the same, but no list comes twice,
as it never is. *Link-up*: all that a session with `Events: on` sees while links come and go. *Busy PBX*: 50 events of
calls for each of app_rpt. The minimal parser makes a dictionary of each message with no thought of what can go wrong;
`bytes.split` only cuts, and *one look at each* then finds the first 32 bytes in a set, which is the least that can tell
an event nobody wants: nothing written in Python comes closer to `bytes.split`."""

_MIXES: dict[str, Callable[[int], list[bytes]]] = {
    "RPT only": streams.only_rpt,
    "RPT, new lists": streams.new_lists,
    "link-up": streams.link_up,
    "busy PBX": streams.busy_pbx,
}

# The pieces of which the targets speak: what one read of a busy socket gives
_PIECE = 4096
# How often the stream is repeated for each size of pieces; a byte at a time takes long.
_REPEATS = {1: 2, 512: 10, _PIECE: 24, 65536: 24}
# So little that it stays in the processor's cache, where a read from a socket puts it, too.
_BYTES = 131_072
_ROUNDS = 9
_ROUNDS_QUICK = 4

# What stands beside the integration in which mix, and what is to come of it
_BESIDE: dict[str, dict[str, AtLeast | None]] = {
    "RPT only": {
        "panoramisk": AtLeast(3),
        "fastest peer": AtLeast(1.3),
        "minimal parser": AtLeast(0.8),
    },
    "RPT, new lists": {"panoramisk": None, "fastest peer": None},
    "link-up": {"panoramisk": None, "fastest peer": None},
    "busy PBX": {
        "panoramisk": AtLeast(12),
        "bytes.split": AtLeast(0.5),
        "one look at each": None,
    },
}


def run(quick: bool) -> list[Row]:
    """Measure every mix; a quick run only what has targets."""
    readers.be_quiet()
    return asyncio.run(_run(quick))


async def _run(quick: bool) -> list[Row]:
    if quick:
        mixes = [mix for mix, targets in _BESIDE.items() if any(targets.values())]
        return [
            row for mix in mixes for row in await _measure(mix, _PIECE, _ROUNDS_QUICK)
        ]
    return [
        row
        for mix in _MIXES
        for piece in _REPEATS
        for row in await _measure(mix, piece, _ROUNDS)
    ]


async def _measure(mix: str, piece: int, rounds: int) -> list[Row]:
    events = _MIXES[mix](_BYTES)
    pieces = dict.fromkeys(ALL, streams.chunks(events, piece))
    pieces["ours"] = streams.chunks(events, min(piece, readers.MAX_READ))
    await _check(events, pieces)
    repeats = _REPEATS[piece]
    times = await measure(
        {name: partial(ALL[name], pieces[name] * repeats) for name in ALL}, rounds
    )
    name = f"{mix}, {piece} bytes at a time"
    rows = [Row(name, _figures(times, len(events) * repeats))]
    return rows + [
        _beside(f"{mix}, beside {other}", other, target, times)
        for other, target in _BESIDE[mix].items()
        if piece == _PIECE
    ]


async def _check(events: list[bytes], pieces: dict[str, list[bytes]]) -> None:
    """Make sure that all read the whole stream: what is skipped by mistake is fast."""
    names = [streams.name(event) for event in events]
    rpt = sum(name.startswith("RPT_") for name in names)
    expected = {
        "ours": sum(name in streams.EVENT_NAMES for name in names),
        "one look at each": len(events),
        "bytes.split": len(events),
    }
    for name, reader in ALL.items():
        count = await reader(pieces[name])
        if count != expected.get(name, rpt):
            raise ValueError(f"{name} read {count} of {expected.get(name, rpt)} events")


def _figures(times: Times, count: int) -> str:
    return ", ".join(
        f"{name} {count / min(seconds) / 1000:,.0f}" for name, seconds in times.items()
    )


def _beside(name: str, other: str, target: AtLeast | None, times: Times) -> Row:
    figures = ""
    if other == "fastest peer":
        other = figures = min(PEERS, key=lambda peer: min(times[peer]))
    value = ratio(times, other, "ours")
    return Row(name, figures, value, target, watched=target is not None)
