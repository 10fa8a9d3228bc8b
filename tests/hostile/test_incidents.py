"""What is kept of requests that ended sessions, as a damaged disk hands it back."""

from datetime import timedelta
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from ..conftest import Clock
from ..integration import Entities, add_entry
from .conftest import Disk, own_lines
from .server import HostileServer, entry_of

GOOD = {
    "node": "1998",
    "command": "XStat",
    "at": "2026-11-01T12:00:00+00:00",
    "ends": 2,
    "deaths": 2,
    "judged": True,
}


def _file(version: int = 1, **data: Any) -> str:
    return json.dumps({"version": version, "key": "x", "data": data})


FILES = {
    "a newer version": _file(9, incidents=[GOOD]),
    "no JSON": "{",
    "a list": "[1]",
    "no list of records": _file(incidents=5),
    "nothing": _file(),
    "deep": "[" * 100_000,
}

RECORDS: dict[str, Any] = {
    "no mapping": 5,
    "nothing": {},
    "no node": GOOD | {"node": "../../x"},
    "a node that is a number": GOOD | {"node": 1998},
    "no request": GOOD | {"command": 7},
    "no time": GOOD | {"at": "soon"},
    "a time that is a number": GOOD | {"at": 5},
    "no zone": GOOD | {"at": "2026-11-01T12:00:00"},
    "before all time": GOOD | {"at": "0001-01-01T00:00:00+23:00"},
    "no count": GOOD | {"ends": "2"},
    "a negative count": GOOD | {"ends": -(10**9)},
    "a count beyond all": GOOD | {"deaths": 10**40},
    "neither yes nor no": GOOD | {"judged": None},
}


@pytest.fixture(params=FILES)
def content(request: pytest.FixtureRequest) -> str:
    """Return what a damaged file holds."""
    return FILES[request.param]


async def _check_following(
    hass: HomeAssistant, clock: Clock, server: HostileServer, entry: Any
) -> None:
    assert entry.state.value == "loaded"
    server.event("RPT_RXKEYED", "1")
    await clock.settle()
    assert Entities(hass, entry)["receiving"] == "on"


async def test_a_damaged_file_is_set_aside(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    content: str,
) -> None:
    """The server is followed all the same."""
    entry = entry_of(server, "1999")
    path = disk.storage / f"allstarlink.{entry.entry_id}.incidents"
    path.write_text(content)
    await add_entry(hass, entry)
    await _check_following(hass, clock, server, entry)
    (line,) = own_lines(caplog)
    assert path.name in line
    (aside,) = disk.storage.glob(f"{path.name}.*")
    assert aside.read_text() == content


async def test_a_folder_in_the_place_of_the_file(
    hass: HomeAssistant, clock: Clock, disk: Disk, server: HostileServer
) -> None:
    """It is set aside as well."""
    entry = entry_of(server, "1999")
    (disk.storage / f"allstarlink.{entry.entry_id}.incidents").mkdir()
    await add_entry(hass, entry)
    await _check_following(hass, clock, server, entry)


@pytest.mark.parametrize("kind", RECORDS)
async def test_a_damaged_record_is_left_out(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """The others count: a request that ended the server is not sent again."""
    server.nodes = "1999,1998"
    entry = entry_of(server, "1999", "1998")
    path = disk.storage / f"allstarlink.{entry.entry_id}.incidents"
    path.write_text(_file(incidents=[RECORDS[kind], GOOD]))
    await add_entry(hass, entry)
    await _check_following(hass, clock, server, entry)
    await clock.advance(60)
    asked = [
        action
        for peer in server.peers
        for action in peer.actions
        if action.get("Node") == "1998" and action.get("Command") == "XStat"
    ]
    assert asked == []
    assert own_lines(caplog) == [
        "1 damaged records of requests that ended sessions are left out"
    ]


@pytest.mark.parametrize("days", [1, 300_000])
async def test_an_end_of_the_future_was_now(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    days: int,
) -> None:
    """The node is left alone for minutes, not until then."""
    entry = entry_of(server, "1999")
    at = min(dt_util.utcnow() + timedelta(days=days), dt_util.utcnow().replace(9999))
    record = GOOD | {"node": "1999", "deaths": 0, "at": at.isoformat()}
    path = disk.storage / f"allstarlink.{entry.entry_id}.incidents"
    path.write_text(_file(incidents=[record]))
    await add_entry(hass, entry)
    assert Entities(hass, entry)["receiving"] == "unavailable"
    await clock.advance(30)
    saved = entry.runtime_data.requests.due("1999")
    assert saved is not None
    assert saved - dt_util.utcnow() <= timedelta(minutes=6)
