"""The list is fetched, kept, used offline, and dropped."""

import asyncio
from datetime import timedelta
from pathlib import Path

from aiohttp import hdrs
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.directory.cache import Edition, write_copy
from custom_components.allstarlink.directory.station import Station
from tests.list_server import ETAG, MODIFIED, answering, listing, never

from .stage import DAY, FIRST, HOUR, Stage, until

CONDITIONS = (hdrs.IF_NONE_MATCH, hdrs.IF_MODIFIED_SINCE)


async def test_the_first_list_is_fetched_soon_after_the_start(stage: Stage) -> None:
    """With a name to complain to, and without conditions; it is kept on disk."""
    await stage.use()
    await stage.clock.advance(FIRST - 0.1)
    assert stage.server.asked == []
    assert stage.directory.find("2001") is None

    await stage.request(0.1)
    (asked,) = stage.server.asked
    assert asked[hdrs.USER_AGENT] == (
        "ha-allstarlink/0.1.0 (+https://github.com/allstarlink-ha/ha-allstarlink)"
    )
    assert "gzip" in asked[hdrs.ACCEPT_ENCODING]
    assert not {*CONDITIONS} & {*asked}
    assert stage.directory.find("2001") == Station("W1X1", "Hub 1", "Town 1")
    assert stage.directory.find("1999") is None
    assert stage.told == 1

    edition, data = stage.copy()
    assert data == listing()
    assert (edition.etag, edition.modified) == (ETAG, MODIFIED)
    assert dt_util.utcnow() - edition.checked < timedelta(minutes=1)


async def test_a_day_later_the_publisher_is_asked_for_something_newer(
    stage: Stage,
) -> None:
    """Once a day, and no more than that while nothing changes."""
    await stage.use()
    await stage.request(FIRST)
    for day in range(1, 4):
        await stage.clock.advance(DAY)
        assert len(stage.server.asked) == day
        await stage.request(60)
        asked = stage.server.asked[-1]
        assert [asked[condition] for condition in CONDITIONS] == [ETAG, MODIFIED]
    assert stage.callsign == "W1X1"
    assert stage.told == 1
    assert stage.directory.status.last_error is None


async def test_a_newer_list_takes_the_place_of_the_old_one(stage: Stage) -> None:
    """All listeners are told."""
    stage.keep_copy(timedelta(hours=30))
    await stage.use()
    assert (stage.callsign, stage.told) == ("W1X1", 1)
    newer = listing().replace(b"W1X1|", b"K1NEW|")
    stage.server.handler = answering(body=newer, ETag='"edition-2"')
    await stage.request(60)
    assert (stage.callsign, stage.told) == ("K1NEW", 2)
    edition, data = stage.copy()
    assert (edition.etag, data) == ('"edition-2"', newer)


async def test_the_age_of_the_copy_counts_over_restarts(stage: Stage) -> None:
    """It is used at once, and is asked about when it is a day old."""
    stage.keep_copy(timedelta(hours=20))
    await stage.use()
    assert stage.callsign == "W1X1"
    await stage.clock.advance(4 * HOUR)
    assert stage.server.asked == []
    await stage.request(60)
    assert stage.server.asked[0][hdrs.IF_NONE_MATCH] == ETAG
    edition, data = stage.copy()
    assert dt_util.utcnow() - edition.checked < timedelta(minutes=1)
    assert data == listing()


@pytest.mark.parametrize("etag", ['"\udcff"', '"\x01"', '"a\r\nb"'])
async def test_a_condition_that_cannot_be_sent_is_left_out(
    stage: Stage, etag: str
) -> None:
    """A server gave it with stray bytes; the list is fetched without."""
    edition = Edition(dt_util.utcnow() - timedelta(hours=30), etag, MODIFIED)
    write_copy(stage.path, edition, listing())
    await stage.use()
    await stage.request(60)
    (asked,) = stage.server.asked
    assert hdrs.IF_NONE_MATCH not in asked
    assert asked[hdrs.IF_MODIFIED_SINCE] == MODIFIED
    assert stage.copy()[0].etag == ETAG


