"""Wall clocks that are set while Home Assistant runs: talks are as long as they were."""

from collections.abc import AsyncGenerator

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .automations import automate, on
from .conftest import Clock
from .station import Station, station

YEAR = 365 * 86400.0
STEPS = (100 * 86400.0, 3600.0, -3600.0, -YEAR)


@pytest.fixture
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, clock: Clock
) -> AsyncGenerator[Station]:
    """Return a node with a link, at noon."""
    freezer.move_to("2026-11-21T12:00:00+00:00")
    async with station(hass, clock) as stage:
        stage.node.link("2001")
        await clock.advance(3)
        yield stage


@pytest.mark.parametrize("step", STEPS)
async def test_a_talk_is_as_long_as_it_was(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stage: Station, step: float
) -> None:
    """The clock is set between its key-down and its key-up."""
    told = async_capture_events(hass, "allstarlink_activity")
    stage.node.key_link("2001")
    await stage.clock.advance(3)
    stage.clock.step(freezer, step)
    await stage.clock.advance(2)
    stage.node.unkey_link("2001")
    await stage.clock.advance(3)
    assert [event.data["type"] for event in told] == ["talk_started", "talk_ended"]
    assert told[1].data["duration"] == pytest.approx(5, abs=0.2)
    assert stage.states.seconds("talk_time_today") == pytest.approx(5, abs=0.2)


@pytest.mark.parametrize("step", STEPS)
async def test_a_talk_ends_two_seconds_after_its_key_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stage: Station, step: float
) -> None:
    """Neither at once nor an hour later."""
    told = async_capture_events(hass, "allstarlink_activity")
    stage.node.key_link("2001")
    await stage.clock.advance(1)
    stage.node.unkey_link("2001")
    await stage.clock.advance(0.5)
    stage.clock.step(freezer, step)
    await stage.clock.advance(1.3)
    assert [event.data["type"] for event in told] == ["talk_started"]
    await stage.clock.advance(0.4)
    assert [event.data["type"] for event in told] == ["talk_started", "talk_ended"]


@pytest.mark.parametrize("step", STEPS)
async def test_a_link_was_up_as_long_as_it_was(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stage: Station, step: float
) -> None:
    """The clock is set while it is up."""
    told = async_capture_events(hass, "allstarlink_activity")
    stage.clock.step(freezer, step)
    await stage.clock.advance(7)
    stage.node.unlink("2001")
    await stage.clock.advance(0.1)
    assert [event.data["type"] for event in told] == ["link_disconnected"]
    assert told[0].data["duration"] == pytest.approx(10, abs=0.3)


@pytest.mark.parametrize("step", STEPS)
async def test_a_quiet_is_as_long_as_it_was(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stage: Station, step: float
) -> None:
    """Sixty seconds are sixty seconds, for triggers and for conditions."""
    stage.node.key_link("2001")
    await stage.clock.advance(1)
    stage.node.unkey_link("2001")
    await stage.clock.advance(0.1)
    options = {"for": 60}
    automation = await automate(hass, on("node_quiet", stage.device_id, options))
    await stage.clock.advance(30)
    stage.clock.step(freezer, step)
    await stage.clock.advance(29)
    assert automation.count == 0
    await stage.clock.advance(1.5)
    assert automation.count == 1


async def test_a_talk_of_next_year_does_not_count_today(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, stage: Station
) -> None:
    """The clock was a year ahead when it ended, and nothing of it is kept."""
    stage.clock.step(freezer, YEAR)
    stage.node.key_link("2001")
    await stage.clock.advance(4)
    stage.node.unkey_link("2001")
    await stage.clock.advance(3)
    assert stage.states["talks_today"] == "1"
    stage.clock.step(freezer, -YEAR)
    stage.node.key_link("2001")
    await stage.clock.advance(2)
    stage.node.unkey_link("2001")
    await stage.clock.advance(3)
    await stage.clock.advance(60)
    assert stage.states["talks_today"] == "1"
    assert stage.states.seconds("talk_time_today") == pytest.approx(2, abs=0.2)
    for period in ("today", "24h", "7days"):
        response = await stage.act("get_talkers", period=period, response=True)
        (talker,) = response["talkers"]
        assert (talker["node"], talker["talks"]) == ("2001", 1)
    response = await stage.act("get_activity", response=True)
    times = [activity["time"][:10] for activity in response["activities"]]
    assert set(times) == {"2026-11-21"}
