"""Parsers and merges take time in proportion to what they are given, in any order."""

from collections.abc import Callable
import gc
from math import log
from random import Random
from time import process_time

import pytest

from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.events import AdjacentLinks
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    NodeState,
    apply_event,
    apply_sawstat,
    apply_xstat,
)
from custom_components.allstarlink.app_rpt.xstat import parse_xstat

from .wire import Fields, at

NOW, LATER = at(0), at(9)

SIZES = (100, 1_000, 10_000)
MAX_EXPONENT = 1.1
RUNS = 4
TRIES = 3

# The limits of how many are kept
LIFTED = 1_000_000

type Task = Callable[[], object]


def numbers(count: int) -> list[str]:
    """Return so many node numbers."""
    return [str(20_000 + number) for number in range(count)]


def shuffled(count: int) -> list[str]:
    """Return them in any order."""
    mixed = numbers(count)
    Random(count).shuffle(mixed)
    return mixed


NAMES: dict[str, tuple[Callable[[int], list[str]], Callable[[int], list[str]]]] = {
    "the same order": (numbers, numbers),
    "any order": (numbers, shuffled),
    "the other way round": (numbers, lambda count: numbers(count)[::-1]),
    "equal names": (lambda count: ["W1AW-P"] * count, lambda count: ["W1AW-P"] * count),
    "long names": (
        lambda count: [f"N0CALL-PORT{name}" for name in numbers(count)],
        lambda count: [f"N0CALL-PORT{name}" for name in shuffled(count)],
    ),
    "names with commas": (
        lambda count: [f"N0,K{name}" for name in numbers(count)],
        lambda count: [f"N0TU,{name}" for name in shuffled(count)],
    ),
    "other names": (numbers, lambda count: [f"1{name}" for name in numbers(count)]),
}


def replies(names: list[str], key: str) -> tuple[Fields, Fields, str]:
    """Return XStat, SawStat and RPT_ALINKS of a node with these links, oldest first."""
    newest_first = names[::-1]
    adjacent = ",".join([str(len(names)), *(f"{name}T{key}" for name in newest_first)])
    xstat = [
        ("Node", "1999"),
        *(("Conn", conn(name, age)) for age, name in enumerate(names)),
        ("LinkedNodes", ", ".join(f"T{name}" for name in names)),
        ("Var", f"RPT_ALINKS={adjacent}"),
        ("Var", "RPT_RXKEYED=0"),
        ("tel_mode", "2"),
    ]
    keyed = int(key == "K")
    sawstat = [("Conn", f"{name} {keyed} 5 3") for name in newest_first]
    return xstat, [("Node", "1999"), *sawstat], adjacent


def conn(name: str, age: int) -> str:
    """Return a Conn line of a link that is so many seconds younger than a day."""
    minutes, seconds = divmod(86_400 - age, 60)
    time = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return f"{name:<10}{'127.0.0.1':<20}{0:<12}{'IN':<11}{time:<20}{'ESTABLISHED':<20}"


def grows_linearly(tasks: list[Task]) -> bool:
    """Return whether the time grows in proportion; a busy machine gets more tries."""
    return any(exponent(tasks) <= MAX_EXPONENT for _ in range(TRIES))


def exponent(tasks: list[Task]) -> float:
    """Return the power of the size with which the CPU time of tasks grows."""
    times = []
    for size, task in zip(SIZES, tasks, strict=True):
        repeats = max(1, 2_000 // size)
        times.append(min(cpu_time(task, repeats) for _ in range(RUNS)))
    points = [(log(size), log(time)) for size, time in zip(SIZES, times, strict=True)]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    rise = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return float(rise / sum((x - middle[0]) ** 2 for x, _ in points))


def cpu_time(task: Task, repeats: int) -> float:
    """Return the seconds that a task takes the processor, whatever else goes on."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        for _ in range(repeats):
            task()
        return (process_time() - start) / repeats
    finally:
        gc.enable()


@pytest.fixture(params=list(NAMES))
def scenes(request: pytest.FixtureRequest) -> list[tuple[NodeState, list[str]]]:
    """Return a state of each size, and the names of what comes next."""
    before, after = NAMES[request.param]
    found = []
    for size in SIZES:
        xstat, sawstat, _ = replies(before(size), "U")
        state, _ = apply_xstat(
            NodeState("1999"), parse_xstat(xstat, (), LIFTED, LIFTED), NOW
        )
        state, _ = apply_sawstat(state, parse_sawstat(sawstat, LIFTED), NOW)
        found.append((state, after(size)))
    return found


def test_an_xstat_is_merged_in_linear_time(
    scenes: list[tuple[NodeState, list[str]]],
) -> None:
    """Reading it included."""

    def task(state: NodeState, names: list[str]) -> Task:
        xstat, _, _ = replies(names, "K")
        return lambda: apply_xstat(state, parse_xstat(xstat, (), LIFTED, LIFTED), LATER)

    assert grows_linearly([task(*scene) for scene in scenes])


def test_a_sawstat_is_merged_in_linear_time(
    scenes: list[tuple[NodeState, list[str]]],
) -> None:
    """Though all links begin to talk."""

    def task(state: NodeState, names: list[str]) -> Task:
        _, sawstat, _ = replies(names, "K")
        return lambda: apply_sawstat(state, parse_sawstat(sawstat, LIFTED), LATER)

    assert grows_linearly([task(*scene) for scene in scenes])


def test_an_event_is_merged_in_linear_time(
    scenes: list[tuple[NodeState, list[str]]],
) -> None:
    """Though all links begin to talk."""

    def task(state: NodeState, names: list[str]) -> Task:
        _, _, adjacent = replies(names, "K")
        known = [link.wire_name for link in state.links]
        known += names

        def read_and_apply() -> object:
            links = parse_alinks(adjacent, known, LIFTED)
            return apply_event(state, AdjacentLinks("1999", links), LATER)

        return read_and_apply

    assert grows_linearly([task(*scene) for scene in scenes])
