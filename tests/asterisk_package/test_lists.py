"""Calls found in a list, and what is left of them after a lost session."""

from datetime import timedelta

from custom_components.allstarlink.asterisk.book import MAX_CHANNELS
from custom_components.allstarlink.asterisk.call import (
    ChangeType,
    Direction,
    Disposition,
)

from .scene import Scene
from .wire import Calls, Event, Received, at, events, rows

C10 = "c10_show_channels"


def channels(action_id: str, name: str = C10) -> list[Event]:
    return rows(name, "CoreShowChannel", action_id)


def test_an_empty_list() -> None:
    calls = Calls()
    before = calls.state
    calls.take_list(channels("0-CoreShowChannels"))
    assert calls.state is before


def test_a_call_with_one_channel() -> None:
    calls = Calls()
    calls.take_list(channels("1-CoreShowChannels"), 10)
    assert calls.happened == [("found", "1795229882.49")]
    (call,) = calls.state.calls
    assert (call.caller, call.caller_name, call.called) == (
        "1001",
        "Alice Test",
        "2001",
    )
    assert call.started == at(10) - timedelta(seconds=2)
    assert (call.answered, call.answered_at, call.answered_by) == (True, None, None)
    assert call.found
    assert not calls.state.incomplete


def test_a_ringing_phone_behind_a_local_channel() -> None:
    calls = Calls()
    calls.take_list(channels("4+-CoreShowChannels"), 10)
    echo, local = calls.state.calls
    assert echo.linkedid == "1795229882.49"
    assert (local.caller, local.called, local.answered) == ("1002", "2006", False)
    assert local.targets == ("PJSIP/1002",)
    assert local.started == at(9)
    assert local.channels[0] == "PJSIP/1002-0000002b"
    assert len(local.channels) == 4


def test_a_call_that_is_up() -> None:
    calls = Calls()
    calls.take_list(channels("5-CoreShowChannels"), 10)
    call = next(c for c in calls.state.calls if c.linkedid == "1795229886.50")
    assert (call.answered, call.answered_by) == (True, "PJSIP/1002")
    assert call.started == at(5)
    assert call.direction is Direction.INTERNAL


def test_a_trunk_is_known_by_what_was_dialled() -> None:
    """Its channel is called iaxphone (transcript c10b), its password is not shown."""
    listed = rows("c10b_show_channels_iax_trunk", "CoreShowChannel")
    calls = Calls()
    calls.take_list(listed, 10)
    (call,) = calls.state.calls
    assert (call.caller, call.called) == ("1001", "85559876")
    assert call.direction is Direction.OUTGOING
    assert (call.answered, call.answered_by) == (True, "IAX2/iaxphone")
    assert "ctpass" not in repr(calls.state)
    without = Calls(trunks=frozenset())
    without.take_list(listed, 10)
    assert without.state.calls[0].direction is Direction.INTERNAL


def test_a_found_call_ends_as_others_do() -> None:
    calls = Calls()
    (row,) = channels("1-CoreShowChannels")
    calls.take_list([row], 10)
    calls.hear(*_hangup(row, 20))
    assert calls.happened == [
        ("found", "1795229882.49"),
        ("ended", "1795229882.49"),
    ]
    call = calls.changes[-1].call
    assert call.disposition is Disposition.ANSWERED
    assert (call.duration, call.talk) == (12.0, None)
    assert not calls.state.linked


def test_channels_of_app_rpt_are_no_calls() -> None:
    """Idle, with a link, with a phone client: transcript c22."""
    for action_id in ("idle", "linked", "phoneclient", "idle2"):
        calls = Calls()
        calls.take_list(channels(action_id, "c22_rpt_link_channels_ev_call"))
        assert calls.state.calls == ()
        assert calls.changes == []


def test_a_link_is_none_while_it_is_set_up_or_of_an_unknown_node() -> None:
    calls = Calls(nodes=frozenset())
    for action_id in ("linked", "phoneclient"):
        listed = channels(action_id, "c22_rpt_link_channels_ev_call")
        calls.take_list(listed)
        calls.take_list([row for row in listed if row["Application"] != "Rpt"])
        assert calls.state.calls == ()
    link = {
        "Channel": "IAX2/127.0.0.1:4570-6423",
        "ChannelState": "5",
        "Uniqueid": "1.1",
        "Linkedid": "1.1",
        "Context": "",
        "Exten": "2001",
    }
    calls.take_list([link])
    assert calls.state.calls == ()