async def test_the_time_of_the_answer_will_do_for_the_condition(stage: Stage) -> None:
    """Where the publisher gives neither an ETag nor a date of the list."""
    stage.server.handler = answering(
        body=listing(), Date="Sat, 21 Nov 2026 07:00:00 GMT"
    )
    await stage.use()
    await stage.request(FIRST)
    await stage.request(DAY + 60)
    asked = stage.server.asked[-1]
    assert asked[hdrs.IF_MODIFIED_SINCE] == "Sat, 21 Nov 2026 07:00:00 GMT"
    assert hdrs.IF_NONE_MATCH not in asked


async def test_nothing_is_asked_until_home_assistant_has_started(stage: Stage) -> None:
    """The copy is there meanwhile."""
    stage.keep_copy(timedelta(days=2))
    stage.hass.set_state(CoreState.not_running)
    await stage.use()
    assert stage.callsign == "W1X1"
    await stage.clock.advance(HOUR)
    assert stage.server.asked == []
    stage.hass.set_state(CoreState.running)
    stage.hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await stage.request(61)
    assert len(stage.server.asked) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\n",
        b"[]\n" + listing(),
        b'{"checked": null, "etag": null, "modified": null}\n' + listing(),
        b'{"checked": "2026-11-21T08:00:00", "etag": null, "modified": null}\n'
        + listing(),
        b'{"checked": "2026-11-21T08:00:00+00:00"}\n' + listing(),
        b'{"checked": "2026-11-21T08:00:00+00:00", "etag": null, "modified": null}\n'
        + listing(24),
    ],
    ids=["empty", "junk", "a list", "no time", "no zone", "no headers", "short"],
)
async def test_a_broken_copy_is_no_copy(stage: Stage, content: bytes) -> None:
    """The list is fetched anew, without conditions."""
    stage.path.parent.mkdir()
    stage.path.write_bytes(content)
    await stage.use()
    assert stage.callsign is None
    await stage.request(FIRST)
    assert hdrs.IF_NONE_MATCH not in stage.server.asked[0]
    assert stage.callsign == "W1X1"


async def test_a_list_that_cannot_be_kept_is_used_all_the_same(
    stage: Stage, tmp_path: Path
) -> None:
    """A full or broken disk costs a request after the next start, no more."""
    (tmp_path / ".storage").write_text("in the way")
    await stage.use()
    await stage.clock.advance(FIRST)
    await until(lambda: stage.callsign == "W1X1")
    assert stage.directory.status.last_error is None


async def test_when_nobody_uses_it_nothing_is_left(stage: Stage) -> None:
    """No list, no task, no request; and no second request for who comes back."""
    before = asyncio.all_tasks()
    await stage.use()
    await stage.request(FIRST)
    stage.leave()
    await stage.clock.settle()
    tasks = {task.get_name() for task in asyncio.all_tasks() - before}
    assert not any("directory" in name for name in tasks)
    assert stage.callsign is None
    assert stage.directory.status.rows == 0
    await stage.clock.advance(3 * DAY)
    assert len(stage.server.asked) == 1

    await stage.use()
    assert stage.callsign == "W1X1"
    await stage.clock.advance(DAY)
    assert len(stage.server.asked) == 1


async def test_who_comes_back_at_once_waits_for_the_copy_as_well(
    stage: Stage,
) -> None:
    """Though the reading of it was broken off before."""
    stage.keep_copy(timedelta(hours=1))
    for _ in range(3):
        stage.directory.async_use()()
        await asyncio.sleep(0)
    await stage.use()
    # A thread may have been quicker than who left, so it may be told of twice.
    assert stage.callsign == "W1X1"


async def test_who_leaves_during_a_request_ends_it(stage: Stage) -> None:
    """And who comes at once again does not repeat it at once."""
    stage.server.handler = never
    await stage.use()
    await stage.clock.advance(FIRST)
    await until(lambda: len(stage.server.asked) == 1)
    stage.leave()
    await stage.use()
    await stage.clock.advance(HOUR / 2)
    assert len(stage.server.asked) == 1
    await stage.clock.advance(FIRST)
    await until(lambda: len(stage.server.asked) == 2)
