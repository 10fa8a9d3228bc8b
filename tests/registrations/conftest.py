"""What all tests of registrations may ask for."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
import pytest

from tests.conftest import Clock

from .stage import Stage, staged


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Stage]:
    """Return a server and Home Assistant beside it, whose AMI user has all rights."""
    async with staged(hass, clock) as stage:
        yield stage
