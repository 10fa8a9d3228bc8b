"""Fixtures for all tests."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
import pytest

# Home Assistant looks for custom integrations in the package that is imported
# first; without this line it finds the test plugin's own, empty one.
import custom_components.allstarlink  # noqa: F401  (imported for its effect)
from custom_components.allstarlink.directory import fetch
from custom_components.allstarlink.lookup import statistics

from .list_server import ListServer, serving
from .scene import Scene, one_node

# The loop runs a timer when its time is over, not when it has just come
_OVER = 1e-6

# Nobody listens there
_CLOSED = "http://127.0.0.1:1/"


class Clock:
    """Moves the event loop's time, so that a test waits for nothing.

    Only `loop.time()` is shifted: sockets stay real, timers fire as if the
    seconds had passed.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over the loop's clock."""
        self._loop = loop
        self._real = loop.time
        self._offset = 0.0
        loop.time = self.time

    def time(self) -> float:
        """Return the loop's time, seconds."""
        return self._real() + self._offset

    async def advance(self, seconds: float) -> None:
        """Let this many seconds pass, timer by timer, and settle."""
        end = self.time() + seconds
        # What was begun just now has yet to set its timers.
        await self.settle()
        while (step := self._next_timer()) is not None and step <= end:
            self._offset += max(0.0, step - self.time()) + _OVER
            await self.settle()
        self._offset += max(0.0, end - self.time())
        await self.settle()

    async def settle(self, turns: int = 20) -> None:
        """Let callbacks and loopback traffic that are due run."""
        for _ in range(turns):
            await asyncio.sleep(0)

    def step(self, freezer: FrozenDateTimeFactory, seconds: float) -> None:
        """Let somebody set the wall clock, which the loop's does not notice."""
        before = self._real()
        freezer.tick(seconds)
        self._offset -= self._real() - before

    def release(self) -> None:
        """Give the loop its own clock back."""
        self._loop.time = self._real

    def _next_timer(self) -> float | None:
        timers = self._loop._scheduled  # type: ignore[attr-defined]  # no public way
        due = [t.when() for t in timers if not t.cancelled()]
        return min(due, default=None)


@pytest.fixture
async def clock() -> AsyncGenerator[Clock]:
    """Return control of the loop's time."""
    clock = Clock(asyncio.get_running_loop())
    yield clock
    clock.release()


@pytest.fixture(autouse=True)
async def enable_event_loop_debug() -> None:
    """Let the loop check threads and awaits, without noting where each callback is from.

    The plugin's fixture of this name has the loop walk the stack for each callback,
    future and task: half of the time of the tests. What is noted is asked for by
    `get_debug`, while the loop's own checks look at the flag.
    """
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.get_debug = lambda: False


@pytest.fixture(autouse=True)
def loopback(socket_enabled: None) -> None:
    """Allow sockets: the plugin still refuses every host but 127.0.0.1."""


@pytest.fixture(autouse=True)
def no_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep AllStarLink's services out of reach, as they are offline."""
    monkeypatch.setattr(fetch, "LIST_URL", _CLOSED)
    monkeypatch.setattr(statistics, "STATISTICS_URL", _CLOSED)


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give each test a configuration folder of its own.

    The plugin's is the same for all tests, also for those that run beside this one.
    """
    return str(tmp_path)


@pytest.fixture
async def list_server(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    no_internet: None,
    tmp_path: Path,
) -> AsyncGenerator[ListServer]:
    """Return a server from which the list of nodes is fetched.

    Home Assistant has a configuration folder of its own, for the copy on disk.
    """
    hass.config.config_dir = str(tmp_path)
    async with serving() as server:
        monkeypatch.setattr(fetch, "LIST_URL", server.url)
        yield server


@pytest.fixture(autouse=True)
def custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load this integration in tests that have one."""
    if "recorder_mock" in request.fixturenames:
        # It must be there before Home Assistant.
        request.getfixturevalue("recorder_mock")
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture
def every_entity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable the entities that are off by default as well."""
    monkeypatch.setattr(
        Entity, "entity_registry_enabled_default", property(lambda _self: True)
    )


@pytest.fixture
async def scene(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Scene]:
    """Return a node with three links, followed by Home Assistant on a frozen clock."""
    async with one_node(hass, freezer) as scene:
        yield scene
