"""What a day costs the recorder, the disk and the processor."""

import argparse
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
import tempfile
from typing import Literal

import pytest

from .row import AtMost, Row

TITLE = "A day on a hub"
NOTE = (
    "Rows, database bytes and CPU seconds of 24 hours on a simulated clock, with"
    " Home Assistant's recorder, beside an integration with the same entities that"
    " asks everything once a second. CPU time is beyond what the same hours cost"
    " with nobody watching."
)

_SCENE = str(Path(__file__).parent / "day_scene.py")


@dataclass(frozen=True, slots=True)
class Scene:
    """Who watches a node with so many links and talks, and for how long."""

    who: Literal["ours", "poller", "nobody"]
    links: int
    talks_an_hour: int
    hours: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the hours of a scene cost: rows, bytes of the database, CPU seconds."""

    scene: Scene
    rows: float
    size: float
    cpu: float

    def a_day(self, idle: float = 0) -> Measurement:
        """Return 24 hours of the same, less `idle` CPU seconds an hour."""
        factor = 24 / self.scene.hours
        cpu = (self.cpu - idle * self.scene.hours) * factor
        return Measurement(self.scene, self.rows * factor, self.size * factor, cpu)


class _Plugin:
    """Hands a scene to the test and takes what it measured."""

    def __init__(self, scene: Scene) -> None:
        self.measured: list[Measurement] = []
        self._scene = scene

    @pytest.fixture
    def scene(self) -> Scene:
        return self._scene

    @pytest.fixture
    def figures(self) -> list[Measurement]:
        return self.measured


def measure(scene: Scene, database: str | None = None) -> Measurement:
    """Run a scene, in a new SQLite file or in the database of this address."""
    plugin = _Plugin(scene)
    with tempfile.TemporaryDirectory() as folder:
        address = database or f"sqlite:///{folder}/recorder.db"
        options = ["-q", "-m", "bench", "--drop-existing-db", f"--dburl={address}"]
        output = StringIO()
        with redirect_stdout(output):
            code = pytest.main([*options, _SCENE], plugins=[plugin])
    if code:
        raise RuntimeError(f"{scene} failed:\n{output.getvalue()}")
    return plugin.measured[0]


def run(quick: bool) -> list[Row]:
    """Measure an ordinary node and a busy hub."""
    ordinary = _scenes(3, 20, 0.2 if quick else 24, 0.2 if quick else 4)
    busy = _scenes(40, 1200, 0.02 if quick else 24, 0.02 if quick else 4)
    return [
        *_rows("an ordinary node", ordinary),
        *_rows("a busy hub", busy),
        _limit(ordinary, busy),
    ]


@dataclass(frozen=True, slots=True)
class _Side:
    """A day of ours and of the poller, nobody's CPU time taken off."""

    what: str
    ours: Measurement
    poller: Measurement


def _scenes(links: int, talks: int, hours: float, poller_hours: float) -> _Side:
    nobody, ours, poller = (
        measure(Scene(who, links, talks, length))
        for who, length in (
            ("nobody", poller_hours),
            ("ours", hours),
            ("poller", poller_hours),
        )
    )
    what = f"{links} links, {talks} talks an hour"
    idle = nobody.cpu / nobody.scene.hours
    return _Side(what, ours.a_day(idle), poller.a_day(idle))


def _rows(name: str, side: _Side) -> list[Row]:
    ours, poller = side.ours, side.poller
    return [
        Row(
            f"{name}, rows",
            f"{ours.rows:,.0f} a day, poller {poller.rows:,.0f} ({side.what})",
            ours.rows / poller.rows,
            AtMost(1 / 20),
            watched=True,
        ),
        Row(
            f"{name}, database",
            f"{ours.size / 1e6:,.1f} MB a day, poller {poller.size / 1e6:,.0f} MB",
        ),
        Row(
            f"{name}, CPU",
            f"{ours.cpu:,.0f} s a day, poller {poller.cpu:,.0f} s",
        ),
    ]


def _limit(ordinary: _Side, busy: _Side) -> Row:
    """Return the talks an hour up to which the target of the rows is met.

    Rows come of talks with us, of seconds and talks with the poller: two lines
    through the two measurements.
    """
    first, second = ordinary.ours.scene, busy.ours.scene
    between = 24 * (second.talks_an_hour - first.talks_an_hour)
    ours = (busy.ours.rows - ordinary.ours.rows) / between
    poller = (busy.poller.rows - ordinary.poller.rows) / between
    base = ordinary.ours.rows - 24 * first.talks_an_hour * ours
    poller_base = ordinary.poller.rows - 24 * first.talks_an_hour * poller
    talks = (poller_base / 20 - base) / (ours - poller / 20) / 24
    return Row(
        "where the target of the rows ends",
        f"up to {talks:,.0f} talks an hour: a talk is {ours:.1f} rows here (what"
        f" changed: seven entities, two activities), and {poller:.1f} more with the"
        f" poller, which writes {poller_base:,.0f} a day when nobody talks",
    )


def main() -> None:
    """Measure one scene, for comparing databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1)
    parser.add_argument("--links", type=int, default=40)
    parser.add_argument("--talks", type=int, default=1200, help="in an hour")
    parser.add_argument("--who", choices=("ours", "poller", "nobody"), default="ours")
    parser.add_argument(
        "--database", metavar="URL", help="of an SQLAlchemy kind; dropped afterwards"
    )
    options = parser.parse_args()
    scene = Scene(options.who, options.links, options.talks, options.hours)
    print(measure(scene, options.database))


if __name__ == "__main__":
    main()
