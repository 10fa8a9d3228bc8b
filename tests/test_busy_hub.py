"""A day on a busy hub: what Home Assistant says equals what really was talked."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.activity.talk_statistics import slot_of

from .busy_hub import Hub, busy_hub


@pytest.mark.parametrize(
    "hours",
    [1, pytest.param(24, marks=[pytest.mark.soak, pytest.mark.timeout(600)])],
)
async def test_a_busy_hub(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hours: int
) -> None:
    """Activities, talk time and statistics equal the truth exactly."""
    async with busy_hub(hass, freezer) as hub:
        await hub.run(hours)
        _check_activities(hub)
        _check_sensors(hub)
        await _check_history(hass, hub)
        await _check_talkers(hass, hub)


def _check_activities(hub: Hub) -> None:
    """Each talk began once and ended once, in order, with its duration."""
    assert hub.started == [talk.talker for talk in hub.talks]
    assert hub.ended == [(talk.talker, talk.milliseconds / 1000) for talk in hub.talks]


def _check_sensors(hub: Hub) -> None:
    states = hub.states
    today = hub.since(dt_util.start_of_local_day())
    assert int(states["talks_today"]) == len(today)
    milliseconds = sum(talk.milliseconds for talk in today)
    assert states.seconds("talk_time_today") == milliseconds / 1000


async def _ask(hass: HomeAssistant, action: str, **data: Any) -> list[dict[str, Any]]:
    response = await hass.services.async_call(
        "allstarlink", action, data, blocking=True, return_response=True
    )
    assert response is not None
    answer: Any
    (answer,) = response.values()
    return list(answer)


async def _check_history(hass: HomeAssistant, hub: Hub) -> None:
    """The last thousand, the newest first, each at its time."""
    history = await _ask(hass, "get_activity", device_id=hub.device, limit=1000)
    assert len(history) == 1000
    ended = [activity for activity in history if activity["type"] == "talk_ended"]
    for activity, talk in zip(ended, reversed(hub.talks), strict=False):
        assert activity["node"] == talk.talker
        assert activity["duration"] == talk.milliseconds / 1000
        late = datetime.fromisoformat(activity["time"]) - talk.ended
        assert timedelta() <= late < timedelta(milliseconds=1)


async def _check_talkers(hass: HomeAssistant, hub: Hub) -> None:
    """Talks and seconds of each station, in each period."""
    now = dt_util.utcnow()
    for period, since in (
        ("today", dt_util.start_of_local_day()),
        ("24h", slot_of(now - timedelta(days=1))),
        ("7days", slot_of(now - timedelta(days=7))),
    ):
        talks, milliseconds = Counter[str](), Counter[str]()
        for talk in hub.since(since):
            talks[talk.talker] += 1
            milliseconds[talk.talker] += talk.milliseconds
        talkers = await _ask(hass, "get_talkers", device_id=hub.device, period=period)
        assert len(talkers) == len(talks)
        for talker in talkers:
            name = talker["node"]
            assert talker["talks"] == talks[name]
            assert talker["seconds"] == milliseconds[name] / 1000
        assert [t["seconds"] for t in talkers] == sorted(
            (t["seconds"] for t in talkers), reverse=True
        )
