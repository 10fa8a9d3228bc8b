"""What real nodes sent, as Home Assistant shows it."""

from collections.abc import AsyncGenerator, Iterable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import (
    EVENT_STATE_CHANGED,
    EVENT_STATE_REPORTED,
    STATE_OFF,
    STATE_ON,
)
from homeassistant.core import (
    Event,
    EventStateChangedData,
    EventStateReportedData,
    HomeAssistant,
    State,
    callback,
)
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .integration import Entities, add_entry, entry_for, lasting
from .recorded_polls import IDLE, NOW, POLLS
from .replay import ReplayServer
from .transcript import find


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
    assert shown_values(states, expected) == expected
    assert await states.listed() == links
    assert states.get("links").attributes["links"] == lasting(links)


def shown_values(states: Entities, keys: Iterable[str]) -> dict[str, str]:
    """Return what keys show; times as the seconds that nodes answer."""
    return {
        key: str(states.seconds(key)) if key == "tx_time_today" else states[key]
        for key in keys
    }


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
        {"transmitting": STATE_ON, "links": "2", "network_nodes": "2"},
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
    # The MDC-1200 message that the node itself has sent (ilink 17)
    ("84_", "1997"): ({}, [("mdc", "local")]),
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
    assert shown_values(states, expected) == expected
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
        _new_state(event).state
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
        _new_state(event).state
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
        _new_state(event).attributes["digit"]
        for event in seen
        if event.data["entity_id"] == states.entity_id("activity")
        and _new_state(event).attributes["event_type"] == "dtmf"
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


def _new_state(event: Event[EventStateChangedData]) -> State:
    state = event.data["new_state"]
    assert state is not None
    return state