def test_calls_that_go_on_after_a_lost_session_are_the_same() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(caller, callee)
    scene.answers(caller, callee)
    calls = Calls()
    calls.hear(*scene.events)
    calls.lose_session()
    assert calls.state.active == 1
    told = len(calls.changes)
    up = [scene.row(channel, BridgeId="b-1") for channel in (callee, caller)]
    calls.take_list(up, 60)
    assert calls.state.active == 1
    assert len(calls.changes) == told
    scene.events.clear()
    scene.wait(90)
    scene.hangs_up(caller, callee)
    calls.hear(*scene.events)
    call = calls.changes[-1].call
    assert calls.happened[told:] == [("ended", caller.linkedid)]
    assert (call.disposition, call.talk) == (Disposition.ANSWERED, 90.0)


def test_a_call_that_was_answered_meanwhile() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(caller, callee)
    calls = Calls()
    calls.hear(*scene.events)
    calls.lose_session()
    caller.state = callee.state = 6
    calls.take_list([scene.row(c, BridgeId="b-1") for c in (caller, callee)], 30)
    change = calls.changes[-1]
    assert change.type is ChangeType.ANSWERED
    assert change.call.answered_by == "PJSIP/1002"
    assert change.call.answered_at == at(30)


def test_a_call_that_still_rings() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(caller, callee)
    scene.rings(callee)
    calls = Calls()
    calls.hear(*scene.events)
    calls.lose_session()
    calls.take_list([scene.row(c) for c in (caller, callee)], 30)
    assert calls.happened == [("ringing", caller.linkedid)]
    assert calls.state.active == 1


def test_a_call_that_ended_meanwhile_is_closed_as_unknown() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(caller, callee)
    scene.answers(caller, callee)
    link = scene.caller("IAX2/127.0.0.1:4570", "s")
    calls = Calls()
    calls.hear(*scene.events)
    calls.lose_session()
    told = len(calls.changes)
    calls.take_list(channels("1-CoreShowChannels"), 60)
    assert calls.happened[told:] == [
        ("ended", caller.linkedid),
        ("found", "1795229882.49"),
    ]
    lost = calls.changes[told].call
    assert lost.disposition is Disposition.UNKNOWN
    assert (lost.duration, lost.talk, lost.ended_at) == (None, None, at(60))
    assert link.uniqueid not in calls.state.homes
    assert calls.state.active == 1


def test_without_a_list_a_lost_session_closes_all() -> None:
    calls = Calls()
    calls.take_list(channels("5-CoreShowChannels"), 10)
    calls.lose_session()
    calls.take_list([], 20)
    assert [c.type for c in calls.changes[-2:]] == [ChangeType.ENDED] * 2
    assert not calls.state.linked
    assert not calls.state.homes


def test_a_list_that_crosses_a_hangup_closes_nothing() -> None:
    """The Hangup is on its way; only a second list without the channel counts."""
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "2001", "1001")
    scene.goes_up(caller)
    calls = Calls()
    calls.hear(*scene.events)
    calls.take_list([], 5)
    assert calls.state.active == 1
    scene.events.clear()
    scene.wait(5.1)
    scene.hangs_up(caller)
    calls.hear(*scene.events)
    call = calls.changes[-1].call
    assert (call.disposition, call.duration) == (Disposition.ANSWERED, 5.1)


def test_a_list_that_was_made_before_a_hangup_brings_nothing_back() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "2001", "1001")
    scene.goes_up(caller)
    scene.hangs_up(caller)
    calls = Calls()
    calls.hear(*scene.events)
    calls.take_list([scene.row(caller)], 5)
    assert not calls.state.linked
    assert [c.type for c in calls.changes][-1] is ChangeType.ENDED


def test_a_missed_hangup_is_made_up_for_by_the_second_list() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "2001", "1001")
    scene.goes_up(caller)
    calls = Calls()
    calls.hear(*scene.events)
    calls.take_list([scene.row(caller)], 5)
    calls.take_list([], 10)
    calls.take_list([scene.row(caller)], 15)
    calls.take_list([], 20)
    assert calls.state.active == 1
    calls.take_list([], 25)
    assert calls.changes[-1].call.disposition is Disposition.UNKNOWN
    assert not calls.state.linked


def test_a_channel_whose_beginning_was_not_heard_asks_for_a_list() -> None:
    told = events("c01_answered_caller_hangs_up_ev_call")
    started = next(i for i, one in enumerate(told) if one.at > 8)
    calls = Calls()
    calls.hear(told[started])
    assert calls.state.incomplete
    assert calls.state.calls == ()
    listed = [
        told[0].headers | {"ChannelState": "6", "Duration": "00:00:02"},
        told[1].headers | {"ChannelState": "6", "Duration": "00:00:02"},
    ]
    calls.take_list(listed, 9)
    assert not calls.state.incomplete
    calls.hear(*told[started + 1 :])
    types = [change.type for change in calls.changes]
    assert types == [ChangeType.FOUND, ChangeType.ENDED]
    call = calls.changes[-1].call
    assert (call.caller, call.called, call.started) == ("1001", "1002", at(7))
    assert call.disposition is Disposition.ANSWERED


