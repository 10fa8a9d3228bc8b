"""Calls during which the wall clock is set: they last as long as they did."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from tests.conftest import Clock

from .stage import telephones


@pytest.mark.parametrize("step", [-86400.0, -5.0, 3600.0, 100 * 86400.0])
async def test_a_call_is_as_long_as_it_was(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, clock: Clock, step: float
) -> None:
    """The clock is set while it rings, and again while they talk."""
    async with telephones(hass, freezer) as stage:
        told = async_capture_events(hass, "state_changed")
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.time.advance(2)
        clock.step(freezer, step)
        await stage.time.advance(1)
        call.answer()
        await stage.time.advance(3)
        clock.step(freezer, -step / 2)
        await stage.time.advance(4)
        response: Any = await hass.services.async_call(
            "allstarlink",
            "get_calls",
            {"config_entry_id": stage.entry.entry_id},
            blocking=True,
            return_response=True,
        )
        assert response
        (going_on,) = response["calls"]
        assert going_on["duration"] == pytest.approx(10.0, abs=0.1)
        call.hang_up()
        await stage.settle()
        durations = [
            event.data["new_state"].attributes["duration"]
            for event in told
            if event.data["entity_id"] == stage.entity_id("call")
            and event.data["new_state"].attributes["event_type"] == "ended"
        ]
        assert durations == [pytest.approx(10.0, abs=0.1)]
