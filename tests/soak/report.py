"""The figures of a soak, and whether they are good."""

import asyncio
from collections import Counter
import ctypes
from dataclasses import dataclass, field
import gc
from pathlib import Path
import resource
from statistics import median
import sys

# MB and blocks; a short soak is hardly over its warm-up
_MAX_GROWTH, _MAX_EARLY_GROWTH = 2.0, 5.0
_MAX_BLOCKS = 20_000
_LONG = 10.0

# So many quiet points at either end are what memory is judged by
_POINTS = 3

# Seconds after which whatever was on its way when it is quiet has ended: polls take
# milliseconds
_PASSING = 2.0

# malloc.h: from so many bytes on, memory is mapped, and given back when it is freed
_M_MMAP_THRESHOLD, _MAPPED = -3, 128 * 1024


@dataclass(frozen=True, slots=True)
class Use:
    """What the process holds: names of its tasks, memory in MB, blocks of Python's.

    Memory goes up in steps of a megabyte, and not while gaps in it are filled;
    blocks show every object that is kept.
    """

    tasks: tuple[str, ...]
    memory: float
    blocks: int


def prepare() -> None:
    """Have large blocks given back to the system, so that only what is held counts.

    The faults send lines of a megabyte. After the first of them glibc would
    take the next from its heap, with gaps that nobody holds and that grow.
    """
    ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _MAPPED)


async def measure(passing: float = _PASSING) -> Use:
    """Return what is held after all that ends within `passing` seconds has ended.

    Polls never pause, so a single look at the tasks may find one; a task that is
    held is there at both ends of that time.
    """
    _, held = await asyncio.wait(asyncio.all_tasks(), timeout=passing)
    names = tuple(task.get_name() for task in held)
    return Use(names, _memory(), sys.getallocatedblocks())


def _memory() -> float:
    """Return the memory in MB after everything that can be freed was freed."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@dataclass(slots=True)
class Report:
    """What happened in a soak.

    `slowest` is the longest recovery in seconds, of each kind of fault.
    """

    minutes: float
    seed: int
    uses: list[Use] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    recoveries: int = 0
    slowest: dict[str, float] = field(default_factory=dict)
    not_recovered: list[str] = field(default_factory=list)
    quiet_points: int = 0
    false_states: list[str] = field(default_factory=list)
    calm_acts: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    acts: int = 0
    orders: int = 0
    arrived: int = 0
    twice: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def memory(self) -> tuple[float, float]:
        """The memory after the warm-up and at the end, MB."""
        first, last = self._ends()
        return median(use.memory for use in first), median(use.memory for use in last)

    @property
    def blocks(self) -> tuple[int, int]:
        """The blocks that Python held after the warm-up and at the end."""
        first, last = self._ends()
        before = median(use.blocks for use in first)
        return round(before), round(median(use.blocks for use in last))

    @property
    def tasks(self) -> tuple[int, int]:
        """How many tasks there were after the warm-up and at the end."""
        return len(self.uses[0].tasks), len(self.uses[-1].tasks)

    def _ends(self) -> tuple[list[Use], list[Use]]:
        """Return some quiet points at either end, which do not overlap."""
        points = max(1, min(_POINTS, len(self.uses) // 2))
        return self.uses[:points], self.uses[-points:]

    @property
    def has_grown(self) -> bool:
        """Whether more is held than at the start."""
        most = _MAX_GROWTH if self.minutes >= _LONG else _MAX_EARLY_GROWTH
        return (
            _growth(self.memory) >= most
            or _growth(self.blocks) >= _MAX_BLOCKS
            or _growth(self.tasks) > 0
        )

    @property
    def is_good(self) -> bool:
        """Whether everything is as it must be."""
        return (
            not self.not_recovered
            and not self.false_states
            and not self.missed
            and not self.invented
            and not self.errors
            and self.twice == 0
            and len(self.uses) > 1
            and not self.has_grown
        )

    def recovered(self, fault: str, seconds: float) -> None:
        """Note a recovery."""
        self.recoveries += 1
        self.slowest[fault] = max(self.slowest.get(fault, 0.0), seconds)

    def table(self) -> str:
        """Return the report for people."""
        worst = max(self.slowest, key=lambda name: self.slowest[name], default="")
        rows = {
            "Duration": f"{self.minutes:g} minutes, seed {self.seed}",
            "Things that happened on the air": self.acts,
            "Faults injected": f"{self.faults.total()} of {len(+self.faults)} kinds",
            "Recoveries": self.recoveries,
            "Not recovered": len(self.not_recovered),
            "Slowest recovery": f"{self.slowest.get(worst, 0):.1f} s ({worst})",
            "Actions ordered, arrived": f"{self.orders}, {self.arrived}",
            "Actions sent twice": self.twice,
            "Quiet points": self.quiet_points,
            "False states": len(self.false_states),
            "Links and talks without a fault": self.calm_acts,
            "Links and talks missed": len(self.missed),
            "Links and talks that never were": len(self.invented),
            "Errors in the log": len(self.errors),
            "Tasks at start, end": self._tasks_row(),
            "Memory at start, end": "{:.1f} MB, {:.1f} MB ({:+.1f} MB)".format(
                *self.memory, _growth(self.memory)
            ),
            "Blocks at start, end": "{:,}, {:,} ({:+,})".format(
                *self.blocks, _growth(self.blocks)
            ),
        }
        lines = [f"{name:34}{value}" for name, value in rows.items()]
        details = [
            *self.not_recovered,
            *self.false_states,
            *self.missed,
            *self.invented,
            *self.errors,
        ]
        return "\n".join([*lines, *(f"  {detail}" for detail in details[:40])])

    def _tasks_row(self) -> str:
        """Return how many tasks there were, and the names of those that were added."""
        before, after = self.tasks
        added = Counter(self.uses[-1].tasks) - Counter(self.uses[0].tasks)
        names = f" ({', '.join(sorted(added.elements()))})" if added else ""
        return f"{before}, {after}{names}"


def _growth[Figure: (int, float)](ends: tuple[Figure, Figure]) -> Figure:
    before, after = ends
    return after - before
