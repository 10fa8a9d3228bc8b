"""Two minutes of soak; longer ones are for people: `scripts/soak --minutes 20`."""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
import subprocess
import sys

import pytest

from .faults import FAULTS
from .report import Report, Use, measure

_SCRIPT = Path(__file__).parents[2] / "scripts" / "soak.py"


_TASKS = ("soak", "connection")
_START = Use(_TASKS, 200.0, 1_000_000)
# What a soak may end with, and not a bit more
_MAX_USE = Use(_TASKS, 201.9, 1_019_999)


def _good() -> Report:
    report = Report(minutes=20, seed=0, uses=[_START, _MAX_USE])
    report.faults = Counter(FAULTS.keys())
    report.recovered("RST", 1.0)
    return report


def _with(**changes: object) -> Report:
    report = _good()
    for name, value in changes.items():
        setattr(report, name, value)
    return report


@pytest.mark.parametrize(
    ("report", "is_good"),
    [
        (_good(), True),
        (_with(twice=1), False),
        (_with(false_states=["1999 links: '1', but it is '0'"]), False),
        (_with(missed=["1999 talk_ended: 'local'"]), False),
        (_with(invented=["1999 talk_ended: 'local'"]), False),
        (_with(not_recovered=["127.0.0.1: RST"]), False),
        (_with(errors=["custom_components.allstarlink: no"]), False),
        (_with(uses=[_START, replace(_MAX_USE, tasks=(*_TASKS, "poll"))]), False),
        (_with(uses=[_START, replace(_MAX_USE, memory=202.0)]), False),
        (_with(uses=[_START, replace(_MAX_USE, memory=202.0)], minutes=2), True),
        (_with(uses=[_START, replace(_MAX_USE, blocks=1_020_000)]), False),
        (_with(uses=[_START]), False),
    ],
)
def test_what_is_good(report: Report, is_good: bool) -> None:
    """Each figure counts, and is in the table."""
    assert report.is_good is is_good
    assert "Slowest recovery                  1.0 s (RST)" in report.table()


def test_a_held_task_is_named() -> None:
    """Whoever reads the table knows what to look for."""
    report = _with(uses=[_START, replace(_MAX_USE, tasks=(*_TASKS, "poll"))])

    assert "Tasks at start, end               2, 3 (poll)" in report.table()


def test_what_is_held_is_in_the_table() -> None:
    """With its growth: steps of memory, and the blocks that are in them."""
    table = _good().table()

    assert "Memory at start, end              200.0 MB, 201.9 MB (+1.9 MB)" in table
    assert "Blocks at start, end              1,000,000, 1,019,999 (+19,999)" in table


async def test_which_tasks_are_held() -> None:
    """A task that is on its way is not held; one that stays is, and is named."""
    before = await measure(passing=0.05)
    polling = asyncio.create_task(asyncio.sleep(0), name="polling")
    leaked = asyncio.create_task(asyncio.Event().wait(), name="leaked")
    after = await measure(passing=0.05)
    leaked.cancel()

    assert polling.done()
    assert Counter(after.tasks) - Counter(before.tasks) == Counter(["leaked"])


@pytest.mark.soak
@pytest.mark.timeout(330)
def test_two_minutes() -> None:
    """In a process of its own, whose tasks and memory are the soak's alone."""
    done = subprocess.run(
        [sys.executable, str(_SCRIPT), "--minutes", "2", "--seed", "1"],
        capture_output=True,
        text=True,
        timeout=320,
        check=False,
    )
    print(done.stdout)  # noqa: T201  (the table, for whoever asks pytest for it)
    assert done.returncode == 0, done.stdout + done.stderr
