"""Calls of a real PBX, as its events and lists tell of them."""

import pytest

from custom_components.allstarlink.asterisk.call import (
    Call,
    ChangeType,
    Direction,
    Disposition,
)
from tests.asterisk.exchange import SECRET, Telephones
from tests.asterisk.listener import Listener

RINGING, ANSWERED, ENDED = ChangeType.RINGING, ChangeType.ANSWERED, ChangeType.ENDED
INCOMING, OUTGOING, INTERNAL = Direction
PHONE = "IAX2/phone"

# What becomes of a number when it is called from outside, and from the PBX itself:
# disposition, who answers, and the cause of the caller's channel from outside.
NUMBERS = {
    "1001": (Disposition.ANSWERED, PHONE, 16),
    "1002": (Disposition.NO_ANSWER, None, 0),
    "1003": (Disposition.BUSY, None, 17),
    "2002": (Disposition.CANCELLED, None, 19),
    "3001": (Disposition.ANSWERED, PHONE, 16),
    "91001": (Disposition.ANSWERED, PHONE, 16),
    "600": (Disposition.ANSWERED, None, 0),
    "601": (Disposition.BUSY, None, 17),
}
# The caller of 2002 has no patience.
TIMEOUTS = {"2002": {"Timeout": "1000"}}


async def test_calls_from_outside(telephones: Telephones) -> None:
    """Eight at once: each is told of as it is, and nothing is left of any."""
    callers = {f"47{number}": number for number in NUMBERS}
    async with Listener(telephones.pbx.server()) as pbx:
        for caller, number in callers.items():
            await telephones.call_in(number, caller, **TIMEOUTS.get(number, {}))
        await pbx.has_told(ENDED, *callers)
        for caller, number in callers.items():
            call = pbx.told(ENDED)[caller]
            check(pbx, call, number)
            assert call.direction is INCOMING
            assert call.cause == NUMBERS[number][2]
        assert pbx.told(ENDED)["471001"].hung_up_by == "IAX2/provider"
        assert pbx.told(ENDED)["472002"].hung_up_by == "IAX2/provider"
        check_end(pbx)


async def test_calls_of_the_pbx_itself(telephones: Telephones) -> None:
    """By Local channels: of two halves, and of four for 3001."""
    callers = {f"17{number}": number for number in NUMBERS}
    async with Listener(telephones.pbx.server()) as pbx:
        for caller, number in callers.items():
            await telephones.call(number, caller, **TIMEOUTS.get(number, {}))
        await pbx.has_told(ENDED, *callers)
        for caller, number in callers.items():
            call = pbx.told(ENDED)[caller]
            check(pbx, call, number)
            # The channel is called after the phone, which has the trunk's address.
            is_outgoing = number == "91001"
            assert call.direction is (OUTGOING if is_outgoing else INTERNAL)
        check_end(pbx)


def check(pbx: Listener, call: Call, number: str) -> None:
    """Hold a call that has ended to what becomes of that number."""
    disposition, answered_by, _ = NUMBERS[number]
    assert (call.called, call.disposition) == (number, disposition)
    assert call.answered_by == answered_by
    types = [c.type for c in pbx.changes if c.call.linkedid == call.linkedid]
    if disposition is Disposition.ANSWERED:
        assert types == [RINGING, ANSWERED, ENDED]
        assert call.talk == pytest.approx(1.0, abs=0.3)
    else:
        assert types == [RINGING, ENDED]
        assert call.talk is None
    rang = {Disposition.BUSY: 0.0, Disposition.ANSWERED: 1.3 if answered_by else 1.0}
    assert call.duration == pytest.approx(rang.get(disposition, 1.0), abs=0.4)


def check_end(pbx: Listener, *, dials: bool = True) -> None:
    """Nothing is left, and no password that was in a dial string is anywhere."""
    assert not pbx.calls.linked
    assert not pbx.calls.homes
    assert not pbx.calls.incomplete
    assert any(SECRET in event.get("DialString") for event in pbx.events) is dials
    assert SECRET not in repr(pbx.calls) + repr(pbx.changes)


