"""The action that looks a node up."""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial
from typing import Any

from aiohttp import hdrs, web
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.lookup import statistics
from tests.conftest import Clock
from tests.directory.stage import until
from tests.list_server import ListServer, answering, never, serving

from .answers import answer


async def _report(request: web.Request) -> web.StreamResponse:
    """Answer as a good service does."""
    return web.Response(
        body=answer(request.path.removeprefix("/")), content_type="application/json"
    )


@pytest.fixture
async def service(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, no_internet: None
) -> AsyncGenerator[ListServer]:
    """Return the service, with the integration set up to ask it."""
    assert await async_setup_component(hass, DOMAIN, {})
    async with serving() as server:
        server.handler = _report
        monkeypatch.setattr(statistics, "STATISTICS_URL", server.url)
        yield server


async def _look_up(hass: HomeAssistant, node: str = "2000") -> dict[str, Any]:
    response = await hass.services.async_call(
        DOMAIN, "lookup_node", {"node": node}, blocking=True, return_response=True
    )
    assert response is not None
    return response


async def _fails(hass: HomeAssistant, node: str = "2000") -> HomeAssistantError:
    with pytest.raises(HomeAssistantError) as error:
        await _look_up(hass, node)
    return error.value


async def test_a_node_is_looked_up(hass: HomeAssistant, service: ListServer) -> None:
    """With a name to complain to; the response is data for a template."""
    response = await _look_up(hass)
    assert service.paths == ["/2000"]
    assert service.asked[0][hdrs.USER_AGENT].startswith("ha-allstarlink/0.1.0 (+http")
    assert response == {
        "node": "2000",
        "callsign": "W1HUBB",
        "description": "Hilltop Hub",
        "location": "Invented, CT",
        "active": True,
        "registered": "2026-11-21T08:02:52+00:00",
        "updated": "2026-11-21T06:59:13+00:00",
        "version": "3.5.5",
        "uptime": 409053,
        "keyed": False,
        "keyups": 312,
        "kerchunks": 12,
        "tx_time": 5021,
        "timeouts": 1,
        "commands": 7,
        "linked_nodes": ["2001", "27339", "K3WEB"],
        "links": [
            {
                "node": "2001",
                "mode": "transceive",
                "callsign": "K1PARR",
                "description": "Parrot",
                "location": "Invented, CT",
            },
            {
                "node": "27339",
                "mode": "monitor",
                "callsign": "W1RIVER",
                "description": None,
                "location": None,
            },
            {
                "node": "K3WEB",
                "mode": "transceive",
                "callsign": None,
                "description": None,
                "location": None,
            },
        ],
    }


@pytest.mark.parametrize(
    ("node", "key"),
    [
        ("1999", "lookup_not_public"),
        ("1", "lookup_not_public"),
        ("3009001", "lookup_not_public"),
        ("0", "invalid_node"),
        ("02000", "invalid_node"),
        ("K3WEB", "invalid_node"),
        ("2000/../mapData", "invalid_node"),
        ("", "invalid_node"),
        ("٢٠٠٠", "invalid_node"),
    ],
)
async def test_what_is_no_public_node_is_not_asked_for(
    hass: HomeAssistant, service: ListServer, node: str, key: str
) -> None:
    """Private and EchoLink numbers, names, and what would be another address."""
    with pytest.raises(ServiceValidationError) as error:
        await _look_up(hass, node)
    assert error.value.translation_key == key
    assert service.asked == []


async def test_an_answer_is_kept_for_a_minute(
    hass: HomeAssistant, service: ListServer, clock: Clock
) -> None:
    """So that automations that repeat do not ask again; unknown nodes too."""
    first = await _look_up(hass, " 2000 ")
    await clock.advance(59)
    assert await _look_up(hass) == first
    assert len(service.asked) == 1
    await clock.advance(1)
    await _look_up(hass)
    assert len(service.asked) == 2

    service.handler = answering(404, b"[]")
    for _ in range(3):
        assert (await _fails(hass, "2999")).translation_key == "lookup_unknown"
    assert len(service.asked) == 3


async def test_at_once_the_same_node_is_asked_for_once(
    hass: HomeAssistant, service: ListServer
) -> None:
    """The others wait for the answer."""
    answers = await asyncio.gather(*(_look_up(hass) for _ in range(10)))
    assert len(service.asked) == 1
    assert all(one == answers[0] for one in answers)


