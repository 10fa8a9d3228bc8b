"""What a web server can do wrong, and how long it is then left alone."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
import gzip

from aiohttp import hdrs, web
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.directory import fetch
from tests.list_server import Handler, answering, listing, never

from .stage import DAY, FIRST, HOUR, Stage, until

HTML = b"<!DOCTYPE html>\n<html><body>Down for maintenance</body></html>\n"


def _ending(body: bytes, *, length: int | None, **headers: str) -> Handler:
    """Return a handler that breaks the connection off after the body."""

    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=headers)
        if length is None:
            response.enable_chunked_encoding()
        else:
            response.content_length = length
        await response.prepare(request)
        await response.write(body)
        assert request.transport is not None
        request.transport.close()
        return response

    return handle


def _stalling(body: bytes) -> Handler:
    """Return a handler that sends half of a body, and nothing more."""

    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.content_length = len(body)
        await response.prepare(request)
        await response.write(body[: len(body) // 2])
        await asyncio.Event().wait()
        return response

    return handle


async def _redirect(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(request.path)


PACKED = {"Content-Encoding": "gzip"}
WHOLE = listing(2000)

WRONG: dict[str, tuple[Handler, str]] = {
    "cut": (
        _ending(WHOLE[:20_000], length=len(WHOLE)),
        "ClientPayloadError",
    ),
    "cut in a chunk": (
        _ending(WHOLE[:20_000], length=None),
        "ClientPayloadError",
    ),
    "cut while packed": (
        _ending(gzip.compress(WHOLE)[:1000], length=5000, **PACKED),
        "ClientPayloadError",
    ),
    "not packed": (
        answering(body=WHOLE, Content_Encoding="gzip"),
        "ClientPayloadError",
    ),
    "HTML": (answering(body=HTML * 50, Content_Type="text/html"), "only 0 rows"),
    "empty": (answering(), "only 0 rows"),
    "few": (answering(body=listing(24)), "only 24 rows"),
    "huge": (
        answering(body=b"2000|||\n" * 2_100_000),
        "more than 16000000 bytes",
    ),
    "huge when unpacked": (
        answering(
            body=gzip.compress(b"2000|||\n" * 2_100_000), Content_Encoding="gzip"
        ),
        "more than 16000000 bytes",
    ),
    "wrong encoding": (
        answering(body=listing().decode().encode("utf-16")),
        "only 0 rows",
    ),
    "not found": (answering(404, listing()), "HTTP status 404"),
    "broken": (answering(500, HTML), "HTTP status 500"),
    "no content": (answering(204), "HTTP status 204"),
    "unchanged, unasked": (answering(304), "HTTP status 304"),
    "redirects": (_redirect, "TooManyRedirects"),
}


@pytest.mark.parametrize(("handler", "cause"), WRONG.values(), ids=list(WRONG))
async def test_a_wrong_answer_changes_nothing(
    stage: Stage, handler: Handler, cause: str
) -> None:
    """With no list known: none is taken over, none is kept; a good one comes later."""
    good, stage.server.handler = stage.server.handler, handler
    await stage.use()
    await stage.request(FIRST)
    status = stage.directory.status
    assert status.failures == 1
    assert (status.last_error or "").startswith(cause)
    assert (status.rows, stage.told, stage.path.exists()) == (0, 0, False)

    stage.server.handler = good
    await stage.request(HOUR / 2 + FIRST)
    status = stage.directory.status
    assert (status.rows, status.failures, status.last_error) == (30, 0, None)


@pytest.mark.parametrize("wrong", ["cut", "HTML", "empty", "few", "broken"])
async def test_what_is_known_stays(stage: Stage, wrong: str) -> None:
    """The old list is used, and the copy of it is kept."""
    stage.keep_copy(timedelta(days=2))
    stage.server.handler, _ = WRONG[wrong]
    await stage.use()
    before = stage.copy()
    await stage.request(60)
    assert stage.directory.status.failures == 1
    assert (stage.callsign, stage.told) == ("W1X1", 1)
    assert stage.copy() == before


@pytest.mark.parametrize(
    ("handler", "seconds"),
    [(never, 30.0), (_stalling(WHOLE), 30.0)],
    ids=["nothing", "half"],
)
async def test_a_slow_server_is_not_waited_for(
    stage: Stage, handler: Handler, seconds: float
) -> None:
    """Thirty seconds without a byte are enough."""
    stage.server.handler = handler
    await stage.use()
    await stage.clock.advance(FIRST)
    await until(lambda: len(stage.server.asked) == 1)
    # The head of the answer, where there is one, is on its way.
    for _ in range(20):
        await asyncio.sleep(0.002)
    await stage.clock.advance(seconds - 1)
    assert stage.directory.status.failures == 0
    await stage.clock.advance(2)
    await until(lambda: stage.directory.status.failures == 1)
    assert stage.directory.status.last_error == "no answer in time"


async def test_a_server_that_trickles_is_given_two_minutes(stage: Stage) -> None:
    """Then the request ends, however much has come."""

    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"2000|W1X|Hub|Town\n")
            await asyncio.sleep(20)

    stage.server.handler = trickle
    await stage.use()
    await stage.clock.advance(FIRST)
    await until(lambda: len(stage.server.asked) == 1)
    for _ in range(12):
        await stage.clock.advance(10)
        await asyncio.sleep(0.01)
    await until(lambda: stage.directory.status.failures == 1)
    assert stage.directory.status.last_error == "no answer in time"


@pytest.mark.parametrize(
    "handler",
    [
        answering(body=gzip.compress(listing()), Content_Encoding="gzip"),
        answering(body=listing(), Content_Type="text/plain; charset=utf-16"),
        answering(body=listing(), Content_Type="text/html; charset=nonsense"),
        answering(body=b";Generated\n\n" + listing(25, "2900|A|B|C|D\n;\xff")),
    ],
    ids=["packed", "charset", "no charset", "odd rows"],
)
async def test_a_good_list_is_taken_however_it_comes(
    stage: Stage, handler: Handler
) -> None:
    """Packed, with a wrong label, or with irregular rows."""
    stage.server.handler = handler
    await stage.use()
    await stage.request(FIRST)
    assert stage.callsign == "W1X1"


async def test_failures_make_it_ask_less_and_less(stage: Stage) -> None:
    """After half an hour, an hour, two hours; the error of the last is told."""
    stage.server.handler = answering(500)
    await stage.use()
    await stage.request(FIRST)
    for failures, delay in enumerate((HOUR / 2, HOUR, 2 * HOUR, 4 * HOUR), start=1):
        assert stage.directory.status.failures == failures
        await stage.clock.advance(delay - 1)
        assert len(stage.server.asked) == failures
        await stage.request(FIRST + 2)


@pytest.mark.parametrize(
    "value",
    [
        lambda: "7200",
        lambda: format_datetime(dt_util.utcnow() + timedelta(hours=2), usegmt=True),
    ],
    ids=["seconds", "date"],
)
async def test_it_is_left_alone_for_as_long_as_it_says(
    stage: Stage, value: Callable[[], str]
) -> None:
    """An answer 429 or 503 may tell when to come back."""
    stage.server.handler = answering(429, Retry_After=value())
    await stage.use()
    await stage.request(FIRST)
    await stage.clock.advance(2 * HOUR - 5)
    assert len(stage.server.asked) == 1
    await stage.request(FIRST + 10)


@pytest.mark.parametrize("value", ["soon", "-5", "²", "Sat, 21 Nov 2026 08:00:00"])
async def test_nonsense_in_retry_after_is_nothing(stage: Stage, value: str) -> None:
    """The usual half hour it is."""
    stage.server.handler = answering(503, Retry_After=value)
    await stage.use()
    await stage.request(FIRST)
    await stage.request(HOUR / 2 + FIRST)


CUT = answering(
    body=gzip.compress(WHOLE)[:-2000], Content_Encoding="gzip", ETag='"cut"'
)


async def test_a_part_is_not_believed_for_a_week(stage: Stage) -> None:
    """Then it is how things are."""
    stage.keep_copy(timedelta(days=6), WHOLE)
    stage.server.handler = CUT
    await stage.use()
    await stage.request(60)
    error = stage.directory.status.last_error or ""
    assert error.startswith("only ")
    assert error.endswith(" rows of 2000")
    assert stage.directory.status.rows == 2000
    stage.leave()

    stage.keep_copy(timedelta(days=8), WHOLE)
    await stage.use()
    await stage.request(HOUR / 2 + 60)
    assert 25 < stage.directory.status.rows < 1800


async def test_a_part_is_better_than_nothing(stage: Stage) -> None:
    """It is used for a day, and then the whole is asked for."""
    stage.server.handler = CUT
    await stage.use()
    await stage.request(FIRST)
    assert stage.callsign == "W1X1"
    stage.server.handler = answering(body=WHOLE, ETag='"whole"')
    await stage.request(DAY + 60)
    assert hdrs.IF_NONE_MATCH not in stage.server.asked[-1]
    assert stage.directory.status.rows == 2000
    await stage.request(DAY + 60)
    assert stage.server.asked[-1][hdrs.IF_NONE_MATCH] == '"whole"'


async def test_offline_there_is_what_was_kept(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens at the address; the copy does for as long as it takes."""
    monkeypatch.setattr(fetch, "LIST_URL", "http://127.0.0.1:1/")
    stage.keep_copy(timedelta(days=90))
    await stage.use()
    await stage.clock.advance(60)
    await until(lambda: stage.directory.status.failures == 1)
    assert stage.callsign == "W1X1"
    assert stage.directory.status.last_error == "ClientConnectorError"


async def test_offline_without_a_copy_nobody_is_known(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the network is there."""
    monkeypatch.setattr(fetch, "LIST_URL", "http://127.0.0.1:1/")
    await stage.use()
    await stage.clock.advance(FIRST)
    await until(lambda: stage.directory.status.failures == 1)
    assert stage.callsign is None
    monkeypatch.setattr(fetch, "LIST_URL", stage.server.url)
    await stage.request(HOUR / 2 + FIRST)
    assert stage.callsign == "W1X1"


async def test_the_conditions_are_those_of_the_list_that_is_used(stage: Stage) -> None:
    """A list that was refused leaves no ETag behind."""
    stage.server.handler = answering(body=HTML, ETag='"wrong"')
    await stage.use()
    await stage.request(FIRST)
    await stage.request(DAY)
    assert hdrs.IF_NONE_MATCH not in stage.server.asked[1]
