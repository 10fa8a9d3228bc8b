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
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_measure_here, name, quick).result()


def _measure_here(name: str, quick: bool) -> Section:
    module = import_module(f"{__package__}.{name}")
    start = monotonic()
    rows = module.run(quick)
    return Section(name, module.TITLE, module.NOTE, rows, monotonic() - start)
