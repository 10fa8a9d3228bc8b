"""Fixtures for the directory."""

from collections.abc import Generator

from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.directory import directory
from tests.conftest import Clock
from tests.list_server import ListServer

from .stage import Stage


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as early as may be."""
    monkeypatch.setattr(directory, "uniform", lambda low, _high: low)


@pytest.fixture
def stage(
    hass: HomeAssistant, list_server: ListServer, clock: Clock, no_jitter: None
) -> Generator[Stage]:
    """Return a directory that nobody uses yet, and the server it asks."""
    stage = Stage(hass, list_server, clock)
    yield stage
    stage.close()
