"""A scripted outage: every number before, during and after it, over reload and restart."""

from collections.abc import AsyncGenerator
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, lost

from .integration import Entities, add_server, entry_for
from .timeline import Timeline

pytestmark = pytest.mark.usefixtures("every_entity")

# Exact waits: no attempt is due before the test asks for one
OPTIONS = {"connection": {"retry_initial": 300, "retry_max": 3600}}
NUMBERS = (
    "reconnect_attempts",
    "successful_reconnections",
    "failed_attempts",
    "connection_losses",
    "last_outage",
    "polls_failed",
    "polls_skipped",
    "actions_timed_out",
    "downtime_today",
)


class Doing:
    """A server with a node, set up at noon, and what users see of it."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        """Stop the clock."""
        freezer.move_to("2026-12-01T12:00:00+00:00")
        self.hass = hass
        self.time = Timeline(freezer)
        self.entry: MockConfigEntry
        self.server: SimulatedServer

    async def begin(self, server: SimulatedServer) -> None:
        """Set the server up."""
        self.server = server
        self.entry = await add_server(self.hass, server, options=OPTIONS)

    def __getitem__(self, key: str) -> str:
        """Return the state of a server's key."""
        return Entities(self.hass, self.entry).server(key).state

    def numbers(self) -> dict[str, str]:
        """Return all numbers that are kept."""
        return {key: self[key] for key in NUMBERS}

    @property
    def connected(self) -> dict[str, Any]:
        """The attributes of the connection."""
        return dict(Entities(self.hass, self.entry).server("connected").attributes)

    async def reconnect(self) -> None:
        """Press the button."""
        entity_id = Entities(self.hass, self.entry).server_entity_id("reconnect")
        data = {"entity_id": entity_id}
        await self.hass.services.async_call("button", "press", data, blocking=True)
        await self.time.settle()

    async def reload(self) -> None:
        """Reload the entry."""
        assert await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.time.settle()

    async def restart(self, seconds: float) -> None:
        """Stop Home Assistant for so long: all but what is on disk is forgotten."""
        assert await self.hass.config_entries.async_unload(self.entry.entry_id)
        self.hass.data.pop(f"{DOMAIN}_records")
        await self.time.jump(seconds)
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.time.settle()


