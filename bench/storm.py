"""Twenty thousand events a second into a running Home Assistant."""

import asyncio
from collections import Counter
from dataclasses import dataclass
import gc
from pathlib import Path
from statistics import median
import sys
import time
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integration import Entities
from tests.soak.core import home_assistant

from .core import add_server, node_numbers, write_every_change
from .far_side import FarSide, far_side
from .loop_watch import LoopWatch
from .row import AtLeast, AtMost, Row

TITLE = "Storm"
NOTE = (
    "20 nodes with 10 links each; of each 20 events, 19 are those of a PBX and one"
    " changes a state: a receiver, a transmitter or a link that is keyed or"
    " unkeyed. Nothing is lost when each of these entities has changed as often as"
    " its events were sent. A turn of the loop counts with the CPU time that it took;"
    " by the clock there is in it what other processes of the machine took, and the"
    " full garbage collections, which have a row of their own."
)

_RATE, _RPT_RATE = 20_000, 1_000
_NODES, _LINKS = 20, 10

# The events of app_rpt in one cycle of the storm
_BURST = _NODES * _LINKS * 6

# Asterisk drops a client that does not read for so long, seconds (transcript 17)
_WRITE_TIMEOUT = 0.1

# Each round of the storm keys and unkeys once for each link
# Who talks changes from the receiver to the link to nobody, as they overlap.
_CHANGES = {"receiving": 2, "transmitting": 2, "talker": 3}

# Talks end after two seconds without a key-down
_QUIET = 2.5


