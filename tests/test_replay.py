"""What real nodes sent, as Home Assistant shows it."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import (
    EVENT_STATE_CHANGED,
    EVENT_STATE_REPORTED,
    STATE_OFF,
    STATE_ON,
    STATE_UNKNOWN,
)
from homeassistant.core import Event, EventStateReportedData, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .integration import Entities, add_entry, entry_for
from .replay import ReplayServer
from .transcript import find

NOW = "2026-11-21T12:00:00+00:00"


@pytest.fixture(autouse=True)
def at_noon(freezer: FrozenDateTimeFactory) -> None:
    """Stop the wall clock."""
    freezer.move_to(NOW)


pytestmark = pytest.mark.usefixtures("every_entity")


@pytest.fixture
async def server(request: pytest.FixtureRequest) -> AsyncGenerator[ReplayServer]:
    """Return a server whose node is the test's `node` parameter, 1999 without."""
    node = getattr(request, "param", "1999")
    async with ReplayServer(node) as server:
        yield server


async def shown(hass: HomeAssistant, server: ReplayServer) -> Entities:
    """Set the server's node up and return its entities."""
    entry = await add_entry(hass, entry_for(server.port, server.nodes))
    return Entities(hass, entry, server.nodes[0])


def link(node: str, **values: Any) -> dict[str, Any]:
    """Return a link dict: an idle outbound transceive link unless told otherwise."""
    return {
        "node": node,
        "kind": "allstar",
        "mode": "transceive",
        "direction": "out",
        "state": "established",
        "keyed": False,
        "connected_since": None,
        "last_keyed": None,
        "reconnects": 0,
        "address": "127.0.0.1",
        "callsign": None,
        "description": None,
        "location": None,
        **values,
    }


def echolink(node: str, **values: Any) -> dict[str, Any]:
    """Return the link dict of an inbound EchoLink station: it has no address."""
    values = {"reconnects": 2, "direction": "in", "address": None, **values}
    return link(node, kind="echolink", **values)


def client(node: str, **values: Any) -> dict[str, Any]:
    """Return the link dict of who came in by phone, unless told otherwise: it is named."""
    values = {"kind": "phone", "callsign": node.removesuffix("-P"), **values}
    return link(node, direction="in", **values)


def ago(seconds: int) -> str:
    """Return the ISO time so many seconds before noon, within the hour."""
    minutes, rest = divmod(3600 - seconds, 60)
    return f"2026-11-21T11:{minutes:02}:{rest:02}+00:00"


IDLE = {
    "receiving": STATE_OFF,
    "transmitting": STATE_OFF,
    "link_keyed": STATE_OFF,
    "autopatch": STATE_OFF,
    "timed_out": STATE_OFF,
    "links": "0",
    "network_nodes": "0",
    "talker": STATE_UNKNOWN,
    "last_heard": STATE_UNKNOWN,
    "last_heard_node": STATE_UNKNOWN,
    "keyups_today": "0",
    "kerchunks_today": "0",
    "tx_time_today": "0.0",
    "timeouts": "0",
    "dtmf_commands_today": "0",
    "last_dtmf_command": STATE_UNKNOWN,
    "identifier_state": "clean",
}


