"""Calls of a real PBX, as Home Assistant shows them."""

from functools import partial
import logging
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from tests.asterisk.exchange import SECRET, Telephones
from tests.asterisk.house import House, house

# Number, what becomes of it, and the cause when it is called from outside
ENDS = {
    "1001": ("answered", 16),
    "1002": ("no_answer", 0),
    "1003": ("busy", 17),
    "2002": ("cancelled", 19),
}


def check(look: House, caller: str, number: str, direction: str) -> None:
    """Hold the events of one call to what becomes of that number."""
    disposition, _ = ENDS[number]
    known = {"caller": caller, "called": number, "direction": direction}
    for event_type in ("ringing", "answered"):
        if event_type == "ringing" or disposition == "answered":
            open_ended = {"duration": None, "disposition": None, "cause": None}
            told = look.told(event_type)[caller]
            assert told == {"event_type": event_type, **known, **open_ended}
        else:
            assert caller not in look.told(event_type)
    ended = look.told("ended")[caller]
    assert ended == ended | known | {"disposition": disposition}
    seconds = {"answered": 1.3, "busy": 0.0}.get(disposition, 1.0)
    assert ended["duration"] == pytest.approx(seconds, abs=0.5)


async def ring(telephones: Telephones, number: str, caller: str, by: str) -> None:
    """Call a number; who calls 2002 gives up after a second."""
    headers = {"Timeout": "1000"} if number == "2002" else {}
    call = telephones.call_in if by == "iax2" else telephones.call
    await call(number, caller, **headers)


@pytest.mark.parametrize("number", ENDS)
async def test_one_call(
    hass: HomeAssistant, telephones: Telephones, number: str
) -> None:
    """From outside by IAX2, then by a Local channel: answered, not, busy, cancelled."""
    async with house(hass, telephones.pbx) as look:
        assert look.state("active_calls") == "0"
        for count, (by, caller, direction) in enumerate(
            (("iax2", "4701", "incoming"), ("local", "1701", "internal")), 1
        ):
            await ring(telephones, number, caller, by)
            await look.has_told("ended", caller)
            await look.shows(lambda: look.state("active_calls") == "0")
            check(look, caller, number, direction)
            assert look.state("calls_today") == str(count)
            assert look.attribute("last_call", "caller") == caller
            assert look.attribute("last_call", "disposition") == ENDS[number][0]
        assert look.told("ended")["4701"]["cause"] == ENDS[number][1]
        assert look.history("active_calls")[-4:] == ["1", "0", "1", "0"]


async def test_the_password_of_a_trunk_is_shown_nowhere(
    hass: HomeAssistant, telephones: Telephones, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in states, calls, diagnostics or logs, though events and lists have it."""
    caplog.set_level(logging.DEBUG)
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("91001", "4701", Data="30")
        await look.has_told("answered", "4701")
        await telephones.pbx.kill()
        await telephones.pbx.start()
        await look.shows(lambda: look.state("active_calls") == "0")
        await telephones.call("91001", "1701", Data="30")
        await look.has_told("answered", "1701")
        assert look.told("answered")["1701"]["direction"] == "outgoing"
        calls = await look.act("get_calls")
        assert len(calls["calls"]) == 1
        assert SECRET not in repr(calls)
        assert SECRET not in await look.texts()
    assert SECRET not in caplog.text


async def test_two_at_once_and_hanging_up_one(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Both are in the list of calls; one is hung up, the other goes on."""
    async with house(hass, telephones.pbx) as look:
        for caller in ("4701", "4702"):
            await telephones.call_in("2001", caller, Data="30")
        await look.has_told("answered", "4701", "4702")
        assert look.state("active_calls") == "2"
        calls: dict[str, dict[str, Any]] = {
            call["caller"]: call for call in (await look.act("get_calls"))["calls"]
        }
        assert {call["state"] for call in calls.values()} == {"answered"}
        await look.act("hangup", call=calls["4701"]["id"])
        await look.has_told("ended", "4701")
        assert look.state("active_calls") == "1"
        assert look.told("ended")["4701"]["disposition"] == "answered"
        left = (await look.act("get_calls"))["calls"]
        assert [call["caller"] for call in left] == ["4702"]


async def test_an_extension_follows_its_phone(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """It rings, is in use, and is not any more."""
    async with house(hass, telephones.pbx) as look:
        line = "extension_1001"
        assert look.state("state", line) == "not_in_use"
        await telephones.call_in("1001", "4701")
        await look.has_told("ended", "4701")
        await look.shows(lambda: look.state("state", line) == "not_in_use")
        assert "in_use" in look.history("state", line)


async def test_originate(hass: HomeAssistant, telephones: Telephones) -> None:
    """Home Assistant calls a phone, and is told whether it answered."""
    async with house(hass, telephones.pbx) as look:
        for number, result in (("2001", "answered"), ("601", "busy")):
            made = await look.act(
                "originate",
                endpoint=f"Local/{number}@phones/n",
                application="Wait",
                data="1",
            )
            assert made["result"] == result
            await look.shows(partial(look.has_ended, number))
            assert look.attribute("last_call", "disposition") == result
        assert look.state("calls_today") == "2"


async def test_a_lost_connection_ends_no_call(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """The calls that go on are the same, are told of once, and count once."""
    async with house(hass, telephones.pbx) as look:
        for caller in ("4701", "4702"):
            await telephones.call_in("2001", caller, Data="30")
        await look.has_told("answered", "4701", "4702")
        calls = {c["caller"]: c for c in (await look.act("get_calls"))["calls"]}
        await look.press("reconnect")
        await look.shows(lambda: look.history("active_calls")[-2:] == ["unknown", "2"])
        again = {c["caller"]: c for c in (await look.act("get_calls"))["calls"]}
        assert {c["id"] for c in again.values()} == {c["id"] for c in calls.values()}
        for caller in ("4701", "4702"):
            await look.act("hangup", call=calls[caller]["id"])
            assert look.types(caller) == ["ringing", "answered", "ended"]
        await look.shows(lambda: look.state("calls_today") == "2")
        assert look.state("active_calls") == "0"


async def test_a_pbx_that_is_killed(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Calls that went with it are unknown, counted once, and new ones are followed."""
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("2001", "4701", Data="30")
        await look.has_told("answered", "4701")
        await telephones.pbx.kill()
        await look.shows(lambda: look.state("active_calls") == "unknown")
        await telephones.pbx.start()
        await look.shows(lambda: look.state("active_calls") == "0")
        assert look.told("ended")["4701"]["disposition"] == "unknown"
        assert look.state("calls_today") == "1"
        await telephones.call_in("1003", "4702")
        await look.has_told("ended", "4702")
        assert look.state("calls_today") == "2"
