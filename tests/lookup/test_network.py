"""The network of a node: who is in it, by whom they came, and where they are."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.allstarlink.lookup import statistics
from tests.conftest import Clock
from tests.directory.stage import until
from tests.list_server import ListServer, serving
from tests.names import keep_list
from tests.station import Station, station

from .answers import answer, data, user_node

NETWORK = "allstarlink/network"
SCAN = {"poll_interval": 3600, "adaptive_polling": False, "favorites_scan": True}
LINKS = {
    "1050": (),
    "2001": ("T2005", "R2006", "TN0CALL-P"),
    "2002": ("T2007",),
}


def _server(latitude: Any, longitude: Any) -> dict[str, Any]:
    return {"Latitude": latitude, "Logitude": longitude, "Location": "Invented"}


async def _service(request: web.Request) -> web.StreamResponse:
    """Answer that 2001 is linked to 1999, 2005 and some more; 2002 fell silent."""
    node = request.path.removeprefix("/")
    ago = 40 if node == "2001" else 3600
    linked = [
        user_node("1999"),
        user_node("2002", server=_server("12.345", "-0.004")),
        user_node("2005", server=_server("41.71529", "-72.72754")),
        user_node("2006", server=_server("91", "0")),
    ]
    updated = dt_util.utcnow() - timedelta(seconds=ago)
    sent = data(
        links=["1999", "2002", "2005", "N0CALL-P"], linkedNodes=linked, nodes=""
    )
    stats = {"node": int(node), "data": sent, "updated_at": updated.isoformat()}
    known = user_node(node, server=_server(0, "0.000"))
    return web.Response(body=answer(node, stats=stats, node=known))


@pytest.fixture
async def service(
    monkeypatch: pytest.MonkeyPatch, no_internet: None
) -> AsyncGenerator[ListServer]:
    """Return the statistics service."""
    async with serving() as server:
        server.handler = _service
        monkeypatch.setattr(statistics, "STATISTICS_URL", server.url)
        yield server


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, service: ListServer, list_server: ListServer
) -> AsyncGenerator[Station]:
    """Return a node with three neighbors and four nodes behind them."""
    keep_list(hass)
    async with station(hass, clock, options=SCAN) as ready:
        for name, children in LINKS.items():
            ready.node.link(name, children=children)
        await clock.advance(3)
        yield ready


async def _ask(client: MockHAClientWebSocket, stage: Station) -> dict[str, Any]:
    await client.send_json_auto_id({"type": NETWORK, "device_id": stage.device_id})
    reply: dict[str, Any] = await client.receive_json()
    return reply


async def test_the_action_says_by_whom_nodes_came(
    stage: Station, service: ListServer
) -> None:
    """As far as the neighbors' statistics of now say it: else that is unknown."""
    response = await stage.act("get_network", response=True)
    assert service.paths == ["/2001", "/2002"]
    ages = [each.pop("age") for each in response["nodes"]]
    assert response["nodes"] == [
        {"node": node, "via": via, "callsign": callsign, "location": location}
        for node, via, callsign, location in (
            ("1050", None, None, None),
            ("2001", None, "W1X1", "Town 1"),
            ("2002", None, "W1X2", "Town 2"),
            ("2005", "2001", "W1X5", "Town 5"),
            ("2006", "2001", "W1X6", "Town 6"),
            ("2007", None, "W1X7", "Town 7"),
            ("N0CALL-P", "2001", "N0CALL", None),
        )
    ]
    assert [age is None for age in ages] == [
        *(True, True, True, False, False, True, False)
    ]
    assert 40 <= ages[3] == ages[6] < 60
    # Nobody looks any more.
    await stage.clock.advance(600)
    assert len(service.asked) == 2


async def test_a_view_has_positions_for_a_map(
    stage: Station, service: ListServer, hass_ws_client: WebSocketGenerator
) -> None:
    """Rounded; none of who gave none, or nonsense. While it asks it gets more."""
    client = await hass_ws_client(stage.hass)
    result = (await _ask(client, stage))["result"]
    assert (result["total"], result["scan"], result["pending"]) == (7, True, True)
    assert [each["adjacent"] for each in result["nodes"]] == [True] * 3 + [False] * 4
    assert {each["via"] for each in result["nodes"]} == {None}
    await until(lambda: len(service.asked) == 2)
    result = await _when_done(client, stage)
    shown = {each["node"]: each for each in result["nodes"]}
    assert 40 <= shown["2005"].pop("age") < 60
    assert shown["2005"] == {
        "node": "2005",
        "via": "2001",
        "adjacent": False,
        "callsign": "W1X5",
        "location": "Town 5",
        "latitude": 41.72,
        "longitude": -72.73,
    }
    positions = {node: (e["latitude"], e["longitude"]) for node, e in shown.items()}
    nowhere = (None, None)
    assert positions == {
        "1050": nowhere,
        "2001": nowhere,
        # What it says of itself counts more than what a neighbor says.
        "2002": nowhere,
        "2005": (41.72, -72.73),
        "2006": nowhere,
        "2007": nowhere,
        "N0CALL-P": nowhere,
    }
    await client.close()
    await stage.clock.advance(600)
    assert len(service.asked) == 2


async def _when_done(client: MockHAClientWebSocket, stage: Station) -> dict[str, Any]:
    while (result := (await _ask(client, stage))["result"])["pending"]:
        pass
    done: dict[str, Any] = result
    return done


async def test_without_the_option_nothing_is_asked(
    stage: Station, service: ListServer, hass_ws_client: WebSocketGenerator
) -> None:
    """Who is in the network is known from the node; the rest is not."""
    options = {**SCAN, "favorites_scan": False}
    stage.hass.config_entries.async_update_entry(stage.entry, options=options)
    await stage.clock.advance(3)
    await stage.hass.async_block_till_done()
    client = await hass_ws_client(stage.hass)
    result = (await _ask(client, stage))["result"]
    assert (result["total"], result["scan"], result["pending"]) == (7, False, False)
    response = await stage.act("get_network", response=True)
    assert len(response["nodes"]) == 7
    assert {each["via"] for each in response["nodes"]} == {None}
    assert service.asked == []


async def test_a_node_that_is_unavailable_has_no_network(
    stage: Station, hass_ws_client: WebSocketGenerator
) -> None:
    """The action says so; the view is empty."""
    client = await hass_ws_client(stage.hass)
    stage.server.refuse()
    stage.server.close_sessions()
    await stage.clock.settle()
    result = (await _ask(client, stage))["result"]
    assert (result["nodes"], result["total"], result["pending"]) == ([], 0, False)
    await stage.fail(stage.start("get_network", response=True), "links_unknown")
    await stage.server.listen()
    await stage.clock.advance(70)


@pytest.mark.parametrize("kind", [NETWORK, "allstarlink/favorites/subscribe"])
async def test_those_who_may_not_read_the_node_learn_nothing(
    stage: Station, hass_ws_client: WebSocketGenerator, hass_admin_user: Any, kind: str
) -> None:
    """As with the other commands."""
    client = await hass_ws_client(stage.hass)
    hass_admin_user.groups = []
    await client.send_json_auto_id({"type": kind, "device_id": stage.device_id})
    assert (await client.receive_json())["error"]["code"] == "unauthorized"
