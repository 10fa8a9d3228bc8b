"""What the list of all nodes costs: time, memory, and the event loop's patience."""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
import gc
from pathlib import Path
import random
from statistics import median
import sys
import tempfile
from time import perf_counter, thread_time
import tracemalloc

from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from custom_components.allstarlink.directory import directory, fetch
from custom_components.allstarlink.directory.cache import Edition, write_copy
from custom_components.allstarlink.directory.listing import parse_listing
from tests.soak.core import home_assistant

from .loop_watch import LoopWatch
from .row import AtMost, Row
from .section import measure
from .table import text

TITLE = "Node directory"
NOTE = (
    "A list of 60,000 nodes, half as many again as there are. Beside it, what is"
    " usually done: a dictionary with a tuple of strings for each node. The loop is"
    " watched by a timer of 1 ms: how late it comes at worst, in the quietest of the"
    " rounds and in the median one; beside it, the same when the loop is idle. A turn is"
    " the most CPU the loop itself takes between two timers."
)

_COUNT = 60_000
_LOOKUPS = 2000

# Seconds for which an idle loop is watched, about what a load takes
_IDLE = 0.25


def run(quick: bool) -> list[Row]:
    """Measure."""
    data = published(_COUNT)
    rounds = 2 if quick else 9
    return [
        _parsing(data, rounds),
        _indexing(data),
        *_memory(data),
        *_lookups(data, rounds),
        *asyncio.run(_loop_rows(data, rounds)),
    ]


def published(count: int) -> bytes:
    """Return a list with as many nodes, as long and as odd as the real one is."""
    random.seed(count)
    numbers = random.sample(range(2000, 700_000), count)
    end = f"\n\n;Generated {count} records in 0.2 seconds.\n"
    rows = [f"{number}|{_row(number)}" for number in sorted(numbers)]
    return ("\n".join(rows) + end).encode("latin-1")


def _row(number: int) -> str:
    callsign = f"{random.choice('KNWGD')}{number % 10}{number:06X}"[:6]
    what = random.choice(("", "Hub", "446.900 +", "Radioless Node", "Test|Bench"))
    return f"{callsign}|{what}|{random.choice(('Town', 'Fürth', 'Los Angeles'))}, CA"


def _usual(data: bytes) -> dict[str, tuple[str, ...]]:
    known = {}
    for line in data.decode("latin-1").splitlines():
        node, *fields = line.split("|")
        if len(fields) >= 3:
            known[node] = tuple(fields)
    return known


def _least(do: Callable[[], object], rounds: int) -> float:
    """Return the seconds of CPU that it takes when nothing disturbs it."""
    times = []
    for _ in range(rounds):
        start = thread_time()
        do()
        times.append(thread_time() - start)
    return min(times)


def _indexing(data: bytes) -> Row:
    listing = parse_listing(data, searchable=False)
    seconds = _least(lambda: listing.make_index(lambda: None), 2)
    return Row(
        "index of the search, CPU", "in another thread", seconds * 1000, unit=" ms"
    )


def _parsing(data: bytes, rounds: int) -> Row:
    ours = _least(lambda: parse_listing(data, searchable=False), rounds)
    usual = _least(lambda: _usual(data), rounds)
    return Row(
        f"parse {len(data) / 1e6:.1f} MB, beside the usual",
        f"{ours * 1000:.0f} ms, usual {usual * 1000:.0f} ms",
        ours / usual,
        AtMost(1.0),
        watched=True,
    )


# Memory


def _memory(data: bytes) -> list[Row]:
    before = _resident()
    listing = parse_listing(_copy(data))
    resident = _resident() - before
    del listing
    ours = _traced(lambda: parse_listing(_copy(data)))
    usual = _traced(lambda: _usual(data))
    return [
        Row(
            "memory of the list",
            f"resident {resident / 1e6:.1f} MB; the usual {usual[0] / 1e6:.1f} MB",
            ours[0] / 1e6,
            AtMost(15),
            unit=" MB",
        ),
        Row(
            "most while it is parsed",
            f"the usual {usual[1] / 1e6:.1f} MB",
            ours[1] / 1e6,
            AtMost(15),
            unit=" MB",
        ),
    ]


def _copy(data: bytes) -> bytes:
    """Return the same bytes in memory of their own, which the list keeps."""
    return bytes(bytearray(data))