async def test_no_more_than_twenty_are_asked_in_a_minute(
    hass: HomeAssistant, service: ListServer, clock: Clock
) -> None:
    """The limit is the service's for the whole address; it says when to come back."""
    for node in range(2000, 2020):
        await _look_up(hass, str(node))
    await clock.advance(15)
    error = await _fails(hass, "2020")
    assert error.translation_key == "lookup_too_often"
    assert error.translation_placeholders is not None
    assert 40 <= int(error.translation_placeholders["seconds"]) <= 45
    assert len(service.asked) == 20
    # What is known still is told.
    assert (await _look_up(hass, "2000"))["node"] == "2000"
    await clock.advance(45)
    assert (await _look_up(hass, "2020"))["node"] == "2020"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"Retry_After": "120"}, 120),
        ({"Retry_After": "99999999"}, 3600),
        ({"Retry_After": "soon"}, 60),
    ],
)
async def test_a_service_that_is_asked_too_often_is_left_alone(
    hass: HomeAssistant,
    service: ListServer,
    clock: Clock,
    headers: dict[str, Any],
    seconds: int,
) -> None:
    """For as long as it says, an hour at most."""
    service.handler = answering(429, **headers)
    error = await _fails(hass)
    assert error.translation_key == "lookup_too_often"
    assert error.translation_placeholders == {"seconds": str(seconds)}
    service.handler = _report
    await clock.advance(seconds - 2)
    assert (await _fails(hass, "2001")).translation_key == "lookup_too_often"
    assert len(service.asked) == 1
    await clock.advance(2)
    await _look_up(hass, "2001")


@pytest.mark.parametrize(
    ("handler", "key"),
    [
        (answering(404, b"[]"), "lookup_unknown"),
        (answering(200, b"[]"), "lookup_unknown"),
        (answering(200, b"<html>Checking your browser</html>"), "lookup_malformed"),
        (answering(200, b""), "lookup_malformed"),
        (answering(200, answer()[:-100]), "lookup_malformed"),
        (answering(200, answer("2001")), "lookup_malformed"),
        (answering(500), "lookup_status"),
        (answering(503, Retry_After="5"), "lookup_status"),
        (answering(403), "lookup_status"),
        (answering(200, answer(), Content_Encoding="gzip"), "lookup_unreachable"),
        (answering(200, b" " * 2_000_001), "lookup_unreachable"),
    ],
    ids=[
        "unknown",
        "empty list",
        "HTML",
        "empty",
        "cut",
        "another node",
        "broken",
        "busy",
        "forbidden",
        "not packed",
        "huge",
    ],
)
async def test_each_failure_has_its_error(
    hass: HomeAssistant, service: ListServer, handler: Any, key: str
) -> None:
    """It tells what to do."""
    service.handler = handler
    assert (await _fails(hass)).translation_key == key


async def test_a_service_that_fails_is_asked_again(
    hass: HomeAssistant, service: ListServer
) -> None:
    """A failure is not kept."""
    service.handler = answering(500)
    assert str(await _fails(hass)) == (
        "The statistics service of AllStarLink cannot answer at the moment"
        " (HTTP status 500). Try again in some minutes"
    )
    service.handler = _report
    assert (await _look_up(hass))["callsign"] == "W1HUBB"


async def test_a_slow_service_is_not_waited_for(
    hass: HomeAssistant, service: ListServer, clock: Clock
) -> None:
    """Ten seconds for a request; twenty for those who wait for others."""
    service.handler = never
    waiting = [
        hass.async_create_task(_fails(hass, str(node))) for node in (2001, 2002, 2003)
    ]
    for asked in (1, 2):
        await until(partial(_has_asked, service, asked))
        await clock.advance(11)
    errors = await asyncio.gather(*waiting)
    assert {error.translation_key for error in errors} == {"lookup_timeout"}
    # The third may get its turn in the moment in which it gives up.
    assert service.paths[:2] == ["/2001", "/2002"]
    assert len(service.paths) <= 3


async def test_offline_it_says_so(hass: HomeAssistant) -> None:
    """Nothing listens at the address."""
    assert await async_setup_component(hass, DOMAIN, {})
    error = await _fails(hass)
    assert error.translation_key == "lookup_unreachable"
    assert error.translation_placeholders == {"error": "ClientConnectorError"}


def _has_asked(service: ListServer, times: int) -> bool:
    return len(service.asked) == times
