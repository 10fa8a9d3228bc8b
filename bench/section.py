"""A section of the table: what one module of this package measured."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from time import monotonic

from .row import Row


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of a module, and the seconds they took."""

    name: str
    title: str
    note: str
    rows: list[Row]
    seconds: float


def measure(name: str, quick: bool) -> Section:
    """Run a module of this package in a process of its own."""
    start = monotonic()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        title, note, rows = process.submit(_measure_here, name, quick).result()
    return Section(name, title, note, rows, monotonic() - start)


def _measure_here(name: str, quick: bool) -> tuple[str, str, list[Row]]:
    module = import_module(f"{__package__}.{name}")
    return module.TITLE, module.NOTE, module.run(quick)
