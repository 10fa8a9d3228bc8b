"""When a newer list is asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.allstarlink.directory.schedule import (
    jitter_range,
    retry_delay,
    until_due,
)

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "seconds"),
    [
        (None, 0.0),
        (0, 86400.0),
        (6, 64800.0),
        (24, 0.0),
        (500, 0.0),
        # A clock that was ahead, or is behind
        (-48, 86400.0),
    ],
)
def test_a_list_is_due_when_it_is_a_day_old(hours: int | None, seconds: float) -> None:
    """Hours since it was checked, seconds until the next request."""
    checked = None if hours is None else NOW - timedelta(hours=hours)
    assert until_due(checked, NOW) == seconds


@pytest.mark.parametrize(
    ("failures", "asked", "seconds"),
    [
        (0, 0.0, 1800.0),
        (1, 0.0, 1800.0),
        (2, 0.0, 3600.0),
        (3, 0.0, 7200.0),
        (7, 0.0, 86400.0),
        (100_000, 0.0, 86400.0),
        (1, 5000.0, 5000.0),
        (1, 60.0, 1800.0),
        (1, 1e12, 86400.0),
    ],
)
def test_failures_make_it_wait_longer(
    failures: int, asked: float, seconds: float
) -> None:
    """Half an hour doubles up to a day; what the publisher asks for counts too."""
    assert retry_delay(failures, asked) == seconds


def test_not_all_ask_at_once() -> None:
    """Who knows nothing yet waits for less than a minute."""
    assert jitter_range(known=False) == (5.0, 30.0)
    assert jitter_range(known=True) == (60.0, 3600.0)
