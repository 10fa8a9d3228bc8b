"""A server that is silent after the login does not hold Home Assistant's start."""

import asyncio

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer, User, lost
from tests.integration import entry_for
from tests.timeline import Timeline

from .stage import SETUP, subentry_of

_FIRST = ("ListCommands", "RptStat", "XStat", "CoreShowChannels", "IAXregistry")


@pytest.mark.parametrize("silent", ["", *_FIRST])
async def test_the_first_questions_have_one_budget(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, silent: str
) -> None:
    """The entities are there after ten seconds at most; the answers come later."""
    users = (User("admin", "secret"),)
    async with SimulatedServer(("1999", "1998"), users, pbx=SETUP) as server:
        entry = entry_for(server.port, ("1999", "1998"), {"telephony": True})
        entry.add_to_hass(hass)
        hass.config_entries.async_add_subentry(entry, subentry_of("1001"))
        actions = [silent] if silent else [*_FIRST, "RptStatus", "VoterStatus"]
        for action in actions:
            server.faults.next_reply(lost(), action=action, times=50)
        time = Timeline(freezer)
        setup = asyncio.ensure_future(hass.config_entries.async_setup(entry.entry_id))
        asked = time.now
        while (time.now - asked).total_seconds() < 11 and not setup.done():
            await time.advance(0.1)
            if not any(each.action == "Login" for each in server.requests):
                asked = time.now
        # What is left is done by threads, and no time passes.
        await time.until(setup.done)
        assert entry.state is ConfigEntryState.LOADED
        assert hass.states.get("sensor.127_0_0_1_active_calls")
        assert hass.states.get("sensor.node_1999_links")
        server.faults.clear()
        await time.advance(180)
        active = hass.states.get("sensor.127_0_0_1_active_calls")
        links = hass.states.get("sensor.node_1999_links")
        assert active
        assert links
        assert (active.state, links.state) == ("0", "0")
        await hass.config_entries.async_unload(entry.entry_id)