def test_a_list_completes_what_an_event_told_of() -> None:
    """Two phones in a bridge are a call; who calls whom is in the list only."""
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "95559876", "1001")
    callee = scene.callee("PJSIP/trunk", caller, "5559876")
    caller.state = callee.state = 6
    scene.events.clear()
    scene.talk(callee, caller)
    calls = Calls()
    calls.hear(scene.events[0])
    assert calls.happened == [("found", caller.linkedid)]
    assert calls.state.incomplete
    calls.take_list([], 1)
    calls.take_list([scene.row(c, BridgeId="b-1") for c in (callee, caller)], 2)
    assert calls.happened == [
        ("found", caller.linkedid),
        ("answered", caller.linkedid),
    ]
    (call,) = calls.state.calls
    assert (call.caller, call.called) == ("1001", "95559876")
    assert call.direction is Direction.OUTGOING
    assert (call.answered_by, call.started) == ("PJSIP/trunk", at(1))


def test_without_a_list_what_is_dialled_is_a_call_all_the_same() -> None:
    told = events("c01_answered_caller_hangs_up_ev_call")
    dialled = next(
        i for i, one in enumerate(told) if one.headers["Event"] == "DialBegin"
    )
    calls = Calls()
    calls.hear(*told[dialled:])
    types = [change.type for change in calls.changes]
    assert types == [ChangeType.FOUND, ChangeType.ANSWERED, ChangeType.ENDED]
    call = calls.changes[-1].call
    assert (call.caller, call.called, call.found) == ("1001", "1002", True)


def test_the_end_of_an_unknown_channel_asks_for_nothing() -> None:
    """A link that was up before the session ends so (transcript c22)."""
    told = events("c22_rpt_link_channels_ev_call", "HangupRequest", "Hangup")
    calls = Calls()
    calls.hear(*told)
    assert not calls.state.incomplete
    assert not calls.state.linked
    assert calls.changes == []


def test_an_unknown_channel_that_has_ended_does_not_come_back_by_a_list() -> None:
    """A long list may come behind the end of a channel that it still has."""
    scene = Scene()
    channel = scene.caller("PJSIP/1001", "600", "1001")
    scene.goes_up(channel)
    row = scene.row(channel)
    scene.events.clear()
    scene.hangs_up(channel)
    calls = Calls()
    calls.hear(*scene.events)
    calls.take_list([row])
    assert calls.changes == []
    assert not calls.state.linked


def test_a_list_tells_of_a_merge() -> None:
    scene = Scene()
    first, second = (scene.caller(f"PJSIP/100{n}", "2001", f"100{n}") for n in (1, 2))
    scene.goes_up(first)
    scene.goes_up(second)
    calls = Calls()
    calls.hear(*scene.events)
    second.linkedid = first.linkedid
    calls.take_list([scene.row(c, BridgeId="b") for c in (first, second)], 5)
    assert calls.state.active == 1
    assert calls.changes[-1].call.merged_into == first.linkedid


def test_a_call_found_without_its_first_channel() -> None:
    """After a transfer the two that are left talk on."""
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    one = scene.callee("PJSIP/1002", caller, "1002")
    other = scene.callee("PJSIP/1003", caller, "1003")
    one.state = other.state = 6
    calls = Calls()
    calls.take_list(
        [scene.row(c, BridgeId="b", Duration="odd") for c in (one, other)], 5
    )
    (call,) = calls.state.calls
    assert (call.answered, call.started) == (True, at(5))
    assert call.linkedid == caller.linkedid


def _hangup(row: Event, seconds: float) -> list[Received]:
    scene = Scene()
    scene.wait(seconds)
    headers = {name: value for name, value in row.items() if name != "Event"}
    scene.tell("Hangup", **headers, Cause="16")
    return scene.events


def test_a_list_that_is_too_long_finds_the_same_calls_again() -> None:
    """What is beyond is left out, and no call ends for it."""
    scene = Scene()
    callers = [scene.caller("PJSIP/1001", "600", "1001") for _ in range(MAX_CHANNELS)]
    rows = [scene.row(caller, ChannelState="6") for caller in callers]
    calls = Calls()
    more = scene.row(scene.caller("PJSIP/1002", "600", "1002"), ChannelState="6")
    for _ in range(3):
        calls.take_list([*rows, more])
    assert calls.state.active == MAX_CHANNELS
    assert {change.type for change in calls.changes} == {ChangeType.FOUND}
