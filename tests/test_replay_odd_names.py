"""Odd names, and what old systems make of names, as Home Assistant shows them."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED, STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .integration import Entities, add_entry, entry_for, lasting
from .recorded_polls import NOW, ago, client, link
from .replay import ReplayServer
from .transcript import load

pytestmark = pytest.mark.usefixtures("every_entity")

ODD = "odd_names_1999"


@pytest.fixture(autouse=True)
def at_noon(freezer: FrozenDateTimeFactory) -> None:
    """Stop the wall clock."""
    freezer.move_to(NOW)


def named(node: str, age: int, callsign: str | None = None) -> dict[str, Any]:
    """Return the link of a client that has no address."""
    kind = "phone" if node.endswith("-P") else "client"
    since = ago(age)
    return client(
        node, kind=kind, connected_since=since, address=None, callsign=callsign
    )


ODD_LINKS = [
    named("N0 CALL", 10),
    named("N0CALL", 9, "N0CALL"),
    named("N0CALL", 7, "N0CALL"),
    named("AB,CD", 6),
    named("N0CAL/M", 4, "N0CAL/M"),
]

BEHIND_A_MONITOR = [
    named("JOHNNYAPPLESEED-P", 17),
    link("2001", mode="monitor", connected_since=ago(13)),
]

OLD_LINK = [link("2001", connected_since="2026-10-27T00:53:20+00:00")]


def phones(smith: int) -> list[dict[str, Any]]:
    """Return the links of the old systems' phone clients."""
    return [
        named("W1ABC-P", 8, "W1ABC"),
        named("K9TEST-P", 7, "K9TEST"),
        named("JOE SMITH-P", smith),
        named("VERYLONGCALL-P", 4),
        named("W2WEB", 3, "W2WEB"),
    ]


# Links, network_nodes, keyups_today, tx_time_today, transmitting
POLLS = {
    ODD: (ODD_LINKS, "4", "3", "36.405", STATE_ON),
    "asl2_59_conn_after_25_days": (OLD_LINK, "1", "0", "0.0", STATE_ON),
    "hv_59_conn_after_25_days": (OLD_LINK, "1", "0", "0.0", STATE_ON),
    "asl2_61_rptstatus_phone_clients_1999": (
        *(phones(5), "5", "16", "149.11"),
        STATE_ON,
    ),
    "hv_61_rptstatus_phone_clients_1999": (phones(6), "5", "18", "293.34", STATE_ON),
    "asl2_63_rptstatus_long_name_and_T_behind_a_monitor": (
        *(BEHIND_A_MONITOR, "3", "11", "73.897"),
        STATE_OFF,
    ),
    "hv_63_rptstatus_long_name_and_T_behind_a_monitor": (
        *(BEHIND_A_MONITOR, "3", "1", "15.378"),
        STATE_OFF,
    ),
}


@pytest.mark.parametrize("name", POLLS)
async def test_polls(hass: HomeAssistant, name: str) -> None:
    """Value by value: no name makes another link, and none is cut."""
    links, network, keyups, tx_time, transmitting = POLLS[name]
    async with ReplayServer("1999") as server:
        server.show(name)
        entry = await add_entry(hass, entry_for(server.port, server.nodes))
        states = Entities(hass, entry, "1999")
        assert await states.listed() == links
        assert states.get("links").attributes["links"] == lasting(links)
        shown = [states[key] for key in ("links", "network_nodes", "keyups_today")]
        assert shown == [str(len(links)), network, keyups]
        assert states.seconds("tx_time_today") == float(tx_time)
        assert states["transmitting"] == transmitting
        assert (states["talker"], states["last_heard_node"]) == ("nobody", "unknown")


@pytest.mark.parametrize(
    ("name", "connected"),
    [
        (ODD, ["N0 CALL", "N0CALL", "N0CALL", "AB,CD", "N0CAL/M"]),
        (
            "asl2_60_events_phone_clients_1999",
            ["W1ABC-P", "K9TEST-P", "JOE SMITH-P", "VERYLONGCALL-P", "W2WEB"],
        ),
    ],
)
async def test_events(
    hass: HomeAssistant, clock: Clock, name: str, connected: list[str]
) -> None:
    """Each client connects once, and no blank at an end makes another of it."""
    async with ReplayServer("1999") as server:
        entry = await add_entry(hass, entry_for(server.port, server.nodes))
        states = Entities(hass, entry, "1999")
        seen = async_capture_events(hass, EVENT_STATE_CHANGED)
        server.play(load(name))
        await clock.settle(200)
        assert [
            (state.attributes["event_type"], state.attributes["node"])
            for event in seen
            if event.data["entity_id"] == states.entity_id("activity")
            and (state := event.data["new_state"])
        ] == [("link_connected", node) for node in connected]


async def test_polls_after_events_change_nothing(
    hass: HomeAssistant, clock: Clock
) -> None:
    """XStat, SawStat and the events have blanks in different places."""
    async with ReplayServer("1999") as server:
        entry = await add_entry(hass, entry_for(server.port, server.nodes))
        states = Entities(hass, entry, "1999")
        server.play(load(ODD))
        await clock.settle(200)
        server.show(ODD)
        seen = async_capture_events(hass, "allstarlink_activity")
        await clock.advance(130)
        server.play(load(ODD), start=4.9)
        await clock.advance(130)
        assert seen == []
        assert [one["node"] for one in states.get("links").attributes["links"]] == [
            one["node"] for one in ODD_LINKS
        ]
