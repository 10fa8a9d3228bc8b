"""Runs the target on generated streams until the time is over or one fails."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import monotonic

from .corpus import generate
from .target import check

_MAX_CUTS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """How many inputs and bytes were tried, and the one that failed."""

    inputs: int
    size: int
    finding: bytes | None = None


def fuzz(seconds: float, seed: int) -> Result:
    """Try streams; the same seed gives the same ones in the same order."""
    random = Random(seed)
    end = monotonic() + seconds
    inputs = size = 0
    while monotonic() < end:
        data = generate(random)
        cuts = [random.randrange(1 << 20) for _ in range(random.randrange(_MAX_CUTS))]
        inputs += 1
        size += len(data)
        if complaint_of(data, cuts) is not None:
            return Result(inputs, size, data)
    return Result(inputs, size)


def complaint_of(data: bytes, cuts: list[int] | None = None) -> Exception | None:
    """Return what a stream breaks, whole and in pieces (None: single bytes)."""
    try:
        check(data, list(range(len(data))) if cuts is None else cuts)
    except Exception as complaint:  # noqa: BLE001  (any exception is a finding)
        return complaint
    return None


def fails(data: bytes) -> bool:
    """Tell whether a stream breaks anything."""
    return complaint_of(data) is not None


def shorten(data: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Return the shortest stream that cutting pieces out of one leads to."""
    length = len(data) // 2
    while length:
        start = 0
        while start < len(data):
            shorter = data[:start] + data[start + length :]
            if still(shorter):
                data = shorter
            else:
                start += length
        length //= 2
    return data