POLLS: dict[tuple[str, str], tuple[dict[str, str], list[dict[str, Any]]]] = {
    ("20_", "1999"): ({}, []),
    ("21_", "1997"): ({}, []),
    ("41_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "keyups_today": "1",
            "tx_time_today": "8.8",
        },
        [link("2001", connected_since=ago(9))],
    ),
    ("41b", "2001"): (
        {"links": "1", "network_nodes": "1"},
        [link("1999", kind="private", direction="in", connected_since=ago(11))],
    ),
    ("42b", "2001"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "keyups_today": "1",
            "tx_time_today": "4.58",
            "identifier_state": "queued_in_tail",
        },
        [link("1999", kind="private", direction="in", connected_since=ago(17))],
    ),
    ("42_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "last_heard": ago(4),
            "last_heard_node": "2001",
            "keyups_today": "1",
            "tx_time_today": "14.9",
            "identifier_state": "queued_in_tail",
        },
        [link("2001", connected_since=ago(15), last_keyed=ago(4))],
    ),
    ("43_", "1999"): (
        {
            "links": "1",
            "network_nodes": "1",
            "last_heard": ago(14),
            "last_heard_node": "2001",
        },
        [link("2001", connected_since=ago(25), last_keyed=ago(14))],
    ),
    ("51_", "1999"): (
        {
            "links": "5",
            "network_nodes": "5",
            "transmitting": STATE_ON,
            "keyups_today": "3",
            "tx_time_today": "63.943",
        },
        [
            link("2001", connected_since=ago(37)),
            link("2003", connected_since=ago(31), mode="monitor"),
            link("1998", kind="private", connected_since=ago(26), direction="in"),
            link("1997", kind="private", connected_since=ago(23), direction="in"),
            link("1996", kind="private", connected_since=ago(20), mode="local_monitor"),
            link("299999", state="connecting", mode="connecting"),
        ],
    ),
    ("52_rptstatus_multilink_1996", "1996"): (
        {"links": "1", "network_nodes": "6"},
        [link("1999", kind="private", direction="in", connected_since=ago(28))],
    ),
    ("52_rptstatus_multilink_2001", "2001"): (
        {"links": "2", "network_nodes": "5", "transmitting": STATE_ON},
        [
            link("1999", kind="private", direction="in", connected_since=ago(47)),
            link("2002", connected_since=ago(44)),
        ],
    ),
    ("54_", "1999"): ({"transmitting": STATE_ON}, []),
    ("57_", "1999"): (
        {"transmitting": STATE_ON},
        [link("2001", mode="connecting", state="connecting")],
    ),
    ("61_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "6",
            "network_nodes": "6",
            "keyups_today": "1",
            "tx_time_today": "8.302",
            "identifier_state": "queued_in_tail",
        },
        [
            client("W1AW-P", connected_since=ago(25)),
            client("W2WEB", kind="client", connected_since=ago(21)),
            link("1234", kind="private", direction="in", connected_since=ago(18)),
            client("K9TEST-P", connected_since=ago(11), address=None),
            client("N0CALL-P", connected_since=ago(8), address=None),
            link("2001", connected_since=ago(6)),
        ],
    ),
    ("65_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "3",
            "network_nodes": "3",
            "keyups_today": "3",
            "tx_time_today": "296.124",
            "timeouts": "1",
        },
        [
            echolink("3345678", connected_since=ago(12)),
            echolink("3009001", connected_since=ago(8)),
            link("2001", connected_since=ago(5)),
        ],
    ),
    ("66_", "1999"): (
        {
            "transmitting": STATE_ON,
            "link_keyed": STATE_ON,
            "talker": "3345678",
            "links": "3",
            "network_nodes": "3",
            "last_heard": ago(2),
            "last_heard_node": "3345678",
        },
        [
            echolink("3345678", connected_since=ago(20), keyed=True, last_keyed=ago(2)),
            echolink("3009001", connected_since=ago(16)),
            link("2001", connected_since=ago(12)),
        ],
    ),
    ("71_", "1999"): ({}, []),
    ("93_", "1997"): (
        {
            "keyups_today": "6",
            "kerchunks_today": "7",
            "tx_time_today": "48.439",
            "dtmf_commands_today": "2",
            "last_dtmf_command": "12001",
            "identifier_state": "queued_for_cleanup",
        },
        [],
    ),
    ("81_", "1997"): (
        {
            "receiving": STATE_ON,
            "transmitting": STATE_ON,
            "talker": "local",
            "keyups_today": "1",
            "tx_time_today": "2.292",
        },
        [],
    ),
}


@pytest.mark.parametrize(
    ("transcript", "server", "changes", "links"),
    [(name, node, *expected) for (name, node), expected in POLLS.items()],
    ids=[name for name, _ in POLLS],
    indirect=["server"],
)
async def test_polls(
    hass: HomeAssistant,
    server: ReplayServer,
    transcript: str,
    changes: dict[str, str],
    links: list[dict[str, Any]],
) -> None:
    """Every entity shows what the node answered, value by value."""
    server.show(transcript)
    states = await shown(hass, server)
    expected = {**IDLE, **changes}
    assert {key: states[key] for key in expected} == expected
    assert states.get("links").attributes["links"] == links


# Events of one moment, so that no poll comes in between: (type, node or digit).
EVENTS: dict[tuple[str, str], tuple[dict[str, str], list[tuple[str, str]]]] = {
    ("40_", "1999"): (
        {"last_heard": NOW, "last_heard_node": "2001"},
        [
            ("link_connected", "2001"),
            ("talk_started", "2001"),
            ("talk_ended", "2001"),
            ("link_disconnected", "2001"),
        ],
    ),
    ("56_", "1999"): (
        {},
        [("link_connected", "2001"), ("link_disconnected", "2001")],
    ),
    ("60_events", "1999"): (
        {"transmitting": STATE_ON, "links": "2"},
        [
            *(("link_connected", name) for name in ("W1AW-P", "W2WEB", "1234")),
            *(("link_connected", name) for name in ("K9TEST-P", "N0CALL-P", "2001")),
            *(("link_disconnected", name) for name in ("W2WEB", "W1AW-P")),
            *(("link_disconnected", name) for name in ("1234", "2001")),
        ],
    ),
    ("64_", "1999"): (
        {
            "transmitting": STATE_ON,
            "last_heard": NOW,
            "last_heard_node": "3345678",
        },
        [
            *(("link_connected", name) for name in ("3345678", "3009001", "2001")),
            ("talk_started", "3345678"),
            ("talk_ended", "3345678"),
            *(("link_disconnected", name) for name in ("3345678", "3009001", "2001")),
        ],
    ),
    ("80_", "1997"): (
        {"last_heard": NOW, "last_heard_node": "local"},
        # All within two seconds here, so it is one talk that is not over yet.
        [("talk_started", "local")],
    ),
    ("84_", "1997"): ({}, []),
    ("86_", "1997"): ({}, []),
}


