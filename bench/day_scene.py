"""Hours on a hub with a recorder; `bench.day` runs it under pytest, which has the frozen clock.

What is measured goes to the fixture `figures`: one `Measurement` a scene.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import logging
from time import process_time

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.db_schema import (
    EventData,
    Events,
    StateAttributes,
    States,
)
from homeassistant.components.recorder.util import session_scope
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from sqlalchemy import func, select, text

from simulator import SimulatedServer
from tests.busy_hub import AFTERNOON, TURNS, ZONE, talks
from tests.integration import add_server
from tests.timeline import Timeline

from .day import Measurement, Scene
from .poller import Poller

pytestmark = pytest.mark.bench

_TABLES = (States, StateAttributes, Events, EventData)
_SIZE = {
    "sqlite": "SELECT page_count * page_size"
    " FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}

type Tick = Callable[[], Awaitable[None]]


@pytest.fixture
def recorder_config() -> dict[str, object]:
    """Commit as seldom as Home Assistant does, not at once as tests do."""
    return {"commit_interval": 5, "auto_purge": False}


@dataclass(frozen=True)
class _Database:
    rows: int
    size: int


async def _look(hass: HomeAssistant) -> _Database:
    await async_wait_recording_done(hass)

    def look() -> _Database:
        with session_scope(hass=hass, read_only=True) as session:
            counts = (select(func.count()).select_from(table) for table in _TABLES)
            rows = sum(session.execute(count).scalar_one() for count in counts)
            dialect = get_instance(hass).dialect_name
            assert dialect is not None
            size = session.execute(text(_SIZE[dialect.value])).scalar_one()
            return _Database(rows, size)

    return await hass.async_add_executor_job(look)


class _Hours:
    """Lets people talk on a node while time passes."""

    def __init__(self, server: SimulatedServer, time: Timeline, tick: Tick | None):
        self._node = server.node("1999")
        self._time = time
        self._tick = tick

    async def run(self, scene: Scene) -> None:
        """Let the hours of a scene pass."""
        slot = 3600 / scene.talks_an_hour
        for talker, milliseconds in talks(round(scene.hours * scene.talks_an_hour)):
            self._node.key_link(str(2000 + int(talker) % scene.links))
            await self._pass(milliseconds / 1000)
            self._node.unkey_link(str(2000 + int(talker) % scene.links))
            await self._pass(slot - milliseconds / 1000)

    async def _pass(self, seconds: float) -> None:
        if self._tick is None:
            await self._time.advance(seconds)
            return
        end = self._time.now.timestamp() + seconds
        while (left := end - self._time.now.timestamp()) > 0.0005:
            until_tick = 1 - self._time.now.timestamp() % 1
            await self._time.advance(min(left, until_tick))
            if until_tick <= left:
                await self._tick()


@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("recorder_mock")
async def test_scene(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    scene: Scene,
    figures: list[Measurement],
) -> None:
    """Run a scene and keep its figures."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    logging.disable(logging.INFO)
    freezer.move_to(AFTERNOON)
    await hass.config.async_set_time_zone(ZONE)
    hass.loop.set_debug(False)
    async with SimulatedServer(nodes=["1999"]) as server:
        for number in range(scene.links):
            server.node("1999").link(str(2000 + number))
        poller = Poller(hass, server.port, "1999")
        if scene.who == "ours":
            await add_server(hass, server, options={"use_directory": False})
        elif scene.who == "poller":
            await poller.start()
        tick = poller.poll if scene.who == "poller" else None
        hours = _Hours(server, Timeline(freezer, TURNS), tick)
        before = await _look(hass)
        seconds = -process_time()
        await hours.run(scene)
        after = await _look(hass)
        seconds += process_time()
        if scene.who == "ours":
            for entry in hass.config_entries.async_entries("allstarlink"):
                assert await hass.config_entries.async_unload(entry.entry_id)
        elif scene.who == "poller":
            await poller.close()
    figures.append(
        Measurement(scene, after.rows - before.rows, after.size - before.size, seconds)
    )
