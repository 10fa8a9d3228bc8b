"""A hostile server beside a real Home Assistant, which goes on as if nothing had been."""

import logging

from homeassistant.core import HomeAssistant
import pytest

from ..conftest import Clock
from ..integration import Entities, add_entry
from .conftest import Disk, own_lines
from .server import HostileServer, entry_of
from .stopwatch import LONGEST, stopwatch
from .variants import VARIANTS


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Let a log have what users see; debug lines of a flood take longer than the flood."""
    caplog.set_level(logging.INFO, logger="")
    caplog.set_level(logging.INFO, logger="custom_components.allstarlink")
    caplog.set_level(logging.WARNING, logger="homeassistant.core")


async def _play(server: HostileServer, clock: Clock, kind: str) -> None:
    """Let the server say it for two minutes, and be healthy for two more."""
    variant = VARIANTS[kind]
    server.says |= variant.says
    server.peers[-1].send(variant.stream)
    for _ in range(4):
        await clock.settle(200)
        await clock.advance(30)
    server.says.clear()
    for _ in range(4):
        await clock.settle(50)
        await clock.advance(30)


@pytest.mark.parametrize("kind", VARIANTS)
async def test_home_assistant_goes_on(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """No callback takes long, no file is touched, a line at most is logged."""
    entry = await add_entry(hass, entry_of(server, "1999"))
    caplog.clear()
    with stopwatch() as watch:
        await _play(server, clock, kind)
    assert own_lines(caplog)[1:] == []
    states = Entities(hass, entry)
    assert (states["links"], states["receiving"]) == ("0", "off")
    for state in hass.states.async_all():
        assert len(state.state) <= 255
        assert state.state.isprintable()
    assert len(hass.states.async_all()) < 500
    disk.check()
    assert watch.longest < LONGEST, (watch.longest, watch.what)