@pytest.fixture
async def doing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Doing]:
    """Return a server that is followed."""
    await hass.config.async_set_time_zone("UTC")
    doing = Doing(hass, freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        await doing.begin(server)
        yield doing
        await hass.config_entries.async_unload(doing.entry.entry_id)


async def test_an_outage_over_a_reload_and_a_restart(doing: Doing) -> None:
    """400 s up, 100 s down with a failed attempt in it; then nothing is forgotten."""
    assert doing.numbers() == {
        "reconnect_attempts": "0",
        "successful_reconnections": "0",
        "failed_attempts": "0",
        "connection_losses": "0",
        "last_outage": STATE_UNKNOWN,
        "polls_failed": "0.0",
        "polls_skipped": "0",
        "actions_timed_out": "0",
        "downtime_today": "0.0",
    }
    assert (doing["availability_today"], doing["status"]) == ("100.0", "good")
    assert doing["next_attempt"] == STATE_UNKNOWN
    assert doing.connected["cause"] is None
    assert doing.connected["since"] == dt_util.utcnow().isoformat()
    doing.server.faults.next_reply(lost(), action="XStat", times=1)
    await doing.time.advance(400)
    assert doing["actions_timed_out"] == "1"
    failed = float(doing["polls_failed"])
    assert failed > 0

    await doing.server.stop()
    await doing.time.settle()
    lost_at = dt_util.utcnow()
    assert (doing["status"], doing["health"]) == ("offline", "0")
    assert doing["started"] == doing["latency"] == STATE_UNKNOWN
    assert doing.connected["cause"] == "closed"
    assert doing.connected["since"] == lost_at.isoformat()
    due = dt_util.parse_datetime(doing["next_attempt"])
    assert due is not None
    assert 225 <= (due - lost_at).total_seconds() <= 300
    await doing.time.advance(40)
    await doing.reconnect()
    assert doing.connected["cause"] == "cannot_connect"
    assert doing.connected["since"] == lost_at.isoformat()
    await doing.time.advance(60)
    await doing.server.start()
    await doing.reconnect()
    await doing.time.advance(0.1)
    after = doing.numbers()
    assert after == {
        "reconnect_attempts": "2",
        "successful_reconnections": "1",
        "failed_attempts": "1",
        "connection_losses": "1",
        "last_outage": "100.0",
        "polls_failed": after["polls_failed"],
        "polls_skipped": after["polls_skipped"],
        "actions_timed_out": "1",
        "downtime_today": "100.0",
    }
    # The server and its node, each once a minute
    assert after["polls_skipped"] in ("3", "4")
    assert doing["availability_today"] == "80.0"
    # 15 for the loss, and the poll that failed is one of a few
    assert (doing["health"], doing["next_attempt"]) == ("81", STATE_UNKNOWN)
    health = Entities(doing.hass, doing.entry).server("health").attributes
    assert (health["losses"], health["slow_heartbeat"]) == (15, 0)
    assert health["failed_polls"] == pytest.approx(4, abs=0.5)
    assert doing["events_per_minute"] == STATE_UNKNOWN

    await doing.reload()
    kept = {**after, "polls_failed": doing["polls_failed"]}
    assert doing.numbers() == kept
    assert doing["status"] == "good"
    await doing.restart(1800)
    assert doing.numbers() == {**kept, "polls_failed": doing["polls_failed"]}
    assert 0 < float(doing["polls_failed"]) < failed
    assert doing["availability_today"] == "80.0"
    assert int(doing["health"]) < 90
    # The loss was an hour ago.
    await doing.time.advance(1860)
    assert doing["health"] == "100"
    assert doing["downtime_today"] == "100.0"


async def test_home_assistant_starts_while_the_server_is_away(doing: Doing) -> None:
    """That counts as down from the first attempt on, and so do the attempts."""
    await doing.time.advance(100)
    assert await doing.hass.config_entries.async_unload(doing.entry.entry_id)
    await doing.server.stop()
    await doing.time.advance(1000)
    assert not await doing.hass.config_entries.async_setup(doing.entry.entry_id)
    await doing.time.advance(4)
    await doing.server.start()
    await doing.time.advance(2)
    # Files are read in threads, for which the clock does not wait.
    await doing.time.until(lambda: doing.entry.state is ConfigEntryState.LOADED)
    numbers = doing.numbers()
    assert (numbers["failed_attempts"], numbers["connection_losses"]) == ("1", "0")
    assert numbers["reconnect_attempts"] == "1"
    assert numbers["successful_reconnections"] == "1"
    assert float(numbers["downtime_today"]) == pytest.approx(5, abs=1.5)
    assert numbers["last_outage"] == numbers["downtime_today"]


async def test_a_day_begins_anew(doing: Doing) -> None:
    """At local midnight; an outage goes on into the next day."""
    await doing.server.stop()
    await doing.time.settle()
    await doing.time.jump(12 * 3600 - 120)
    await doing.time.advance(61)
    assert float(doing["availability_today"]) == 0
    assert float(doing["downtime_today"]) > 40000
    await doing.time.advance(60)
    assert float(doing["downtime_today"]) <= 1
    await doing.time.advance(61)
    assert float(doing["downtime_today"]) == pytest.approx(60, abs=3)


async def test_events_are_counted_by_the_minute(doing: Doing) -> None:
    """Those of the last whole minute; no state where there is no session."""
    assert doing["events_per_minute"] == STATE_UNKNOWN
    await doing.time.advance(61)
    # FullyBooted came with the login.
    assert doing["events_per_minute"] == "1"
    node = doing.server.node("1999")
    for _ in range(3):
        node.key()
        await doing.time.advance(1)
        node.unkey()
        await doing.time.advance(1)
    await doing.time.advance(55)
    assert int(doing["events_per_minute"]) >= 6
    await doing.time.advance(60)
    assert doing["events_per_minute"] == "0"


async def test_the_log_tells_each_step(
    doing: Doing, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG; no poll is called a success that was not made."""
    caplog.set_level(logging.DEBUG)
    await doing.time.advance(120)
    caplog.clear()
    await doing.server.stop()
    await doing.time.advance(310)
    await doing.server.start()
    await doing.reconnect()
    await doing.time.advance(0.1)
    text = caplog.text
    for line in (
        "ended after 120 s: The server closed the connection",
        "Next attempt to connect",
        "Node 1999: poll skipped: not connected",
        "allstarlink registrations: poll skipped: not connected",
        "Attempt 2 to connect to 127.0.0.1",
        "Connected to Asterisk",
        "Logged in to Asterisk",
    ):
        assert line in text
    before = text[: text.index("Attempt 2")]
    assert "success: True" not in before


async def test_a_damaged_file_is_no_obstacle(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """Home Assistant starts, with what can be read."""
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = entry_for(server.port)
        entry.add_to_hass(hass)
        key = f"{DOMAIN}.{entry.entry_id}.connection"
        data = {"counts": {"losses": 3}, "total": "x", "losses": ["y"]}
        hass_storage[key] = {"version": 1, "minor_version": 1, "key": key, "data": data}
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert Entities(hass, entry).server("connection_losses").state == "3"
        await hass.config_entries.async_unload(entry.entry_id)
        assert hass_storage[key]["data"]["counts"]["losses"] == 3
        await hass.config_entries.async_remove(entry.entry_id)
        assert key not in hass_storage
