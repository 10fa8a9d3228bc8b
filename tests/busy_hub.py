"""A hub on which somebody keys up every three seconds, and the truth about it."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import pairwise
import random
from typing import Any, NamedTuple

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, HomeAssistant, callback
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.app_rpt.talks import TALK_GAP
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


def talks(count: int) -> Iterator[tuple[str, int]]:
    """Yield who talks, and how many milliseconds; nobody twice in a row."""
    chance = random.Random(1999)
    order = [chance.choice(STATIONS) for _ in range(2 * count)]
    talkers = [one for one, next_one in pairwise(order) if one != next_one]
    for talker in talkers[:count]:
        yield talker, chance.randrange(100, 2900)


class Hub:
    """A hub with 40 links on which somebody keys up every three seconds."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: SimulatedServer,
        entry: MockConfigEntry,
        time: Timeline,
    ) -> None:
        """Listen to what Home Assistant tells."""
        self.states = Entities(hass, entry)
        self.device = device_of(hass, entry)
        self.talks: list[Talk] = []
        self.started: list[str] = []
        self.ended: list[tuple[str, float]] = []
        self._node = server.node("1999")
        self._time = time
        hass.bus.async_listen("allstarlink_activity", self._told)

    @callback
    def _told(self, event: Event[dict[str, Any]]) -> None:
        if event.data["type"] == "talk_started":
            self.started.append(event.data["node"])
        else:
            self.ended.append((event.data["node"], event.data["duration"]))

    async def jump_to(self, moment: datetime) -> None:
        """Let nobody talk until a moment."""
        await self._time.jump((moment - self._time.now).total_seconds())

    async def run(self, hours: float) -> None:
        """Let hours pass, and keep the truth."""
        time = self._time
        for talker, milliseconds in talks(round(hours * 1200)):
            start = time.now
            self._node.key_link(talker)
            await time.advance(milliseconds / 1000)
            self._node.unkey_link(talker)
            self.talks.append(Talk(talker, time.now + TALK_GAP, milliseconds))
            await time.move_to(start + timedelta(seconds=3))
        # The last talk ends, and counters are written once a minute.
        await time.advance(63)

    def since(self, moment: datetime) -> list[Talk]:
        """Return the talks that have ended since a moment."""
        return [talk for talk in self.talks if talk.ended >= moment]


@asynccontextmanager
async def busy_hub(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Hub]:
    """Set up the hub, on an afternoon in Chicago."""
    freezer.move_to(AFTERNOON)
    await hass.config.async_set_time_zone(ZONE)
    # What asyncio notes of each callback in debug mode takes most of the time.
    hass.loop.set_debug(False)
    async with SimulatedServer(nodes=["1999"]) as server:
        for station in STATIONS:
            server.node("1999").link(station)
        entry = await add_server(hass, server)
        yield Hub(hass, server, entry, Timeline(freezer, TURNS))
        assert await hass.config_entries.async_unload(entry.entry_id)
