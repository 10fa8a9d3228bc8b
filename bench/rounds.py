"""Measuring candidates in turns, so that a machine's moods hit all of them."""

from collections.abc import Awaitable, Callable, Mapping
import gc
from time import process_time

type Times = dict[str, list[float]]


async def measure(
    candidates: Mapping[str, Callable[[], Awaitable[object]]], rounds: int
) -> Times:
    """Return the seconds of the processor that each candidate took in each round.

    All run once in each round, each time in another order; the round before
    the first is not counted.
    """
    times: Times = {name: [] for name in candidates}
    order = list(candidates)
    # What is there already need not be looked through before each of them.
    gc.freeze()
    for number in range(rounds + 1):
        for name in order:
            gc.collect()
            start = process_time()
            await candidates[name]()
            if number:
                times[name].append(process_time() - start)
        order.append(order.pop(0))
    return times


def ratio(times: Times, slower: str, faster: str) -> float:
    """Return how many times as long the slower took, each at its best."""
    return min(times[slower]) / min(times[faster])