def _traced(make: Callable[[], object]) -> tuple[int, int]:
    """Return the bytes that what is made takes, and took at most meanwhile."""
    gc.collect()
    tracemalloc.start()
    made = make()
    gc.collect()
    sizes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del made
    return sizes


def _resident() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


# Lookups


def _lookups(data: bytes, rounds: int) -> list[Row]:
    listing, small = parse_listing(data), parse_listing(published(_COUNT // 10))
    known = _usual(data)
    nodes = random.sample(sorted(known), _LOOKUPS)
    few = [node for node in known if small.find(node)][:_LOOKUPS]
    ours = _each(listing.find, nodes, rounds)
    of_few = _each(small.find, few, rounds)
    unknown = _each(listing.find, [f"{node}0" for node in nodes], rounds)
    return [
        Row(
            "find a node, beside one of a tenth as many",
            f"{ours:.2f} µs, of a tenth as many {of_few:.2f} µs,"
            f" unknown {unknown:.2f} µs",
            ours / of_few,
            AtMost(1.5),
        )
    ]


def _each(find: Callable[[str], object], nodes: list[str], rounds: int) -> float:
    """Return the microseconds of one of these lookups."""

    def do() -> None:
        for node in nodes:
            find(node)

    return _least(do, rounds) / len(nodes) * 1e6


# The event loop


@dataclass(frozen=True, slots=True)
class Blocked:
    """The longest times of each round, milliseconds, and the seconds of a round."""

    by_clock: list[float]
    by_turn: list[float]
    seconds: list[float]


async def _loop_rows(data: bytes, rounds: int) -> list[Row]:
    async with home_assistant() as hass, _server(data) as url:
        # The shared web session looks names up by it.
        await async_setup_component(hass, "network", {})
        fetch.LIST_URL = url
        known = directory.async_get_directory(hass)
        path = directory.copy_path(hass)
        edition = Edition(dt_util.utcnow())
        await hass.async_add_executor_job(write_copy, path, edition, data)

        async def load() -> None:
            release = known.async_use()
            await known.async_wait_loaded()
            release()

        async def renew() -> None:
            known._edition = None
            await known._async_update()

        async def idle() -> None:
            await asyncio.sleep(_IDLE)

        floor = await _watch(idle, rounds)
        loading = await _watch(load, rounds)
        release = known.async_use()
        await known.async_wait_loaded()
        fetching = await _watch(renew, rounds)
        release()
        if known.status.last_error is not None:
            raise RuntimeError(known.status.last_error)
    return [
        _blocked("loop blocked: read from disk, and dropped", loading, floor),
        _blocked("loop blocked: fetched, parsed, written", fetching, floor),
    ]


async def _watch(do: Callable[[], Awaitable[None]], rounds: int) -> Blocked:
    blocked = Blocked([], [], [])
    for _ in range(rounds):
        watch = LoopWatch()
        start = perf_counter()
        with watch.watching():
            await asyncio.sleep(0.005)
            await do()
            await asyncio.sleep(0.005)
        blocked.seconds.append(perf_counter() - start)
        blocked.by_clock.append(watch.blocked * 1000)
        blocked.by_turn.append(watch.turn * 1000)
    return blocked


def _blocked(name: str, found: Blocked, floor: Blocked) -> Row:
    """Return the row: of all rounds, the one that other processes disturbed least."""
    return Row(
        name,
        f"{median(found.seconds) * 1000:.0f} ms in all; timer late by"
        f" {min(found.by_clock):.1f} ms (idle {min(floor.by_clock):.1f} ms),"
        f" median {median(found.by_clock):.1f} ms"
        f" (idle {median(floor.by_clock):.1f} ms);"
        f" longest turn {median(found.by_turn):.1f} ms of CPU",
        min(found.by_clock),
        AtMost(5),
        unit=" ms",
    )


@asynccontextmanager
async def _server(data: bytes) -> AsyncGenerator[str]:
    """Serve the list from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "list").write_bytes(data)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-u", "-m", "http.server", "0"),
            *("--bind", "127.0.0.1", "--directory", folder),
            stdout=PIPE,
            stderr=DEVNULL,
        )
        assert process.stdout is not None
        words = (await process.stdout.readline()).decode().split()
        try:
            yield f"http://127.0.0.1:{words[words.index('port') + 1]}/list"
        finally:
            process.terminate()
            await process.wait()


def main() -> None:
    """Measure and print."""
    print(text(measure("directory", quick=False)))


if __name__ == "__main__":
    main()
