"""Calls, as the user sees them."""

from collections.abc import Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from simulator.pbx import Call

from .stage import telephones


def _call(event_type: str, **data: Any) -> dict[str, Any]:
    """Return what an event tells of a call from 1001 to 1002."""
    return {
        "event_type": event_type,
        "caller": "1001",
        "called": "1002",
        "direction": "internal",
        "duration": None,
        "disposition": None,
        "cause": None,
    } | data


async def test_an_answered_call_is_followed_to_its_end(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It rings, is answered, ends and is counted; one event each (transcript c01)."""
    async with telephones(hass, freezer) as stage:
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "0"
        assert stage.state("last_call") == "unknown"

        began = dt_util.utcnow()
        call = stage.server.pbx.dial("1001", "1002")
        await stage.settle()
        assert stage.state("active_calls") == "1"
        assert stage.told() == [_call("ringing")]
        call.ring()
        await stage.time.advance(3)
        call.answer()
        await stage.settle()
        assert stage.told()[1:] == [_call("answered")]
        assert stage.state("calls_today") == "0"

        await stage.time.advance(7)
        call.hang_up()
        await stage.settle()
        assert stage.told()[2:] == [
            _call("ended", duration=10.0, disposition="answered", cause=16)
        ]
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "1"
        last = stage.get("last_call")
        assert dt_util.parse_datetime(last.state, raise_on_error=True) == (
            began.replace(microsecond=0)
        )
        assert {
            name: last.attributes[name] for name in _call("") if name in last.attributes
        } == {
            "caller": "1001",
            "called": "1002",
            "direction": "internal",
            "duration": 10.0,
            "disposition": "answered",
        }
        assert stage.history("active_calls") == ["0", "1", "0"]


@pytest.mark.parametrize(
    ("end", "disposition", "cause"),
    [
        (Call.busy, "busy", 17),
        (Call.reject, "rejected", 21),
        (Call.unallocated, "unavailable", 1),
        (Call.no_answer, "no_answer", 16),
        (Call.cancel, "cancelled", 19),
        (Call.congestion, "congestion", 34),
    ],
)
async def test_a_call_that_is_not_answered_says_why(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    end: Callable[[Call], None],
    disposition: str,
    cause: int,
) -> None:
    """The disposition is that of the outcome; the call counts (transcripts c02 to c05)."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.time.advance(4)
        end(call)
        await stage.settle()
        assert stage.told() == [
            _call("ringing"),
            _call("ended", duration=4.0, disposition=disposition, cause=cause),
        ]
        assert stage.state("calls_today") == "1"
        assert stage.get("last_call").attributes["disposition"] == disposition


async def test_two_calls_at_once_are_two(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Each has its own end, also with the same phone in both (transcript c06)."""
    async with telephones(hass, freezer) as stage:
        first = stage.server.pbx.dial("1001", "1002")
        second = stage.server.pbx.dial("1002", "1001")
        for call in (first, second):
            call.ring()
            call.answer()
        await stage.settle()
        assert stage.state("active_calls") == "2"
        second.hang_up()
        await stage.settle()
        assert stage.state("active_calls") == "1"
        assert stage.get("last_call").attributes["caller"] == "1002"
        first.hang_up()
        await stage.settle()
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "2"
        assert stage.get("last_call").attributes["caller"] == "1001"


@pytest.mark.parametrize(
    ("by", "number", "direction"),
    [
        ("1001", "1002", "internal"),
        ("1001", "600", "internal"),
        ("trunk", "5551000", "incoming"),
        ("1001", "95551234", "outgoing"),
        ("1001", "85551234", "outgoing"),
        ("other", "5551000", "internal"),
    ],
)
async def test_a_trunk_gives_a_call_its_direction(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    by: str,
    number: str,
    direction: str,
) -> None:
    """A trunk is what registers: by PJSIP, or by IAX2 with the peer at that address."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial(by, number)
        await stage.settle()
        call.hang_up()
        await stage.settle()
        assert [told["direction"] for told in stage.told()] in (
            [direction] * 2,
            [direction] * 3,
        )


async def test_a_trunk_that_does_not_register_is_named_in_the_options(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is known by its address to its provider."""
    async with telephones(hass, freezer, options={"trunks": [" other "]}) as stage:
        stage.server.pbx.dial("other", "5551000")
        await stage.settle()
        assert stage.told()[0]["direction"] == "incoming"


async def test_links_of_nodes_are_no_calls(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Theirs are the same events (transcripts 40, 40b)."""
    async with telephones(hass, freezer) as stage:
        stage.server.world.channel_events = True
        hub = stage.entry.runtime_data
        before = hub.client.connection.metrics.events_received
        device_id = hub.nodes["1999"].device_id
        connecting = hass.async_create_task(
            hass.services.async_call(
                "allstarlink",
                "connect",
                {"device_id": device_id, "node": "2001"},
                blocking=True,
            )
        )
        await stage.time.advance(15)
        await connecting
        stage.server.node("1999").unlink("2001")
        await stage.settle()
        assert hub.client.connection.metrics.events_received >= before + 5
        assert stage.told() == []
        assert stage.history("active_calls") == ["0"]
        assert stage.state("calls_today") == "0"


async def test_a_transfer_is_one_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It lasts until the last of its channels is gone (transcript c07)."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        await stage.time.advance(2)
        call.transfer("600", by="1001")
        await stage.settle()
        assert stage.state("active_calls") == "1"
        await stage.time.advance(2)
        call.hang_up(by="1002")
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.told()[2]["duration"] == 4.0
        assert stage.state("calls_today") == "1"
