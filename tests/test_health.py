"""The formula of `health`."""

import pytest

from custom_components.allstarlink.health import HealthInputs, health


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
