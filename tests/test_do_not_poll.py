"""Nodes that are not polled: events alone tell of them, and confirmations still poll."""

from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .flows import open_options, submit_options
from .station import Station, station

pytestmark = pytest.mark.usefixtures("every_entity")

_OPTIONS = {"connection": {"do_not_poll": True}}
_CONNECTION = {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30}
_KEYS = ("links", "receiving", "link_keyed", "network_nodes", "keyups_today", "talker")


def _polls(stage: Station) -> list[str]:
    """Return what was asked of nodes."""
    asked = [request.get("Command") for request in stage.server.requests]
    return [one for one in asked if one in ("XStat", "SawStat", "NodeStat")]


def _shown(stage: Station) -> dict[str, str]:
    return {key: stage.states[key] for key in _KEYS}


def _told(events: list[Event[dict[str, Any]]]) -> list[tuple[Any, ...]]:
    return [
        (event.data["type"], event.data["node"], event.data.get("duration"))
        for event in events
    ]


async def test_events_alone_tell(hass: HomeAssistant, clock: Clock) -> None:
    """What they have not told is unknown; no poll is made, however long it takes."""
    unknown = dict.fromkeys(_KEYS, "unknown")
    async with station(hass, clock, options=_OPTIONS) as stage:
        stage.node.link("2002", peer="192.0.2.1", children=("T2010",))
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        happened = async_capture_events(hass, "allstarlink_activity")
        assert _shown(stage) == unknown
        await clock.advance(180)
        assert _shown(stage) == unknown

        stage.node.key()
        await clock.settle()
        assert _shown(stage) == unknown | {"receiving": "on", "talker": "local"}
        stage.node.unkey()
        await clock.advance(3)
        # The first list of links: nobody knows which of them is new.
        stage.node.link("2001")
        await clock.settle()
        known = {"receiving": "off", "links": "2", "link_keyed": "off"}
        assert _shown(stage) == unknown | known | {"talker": "nobody"}
        links = stage.states.links()
        assert {
            (links["2002"][key]) for key in ("direction", "address", "connected_since")
        } == {None}
        assert links["2002"]["mode"] == "transceive"
        stage.node.link("2003")
        stage.node.key_link("2002")
        await clock.advance(10)
        assert stage.states["talker"] == "2002"
        stage.node.unkey_link("2002")
        stage.node.unlink("2003")
        stage.node.unlink("2002")
        await clock.advance(10)
        assert stage.states["links"] == "1"
        types = [(kind, node) for kind, node, _ in _told(happened)]
        assert types == [
            ("talk_started", "local"),
            ("talk_ended", "local"),
            ("link_connected", "2003"),
            ("talk_started", "2002"),
            ("link_disconnected", "2003"),
            ("talk_ended", "2002"),
            ("link_disconnected", "2002"),
        ]
        ended = [
            one.data for one in happened if one.data["type"] == "link_disconnected"
        ]
        assert ["duration" in data for data in ended] == [True, False]
        assert _polls(stage) == []


async def test_an_action_is_confirmed_by_polls(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Which count for a moment: no event keeps what they tell right."""
    async with station(hass, clock, options=_OPTIONS) as stage:
        stage.node.link("2003", "local_monitor", "out")
        happened = async_capture_events(hass, "allstarlink_activity")
        answer = await stage.act("connect", node="2001", response=True)
        assert (answer["link"]["direction"], answer["link"]["state"]) == (
            "out",
            "established",
        )
        assert "XStat" in _polls(stage)
        assert set(stage.states.links()) == {"2003", "2001"}
        count = len(_polls(stage))
        await clock.advance(60)
        assert len(_polls(stage)) == count
        assert set(stage.states.links()) == {"2001"}
        assert stage.states.links()["2001"]["direction"] is None
        assert stage.states["keyups_today"] == "unknown"
        # A second confirmation finds the local monitor anew: that is no news.
        await stage.act("disconnect", node="2001")
        await clock.advance(10)
        assert [kind for kind, _, _ in _told(happened)] == [
            "link_connected",
            "link_disconnected",
        ]
        # Who asks for the links gets them whole.
        answer = await stage.act("get_links", response=True)
        assert [link["node"] for link in answer["links"]] == ["2003"]
        assert answer["links"][0]["mode"] == "local_monitor"


async def test_the_session_makes_it_available(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nothing of the last session is taken for the state of this one."""
    async with station(hass, clock, options=_OPTIONS) as stage:
        stage.node.link("2001")
        stage.node.key()
        await clock.settle()
        assert (stage.states["links"], stage.states["receiving"]) == ("1", "on")
        stage.server.close_sessions()
        await clock.settle()
        assert stage.states["links"] == "unavailable"
        await clock.advance(10)
        assert (stage.states["links"], stage.states["receiving"]) == (
            "unknown",
            "unknown",
        )
        stage.node.unkey()
        stage.node.key_link("2001")
        await clock.settle()
        assert (stage.states["links"], stage.states["link_keyed"]) == ("1", "on")
        assert stage.states["receiving"] == "off"
        assert _polls(stage) == []


async def test_a_server_without_events_is_polled(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Whatever the option says; and the form refuses it."""
    options = {**_OPTIONS, "xstat_safe": True}
    async with station(hass, clock, options=options, dialect="hamvoip") as stage:
        assert stage.states["links"] == "0"
        await clock.advance(30)
        assert len(_polls(stage)) > 10
        form = await open_options(hass, stage.entry)
        connection = {**_CONNECTION, "do_not_poll": True}
        form = await submit_options(hass, form, {"connection": connection})
        assert form["errors"] == {"connection": "do_not_poll_needs_events"}


async def test_the_form_says_what_is_lost(hass: HomeAssistant, clock: Clock) -> None:
    """Once, before it is stored."""
    async with station(hass, clock) as stage:
        connection = {**_CONNECTION, "do_not_poll": True}
        form = await open_options(hass, stage.entry)
        form = await submit_options(hass, form, {"connection": connection})
        assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "do_not_poll")
        assert stage.entry.options == {}
        flow = hass.config_entries.options
        await flow.async_configure(form["flow_id"], {})
        assert stage.entry.options["connection"] == connection
        await hass.async_block_till_done()
        # A change of something else asks no more; turned off, it is not stored.
        form = await open_options(hass, stage.entry)
        connection["retry_max"] = 61
        await submit_options(hass, form, {"connection": connection})
        assert stage.entry.options["connection"] == connection
        form = await open_options(hass, stage.entry)
        connection["do_not_poll"] = False
        await submit_options(hass, form, {"connection": connection})
        assert "do_not_poll" not in stage.entry.options["connection"]
        await hass.async_block_till_done()
