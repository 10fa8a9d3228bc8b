"""What more servers, nodes and links cost."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
import gc
from math import log
from multiprocessing import get_context
from statistics import linear_regression
import time
import tracemalloc

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry, flush_store

from tests.soak.core import home_assistant

from .blank import add_blank, count_entities, make_blank
from .core import AS_INSTALLED, add_server, node_numbers
from .far_side import FarSide, far_side
from .row import AtMost, Row

TITLE = "Scale"
NOTE = (
    "Servers x nodes x links, each size in a process of its own. Idle are the polls"
    " of all nodes, each 15 s as they have links; busy is a key-down and a key-up on"
    " a link of each node every 3 s, with all that app_rpt sends then. The growth is"
    " the exponent of the fitted power: 1 is linear."
)

# Seconds between two polls of a node with links, as installed
_POLL = 15

# Changes of a node each second when it is busy
_BUSY_RATE = 2 / 3

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    servers: int
    nodes: int
    links: int

    def __str__(self) -> str:
        """Return it as the table has it."""
        return f"{self.servers} x {self.nodes} x {self.links}"

    @property
    def all_nodes(self) -> int:
        """The nodes of all servers."""
        return self.servers * self.nodes


@dataclass(frozen=True, slots=True)
class Cost:
    """What a size cost: seconds, CPU seconds each second, bytes of a node's poll."""

    set_up: float
    set_up_cpu: float
    idle: float
    busy: float
    poll_bytes: float


_QUICK = Size(1, 20, 10)
_BY_NODES = (Size(1, 5, 10), _QUICK, Size(4, 20, 10), Size(10, 20, 10))
_BY_LINKS = (_QUICK, Size(1, 20, 30), Size(1, 20, 100))
_OTHERS = (Size(1, 1, 1), Size(10, 20, 100))

# The nodes whose memory is measured. So many are there before that no table of
# Home Assistant has to grow meanwhile: they do so by leaps.
_MEASURED = 10
_BEFORE = 90
_FEW_LINKS, _MANY_LINKS = 10, 100


def run(quick: bool) -> list[Row]:
    """Measure."""
    if quick:
        return _quickly()
    sizes = sorted({*_BY_NODES, *_BY_LINKS, *_OTHERS}, key=_total)
    costs = {size: _apart(_cost, size, 6).result() for size in sizes}
    return [
        *(_row(size, cost) for size, cost in costs.items()),
        _growth("nodes", [(size.all_nodes, costs[size]) for size in _BY_NODES]),
        _growth("links", [(size.links, costs[size]) for size in _BY_LINKS]),
        *_memory_rows(_apart(_memory).result()),
    ]


def _quickly() -> list[Row]:
    """Measure one size, and the memory at the same time, which knows no time."""
    memory = _apart(_memory)
    cost = _apart(_cost, _QUICK, 2).result()
    return [_row(_QUICK, cost), *_memory_rows(memory.result())]


def _total(size: Size) -> int:
    return size.all_nodes * size.links


