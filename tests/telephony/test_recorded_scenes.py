"""Scenes recorded from Asterisk 22 (c30 to c36), up to the states that the user sees."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from tests.integration import add_entry, entry_for
from tests.replay import ReplayServer
from tests.timeline import Timeline
from tests.transcript import load

_LOGIN = 0.5
_SERVER = "127_0_0_1"


@asynccontextmanager
async def recorded(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, name: str
) -> AsyncGenerator[None]:
    """Let Home Assistant hear a recording to its end."""
    options = {"telephony": True, "trunks": ["provider"]}
    async with ReplayServer("1999") as server:
        entry = await add_entry(hass, entry_for(server.port, (), options))
        time = Timeline(freezer)
        await time.settle()
        now = _LOGIN
        for step in load(name).steps:
            if step.kind == "received" and step.at >= _LOGIN:
                await time.advance(step.at - now)
                now = step.at
                server.send(step.data)
        await time.settle()
        yield
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_pickup_is_one_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The call that rang is answered, and the picker's own is none (c30)."""
    async with recorded(hass, freezer, "c30_pickup"):
        active = hass.states.get(f"sensor.{_SERVER}_active_calls")
        today = hass.states.get(f"sensor.{_SERVER}_calls_today")
        event = hass.states.get(f"event.{_SERVER}_call")
        assert active
        assert today
        assert event
        assert (active.state, today.state) == ("1", "0")
        told = event.attributes
        assert (told["event_type"], told["caller"], told["called"]) == (
            "answered",
            "4701",
            "710",
        )
