"""A day on a busy hub: what Home Assistant says equals what really was talked."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
import random
from typing import Any, NamedTuple

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.app_rpt.talks import TALK_GAP
from custom_components.allstarlink.talk_statistics import slot_of
from simulator import SimulatedServer

from .automations import device_of
from .integration import Entities, add_server
from .timeline import Timeline

STATIONS = [str(2000 + number) for number in range(40)]
AFTERNOON = datetime.fromisoformat("2026-11-20T15:00:00-06:00")
ZONE = "America/Chicago"

# Turns of the loop in which one line of text has gone through a loopback socket
TURNS = 4


class Talk(NamedTuple):
    """One talk as it really was."""

    talker: str
    ended: datetime
    milliseconds: int


def _talks(count: int) -> Iterator[tuple[str, int]]:
    """Yield who talks, and how many milliseconds; nobody twice in a row."""
    chance = random.Random(1999)
    order = [chance.choice(STATIONS) for _ in range(2 * count)]
    talkers = [one for one, next_one in pairwise(order) if one != next_one]
    for talker in talkers[:count]:
        yield talker, chance.randrange(100, 2900)


class Hub:
    """A hub with 40 links on which somebody keys up every three seconds."""

    def __init__(
        self, hass: HomeAssistant, server: SimulatedServer, time: Timeline
    ) -> None:
        """Listen to what Home Assistant tells."""
        self.talks: list[Talk] = []
        self.started: list[str] = []
        self.ended: list[tuple[str, float]] = []
        self._hass = hass
        self._node = server.node("1999")
        self._time = time
        hass.bus.async_listen("allstarlink_activity", self._told)

    @callback
    def _told(self, event: Event[dict[str, Any]]) -> None:
        if event.data["type"] == "talk_started":
            self.started.append(event.data["node"])
        else:
            self.ended.append((event.data["node"], event.data["duration"]))

    async def run(self, hours: int) -> None:
        """Let hours pass, and keep the truth."""
        time = self._time
        for talker, milliseconds in _talks(hours * 1200):
            start = time.now
            self._node.key_link(talker)
            await time.advance(milliseconds / 1000)
            self._node.unkey_link(talker)
            self.talks.append(Talk(talker, time.now + TALK_GAP, milliseconds))
            await time.move_to(start + timedelta(seconds=3))
        await time.advance(3)

    def since(self, moment: datetime) -> list[Talk]:
        """Return the talks that have ended since a moment."""
        return [talk for talk in self.talks if talk.ended >= moment]


@pytest.mark.parametrize(
    "hours",
    [1, pytest.param(24, marks=[pytest.mark.soak, pytest.mark.timeout(600)])],
)
async def test_a_busy_hub(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hours: int
) -> None:
    """Activities, talk time and statistics equal the truth exactly."""
    freezer.move_to(AFTERNOON)
    await hass.config.async_set_time_zone(ZONE)
    # What asyncio notes of each callback in debug mode takes most of the time.
    hass.loop.set_debug(False)
    async with SimulatedServer(nodes=["1999"]) as server:
        for station in STATIONS:
            server.node("1999").link(station)
        server.node("1999").tx_follows = False
        entry = await add_server(hass, server)
        hub = Hub(hass, server, Timeline(freezer, TURNS))
        await hub.run(hours)
        _check_activities(hub)
        _check_sensors(hub, Entities(hass, entry))
        await _check_history(hass, hub, device_of(hass, entry))
        await _check_talkers(hass, hub, device_of(hass, entry))
        assert await hass.config_entries.async_unload(entry.entry_id)


def _check_activities(hub: Hub) -> None:
    """Each talk began once and ended once, in order, with its duration."""
    assert hub.started == [talk.talker for talk in hub.talks]
    assert hub.ended == [(talk.talker, talk.milliseconds / 1000) for talk in hub.talks]


def _check_sensors(hub: Hub, states: Entities) -> None:
    today = hub.since(dt_util.start_of_local_day())
    assert int(states["talks_today"]) == len(today)
    milliseconds = sum(talk.milliseconds for talk in today)
    assert float(states["talk_time_today"]) == milliseconds / 1000


async def _ask(hass: HomeAssistant, action: str, **data: Any) -> list[dict[str, Any]]:
    response = await hass.services.async_call(
        "allstarlink", action, data, blocking=True, return_response=True
    )
    assert response is not None
    (answer,) = response.values()
    assert isinstance(answer, list)
    return answer


async def _check_history(hass: HomeAssistant, hub: Hub, device_id: str) -> None:
    """The last thousand, the newest first, each at its time."""
    history = await _ask(hass, "get_activity", device_id=device_id, limit=1000)
    assert len(history) == 1000
    ended = [activity for activity in history if activity["type"] == "talk_ended"]
    for activity, talk in zip(ended, reversed(hub.talks), strict=False):
        assert activity["node"] == talk.talker
        assert activity["duration"] == talk.milliseconds / 1000
        late = datetime.fromisoformat(activity["time"]) - talk.ended
        assert timedelta() <= late < timedelta(milliseconds=1)


async def _check_talkers(hass: HomeAssistant, hub: Hub, device_id: str) -> None:
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
        talkers = await _ask(hass, "get_talkers", device_id=device_id, period=period)
        assert len(talkers) == len(talks)
        for talker in talkers:
            name = talker["node"]
            assert talker["talks"] == talks[name]
            assert talker["seconds"] == milliseconds[name] / 1000
        assert [t["seconds"] for t in talkers] == sorted(
            (t["seconds"] for t in talkers), reverse=True
        )
