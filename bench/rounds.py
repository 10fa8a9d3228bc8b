"""Measuring candidates in turns, so that a machine's moods hit all of them."""

from collections.abc import Awaitable, Callable, Mapping
import gc
from statistics import median
from time import perf_counter

type Times = dict[str, list[float]]


async def measure(
    candidates: Mapping[str, Callable[[], Awaitable[object]]], rounds: int
) -> Times:
    """Return the seconds that each candidate took in each round.

    All run once in each round, each time in another order; the round before
    the first is not counted.
    """
    times: Times = {name: [] for name in candidates}
    order = list(candidates)
    for number in range(rounds + 1):
        for name in order:
            gc.collect()
            start = perf_counter()
            await candidates[name]()
            if number:
                times[name].append(perf_counter() - start)
        order.append(order.pop(0))
    return times


def ratio(times: Times, slower: str, faster: str) -> float:
    """Return how many times as long the slower took: the median over the rounds."""
    pairs = zip(times[slower], times[faster], strict=True)
    return median(slow / fast for slow, fast in pairs)
