"""The watched values of the last full run, which later runs are held against."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
import tomllib

from .row import Row
from .section import Section

FILE = Path(__file__).parent / "ratios.toml"

type Ratios = dict[str, dict[str, float]]

_HEAD = (
    "# Written by a full run of scripts/bench: values that may not become 30 % worse.\n"
)


def read() -> Ratios:
    """Return the kept values by section and row."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def write(sections: Iterable[Section]) -> None:
    """Keep the watched values of these sections, and no others."""
    parts = [_HEAD]
    for section in sections:
        rows = [row for row in section.rows if row.watched]
        if rows:
            values = [f'"{row.name}" = {row.value:.3g}' for row in rows]
            parts.append("\n".join([f"\n[{section.name}]", *values, ""]))
    FILE.write_text("".join(parts), encoding="utf-8")


def slipped(section: Section, ratios: Ratios) -> list[Row]:
    """Return the rows that are much worse than what is kept."""
    kept = ratios.get(section.name, {})
    return [row for row in section.rows if row.has_slipped(kept.get(row.name))]


def better(first: Section, second: Section) -> Section:
    """Return the first with the better value of each watched row of both.

    What slips once may be the machine's doing; what slips twice is ours.
    """
    others = {row.name: row for row in second.rows if row.watched}
    rows = [_better(row, others.get(row.name)) for row in first.rows]
    return replace(first, rows=rows)


def _better(row: Row, other: Row | None) -> Row:
    if other is None or other.value is None or row.value is None or row.target is None:
        return row
    return row if row.target.better(row.value, other.value) == row.value else other