@pytest.mark.parametrize(
    ("transcript", "server", "changes", "activities"),
    [(name, node, *expected) for (name, node), expected in EVENTS.items()],
    ids=[name for name, _ in EVENTS],
    indirect=["server"],
)
async def test_events(
    hass: HomeAssistant,
    server: ReplayServer,
    clock: Clock,
    transcript: str,
    changes: dict[str, str],
    activities: list[tuple[str, str]],
) -> None:
    """Every event leads to the right state, and each edge is told once."""
    states = await shown(hass, server)
    seen = async_capture_events(hass, EVENT_STATE_CHANGED)
    server.play(find(transcript))
    await clock.settle(200)
    expected = {**IDLE, **changes}
    assert {key: states[key] for key in expected} == expected
    assert [
        (state.attributes["event_type"], state.attributes["node"])
        for event in seen
        if event.data["entity_id"] == states.entity_id("activity")
        and (state := event.data["new_state"])
    ] == activities


@pytest.mark.parametrize("server", ["1997"], indirect=True)
async def test_every_edge_of_the_receiver_is_a_state(
    hass: HomeAssistant, server: ReplayServer, clock: Clock
) -> None:
    """Transcript 80: even kerchunks that came in one segment."""
    states = await shown(hass, server)
    seen = async_capture_events(hass, EVENT_STATE_CHANGED)
    server.play(find("80_"))
    await clock.settle(200)
    assert [
        event.data["new_state"].state
        for event in seen
        if event.data["entity_id"] == states.entity_id("receiving")
    ] == [STATE_ON, STATE_OFF] * 4


@pytest.mark.parametrize("server", ["1997"], indirect=True)
async def test_the_autopatch(
    hass: HomeAssistant, server: ReplayServer, clock: Clock
) -> None:
    """Transcript 84: up for 21 milliseconds."""
    states = await shown(hass, server)
    seen = async_capture_events(hass, EVENT_STATE_CHANGED)
    server.play(find("84_"))
    await clock.settle(200)
    assert [
        event.data["new_state"].state
        for event in seen
        if event.data["entity_id"] == states.entity_id("autopatch")
    ] == [STATE_ON, STATE_OFF]


@pytest.mark.parametrize("server", ["1997"], indirect=True)
async def test_dtmf_digits(
    hass: HomeAssistant, server: ReplayServer, clock: Clock
) -> None:
    """Transcript 83: a connect and a disconnect, dialled by radio."""
    states = await shown(hass, server)
    seen = async_capture_events(hass, EVENT_STATE_CHANGED)
    server.play(find("83_"))
    await clock.settle(200)
    digits = [
        event.data["new_state"].attributes["digit"]
        for event in seen
        if event.data["entity_id"] == states.entity_id("activity")
        and event.data["new_state"].attributes["event_type"] == "dtmf"
    ]
    assert "".join(digits) == "*32001*12001"
    assert states["links"] == "0"


async def test_an_event_that_changes_nothing_writes_nothing(
    hass: HomeAssistant, server: ReplayServer, clock: Clock
) -> None:
    """Not even the time of a report."""
    server.show("43_")
    await shown(hass, server)
    reported: list[Event[EventStateReportedData]] = []

    @callback
    def is_any(_data: EventStateReportedData) -> bool:
        return True

    @callback
    def note(event: Event[EventStateReportedData]) -> None:
        reported.append(event)

    hass.bus.async_listen(EVENT_STATE_REPORTED, note, event_filter=is_any)
    changed = async_capture_events(hass, EVENT_STATE_CHANGED)
    for name, value in (
        ("RPT_ALINKS", "1,2001TU"),
        ("RPT_RXKEYED", "0"),
        ("RPT_TXKEYED", "0"),
        ("RPT_NUMLINKS", "1"),
    ):
        event = f"Event: {name}\r\nNode: 1999\r\nEventValue: {value}\r\n\r\n"
        server.send(event.encode())
    await clock.settle()
    assert (changed, reported) == ([], [])
