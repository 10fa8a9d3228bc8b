"""Who talked how long: sensors, the action, and the tally behind them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.allstarlink.activity.talk_statistics import (
    TalkStatistics,
    slot_of,
)

from .scene import Scene, one_node

NOON = datetime(2026, 11, 20, 12, 7, 31, tzinfo=UTC)


# The sensors


def _seconds(scene: Scene) -> float:
    return scene.states.seconds("talk_time_today")


async def test_talks_are_counted_when_they_have_ended(scene: Scene) -> None:
    """All talkers together; a gap does not make two."""
    assert (scene.states["talks_today"], _seconds(scene)) == ("0", 0)
    await scene.talk("2001", 5)
    await scene.time.advance(1)
    assert scene.states["talks_today"] == "0"
    await scene.talk("2001", 6)
    await scene.talk("local", 3)
    await scene.time.advance(3)
    assert scene.states["talks_today"] == "1"
    await scene.time.advance(60)
    assert scene.states["talks_today"] == "2"
    assert _seconds(scene) == 15


async def test_each_write_is_a_row_so_there_is_one_a_minute(scene: Scene) -> None:
    """The last value of a day is written all the same; a reload loses none."""
    changes = async_capture_events(scene.hass, EVENT_STATE_CHANGED)

    def written() -> list[str]:
        entity_id = scene.states.entity_id("talks_today")
        return [
            event.data["new_state"].state
            for event in changes
            if event.data["entity_id"] == entity_id and event.data["new_state"]
        ]

    midnight = dt_util.start_of_local_day() + timedelta(days=1)
    await scene.time.jump((midnight - scene.time.now).total_seconds() - 95)
    for _ in range(30):
        await scene.talk("2001", 0.5)
        await scene.time.advance(2.6)
    assert written() == ["1", "20"]
    await scene.time.move_to(midnight - timedelta(seconds=0.5))
    assert written() == ["1", "20", "30"]
    await scene.time.move_to(midnight + timedelta(seconds=1))
    await scene.talk("2001", 0.5)
    await scene.time.advance(3)
    assert written() == ["1", "20", "30", "0"]
    await scene.reload()
    assert written() == ["1", "20", "30", "0", "unavailable", "1"]


async def test_the_sensors_are_what_statistics_need(scene: Scene) -> None:
    """Counters that may start over, the time with its unit."""
    minutes = scene.states.get("talk_time_today").attributes
    assert minutes["state_class"] == "total_increasing"
    assert minutes["device_class"] == "duration"
    assert minutes["unit_of_measurement"] == "min"
    talks = scene.states.get("talks_today").attributes
    assert talks["state_class"] == "total_increasing"
    assert "last_reset" not in minutes | talks


@pytest.mark.parametrize(
    "zone", ["UTC", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
async def test_they_start_over_at_local_midnight(scene: Scene, zone: str) -> None:
    """Wherever that is; a talk counts for the day in which it has ended."""
    await scene.hass.config.async_set_time_zone(zone)
    await scene.reload()
    await scene.talk("2001", 5)
    await scene.time.advance(3)
    midnight = dt_util.start_of_local_day() + timedelta(days=1)
    await scene.time.jump((midnight - scene.time.now).total_seconds() - 60)
    await scene.time.move_to(midnight - timedelta(seconds=10))
    assert scene.states["talks_today"] == "1"
    await scene.key("2001")
    await scene.time.move_to(midnight + timedelta(seconds=0.6))
    assert scene.states["talks_today"] == "0"
    assert _seconds(scene) == 0
    await scene.time.advance(5)
    await scene.unkey("2001")
    await scene.time.advance(3)
    await scene.time.advance(60)
    assert scene.states["talks_today"] == "1"
    assert _seconds(scene) == 15.6


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("America/Santiago", datetime(2027, 9, 5, 4, tzinfo=UTC)),
        ("Africa/Cairo", datetime(2027, 4, 29, 22, tzinfo=UTC)),
        ("Asia/Beirut", datetime(2027, 3, 27, 22, tzinfo=UTC)),
    ],
)
async def test_they_start_over_where_clocks_skip_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, zone: str, midnight: datetime
) -> None:
    """The day begins at 1:00 then."""
    await hass.config.async_set_time_zone(zone)
    freezer.move_to(midnight - timedelta(minutes=2))
    async with one_node(hass, freezer) as scene:
        await scene.talk("2001", 5)
        await scene.time.move_to(midnight - timedelta(seconds=1))
        assert dt_util.now().hour == 23
        assert scene.states["talks_today"] == "1"
        await scene.time.move_to(midnight + timedelta(seconds=0.6))
        assert dt_util.now().hour == 1
        assert scene.states["talks_today"] == "0"
        assert _seconds(scene) == 0


async def test_today_goes_on_after_a_reload(scene: Scene) -> None:
    """Also when the day has changed meanwhile, or has not."""
    await scene.talk("2001", 5)
    await scene.time.advance(3)
    await scene.reload()
    assert _seconds(scene) == 5
    await scene.time.jump(24 * 3600)
    await scene.reload()
    assert _seconds(scene) == 0


async def test_an_outage_does_not_lose_the_day(scene: Scene) -> None:
    """The sensors are unavailable with the node, and go on where they were."""
    await scene.talk("2001", 5)
    await scene.time.advance(3)
    await scene.cut_off(30)
    assert _seconds(scene) == 5
    await scene.lose_server()
    assert scene.states["talk_time_today"] == "unavailable"


# The action


async def _talkers(scene: Scene, period: str | None = None) -> list[dict[str, Any]]:
    response = await scene.hass.services.async_call(
        "allstarlink",
        "get_talkers",
        {"device_id": scene.device} | ({"period": period} if period else {}),
        blocking=True,
        return_response=True,
    )
    assert response is not None
    talkers: Any = response["talkers"]
    return list(talkers)


async def test_who_talked_longest_comes_first(scene: Scene) -> None:
    """With the number of talks, their time, and when the last one ended."""
    await scene.talk("2001", 5)
    await scene.time.advance(3)
    await scene.talk("local", 4)
    await scene.time.advance(10)
    await scene.talk("2001", 7)
    heard = scene.time.now
    await scene.time.advance(3)
    first, second = await _talkers(scene)
    assert first == {
        "node": "2001",
        "callsign": None,
        "talks": 2,
        "seconds": 12.0,
        "last_heard": heard.isoformat(),
    }
    assert (second["node"], second["talks"], second["seconds"]) == ("local", 1, 4.0)
    assert scene.states["last_heard"] == heard.isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("passed", "periods"),
    [
        (timedelta(minutes=1), {"today", "24h", "7days"}),
        (timedelta(hours=23), {"24h", "7days"}),
        (timedelta(hours=24, minutes=20), {"7days"}),
        (timedelta(days=6, hours=23), {"7days"}),
        (timedelta(days=7, minutes=20), set()),
    ],
)
async def test_the_periods(scene: Scene, passed: timedelta, periods: set[str]) -> None:
    """Today ends at midnight, the others move on by quarter hours."""
    await scene.hass.config.async_set_time_zone("UTC")
    noon = dt_util.start_of_local_day() + timedelta(days=1, hours=12)
    await scene.time.jump((noon - scene.time.now).total_seconds())
    await scene.talk("2001", 5)
    await scene.time.advance(3)
    await scene.time.jump(passed.total_seconds())
    found = {name for name in ("today", "24h", "7days") if await _talkers(scene, name)}
    assert found == periods
    assert bool(await _talkers(scene)) == ("today" in periods)


# The tally itself


def test_a_quarter_hour_begins_where_every_zone_has_its_midnight() -> None:
    """In UTC, whatever the time's own zone."""
    kathmandu = dt_util.get_time_zone("Asia/Kathmandu")
    midnight = datetime(2026, 11, 20, tzinfo=kathmandu)
    assert slot_of(midnight) == midnight
    assert slot_of(midnight + timedelta(minutes=14, seconds=59)) == midnight