async def test_two_at_once(telephones: Telephones) -> None:
    """Both are there, in a list as well, and either can be hung up."""
    async with (
        Listener(telephones.pbx.server()) as pbx,
        Listener(telephones.pbx.server()) as late,
    ):
        for caller in ("4701", "4702"):
            await telephones.call_in("1001", caller, Data="30")
        await pbx.has_told(ANSWERED, "4701", "4702")
        assert {call.caller for call in pbx.calls.calls} == {"4701", "4702"}
        late.changes.clear()
        await late.list()
        assert late.calls.active == 2
        first = pbx.told(ANSWERED)["4701"]
        hang_up = ("Channel", first.channels[0]), ("Cause", "16")
        await pbx.connection.request("Hangup", *hang_up)
        await pbx.has_told(ENDED, "4701")
        assert pbx.told(ENDED)["4701"].disposition is Disposition.ANSWERED
        assert [call.caller for call in pbx.calls.calls] == ["4702"]


async def test_two_calls_are_joined(telephones: Telephones) -> None:
    """Two callers of the menu are put together: the newer call becomes part of the older."""
    async with Listener(telephones.pbx.server()) as pbx:
        for caller in ("4701", "4702"):
            await telephones.call_in("600", caller, Data="30")
            await pbx.has_told(ANSWERED, caller)
        older, newer = pbx.calls.calls
        channels = {
            "Channel1": older.channels[0],
            "Channel2": newer.channels[0],
        }
        await pbx.connection.request("Bridge", *channels.items())
        await pbx.has_told(ENDED, "4702")
        merged = pbx.told(ENDED)["4702"]
        assert merged.merged_into == older.linkedid
        assert merged.disposition is Disposition.ANSWERED
        (joined,) = pbx.calls.calls
        assert set(joined.channels) == set(channels.values())
        for channel in joined.channels:
            assert "4701" not in pbx.told(ENDED)
            await pbx.connection.request("Hangup", ("Channel", channel))
        await pbx.has_told(ENDED, "4701")
        check_end(pbx, dials=False)


async def test_a_call_under_way_is_found(telephones: Telephones) -> None:
    """A listener that comes later finds in a list what the first one heard."""
    async with Listener(telephones.pbx.server()) as pbx:
        await telephones.call_in("2001", "4701")
        await telephones.call_in("2002", "4702")
        await telephones.call("91001", "1701")
        await pbx.has_told(ANSWERED, "4701", "1701")
        async with Listener(telephones.pbx.server()) as late:
            await late.list()
            heard = {call.linkedid: call for call in pbx.calls.calls}
            found = {call.linkedid: call for call in late.calls.calls}
            assert found.keys() == heard.keys()
            for key, call in found.items():
                assert call.found
                assert call.called == heard[key].called
                assert call.direction is heard[key].direction
                assert call.answered is heard[key].answered
                assert call.answered_by == heard[key].answered_by
                seconds = (call.started - heard[key].started).total_seconds()
                assert abs(seconds) < 1.5
            await late.has_told(ENDED, "4701")
            assert late.told(ENDED)["4701"].disposition is Disposition.ANSWERED


async def test_a_lost_session_ends_no_call(telephones: Telephones) -> None:
    """What goes on goes on, what ended meanwhile is unknown, and none begins twice."""
    async with Listener(telephones.pbx.server()) as pbx:
        await telephones.call_in("2001", "4701", Data="30")
        await telephones.call_in("2001", "4702", Data="2")
        await pbx.has_told(ANSWERED, "4701", "4702")
        before = pbx.calls
    calls = {call.caller: call for call in before.calls}
    async with Listener(telephones.pbx.server()) as witness:
        await witness.list()
        await witness.has_told(ENDED, "4702")
    async with Listener(telephones.pbx.server()) as again:
        again.calls = before
        again.lose_session()
        await again.list()
        (change,) = again.changes
        assert (change.type, change.call.linkedid) == (ENDED, calls["4702"].linkedid)
        assert change.call.disposition is Disposition.UNKNOWN
        (still,) = again.calls.calls
        assert (still.caller, still.found) == ("4701", False)
        assert still.started == calls["4701"].started


async def test_a_pbx_that_restarts_has_no_calls(telephones: Telephones) -> None:
    async with Listener(telephones.pbx.server()) as pbx:
        await telephones.call_in("2001", "4701", Data="30")
        await pbx.has_told(ANSWERED, "4701")
        await telephones.pbx.kill()
        await pbx.is_waiting()
        pbx.lose_session()
        await telephones.pbx.start()
        await pbx.is_up(2)
        await pbx.list()
        assert pbx.told(ENDED)["4701"].disposition is Disposition.UNKNOWN
        assert pbx.calls.calls == ()
