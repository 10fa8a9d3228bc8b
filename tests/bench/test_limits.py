"""What is met, what has slipped, and how the table says so."""

from pathlib import Path

import pytest

from bench import ratios, table
from bench.row import AtLeast, AtMost, Row
from bench.section import Section

FAST = Row("fast", "ours 3, theirs 1", 3.0, AtLeast(2), watched=True)
LATE = Row("late", "", 4.0, AtMost(5), unit=" ms", watched=True)
SAID = Row("said", "a | b")


def section(*rows: Row) -> Section:
    return Section("parsing", "Parsing", "What is compared.", list(rows), 12.3)


@pytest.mark.parametrize(
    ("target", "value", "is_met"),
    [
        (AtLeast(2), 2.0, True),
        (AtLeast(2), 1.9, False),
        (AtMost(2), 2.0, True),
        (AtMost(2), 2.1, False),
        (None, 2.0, None),
    ],
)
def test_a_target_is_met_or_not(
    target: AtLeast | AtMost | None, value: float, is_met: bool | None
) -> None:
    assert Row("x", "", value, target).is_met is is_met


@pytest.mark.parametrize(
    ("target", "value", "has_slipped"),
    [
        (AtLeast(2), 7.1, False),
        (AtLeast(2), 6.9, True),
        (AtMost(2), 14.2, False),
        (AtMost(2), 14.4, True),
    ],
)
def test_a_value_slips_when_it_is_30_percent_worse(
    target: AtLeast | AtMost, value: float, has_slipped: bool
) -> None:
    """Worse than the kept value, 10 here, whatever the target says."""
    row = Row("x", "", value, target, watched=True)

    assert row.has_slipped(10) is has_slipped
    assert not row.has_slipped(None)
    assert not Row("x", "", value, target).has_slipped(10)


def test_what_is_watched_has_a_value_and_a_target() -> None:
    with pytest.raises(ValueError):
        Row("x", "", 1.0, watched=True)


def test_watched_values_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ratios, "FILE", tmp_path / "ratios.toml")
    assert ratios.read() == {}

    ratios.write([section(FAST, LATE, SAID)])

    assert ratios.read() == {"parsing": {"fast": 3.0, "late": 4.0}}


def test_what_slips_is_named() -> None:
    kept = {"parsing": {"fast": 9.0, "late": 4.0, "gone": 1.0}}

    assert ratios.slipped(section(FAST, LATE, SAID), kept) == [FAST]
    assert ratios.slipped(section(FAST), {}) == []


def test_the_better_of_two_runs_counts() -> None:
    """Whether more is better or less."""
    faster = Row("fast", "again", 3.5, AtLeast(2), watched=True)
    later = Row("late", "again", 4.5, AtMost(5), watched=True)

    both = ratios.better(section(FAST, LATE, SAID), section(faster, later, SAID))

    assert both.rows == [faster, LATE, SAID]


def test_the_table_of_the_terminal() -> None:
    assert table.text(section(FAST, LATE)).splitlines() == [
        "Parsing (12 s)",
        "  what  measured          value  target  met",
        "  fast  ours 3, theirs 1  3x     ≥ 2x    yes",
        "  late                    4 ms   ≤ 5 ms  yes",
    ]


def test_the_table_of_the_results() -> None:
    missed = Row("slow", "", 1234.5, AtMost(1000), unit=" MB")

    assert table.markdown(section(missed, SAID)) == (
        "## Parsing\n"
        "\n"
        "What is compared.\n"
        "\n"
        "| what | measured | value | target | met |\n"
        "| --- | --- | ---: | ---: | --- |\n"
        "| slow |  | 1,234 MB | ≤ 1,000 MB | no |\n"
        "| said | a \\| b |  |  |  |\n"
    )
