"""Callsigns, descriptions and places wherever a link's name is shown."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .directory.stage import until
from .integration import lasting
from .list_server import ListServer, answering, listing
from .names import HUB, NOBODY, Writes, keep_list, named
from .station import Station, station

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

# Nothing but the list takes time while days pass
_SELDOM = {
    "poll_interval": 3600,
    "adaptive_polling": False,
    "connection": {"heartbeat_interval": 24 * 3600},
}

OWN = {"node": "2003", "name": "Ours", "description": "The club's"}
OWN_NAMES = {"callsign": "Ours", "description": "The club's", "location": None}


@pytest.fixture
async def known(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> AsyncGenerator[Station]:
    """Return a node that is set up with a list on disk and a name of the user's."""
    keep_list(hass)
    async with station(hass, clock, options={"private_nodes": [OWN]}) as stage:
        yield stage


def _names(link: dict[str, Any]) -> dict[str, Any]:
    return {key: link[key] for key in NOBODY}


def _shown(stage: Station, key: str) -> dict[str, Any]:
    return _names(dict(stage.states.get(key).attributes))


async def test_links_have_names(known: Station) -> None:
    """In the attribute and in the actions; the user's own go before the list's."""
    response = await known.act("connect", node="2001", response=True)
    assert _names(response["link"]) == HUB
    for name in ("2003", "9999", "W1AW-P", "W2WEB"):
        known.node.link(name)
    await known.clock.advance(3)
    links = known.states.links()
    assert {name: _names(link) for name, link in links.items()} == {
        "2001": HUB,
        "2003": OWN_NAMES,
        "9999": NOBODY,
        "W1AW-P": named("W1AW"),
        "W2WEB": named("W2WEB"),
    }
    response = await known.act("get_links", response=True)
    assert lasting(response["links"]) == known.states.get("links").attributes["links"]


async def test_who_talks_has_a_name_and_stays_a_number(known: Station) -> None:
    """The state does not change with what is known of a station."""
    assert _shown(known, "talker") == NOBODY
    known.node.link("2001")
    known.node.link("2003")
    known.node.key_link("2001")
    await known.clock.settle()
    for key in ("talker", "last_heard_node"):
        assert known.states[key] == "2001"
        assert _shown(known, key) == HUB
    known.node.unkey_link("2001")
    known.node.key()
    await known.clock.settle()
    assert known.states["talker"] == "local"
    assert _shown(known, "talker") == _shown(known, "last_heard_node") == NOBODY
    known.node.unkey()
    await known.clock.settle()
    assert known.states["talker"] == "nobody"
    assert _shown(known, "talker") == NOBODY


async def test_the_recorder_gets_no_more_than_the_callsign(known: Station) -> None:
    """What describes a station is the same at each of its talks."""
    for key in ("talker", "last_heard_node"):
        info = known.states.get(key).state_info
        assert info is not None
        assert {"description", "location"} <= info["unrecorded_attributes"]
        assert "callsign" not in info["unrecorded_attributes"]


async def test_what_happened_has_the_callsign(known: Station) -> None:
    """In the event entity, on the bus and in the history."""
    events = async_capture_events(known.hass, "allstarlink_activity")
    known.node.link("2001")
    await known.clock.advance(3)
    assert known.states.get("activity").attributes["callsign"] == "W1X1"
    known.node.link("9999")
    await known.clock.advance(3)
    assert "callsign" not in known.states.get("activity").attributes
    known.node.key_link("2001")
    await known.clock.settle()

    expected = [
        ("talk_started", "W1X1"),
        ("link_connected", None),
        ("link_connected", "W1X1"),
    ]
    response = await known.act("get_activity", response=True)
    activities = response["activities"]
    assert [(a["type"], a.get("callsign")) for a in activities] == expected
    seen = [(event.data["type"], event.data.get("callsign")) for event in events]
    assert seen[::-1] == expected


async def test_a_history_tells_names_that_were_learnt_later(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """It keeps numbers only, for names change."""
    async with station(hass, clock) as stage:
        stage.node.link("2001")
        await stage.clock.advance(3)
        response = await stage.act("get_activity", response=True)
        assert "callsign" not in response["activities"][0]
        keep_list(hass)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        response = await stage.act("get_activity", response=True)
        assert response["activities"][-1]["callsign"] == "W1X1"


@pytest.mark.parametrize(
    ("extra", "options", "kind", "names"),
    [
        ("", {}, "irlp", NOBODY),
        ("80001|W8IRL||Ohio\n", {}, "allstar", named("W8IRL") | {"location": "Ohio"}),
        ("80001|W8IRL||Ohio\n", {"use_directory": False}, "irlp", NOBODY),
    ],
)
async def test_a_number_of_irlp_may_be_a_nodes(
    hass: HomeAssistant,
    clock: Clock,
    list_server: ListServer,
    extra: str,
    options: dict[str, Any],
    kind: str,
    names: dict[str, Any],
) -> None:
    """It is one if the directory knows it; without directory nobody can tell."""
    keep_list(hass, extra)
    async with station(hass, clock, options=options) as stage:
        stage.node.link("80001")
        await stage.clock.advance(3)
        link = stage.states.links()["80001"]
        assert (link["kind"], _names(link)) == (kind, names)


async def test_a_list_that_comes_later_is_written_once(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """To the entities that show a name of it, and to no others."""
    list_server.handler = answering(body=listing())
    async with station(
        hass, clock, "1998", chosen=("1999", "1998"), options=_SELDOM
    ) as stage:
        for name in ("2001", "9999"):
            stage.node.link(name)
        stage.node.key_link("2001")
        stage.server.node("1998").link("9998")
        await clock.advance(3)
        shown = [
            stage.states.entity_id(k) for k in ("links", "talker", "last_heard_node")
        ]
        others = [
            stage.states.entity_id("link_keyed"),
            stage.states.entity_id("links", "1998"),
            stage.states.entity_id("talker", "1998"),
        ]
        written, not_written = Writes(hass, *shown), Writes(hass, *others)
        directory = hass.data["allstarlink_directory"]
        await clock.advance(31)
        await until(lambda: directory.status.rows > 0)
        assert _names(stage.states.links()["2001"]) == HUB
        assert _shown(stage, "talker") == _shown(stage, "last_heard_node") == HUB
        assert (written.count, not_written.count) == (len(shown), 0)

        # A day later there is an edition that says the same of them.
        list_server.handler = answering(body=listing(31))
        stage.node.unkey_link("2001")
        await clock.advance(3)
        before = written.count
        await clock.advance(26 * 3600)
        await until(lambda: directory.status.rows == 31)
        await clock.settle()
        assert written.count == before
        written.stop()
        not_written.stop()


async def test_a_list_cannot_break_a_state_or_reach_the_server(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """What is in it is for eyes only, one line each and no longer than 100 characters."""
    keep_list(hass, f"27339|W1\rAction: Ping\x00{'x' * 9000}|a\x1bb|{'y' * 9000}\n")
    async with station(hass, clock) as stage:
        stage.node.link("27339")
        stage.node.key_link("27339")
        await clock.advance(3)
        names = _shown(stage, "talker")
        assert all(len(text) <= 100 and text.isprintable() for text in names.values())
        assert names["callsign"].startswith("W1 Action: Ping")
        assert names["description"] == "ab"
        requests = stage.server.requests
        assert not any("W1" in str(request) for request in requests)
        assert stage.states["talker"] == "27339"
