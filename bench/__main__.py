"""Measures, prints the table, and keeps it: `scripts/bench --help`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
import sys
import traceback

from . import ratios, table
from .machine import machine, versions
from .row import Row
from .section import Section, measure

# In the order of the table
SECTIONS = ("parsing", "latency", "storm", "scale", "day", "directory")

RESULTS = Path(__file__).parent / "results.md"


def main() -> int:
    """Return the exit code: 1 when a section failed or a watched value slipped."""
    options = _options()
    kept = ratios.read()
    sections: list[Section] = []
    slipped: list[Row] = []
    failed = []
    print(f"{machine()}\n{versions()}", flush=True)
    for name in options.only or SECTIONS:
        try:
            section = _measure(name, options.quick, kept)
        except Exception:  # noqa: BLE001 - the others are still worth measuring
            traceback.print_exc()
            failed.append(name)
            continue
        print(f"\n{table.text(section)}", flush=True)
        sections.append(section)
        slipped += ratios.slipped(section, kept)
    if not (options.quick or options.only or failed):
        ratios.write(sections)
        RESULTS.write_text(_results(sections), encoding="utf-8")
    return _verdict(sections, slipped, failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=SECTIONS, help="one section"
    )
    parser.add_argument("--quick", action="store_true", help="less than a minute")
    return parser.parse_args()


def _measure(name: str, quick: bool, kept: ratios.Ratios) -> Section:
    section = measure(name, quick)
    if quick and ratios.slipped(section, kept):
        section = ratios.better(section, measure(name, quick))
    return section


def _results(sections: list[Section]) -> str:
    minutes = sum(section.seconds for section in sections) / 60
    head = (
        "# Measured\n\n"
        f"`scripts/bench` on {datetime.now(UTC):%Y-%m-%d}, in {minutes:.0f} minutes.\n\n"
        f"- {machine()}\n- {versions()}\n"
    )
    return "\n".join([head, *map(table.markdown, sections)])


def _verdict(sections: list[Section], slipped: list[Row], failed: list[str]) -> int:
    met = [row.is_met for section in sections for row in section.rows]
    print(f"\ntargets: {met.count(True)} met, {met.count(False)} not")
    for row in slipped:
        print(f"slipped by more than 30 %: {row.name}: {row.value:.3g}{row.unit}")
    for name in failed:
        print(f"failed: {name}")
    return 1 if slipped or failed else 0


if __name__ == "__main__":
    sys.exit(main())