def test_only_seven_days_are_kept() -> None:
    """And the totals are those of what is kept."""
    statistics = TalkStatistics()
    for day in range(30):
        moment = NOON + timedelta(days=day)
        statistics.add("2001", moment, 1.5, moment)
    assert statistics.talkers(NOON)["2001"].talks == 8
    assert len(statistics.as_data()) == 8


def test_the_number_of_talkers_is_bounded() -> None:
    """However many stations there are in however many quarter hours."""
    statistics = TalkStatistics()
    for slot in range(600):
        moment = NOON + timedelta(minutes=15 * slot)
        for talker in range(100):
            statistics.add(str(talker), moment, 1, moment)
    kept = sum(len(talkers) for _, talkers in statistics.as_data())
    assert 29_000 < kept <= 30_100


def test_the_number_of_talkers_in_a_quarter_hour_is_bounded() -> None:
    """Those beyond it count in the totals only, after a restart as well."""
    statistics, again = TalkStatistics(), TalkStatistics()
    for talker in range(40_000):
        statistics.add(str(talker), NOON, 1, NOON)
    statistics.add("7", NOON, 1, NOON)
    again.restore(statistics.as_data())
    for kept in (statistics, again):
        talkers = kept.talkers(NOON)
        assert len(talkers) == 30_000
        assert (talkers["7"].talks, "" in talkers) == (2, False)
        assert kept.total(NOON).talks == 40_001
    later = NOON + timedelta(minutes=15)
    statistics.add("2001", later, 1, later)
    assert [*statistics.talkers(NOON)] == ["2001"]


def test_what_is_stored_is_what_was_counted() -> None:
    """To the millisecond, also after it was counted on."""
    before, after = TalkStatistics(), TalkStatistics()
    for number in range(50):
        moment = NOON + timedelta(minutes=number * 7)
        before.add(f"{number % 7}", moment, 0.1 * number, moment)
    total = before.total(NOON)
    after.total(NOON)
    after.restore(before.as_data())
    assert after.talkers(NOON) == before.talkers(NOON)
    assert after.total(NOON) == total
