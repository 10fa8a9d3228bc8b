"""Calls that become one, and events that come late, twice or unfinished."""

import pytest

from custom_components.allstarlink.asterisk.call import ChangeType, Disposition

from .plays import dial, ended, play
from .scene import Scene
from .wire import Calls, at


def test_an_attended_transfer_joins_two_calls(scene: Scene) -> None:
    """1001 talks to 1002, who asks 1003 and then puts 1001 through."""
    first, second = dial(scene)
    scene.answers(first, second)
    scene.wait(10)
    asking = scene.caller("PJSIP/1002", "1003", "1002")
    third = scene.callee("PJSIP/1003", asking, "1003")
    scene.dials(asking, third)
    scene.wait(2)
    scene.answers(asking, third)
    scene.wait(5)
    third.linkedid = asking.linkedid = first.linkedid
    scene.talk(first, third)
    scene.hangs_up(second, asking)
    scene.wait(30)
    scene.wants_to_hang_up(third)
    scene.hangs_up(third, first)
    calls = play(scene)
    asked, last = (c.call for c in calls.changes if c.type is ChangeType.ENDED)
    assert (asked.caller, asked.called, asked.merged_into) == (
        "1002",
        "1003",
        last.linkedid,
    )
    assert asked.disposition is Disposition.ANSWERED
    assert (last.duration, last.talk, last.hung_up_by) == (47.0, 47.0, "PJSIP/1003")


def test_a_call_that_is_joined_unanswered_is_answered_then(scene: Scene) -> None:
    """The music that a caller hears counts for nothing, the person who takes it does."""
    waiting = scene.caller("PJSIP/provider", "5551234", "4711")
    nobody = scene.callee("PJSIP/1001", waiting)
    scene.dials(waiting, nobody)
    scene.dialled(waiting, nobody, "NOANSWER")
    scene.hangs_up(nobody, cause=0)
    scene.goes_up(waiting)
    scene.wait(5)
    taker = scene.caller("PJSIP/1002", "701", "1002")
    scene.goes_up(taker)
    taker.linkedid = waiting.linkedid
    scene.talk(waiting, taker)
    scene.wait(3)
    scene.hangs_up(taker, waiting)
    calls = play(scene)
    call = calls.changes[-1].call
    assert (call.linkedid, call.disposition) == (
        waiting.linkedid,
        Disposition.ANSWERED,
    )
    assert (call.answered_by, call.answered_at) == ("PJSIP/1002", at(5))


def test_a_call_that_was_taken_from_a_menu_stays_answered(scene: Scene) -> None:
    """Whoever took it may put it through to one who does not answer."""
    first, taker = (scene.caller(f"PJSIP/100{n}", "700", f"100{n}") for n in (1, 2))
    scene.goes_up(first)
    scene.goes_up(taker)
    taker.linkedid = first.linkedid
    scene.talk(first, taker)
    scene.hangs_up(taker)
    scene.wait(4)
    other = scene.callee("PJSIP/1003", first, "1003")
    scene.dials(first, other)
    scene.dialled(first, other, "NOANSWER")
    scene.hangs_up(other, first)
    call = play(scene).changes[-1].call
    assert (call.linkedid, call.disposition) == (first.linkedid, Disposition.ANSWERED)
    assert call.talk == 4.0


def test_an_old_linkedid_on_its_way_changes_nothing(scene: Scene) -> None:
    """Events are in order for each source only."""
    first, second = (scene.caller(f"PJSIP/100{n}", "2001", f"100{n}") for n in (1, 2))
    for channel in (first, second):
        scene.goes_up(channel)
    late = second.headers()
    second.linkedid = first.linkedid
    scene.talk(first, second)
    scene.tell("BridgeEnter", **late)
    calls = Calls()
    calls.hear(*scene.events)
    assert calls.state.active == 1
    scene.hangs_up(second, first)
    assert [c.call.linkedid for c in play(scene).changes][-1] == first.linkedid


def test_an_unfinished_event_is_not_acted_on(scene: Scene) -> None:
    calls = Calls()
    before = calls.state
    for name in ("Newchannel", "Hangup", "DialEnd", "ParkedCall", "Reload"):
        scene.tell(name)
    calls.hear(*scene.events)
    assert calls.state is before


def test_a_repeated_event_changes_nothing(scene: Scene) -> None:
    caller, callee = dial(scene)
    scene.answers(caller, callee)
    scene.wants_to_hang_up(callee)
    calls = Calls()
    for one in scene.events:
        calls.hear(one)
        before, told = calls.state, list(calls.changes)
        calls.hear(one)
        assert calls.state is before
        assert calls.changes == told


def test_a_channel_that_is_renamed_stays_itself(scene: Scene) -> None:
    caller, callee = dial(scene)
    scene.answers(caller, callee)
    caller.name, callee.name = "PJSIP/1004-00000009", "PJSIP/1002-00000001<ZOMBIE>"
    scene.tell("Hold", **caller.headers())
    calls = Calls()
    calls.hear(*scene.events)
    (call,) = calls.state.calls
    assert call.channels[0] == "PJSIP/1004-00000009"
    assert call.caller == "1001"
    scene.hangs_up(callee, caller)
    assert ended(scene).answered_by == "PJSIP/1002"


@pytest.mark.parametrize("name", ["", "Local/pseudo@default-00000001;1"])
def test_a_channel_keeps_its_name_when_an_event_has_none(
    scene: Scene, name: str
) -> None:
    caller, _ = dial(scene)
    scene.tell("Hold", **caller.headers() | {"Channel": name})
    calls = Calls()
    calls.hear(*scene.events)
    (call,) = calls.state.calls
    assert call.held
    assert call.channels[0] == caller.name
