"""Events that say nothing by themselves: what they announce shows at once."""

from collections.abc import AsyncGenerator

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .station import Station, station


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, every_entity: None
) -> AsyncGenerator[Station]:
    """Return a node with a link, whose state has settled."""
    async with station(hass, clock) as stage:
        stage.node.link("2002", children=("T2600",))
        await clock.advance(5)
        yield stage


async def test_a_local_monitor_and_its_talks(
    hass: HomeAssistant, stage: Station
) -> None:
    """RPT_ALINKS repeats itself when it comes, talks, kerchunks and goes."""
    told = async_capture_events(hass, "allstarlink_activity")
    stage.node.link("2001", "local_monitor", "out")
    await stage.clock.advance(0.2)
    assert stage.states["links"] == "2"
    assert stage.states.get("links").attributes["links"][1]["mode"] == "local_monitor"
    stage.node.key_link("2001")
    await stage.clock.advance(0.2)
    assert stage.states["link_keyed"] == STATE_ON
    assert stage.states["talker"] == "2001"
    await stage.clock.advance(3)
    stage.node.unkey_link("2001")
    await stage.clock.advance(0.2)
    assert stage.states["link_keyed"] == STATE_OFF
    await stage.clock.advance(5)
    stage.node.key_link("2001")
    await stage.clock.advance(0.05)
    stage.node.unkey_link("2001")
    await stage.clock.advance(5)
    stage.node.unlink("2001")
    await stage.clock.advance(0.2)
    assert stage.states["links"] == "1"
    assert [(event.data["type"], event.data["node"]) for event in told] == [
        ("link_connected", "2001"),
        *[("talk_started", "2001"), ("talk_ended", "2001")] * 2,
        ("link_disconnected", "2001"),
    ]
    assert told[2].data["duration"] == pytest.approx(3.2, abs=0.3)
    assert told[4].data["duration"] == pytest.approx(0.05, abs=0.3)


async def test_a_local_monitor_beside_a_change_of_mode(stage: Station) -> None:
    """RPT_ALINKS is another one, but only by what a poll has shown long ago."""
    for name in ("2001", "2003"):
        stage.node.linking.ilink(8, name)
    await stage.clock.advance(5)
    stage.node.linking.ilink(2, "2001")
    await stage.clock.advance(5)
    assert stage.states["links"] == "3"
    assert stage.node.variables["RPT_ALINKS"] == "1,2002TU"
    stage.node.linking.disconnect("2003")
    await stage.clock.advance(0.2)
    assert stage.node.variables["RPT_ALINKS"] == "2,2001RU,2002TU"
    assert stage.states["links"] == "2"


@pytest.mark.parametrize("function", [12, 13, 18])
async def test_a_permanent_link_that_falls_back(
    hass: HomeAssistant, stage: Station, function: int
) -> None:
    """app_rpt 3.10.4 sends its events for it when it had reported nodes."""
    stage.node.linking.ilink(function, "2001")
    await stage.clock.advance(5)
    told = async_capture_events(hass, "allstarlink_activity")
    assert stage.states["links"] == "2"
    stage.server.peer_dies("2001")
    await stage.clock.advance(0.2)
    assert stage.states["links"] == "1"
    assert stage.states.links()["2001"]["state"] == "connecting"
    stage.server.peer_returns("2001")
    await stage.clock.advance(45)
    assert stage.states["links"] == "2"
    assert stage.states.links()["2001"]["reconnects"] == 1
    assert [(event.data["type"], event.data["node"]) for event in told] == [
        ("link_disconnected", "2001"),
        ("link_connected", "2001"),
    ]


async def test_who_is_behind_a_neighbor_shows_at_once(stage: Station) -> None:
    """RPT_LINKS is the newest word on it; one that does not count right is ignored."""
    assert stage.states["network_nodes"] == "2"
    stage.node.hear_of("2002", ("T2600", "R2700", "C2800", "T2600", "T1999"))
    await stage.clock.advance(0.05)
    assert stage.states["network_nodes"] == "2"
    stage.node.key_link("2002")
    await stage.clock.settle()
    assert stage.states["network_nodes"] == "3"
    asked = len(stage.server.requests)
    for value in ("3,T2002", "x,T2002", "1000," + ",".join(["T2002"] * 1000)):
        stage.node.send_event("RPT_LINKS", value)
    await stage.clock.advance(0.3)
    assert stage.states["network_nodes"] == "3"
    assert len(stage.server.requests) == asked
    stage.node.send_event("RPT_LINKS", "3,T2002,T2600,R2601")
    await stage.clock.settle()
    assert stage.states["network_nodes"] == "3"
    stage.node.send_event("RPT_LINKS", "0")
    await stage.clock.settle()
    assert stage.states["network_nodes"] == "0"


async def test_a_time_out_by_a_link(stage: Station) -> None:
    """The transmitter drops while it is keyed; the timer is reset when it stops."""
    stage.node.tx_follows = True
    stage.node.key_link("2002")
    await stage.clock.advance(179)
    assert stage.states["timed_out"] == STATE_OFF
    while not (stage.node.timed_out and not stage.node.transmitting):
        await stage.clock.advance(0.1)
    await stage.clock.advance(0.3)
    assert stage.states["timed_out"] == STATE_ON
    await stage.clock.advance(20)
    stage.node.unkey_link("2002")
    await stage.clock.advance(0.3)
    assert stage.node.timed_out is False
    assert stage.states["timed_out"] == STATE_OFF
