"""A node on whose air Home Assistant speaks."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest

from .air import Air, AirClock, on_air


@pytest.fixture
async def air_clock(hass: HomeAssistant) -> AsyncGenerator[AirClock]:
    """Return control of the loop's time, which stands while a clip is decoded."""
    clock = AirClock(asyncio.get_running_loop())
    clock.hass = hass
    yield clock
    clock.release()


@pytest.fixture
async def air(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> AsyncGenerator[Air]:
    """Return a node on which Home Assistant may transmit, for itself alone."""
    async with on_air(hass, air_clock, tmp_path) as ready:
        yield ready
