"""The node that actions are tried on."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
import pytest

from tests.conftest import Clock
from tests.station import Station, station


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return node 1999 on a server that lets Home Assistant use commands."""
    async with station(hass, clock) as ready:
        yield ready