def _apart[**P, R](
    measure: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> Future[R]:
    """Measure in a process that has not done anything yet."""
    process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        return process.submit(measure, *args, **kwargs)
    finally:
        process.shutdown(wait=False)


def _row(size: Size, cost: Cost) -> Row:
    return Row(
        str(size),
        f"set up in {cost.set_up:.2f} s ({cost.set_up_cpu:.2f} s of CPU);"
        f" CPU idle {cost.idle:.2%}, busy {cost.busy:.2%} of a core;"
        f" {cost.poll_bytes / 1000:.1f} kB each poll of a node",
    )


def _growth(what: str, costs: Sequence[tuple[int, Cost]]) -> Row:
    """Return how each cost grows with the number of something."""
    exponents = {
        name: _exponent([(count, getattr(cost, field)) for count, cost in costs])
        for name, field in {
            "set-up": "set_up_cpu",
            "idle": "idle",
            "busy": "busy",
        }.items()
    }
    return Row(
        f"growth with the {what}, at most linear",
        ", ".join(f"{name} {exponent:.2f}" for name, exponent in exponents.items()),
        max(exponents.values()),
        AtMost(1.15),
        unit="",
    )


def _exponent(points: Sequence[tuple[int, float]]) -> float:
    counts, costs = zip(*points, strict=True)
    return linear_regression([*map(log, counts)], [*map(log, costs)]).slope


# In a process of its own


def _cost(size: Size, seconds: float) -> Cost:
    return asyncio.run(_measure_cost(size, seconds))


async def _measure_cost(size: Size, seconds: float) -> Cost:
    async with far_side() as far, home_assistant() as hass:
        ports = await _open(far, size)
        start, cpu = time.perf_counter(), time.process_time()
        entries = await _add_servers(hass, ports, size.nodes)
        set_up, set_up_cpu = time.perf_counter() - start, time.process_time() - cpu
        hubs = [entry.runtime_data for entry in entries]
        traffic = [hub.client.connection._meter.traffic for hub in hubs]
        received = sum(one.bytes_received for one in traffic)
        cpu = time.process_time()
        for _ in range(_ROUNDS):
            await asyncio.gather(*(hub.async_poll() for hub in hubs))
        idle = (time.process_time() - cpu) / _ROUNDS / _POLL
        received = sum(one.bytes_received for one in traffic) - received
        start, cpu = time.perf_counter(), time.process_time()
        await far.ask("talk", rate=size.all_nodes * _BUSY_RATE, seconds=seconds)
        busy = (time.process_time() - cpu) / (time.perf_counter() - start)
        poll_bytes = received / _ROUNDS / size.all_nodes
        return Cost(set_up, set_up_cpu, idle, busy + idle, poll_bytes)


async def _open(far: FarSide, size: Size) -> list[int]:
    nodes = node_numbers(size.nodes)
    return [
        await far.ask("open", nodes=nodes, links=size.links)
        for _ in range(size.servers)
    ]


async def _add_servers(
    hass: HomeAssistant, ports: list[int], count: int
) -> list[MockConfigEntry]:
    nodes = node_numbers(count)
    return await asyncio.gather(
        *(add_server(hass, port, nodes, AS_INSTALLED) for port in ports)
    )


# Memory


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a node takes: ours with 10 and 100 links, and one that is blank."""

    node: float
    node_with_more_links: float
    blank: float
    entities: int


def _memory_rows(memory: Memory) -> list[Row]:
    links = memory.node_with_more_links - memory.node
    return [
        Row(
            "memory of a node with 10 links",
            f"{memory.node / 1000:.1f} kB, of which Home Assistant's own for"
            f" {memory.entities} entities that show nothing {memory.blank / 1000:.1f}",
            (memory.node - memory.blank) / 1000,
            AtMost(40),
            unit=" kB",
            watched=True,
        ),
        Row("memory of a link", f"{links / (_MANY_LINKS - _FEW_LINKS) / 1000:.2f} kB"),
    ]


def _memory() -> Memory:
    return asyncio.run(_measure_memory())


async def _measure_memory() -> Memory:
    async with far_side() as far, home_assistant() as hass:
        few = await _open(far, Size(3, _MEASURED + 1, _FEW_LINKS))
        (more,) = await _open(far, Size(1, _MEASURED + 1, _MANY_LINKS))
        tracemalloc.start()

        async def ours(port: int, count: int) -> int:
            return await _grown(hass, _add_servers(hass, [port], count))

        async def blank(count: int) -> int:
            return await _grown(hass, add_blank(hass, count))

        # The first of a kind brings what all share.
        (first,) = await _add_servers(hass, [few.pop()], 1)
        of_node = count_entities(hass, first, next(iter(first.subentries)))
        make_blank(hass, count_entities(hass, first, None), of_node)
        await add_blank(hass, _BEFORE)
        # What a server with one node takes is not the nodes'.
        blanks = -await blank(1) + await blank(_MEASURED + 1)
        one = await ours(few.pop(), 1)
        nodes = await ours(few.pop(), _MEASURED + 1) - one
        with_more = await ours(more, _MEASURED + 1) - one
        tracemalloc.stop()
        return Memory(
            nodes / _MEASURED,
            with_more / _MEASURED,
            blanks / _MEASURED,
            sum(enabled for enabled, _ in of_node.values()),
        )


async def _grown(hass: HomeAssistant, adding: Awaitable[object]) -> int:
    """Return the bytes that are kept of this."""
    before = await _held(hass)
    await adding
    return await _held(hass) - before


async def _held(hass: HomeAssistant) -> int:
    """Return the bytes that are in use, once the registries have been saved.

    They keep what they wrote, and write by themselves after ten seconds.
    """
    for registry in (er.async_get(hass), dr.async_get(hass), hass.config_entries):
        await flush_store(registry._store)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