class Arrivals:
    """Counts the changes of the entities that a storm changes."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Listen from now on."""
        self.counts: Counter[str] = Counter()
        self.last = 0
        self._wanted = {
            entity_id: key
            for node in node_numbers(_NODES)
            for key in _CHANGES
            if (entity_id := Entities(hass, entry, node).entity_id(key))
        }
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._changed)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        entity_id = event.data["entity_id"]
        if entity_id in self._wanted:
            self.counts[entity_id] += 1
            self.last = time.monotonic_ns()

    def lost(self, cycles: int) -> int:
        """Return how many changes are missing after so many cycles."""
        return sum(
            abs(_CHANGES[key] * _LINKS * cycles - self.counts[entity_id])
            for entity_id, key in self._wanted.items()
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """What is held: resident MiB, and Python's blocks, which know no gaps."""

    resident: float
    blocks: int


@dataclass(frozen=True, slots=True)
class Storm:
    """What a storm did: `sent` is the far side's account of it."""

    sent: dict[str, Any]
    lost: int
    drained: float
    cpu: float
    before: Memory
    most: float
    after: Memory
    watch: LoopWatch

    @property
    def rate(self) -> float:
        """Events a second that were taken."""
        return self.sent["turns"] * (_RATE // _RPT_RATE) / self.sent["seconds"]


def run(quick: bool) -> list[Row]:
    """Measure."""
    write_every_change()
    return asyncio.run(_measure(quick))


async def _measure(quick: bool) -> list[Row]:
    seconds = 2 if quick else 60
    async with far_side() as far, home_assistant() as hass:
        nodes = node_numbers(_NODES)
        port = await far.ask("open", nodes=nodes, links=_LINKS)
        entry = await add_server(hass, port, nodes)
        arrivals = Arrivals(hass, entry)
        # The first storm shows what is kept for good, as the talkers of the day.
        await _storm(far, port, arrivals, 1 if quick else 10)
        storm = await _storm(far, port, arrivals, seconds)
        rows = _rows(storm)
        if not quick:
            rows.append(await _most(far, port, arrivals, storm))
        return [*rows, await _burst(far, port, arrivals)]


async def _most(far: FarSide, port: int, arrivals: Arrivals, carried: Storm) -> Row:
    """Find the most events that one core takes, from a storm that it took."""
    for times in range(2, 20):
        storm = await _storm(far, port, arrivals, 4, times)
        if storm.lost or storm.sent["longest_wait"] > _WRITE_TIMEOUT:
            break
        carried = storm
    sent = carried.sent
    return Row(
        "the most that one core takes",
        f"{carried.rate:,.0f}/s, CPU {carried.cpu / sent['seconds']:.0%},"
        f" the sender's {sent['cpu'] / sent['seconds']:.0%};"
        f" longest turn of the loop {carried.watch.turn * 1e3:.1f} ms",
        carried.rate / _RATE,
    )


async def _burst(far: FarSide, port: int, arrivals: Arrivals) -> Row:
    """Send the events of app_rpt of more than a second at once, some times."""
    turns, blocked, took = [], [], []
    for _ in range(5):
        arrivals.counts.clear()
        watch = LoopWatch()
        with watch.watching():
            sent = await far.ask("burst", port=port, links=_LINKS)
            arrivals.last = time.monotonic_ns()
            await _end(arrivals, sent["cycles"])
        turns.append(watch.turn * 1e3)
        blocked.append(watch.blocked * 1e3)
        took.append((arrivals.last - sent["began"]) / 1e6)
    return Row(
        f"longest turn in a burst of {_BURST:,} events that change a state",
        f"{max(blocked):.1f} ms by the clock; all written after {median(took):.0f} ms",
        median(turns),
        AtMost(20),
        unit=" ms",
    )


async def _storm(
    far: FarSide, port: int, arrivals: Arrivals, seconds: float, times: int = 1
) -> Storm:
    arrivals.counts.clear()
    before, cpu = _memory(), time.process_time()
    most = before.resident
    watch = LoopWatch()
    with watch.watching():
        storm = asyncio.create_task(
            far.ask(
                "storm",
                port=port,
                links=_LINKS,
                rate=_RATE * times,
                rpt_rate=_RPT_RATE * times,
                seconds=seconds,
            )
        )
        while not storm.done():
            await asyncio.wait([storm], timeout=1)
            most = max(most, _resident())
        sent = storm.result()
        cpu = time.process_time() - cpu
        await _end(arrivals, sent["cycles"])
    drained = max(0.0, (arrivals.last - sent["ended"]) / 1e9)
    await asyncio.sleep(_QUIET)
    lost = arrivals.lost(sent["cycles"])
    return Storm(sent, lost, drained, cpu, before, most, _memory(), watch)


async def _end(arrivals: Arrivals, cycles: int) -> None:
    """Wait until all has arrived, or nothing more does."""
    while arrivals.lost(cycles) and time.monotonic_ns() - arrivals.last < 2e9:  # noqa: ASYNC110  (the far side's doing)
        await asyncio.sleep(0.02)


def _memory() -> Memory:
    gc.collect()
    return Memory(_resident(), sys.getallocatedblocks())


def _resident() -> float:
    """Return the resident memory, MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def _rows(storm: Storm) -> list[Row]:
    watch, sent = storm.watch, storm.sent
    return [
        Row(
            "events taken",
            f"{storm.rate:,.0f}/s for {sent['seconds']:.0f} s,"
            f" {sent['bytes'] / sent['seconds'] / 1e6:.1f} MB/s;"
            f" CPU {storm.cpu / sent['seconds']:.0%} of a core,"
            f" the sender's {sent['cpu'] / sent['seconds']:.0%}",
            storm.rate / _RATE,
            AtLeast(0.99),
            watched=True,
        ),
        Row("events lost", "", storm.lost, AtMost(0), unit=""),
        Row(
            "longest turn of the loop",
            f"{watch.blocked * 1e3:.1f} ms by the clock; of the turns of the garbage"
            f" collector, {watch.collection * 1e3:.1f} ms",
            watch.turn * 1e3,
            AtMost(20),
            unit=" ms",
        ),
        Row(
            "full garbage collections",
            f"{len(watch.full)}, {max(watch.full, default=0) * 1e3:.0f} ms at most:"
            f" Python looks at all {len(gc.get_objects()):,} objects of this Home"
            " Assistant when enough states have been written",
        ),
        Row(
            "drained after",
            f"the socket took nothing for {sent['longest_wait'] * 1e3:.0f} ms at most",
            storm.drained * 1e3,
            unit=" ms",
        ),
        Row(
            "growth of what is in memory",
            f"{storm.before.blocks:,} blocks before, {storm.after.blocks:,} after;"
            f" resident {storm.before.resident:.1f} MiB before, {storm.most:.1f} at"
            f" most, {storm.after.resident:.1f} after",
            (storm.after.blocks / storm.before.blocks - 1) * 100,
            AtMost(0.5),
            unit=" %",
        ),
    ]
