"""What outlives a restart of Home Assistant."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    async_mock_restore_state_shutdown_restart,
    mock_restore_cache_with_extra_data,
)

from .stage import Stage, telephones


async def _call(stage: Stage) -> None:
    call = stage.server.pbx.dial("1001", "1002")
    call.ring()
    call.answer()
    await stage.time.advance(2)
    call.hang_up()
    await stage.settle()


async def test_the_day_begins_at_local_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Today's calls are 0 then, without a call."""
    await hass.config.async_set_time_zone("America/Chicago")
    freezer.move_to("2026-11-21 05:30:00+00:00")
    async with telephones(hass, freezer) as stage:
        await _call(stage)
        await _call(stage)
        assert stage.state("calls_today") == "2"
        await stage.time.jump(20 * 60)
        assert stage.state("calls_today") == "2"
        await stage.time.jump(10 * 60)
        await stage.settle()
        assert stage.state("calls_today") == "0"
        await _call(stage)
        assert stage.state("calls_today") == "1"


async def test_the_day_begins_where_clocks_skip_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """At 1:00 then, which is 22:00 in UTC."""
    await hass.config.async_set_time_zone("Africa/Cairo")
    freezer.move_to("2027-04-29 21:50:00+00:00")
    async with telephones(hass, freezer) as stage:
        await _call(stage)
        assert stage.state("calls_today") == "1"
        await stage.time.jump(10 * 60)
        await stage.settle()
        assert stage.state("calls_today") == "0"


async def test_a_reload_keeps_the_count_and_the_last_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A call that goes on over it counts once, when it ends."""
    async with telephones(hass, freezer) as stage:
        await _call(stage)
        last = stage.get("last_call")
        going = stage.server.pbx.dial("1001", "1002")
        going.ring()
        going.answer()
        await stage.settle()
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.settle()
        assert stage.state("calls_today") == "1"
        assert stage.state("active_calls") == "1"
        restored = stage.get("last_call")
        assert restored.state == last.state
        assert restored.attributes == last.attributes
        going.hang_up()
        await stage.settle()
        assert stage.state("calls_today") == "2"


@pytest.mark.parametrize(
    ("age", "calls"), [(timedelta(), "3"), (timedelta(days=1), "0")]
)
async def test_only_the_calls_of_the_same_day_are_counted_on(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    age: timedelta,
    calls: str,
) -> None:
    """What was saved says of which day it is."""
    day = (dt_util.now() - age).date().isoformat()
    data: dict[str, Any] = {"day": day, "calls": 3}
    mock_restore_cache_with_extra_data(
        hass, [(State("sensor.127_0_0_1_calls_today", "3"), data)]
    )
    async with telephones(hass, freezer) as stage:
        assert stage.entity_id("calls_today") == "sensor.127_0_0_1_calls_today"
        assert stage.state("calls_today") == calls
        await _call(stage)
        assert stage.state("calls_today") == str(int(calls) + 1)


async def test_without_calls_nothing_is_recalled(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The last call stays unknown over a restart."""
    async with telephones(hass, freezer) as stage:
        await async_mock_restore_state_shutdown_restart(hass)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.settle()
        assert stage.state("last_call") == "unknown"
        assert stage.state("calls_today") == "0"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"day": "yesterday", "calls": 3, "started": "soon", "call": None},
        {"day": 5, "calls": 3, "started": 5, "call": None},
        {"day": None, "calls": "3", "started": "2026-11-01T12:00:00", "call": None},
        {"day": None, "calls": -1, "started": None, "call": {"caller": "1001"}},
        {"day": None, "calls": 2**70, "started": None, "call": "1001"},
        {"day": None, "calls": True, "started": None, "call": dict.fromkeys("ab")},
    ],
)
async def test_what_was_damaged_begins_anew(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, data: dict[str, Any]
) -> None:
    """The sensors are there, and count from then on."""
    mock_restore_cache_with_extra_data(
        hass,
        [
            (State(f"sensor.127_0_0_1_{key}", "3"), data)
            for key in ("calls_today", "last_call")
        ],
    )
    async with telephones(hass, freezer) as stage:
        assert stage.state("calls_today") == "0"
        assert stage.state("last_call") == "unknown"
        await _call(stage)
        assert stage.state("calls_today") == "1"
        assert stage.state("last_call") != "unknown"
