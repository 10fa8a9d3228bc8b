"""Times that cannot be true: unknown, never an error nor a date decades off.

A server's clock may be set, or count from 1970 for a while (transcripts asl2_24,
hv_24); connect times are by the wall clock since app_rpt 3.5.0.
"""

from collections.abc import AsyncGenerator
import logging
import re
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
import pytest

from .conftest import Clock
from .integration import Entities, add_entry, entry_for
from .recorded_polls import NOW
from .replay import ReplayServer
from .transcript import find

pytestmark = pytest.mark.usefixtures("every_entity")


class OddServer(ReplayServer):
    """One link to 2001; the test says which times are odd."""

    def __init__(self) -> None:
        """Begin as it was recorded."""
        super().__init__("1999")
        self.show("41_")
        self.changes: dict[bytes, bytes] = {}

    @override
    def _answer(self, request: dict[str, str]) -> bytes:
        reply = super()._answer(request)
        for pattern, text in self.changes.items():
            reply = re.sub(pattern, text, reply)
        return reply


@pytest.fixture
async def server(freezer: FrozenDateTimeFactory) -> AsyncGenerator[OddServer]:
    """Return the server, at noon."""
    freezer.move_to(NOW)
    async with OddServer() as server:
        yield server


async def shown(hass: HomeAssistant, server: OddServer) -> Entities:
    """Set it up."""
    entry = await add_entry(hass, entry_for(server.port))
    return Entities(hass, entry)


def link(states: Entities) -> dict[str, Any]:
    """Return the link."""
    (found,) = states.get("links").attributes["links"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("uptime", "started"),
    [
        ("00:02:18", "2026-11-21T11:57:42+00:00"),
        ("100:00:00", "2026-11-17T08:00:00+00:00"),
        ("-1:-59:-58", STATE_UNKNOWN),
        ("00:00:-5", STATE_UNKNOWN),
        ("498907:30:12", STATE_UNKNOWN),
        ("400001:00:00", STATE_UNKNOWN),
        ("9999999:59:59", STATE_UNKNOWN),
    ],
)
async def test_uptime(
    hass: HomeAssistant,
    server: OddServer,
    caplog: pytest.LogCaptureFixture,
    uptime: str,
    started: str,
) -> None:
    """The rest of the reply counts: the server has its nodes."""
    server.changes[rb"RptUptime: \S+"] = f"RptUptime: {uptime}".encode()
    states = await shown(hass, server)
    assert states.server("started").state == started
    assert states.server("connected").state == STATE_ON
    assert states["links"] == "1"
    # Home Assistant's debug log has each failed poll at length.
    assert not [
        record
        for record in caplog.records
        if record.levelno >= logging.ERROR
        or (record.exc_info and record.levelno > logging.DEBUG)
    ]


@pytest.mark.parametrize(
    ("elapsed", "since"),
    [
        ("00:00:09", "2026-11-21T11:59:51+00:00"),
        ("100:00:00", "2026-11-17T08:00:00+00:00"),
        ("00:00:-5", None),
        ("00:-1:-5", None),
        ("-1:-59:-58", None),
        ("498907:30:12", None),
        ("400001:00:00", None),
        ("999999:59:59", None),
    ],
)
async def test_connect_time(
    hass: HomeAssistant, server: OddServer, elapsed: str, since: str | None
) -> None:
    """The link is there, whenever it began."""
    server.changes[rb"00:00:0\d( +ESTABLISHED)"] = elapsed.encode() + rb"\1"
    states = await shown(hass, server)
    assert (link(states)["node"], link(states)["state"]) == ("2001", "established")
    assert link(states)["mode"] == "transceive"
    assert link(states)["connected_since"] == since
    assert states["links"] == "1"


@pytest.mark.parametrize(
    "elapsed", ["00:00:-5", "-1:-59:-58", "00:00:01", "498907:30:12"]
)
async def test_a_server_clock_that_jumps(
    hass: HomeAssistant, server: OddServer, clock: Clock, elapsed: str
) -> None:
    """A link that is known goes on."""
    states = await shown(hass, server)
    told: list[str] = []
    hass.bus.async_listen(
        "allstarlink_activity", lambda event: told.append(event.data["type"])
    )
    server.changes[rb"00:00:0\d( +ESTABLISHED)"] = elapsed.encode() + rb"\1"
    await clock.advance(130)
    assert (link(states)["node"], link(states)["mode"]) == ("2001", "transceive")
    since = link(states)["connected_since"]
    assert since is None or since >= "2026-11-21T11:5"
    assert states["links"] == "1"
    assert told == []


@pytest.mark.parametrize("ages", ["-5 -9", "1796079432 1796079432", "9999999999 -1"])
async def test_when_a_link_was_keyed(
    hass: HomeAssistant, server: OddServer, ages: str
) -> None:
    """Seconds that are negative, or since 1970."""
    server.changes[rb"(Conn: 2001 [01]) \S+ \S+"] = rb"\1 " + ages.encode()
    states = await shown(hass, server)
    (listed,) = await states.listed()
    assert listed["last_keyed"] is None
    assert states["last_heard"] == STATE_UNKNOWN
    assert states["link_keyed"] == STATE_OFF


@pytest.mark.parametrize(
    ("time", "state"),
    [
        ("00:01:30:000", "1.5"),
        ("-1:-59:-58:-1", STATE_UNKNOWN),
        ("00:00:-8:800", STATE_UNKNOWN),
    ],
)
async def test_transmit_time(
    hass: HomeAssistant, server: OddServer, time: str, state: str
) -> None:
    """Other counters of the same reply are not touched."""
    server.changes[rb"TxTimeToday: \S+"] = f"TxTimeToday: {time}".encode()
    states = await shown(hass, server)
    assert states["tx_time_today"] == state
    assert states["keyups_today"] == "1"


@pytest.mark.parametrize("year", ["1970", "2106", "9999", "0000"])
async def test_years_in_events(
    hass: HomeAssistant, server: OddServer, clock: Clock, year: str
) -> None:
    """What an event says of the time does not count; when it came does."""
    states = await shown(hass, server)
    recorded = find("40_").received
    key = next(
        x for x in recorded.split(b"\r\n\r\n") if b"2001TK" in x and b"RPT_ALINKS" in x
    )
    odd = re.sub(rb"(KeyedTime: .*) \d{4}", rb"\1 " + year.encode(), key)
    assert odd != key
    server.send(odd + b"\r\n\r\n")
    await clock.settle()
    assert states["talker"] == "2001"
    assert states["last_heard"].startswith("2026-11-21T12:00:0")
