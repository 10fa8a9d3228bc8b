"""The formula of `health`."""

import pytest

from custom_components.allstarlink.health import HealthCounters, HealthInputs, health


@pytest.mark.parametrize(
    ("inputs", "percent"),
    [
        (HealthInputs(connected=False), 0),
        (HealthInputs(connected=False, losses=1, latency_ms=1.0), 0),
        (HealthInputs(connected=True), 100),
        (HealthInputs(connected=True, latency_ms=500.0), 100),
        (HealthInputs(connected=True, latency_ms=1000.0), 95),
        (HealthInputs(connected=True, latency_ms=2500.0), 80),
        (HealthInputs(connected=True, latency_ms=9999.0), 60),
        (HealthInputs(connected=True, losses=1), 85),
        (HealthInputs(connected=True, losses=2), 70),
        (HealthInputs(connected=True, losses=4), 40),
        (HealthInputs(connected=True, losses=9), 40),
        (HealthInputs(connected=True, failed_polls=0.1), 94),
        (HealthInputs(connected=True, failed_polls=0.5), 70),
        (HealthInputs(connected=True, failed_polls=1.0), 40),
        (HealthInputs(True, losses=1, failed_polls=0.25, latency_ms=1500.0), 60),
        (HealthInputs(True, losses=9, failed_polls=1.0, latency_ms=9999.0), 1),
    ],
)
def test_health(inputs: HealthInputs, percent: int) -> None:
    """It is 0 only while the connection is down."""
    assert health(inputs) == percent


def test_losses_are_forgiven_after_an_hour() -> None:
    """Each on its own."""
    recent = HealthCounters()
    recent.note_loss(100.0)
    recent.note_loss(1900.0)
    assert recent.losses(3700.0) == 2
    assert recent.losses(3700.1) == 1
    assert recent.losses(5500.1) == 0


def test_no_more_losses_are_remembered_than_count() -> None:
    """The newest; five are as bad as four."""
    recent = HealthCounters()
    for now in (0.0, 1000.0, 2000.0, 3000.0, 3500.0):
        recent.note_loss(now)
    assert recent.losses(3500.0) == 4
    assert health(HealthInputs(connected=True, losses=4)) == 40
    assert health(HealthInputs(connected=True, losses=5)) == 40
    assert recent.losses(4600.1) == 3


def test_polls_are_forgiven_by_good_ones() -> None:
    """The last twenty count."""
    recent = HealthCounters()
    assert recent.failed_polls == 0.0
    recent.note_poll(succeeded=False)
    assert recent.failed_polls == 1.0
    for _ in range(19):
        recent.note_poll(succeeded=True)
    assert recent.failed_polls == 0.05
    recent.note_poll(succeeded=True)
    assert recent.failed_polls == 0.0
