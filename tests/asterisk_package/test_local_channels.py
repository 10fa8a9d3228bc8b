"""Calls through Local channels, whose halves are no calls of their own."""

from dataclasses import replace

from custom_components.allstarlink.asterisk.call import ChangeType, Disposition

from .plays import ended, play
from .scene import Scene
from .wire import Calls


def test_a_local_channel_that_the_dialplan_answers(scene: Scene) -> None:
    """No phone at all, only the halves of a Local channel."""
    one = scene.caller("Local/2001@phones;1", "2001")
    one.state = 0
    two = replace(one, name=one.name[:-1] + "2", uniqueid="1795229999.7", state=4)
    scene.tell("Newchannel", **two.headers())
    scene.dials(None, one)
    scene.goes_up(two)
    scene.goes_up(one)
    scene.dialled(None, one, "ANSWER")
    scene.wait(3)
    scene.hangs_up(one, two)
    calls = play(scene)
    assert [c.type for c in calls.changes] == [
        ChangeType.RINGING,
        ChangeType.ANSWERED,
        ChangeType.ENDED,
    ]
    call = calls.changes[-1].call
    assert (call.caller, call.called) == (None, "2001")
    assert (call.disposition, call.answered_by) == (Disposition.ANSWERED, None)
    assert (call.duration, call.talk) == (3.0, 3.0)


def test_a_local_channel_whose_phone_is_dialled_before_itself(scene: Scene) -> None:
    """Two threads of Asterisk tell; the caller is known from the beginning."""
    one = scene.caller("Local/1002@phones;1", "1002")
    one.connected = "500"
    two = scene.callee("Local/1002@phones;2", one)
    phone = scene.callee("PJSIP/1002", one, "1002")
    scene.dials(two, phone)
    scene.dials(None, one)
    scene.answers(two, phone)
    scene.hangs_up(phone, two, one)
    calls = play(scene)
    assert [c.type for c in calls.changes] == [
        ChangeType.RINGING,
        ChangeType.ANSWERED,
        ChangeType.ENDED,
    ]
    assert [c.call.caller for c in calls.changes] == ["500"] * 3


def test_a_local_channel_that_is_busy(scene: Scene) -> None:
    """Nothing but the end of its dial tells: no phone, no cause (Asterisk 22)."""
    one = scene.caller("Local/601@phones;1", "601")
    one.state = 0
    scene.dials(None, one)
    scene.dialled(None, one, "BUSY")
    scene.hangs_up(one, cause=0)
    call = ended(scene)
    assert (call.called, call.disposition) == ("601", Disposition.BUSY)


def test_the_end_of_a_local_half_does_not_end_a_call(scene: Scene) -> None:
    """The halves are optimised away, and the phones talk on."""
    caller = scene.caller("PJSIP/1001", "2005", "1001")
    halves = [scene.callee(f"Local/1002@phones;{n}", caller) for n in (1, 2)]
    scene.dials(caller, halves[0])
    callee = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(halves[1], callee)
    scene.answers(halves[1], callee)
    scene.dialled(caller, halves[0], "ANSWER")
    scene.goes_up(caller)
    scene.talk(caller, callee)
    scene.hangs_up(*halves)
    before = Calls()
    before.hear(*scene.events)
    assert before.state.active == 1
    scene.wait(9)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller, callee)
    call = ended(scene)
    assert (call.duration, call.answered_by) == (9.0, "PJSIP/1002")
