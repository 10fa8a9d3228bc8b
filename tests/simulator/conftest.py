"""Fixtures for the simulator's own tests."""

import pytest

from tests.simulator.stage import Watch, at


@pytest.fixture
def watch() -> Watch:
    """Return the server's clock, at the moment when the recorded server booted."""
    return Watch(at("01:57:33.2"))
