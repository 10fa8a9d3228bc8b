"""The table as text for the terminal and as Markdown for `results.md`."""

from collections.abc import Iterable

from .row import AtLeast, Row
from .section import Section

_HEAD = ("what", "measured", "value", "target", "met")


def text(section: Section) -> str:
    """Return a section with aligned columns."""
    lines = [_HEAD, *map(_cells, section.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        [
            f"{section.title} ({section.seconds:.0f} s)",
            *(_aligned(line, widths) for line in lines),
        ]
    )


def markdown(section: Section) -> str:
    """Return a section with its note and a Markdown table."""
    rule = ("---", "---", "---:", "---:", "---")
    lines = [_HEAD, rule, *map(_cells, section.rows)]
    table = "\n".join(_markdown_line(line) for line in lines)
    return f"## {section.title}\n\n{section.note}\n\n{table}\n"


def _aligned(line: Iterable[str], widths: list[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
    return f"  {'  '.join(cells)}".rstrip()


def _markdown_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |"


def _cells(row: Row) -> tuple[str, ...]:
    met = {None: "", True: "yes", False: "no"}[row.is_met]
    return (row.name, row.figures, _value(row), _target(row), met)


def _value(row: Row) -> str:
    return "" if row.value is None else f"{_number(row.value)}{row.unit}"


def _target(row: Row) -> str:
    if row.target is None:
        return ""
    sign = "≥" if isinstance(row.target, AtLeast) else "≤"
    return f"{sign} {_number(row.target.limit)}{row.unit}"


def _number(value: float) -> str:
    """Return three digits that mean something, never an exponent."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
