"""A network that stalls: how long states are shown that are not true any more."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from .stage import staged

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


@pytest.mark.parametrize("stalled", [21.0, 25.5, 37.0, 90.0, 613.0])
async def test_stale_for_21_s_and_right_12_s_after(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stalled: float
) -> None:
    """While a node has a link, on the options as installed."""
    async with staged(hass, freezer) as stage:
        stage.node.key_link("2001")
        await stage.time.settle()
        assert stage.is_right()
        stage.server.vanish()
        stage.node.unkey_link("2001")
        noticed = await stage.until(stage.is_away, 21.0)
        assert noticed > 10
        await stage.time.advance(stalled - noticed)
        assert stage.is_away()
        attempts = stage.hub.client.connection.metrics.attempts
        await stage.server.reappear()
        await stage.until(stage.is_right, 12.0)
        # What looks for the server is no attempt: one may have been under way.
        assert stage.hub.client.connection.metrics.attempts - attempts in (0, 1, 2)
        assert stage.hub.client.connection.metrics.losses == 1


@pytest.mark.parametrize("away", [3.0, 17.0, 61.0, 613.0])
async def test_right_17_s_after_a_restart(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, away: float
) -> None:
    """Of a machine whose network was gone, too."""
    async with staged(hass, freezer) as stage:
        stage.server.vanish()
        await stage.until(stage.is_away, 21.0)
        await stage.server.stop()
        await stage.time.advance(away)
        await stage.server.start()
        stage.node.link("2003")
        await stage.until(stage.is_right, 17.0)


async def test_nothing_linked_nothing_sooner(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """An idle node is not asked more often than the options say."""
    async with staged(hass, freezer) as stage:
        stage.node.unlink("2001")
        await stage.time.advance(65)
        assert stage.is_right()
        stage.server.vanish()
        noticed = await stage.until(stage.is_away, 40.0)
        assert noticed > 21
        await stage.server.reappear()
        await stage.until(stage.is_right, 12.0)
