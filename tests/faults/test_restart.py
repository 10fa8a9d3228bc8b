"""How soon the states are right again after a restart of Asterisk."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from .stage import staged

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

_QUICK = {"connection": {"retry_initial": 1, "retry_max": 1, "heartbeat_interval": 30}}


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("away", [0.2, 1.0, 1.3, 1.9, 5.0, 31.0, 600.0])
async def test_with_a_retry_every_second(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, away: float, announced: bool
) -> None:
    """Two seconds at most, however long it was away, announced or killed."""
    async with staged(hass, freezer, options=_QUICK) as stage:
        await stage.server.stop(announce=announced)
        await stage.time.advance(away)
        await stage.server.start()
        stage.node.link("2003")
        await stage.until(stage.is_right, 2.0)


@pytest.mark.parametrize(
    ("away", "limit"),
    [(0.2, 2.0), (1.0, 2.0), (1.3, 2.0), (1.9, 2.0), (5.0, 12.0), (600.0, 12.0)],
)
async def test_as_installed(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, away: float, limit: float
) -> None:
    """Two seconds after a quick restart, else the look that is due within five."""
    async with staged(hass, freezer) as stage:
        await stage.server.stop(announce=True)
        await stage.time.advance(away)
        await stage.server.start()
        stage.node.link("2003")
        await stage.until(stage.is_right, limit)
