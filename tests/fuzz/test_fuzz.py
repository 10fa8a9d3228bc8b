"""A minute of fuzzing, and proof that it would find something."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from . import corpus, run, target

_SECONDS = 40.0


def test_the_corpus_is_clean() -> None:
    """What real servers sent breaks nothing."""
    messages = corpus.messages()
    assert len(messages) > 1000
    target.check(b"".join(messages), [])
    for message in messages[::50]:
        target.check(message, [1, len(message) // 2])


def test_streams_are_repeated_by_their_seed() -> None:
    """So that what was found can be found again."""
    first, second, other = (
        [corpus.generate(random) for _ in range(20)]
        for random in (Random(1), Random(1), Random(2))
    )
    assert first == second
    assert first != other


@pytest.mark.parametrize(
    "fault",
    [
        lambda fields: int(dict(fields)["RptUptime"]),
        lambda fields: dict(fields)["Node"],
    ],
)
def test_a_careless_parser_is_found(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[[object], object]
) -> None:
    """And its input made short."""
    monkeypatch.setattr(target, "parse_rptstat", fault)
    result = run.fuzz(20, seed=0)
    assert result.finding is not None
    short = run.shorten(result.finding, run.fails)
    assert run.fails(short)
    assert len(short) < 100


def test_a_false_state_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as a receiver that is keyed while nobody talks."""
    monkeypatch.setattr(
        target,
        "apply_event",
        lambda state, _event, _now: (replace(state, receiving=True), ()),
    )
    assert run.fuzz(20, seed=0).finding is not None


@pytest.mark.fuzz
@pytest.mark.timeout(100)
def test_fuzz() -> None:
    """Any bytes in any pieces: typed errors only, bounded memory, no false state."""
    result = run.fuzz(_SECONDS, seed=0)
    assert result.finding is None, run.shorten(result.finding, run.fails)
    assert result.inputs > 1000
