"""Histories that were damaged or are of another version: they never stop the rest."""

from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.allstarlink.const import DOMAIN

from ..conftest import Clock
from ..integration import add_entry, history_key
from .conftest import Disk, own_lines
from .server import HostileServer, entry_of

GOOD = {
    "time": "2026-11-01T12:00:00+00:00",
    "type": "link_connected",
    "node": "2001",
    "mode": "transceive",
}
_SLOT = int(datetime.now(UTC).timestamp()) // 900 * 900
TALKS = [[_SLOT - 900, {"2001": [2, 3500, _SLOT - 800]}]]

_FUTURE = (datetime.now(UTC) + timedelta(days=366)).isoformat()

# What became of one record; the good ones beside it are kept
RECORDS: dict[str, Any] = {
    "unknown type": {**GOOD, "type": "link_exploded"},
    "unknown mode": {**GOOD, "mode": "telepathy"},
    "unknown direction": {**GOOD, "direction": "sideways"},
    "bad time": {**GOOD, "time": "yesterday"},
    "time without zone": {**GOOD, "time": "2026-11-01T12:00:00"},
    "time in the future": {**GOOD, "time": _FUTURE},
    "time at the end of days": {**GOOD, "time": "9999-12-31T23:59:59-23:59"},
    "time at the beginning of days": {**GOOD, "time": "0001-01-01T00:00:00+23:59"},
    "time that is a number": {**GOOD, "time": 1e308},
    "missing time": {key: GOOD[key] for key in ("type", "node")},
    "missing type": {key: GOOD[key] for key in ("time", "node")},
    "missing node": {key: GOOD[key] for key in ("time", "type")},
    "type that is a list": {**GOOD, "type": ["dtmf"]},
    "node that is a mapping": {**GOOD, "node": {"2001": 1}},
    "duration that is a text": {**GOOD, "duration": "long"},
    "negative duration": {**GOOD, "duration": -5},
    "huge duration": {**GOOD, "duration": 2**63},
    "digit of another kind": {**GOOD, "digit": "⅓"},
    "late of another kind": {**GOOD, "late": "yes"},
    "no mapping": "link_connected",
    "nothing": None,
    "a list": [GOOD],
}

ROWS: dict[str, Any] = {
    "short row": [_SLOT - 900, {"2002": [2]}],
    "long row": [_SLOT - 900, {"2002": [2, 3, 4, 5]}],
    "row of another kind": [_SLOT - 900, {"2002": "many"}],
    "negative count": [_SLOT - 900, {"2002": [-1, 3, None]}],
    "count beyond all counts": [_SLOT - 900, {"2002": [1, 2**63, None]}],
    "key-down in the future": [_SLOT - 900, {"2002": [1, 1, _SLOT + 10**8]}],
    "quarter hour in the future": [_SLOT + 900 * 10**5, {"2002": [1, 1, None]}],
    "quarter hour beyond time": [1e300, {"2002": [1, 1, None]}],
    "no start of a quarter hour": [_SLOT - 899, {"2002": [1, 1, None]}],
    "quarter hour of another kind": ["now", {"2002": [1, 1, None]}],
    "short slot": [_SLOT - 900],
    "slot of another kind": 5,
    "talkers of another kind": [_SLOT - 900, ["2002"]],
}


def _file(**changes: Any) -> str:
    data = {"activities": [GOOD], "talks": TALKS}
    file = {"version": 1, "minor_version": 1, "key": "x", "data": data}
    return json.dumps(file | changes)


def _data(**changes: Any) -> str:
    return _file(data={"activities": [GOOD], "talks": TALKS} | changes)


# What became of the file; there is nothing to be had from it, but where said
FILES: dict[str, str | bytes] = {
    "newer version": _file(version=2),
    "version of another kind": _file(version="1"),
    "older version": _file(version=0),
    "no version": json.dumps({"data": {"activities": [], "talks": []}}),
    "no data": json.dumps({"version": 1, "key": "x"}),
    "data of another kind": _file(data=[1, 2]),
    "empty": "",
    "half": _file()[:60],
    "no JSON": b"\x00\xff\xfe" * 50,
    "a list": "[1, 2, 3]",
    "a number": "5",
    "null": "null",
    "deep": "[" * 100_000,
    "deep and whole": "[" * 5000 + "]" * 5000,
    "no activities": _file(data={"talks": []}),
    "activities of another kind": _data(activities={"0": GOOD}),
    "talks of another kind": _data(talks=7),
}


async def _ask(hass: HomeAssistant, entry: ConfigEntry, action: str) -> Any:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    (device,) = (device.id for device in devices if device.name == "Node 1999")
    response: Any = await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device, **({} if action == "get_activity" else _WEEK)},
        blocking=True,
        return_response=True,
    )
    (answer,) = response.values()
    return answer


_WEEK = {"period": "7days"}


