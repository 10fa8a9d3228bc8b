"""A copy of the list of nodes that was damaged: it is fetched again, that is all."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.directory import directory, fetch

from ..conftest import Clock
from ..directory.stage import DAY, FIRST, HOUR, Stage, until
from ..list_server import answering, listing, serving
from .conftest import Disk, own_lines

_NOW = datetime.now(UTC)


def _head(**changes: Any) -> bytes:
    head = {"checked": _NOW.isoformat(), "etag": None, "modified": None}
    return json.dumps(head | changes).encode()


HEADS: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\xff\xfe{",
    "a list": b"[]",
    "a number": b"5",
    "null": b"null",
    "deep": b"[" * 200_000,
    "deep and whole": b"[" * 4000 + b"]" * 4000,
    "very long": b'{"a": "' + b"x" * 1_000_000 + b'"}',
    "no time": json.dumps({"etag": None, "modified": None}).encode(),
    "time of another kind": _head(checked=5),
    "time without a zone": _head(checked="2026-11-01T12:00:00"),
    "time before all times": _head(checked="0001-01-01T00:00:00+23:59"),
    "no time at all": _head(checked="yesterday"),
    "etag of another kind": _head(etag={"a": 1}),
    "modified of another kind": _head(modified=[1]),
}


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Stage]:
    """Return the directory of this Home Assistant, and the server that it asks."""
    monkeypatch.setattr(directory, "uniform", lambda low, _high: low)
    async with serving() as server:
        monkeypatch.setattr(fetch, "LIST_URL", server.url)
        server.handler = answering(body=listing(31))
        stage = Stage(hass, server, clock)
        yield stage
        stage.close()


@pytest.mark.parametrize("kind", HEADS)
async def test_a_damaged_copy_is_set_aside(
    stage: Stage, disk: Disk, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """One line says so, and a new list is fetched and kept."""
    content = HEADS[kind] + b"\n" + listing()
    stage.path.write_bytes(content)
    await stage.use()
    assert stage.directory.status.rows == 0
    await stage.request(FIRST)
    assert stage.directory.status.rows == 31
    (line,) = own_lines(caplog)
    assert line.startswith("allstarlink.directory cannot be used and was renamed to ")
    assert disk.own[0] == "allstarlink.directory"
    (aside,) = disk.own[1:]
    assert (disk.storage / aside).read_bytes() == content
    disk.check()


async def test_a_folder_in_the_place_of_the_copy(
    stage: Stage, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """It is renamed as well."""
    (stage.path / "in").mkdir(parents=True)
    await stage.use()
    await stage.request(FIRST)
    assert stage.directory.status.rows == 31
    assert len(own_lines(caplog)) == 1
    assert stage.path.is_file()


async def test_a_list_that_is_none(
    stage: Stage, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """A good first line does not save it."""
    stage.path.write_bytes(_head() + b"\n" + b"\x00" * 100_000)
    await stage.use()
    await stage.request(FIRST)
    assert stage.directory.status.rows == 31
    assert len(own_lines(caplog)) == 1


@pytest.mark.parametrize("days", [1, 400, 2_000_000])
async def test_a_copy_of_the_future(stage: Stage, days: int) -> None:
    """It is used, and a newer one is asked for in a day."""
    checked = (_NOW + timedelta(days=days)).isoformat()
    stage.path.write_bytes(_head(checked=checked) + b"\n" + listing())
    await stage.use()
    status = stage.directory.status
    assert status.rows == 30
    assert status.checked is not None
    assert status.checked <= dt_util.utcnow()
    await stage.request(DAY + 61)
    assert stage.directory.status.rows == 31


async def test_headers_that_would_add_others(stage: Stage) -> None:
    """They are not sent."""
    etag = '"x"\r\nX-Evil: 1'
    stage.path.write_bytes(
        _head(checked="2026-01-01T00:00:00+00:00", etag=etag) + b"\n" + listing()
    )
    await stage.use()
    await stage.request(61)
    assert stage.directory.status.rows == 31
    assert not {"X-Evil", "If-None-Match"} & set(stage.server.asked[-1])


async def test_the_list_is_asked_for_again_whatever_happens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that nobody thought of costs one request, and is logged once."""
    good, failures = fetch.async_fetch, 2

    async def fetch_badly(*args: Any) -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise RuntimeError("nobody thought of it")
        return await good(*args)

    monkeypatch.setattr(directory, "async_fetch", fetch_badly)
    await stage.use()
    await stage.clock.advance(FIRST)
    await stage.clock.advance(HOUR)
    await until(lambda: stage.directory.status.failures == 2)
    await stage.request(2 * HOUR)
    assert (stage.directory.status.rows, stage.directory.status.failures) == (31, 0)
    assert own_lines(caplog) == ["The node list was not fetched"]