async def _check_saving(
    hass: HomeAssistant, clock: Clock, server: HostileServer, path: Path
) -> None:
    """See that what happens from now on is kept, and can be read."""
    server.event("DTMF", "5")
    await clock.settle()
    hass.bus.async_fire("homeassistant_final_write")
    await hass.async_block_till_done()
    newest = _saved(path)[-1]
    assert (newest["type"], newest["digit"]) == ("dtmf", "5")


def _saved(path: Path) -> Any:
    return json.loads(path.read_text())["data"]["activities"]


@pytest.mark.parametrize("kind", RECORDS)
async def test_a_damaged_record_is_left_out(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """Those before and after it are there."""
    entry = entry_of(server, "1999")
    path = disk.storage / history_key(entry)
    path.write_text(_data(activities=[GOOD, RECORDS[kind], GOOD]))
    await add_entry(hass, entry)
    assert entry.state.value == "loaded"
    assert await _ask(hass, entry, "get_activity") == [GOOD, GOOD]
    assert [talker["node"] for talker in await _ask(hass, entry, "get_talkers")] == [
        "2001"
    ]
    (line,) = own_lines(caplog)
    assert line == "Node 1999: 1 damaged records of its history are left out"
    await _check_saving(hass, clock, server, path)
    disk.check()


@pytest.mark.parametrize("kind", ROWS)
async def test_a_damaged_row_is_left_out(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """The other talks are counted."""
    entry = entry_of(server, "1999")
    path = disk.storage / history_key(entry)
    path.write_text(_data(talks=[ROWS[kind], *TALKS]))
    await add_entry(hass, entry)
    assert entry.state.value == "loaded"
    assert await _ask(hass, entry, "get_activity") == [GOOD]
    (talker,) = await _ask(hass, entry, "get_talkers")
    assert (talker["node"], talker["talks"], talker["seconds"]) == ("2001", 2, 3.5)
    assert len(own_lines(caplog)) == 1
    await _check_saving(hass, clock, server, path)


@pytest.mark.parametrize("kind", FILES)
async def test_a_damaged_file_is_set_aside(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    """It can be looked at; the node begins a new one."""
    entry = entry_of(server, "1999")
    path, content = disk.storage / history_key(entry), FILES[kind]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    await add_entry(hass, entry)
    assert entry.state.value == "loaded"
    await _ask(hass, entry, "get_activity")
    (line,) = own_lines(caplog)
    assert path.name in line
    await _check_saving(hass, clock, server, path)
    (aside,) = disk.storage.glob(f"{path.name}.*")
    assert aside.read_bytes() == (
        content if isinstance(content, bytes) else content.encode()
    )
    disk.check()


async def test_a_folder_in_the_place_of_the_file(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is renamed, with all that is in it."""
    entry = entry_of(server, "1999")
    path = disk.storage / history_key(entry)
    (path / "in").mkdir(parents=True)
    await add_entry(hass, entry)
    assert entry.state.value == "loaded"
    assert await _ask(hass, entry, "get_activity") == []
    assert len(own_lines(caplog)) == 1
    await _check_saving(hass, clock, server, path)
    (aside,) = disk.storage.glob(f"{path.name}.*")
    assert (aside / "in").is_dir()


async def test_a_file_that_is_far_too_big(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is not even read."""
    entry = entry_of(server, "1999")
    path = disk.storage / history_key(entry)
    with path.open("wb") as file:
        file.truncate(100_000_000)
    await add_entry(hass, entry)
    assert entry.state.value == "loaded"
    (line,) = own_lines(caplog)
    assert "100000000 bytes" in line
    await _check_saving(hass, clock, server, path)


async def test_a_folder_in_the_place_of_the_file_does_not_stop_a_removal(
    hass: HomeAssistant, clock: Clock, disk: Disk, server: HostileServer
) -> None:
    """What is no file of ours stays."""
    entry = await add_entry(hass, entry_of(server, "1999"))
    (disk.storage / history_key(entry)).mkdir()
    await hass.config_entries.async_remove(entry.entry_id)
    assert hass.config_entries.async_entries(DOMAIN) == []


@pytest.mark.parametrize("content", ["[1]", _file(data=[]), _file(version=9), "["])
async def test_what_is_known_of_logins_may_be_damaged(
    hass: HomeAssistant,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
    content: str,
) -> None:
    """It is as if there were none."""
    (disk.storage / "allstarlink.md5_logins").write_text(content)
    entry = await add_entry(hass, entry_of(server, "1999"))
    assert entry.state.value == "loaded"
    assert len(own_lines(caplog)) == 1


async def test_more_records_than_are_ever_kept(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The newest are."""
    entry = entry_of(server, "1999")
    many = [GOOD | {"node": str(number)} for number in range(1, 20_001)]
    (disk.storage / history_key(entry)).write_text(_data(activities=many))
    await add_entry(hass, entry)
    activities = await _ask(hass, entry, "get_activity")
    assert [activity["node"] for activity in activities[:2]] == ["20000", "19999"]
    assert own_lines(caplog) == []
