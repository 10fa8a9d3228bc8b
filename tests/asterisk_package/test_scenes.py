"""Calls that nobody recorded here, as the events of Asterisk tell of such ones."""

import pytest

from custom_components.allstarlink.asterisk.call import (
    ChangeType,
    Direction,
    Disposition,
)

from .plays import dial, ended, play
from .scene import Scene
from .wire import Calls


def test_the_callee_hangs_up(scene: Scene) -> None:
    """Both channels end; who asked for it first is who hung up."""
    caller, callee = dial(scene)
    scene.wait(1.5)
    scene.answers(caller, callee)
    scene.wait(5)
    scene.wants_to_hang_up(callee, Cause="16")
    scene.hangs_up(callee, caller)
    call = ended(scene)
    assert (call.disposition, call.hung_up_by) == (Disposition.ANSWERED, "PJSIP/1002")
    assert (call.duration, call.talk) == (6.5, 5.0)


def test_an_iax_trunk_whose_channel_has_another_name(scene: Scene) -> None:
    """Dialled ctrunk, channel named after another peer at its address, ended with 17."""
    caller = scene.caller("PJSIP/1001", "85559876", "1001")
    callee = scene.callee("IAX2/iaxphone", caller)
    string = "ctrunk:ctpass@127.0.0.1:4572/5559876"
    scene.dials(caller, callee, string)
    scene.wait(1)
    scene.answers(caller, callee)
    scene.wait(4)
    scene.wants_to_hang_up(callee, Cause="17")
    scene.wants_to_hang_up(callee)
    scene.hangs_up(callee, cause=17)
    scene.hangs_up(caller)
    call = ended(scene)
    assert call.direction is Direction.OUTGOING
    assert (call.disposition, call.cause) == (Disposition.ANSWERED, 16)
    assert call.answered_by == "IAX2/iaxphone"
    assert "ctpass" not in repr(call)


@pytest.mark.parametrize(
    ("status", "cause", "disposition"),
    [
        ("BUSY", 17, Disposition.BUSY),
        ("NOANSWER", 21, Disposition.REJECTED),
        ("NOANSWER", 1, Disposition.UNAVAILABLE),
        ("NOANSWER", 3, Disposition.UNAVAILABLE),
        ("CHANUNAVAIL", 20, Disposition.UNAVAILABLE),
        ("CHANUNAVAIL", 0, Disposition.UNAVAILABLE),
        ("NOANSWER", 16, Disposition.NO_ANSWER),
        ("NOANSWER", 19, Disposition.NO_ANSWER),
        ("", 18, Disposition.NO_ANSWER),
        ("CANCEL", 19, Disposition.CANCELLED),
        ("CONGESTION", 34, Disposition.CONGESTION),
        ("CONGESTION", 16, Disposition.CONGESTION),
        ("", 38, Disposition.CONGESTION),
        ("", 42, Disposition.CONGESTION),
        ("INVALIDARGS", 16, Disposition.FAILED),
        ("TORTURE", 0, Disposition.FAILED),
        ("", 27, Disposition.FAILED),
    ],
)
def test_outcomes(
    scene: Scene, status: str, cause: int, disposition: Disposition
) -> None:
    caller, callee = dial(scene)
    if status:
        scene.dialled(caller, callee, status)
    scene.hangs_up(callee, caller, cause=cause)
    call = ended(scene)
    assert (call.disposition, call.cause) == (disposition, cause)
    assert not call.answered
    assert call.talk is None


def test_a_dialplan_that_goes_on_after_a_rejection(scene: Scene) -> None:
    """The caller's own cause says nothing then, that of the only device does."""
    caller, callee = dial(scene)
    scene.wants_to_hang_up(callee, Cause="21")
    scene.dialled(caller, callee, "NOANSWER")
    scene.hangs_up(callee, cause=21)
    scene.wait(3)
    scene.hangs_up(caller)
    call = ended(scene)
    assert (call.disposition, call.cause) == (Disposition.REJECTED, 21)


def test_voicemail_does_not_answer_for_a_person(scene: Scene) -> None:
    caller, callee = dial(scene)
    scene.wait(20)
    scene.dialled(caller, callee, "NOANSWER")
    scene.hangs_up(callee, cause=0)
    scene.goes_up(caller)
    scene.wait(10)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller)
    call = ended(scene)
    assert call.disposition is Disposition.NO_ANSWER
    assert (call.duration, call.talk) == (30.0, None)


def test_a_menu_that_puts_a_call_through(scene: Scene) -> None:
    """It answers first; then somebody does."""
    caller = scene.caller("PJSIP/provider", "5551234", "4711")
    scene.goes_up(caller)
    scene.wait(10)
    callee = scene.callee("PJSIP/1001", caller, "1001")
    scene.dials(caller, callee)
    scene.wait(5)
    scene.answers(caller, callee)
    scene.wait(60)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller, callee)
    calls = play(scene)
    assert [c.type for c in calls.changes] == [
        ChangeType.RINGING,
        ChangeType.ANSWERED,
        ChangeType.ANSWERED,
        ChangeType.ENDED,
    ]
    assert [c.call.answered_by for c in calls.changes[1:]] == [
        None,
        "PJSIP/1001",
        "PJSIP/1001",
    ]
    call = calls.changes[-1].call
    assert (call.duration, call.talk) == (75.0, 60.0)
    assert call.direction is Direction.INCOMING


def test_a_menu_that_puts_a_call_through_in_vain(scene: Scene) -> None:
    caller = scene.caller("PJSIP/provider", "5551234", "4711")
    scene.goes_up(caller)
    callee = scene.callee("PJSIP/1001", caller, "1001")
    scene.dials(caller, callee)
    scene.wait(5)
    scene.dialled(caller, callee, "NOANSWER")
    scene.hangs_up(callee, cause=0)
    scene.hangs_up(caller)
    call = ended(scene)
    assert (call.disposition, call.talk) == (Disposition.NO_ANSWER, None)


def test_a_caller_who_gives_up_before_anything_is_dialled(scene: Scene) -> None:
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    scene.wait(2)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller, cause=0)
    calls = play(scene)
    assert [c.type for c in calls.changes] == [ChangeType.RINGING, ChangeType.ENDED]
    call = calls.changes[-1].call
    assert (call.disposition, call.duration) == (Disposition.CANCELLED, 2.0)


@pytest.mark.parametrize(
    ("outcomes", "disposition"),
    [
        (["NOANSWER", "NOANSWER"], Disposition.NO_ANSWER),
        (["BUSY", "NOANSWER"], Disposition.NO_ANSWER),
        (["BUSY", "BUSY"], Disposition.BUSY),
        (["BUSY", "CANCEL"], Disposition.CANCELLED),
        (["CHANUNAVAIL", "NOANSWER"], Disposition.NO_ANSWER),
        (["CHANUNAVAIL", "CHANUNAVAIL"], Disposition.UNAVAILABLE),
    ],
)
def test_ring_group_without_an_answer(
    scene: Scene, outcomes: list[str], disposition: Disposition
) -> None:
    caller = scene.caller("PJSIP/1001", "3000", "1001")
    callees = [scene.callee(f"PJSIP/100{n}", caller) for n in (2, 3)]
    for callee in callees:
        scene.dials(caller, callee)
    for callee, outcome in zip(callees, outcomes, strict=True):
        scene.dialled(caller, callee, outcome)
        scene.hangs_up(callee, cause=0)
    scene.hangs_up(caller)
    call = ended(scene)
    assert call.disposition is disposition
    assert call.targets == ("PJSIP/1002", "PJSIP/1003")


def test_one_of_a_ring_group_declines_and_the_rest_ring_on(scene: Scene) -> None:
    caller = scene.caller("PJSIP/1001", "3000", "1001")
    declines, rings = (scene.callee(f"PJSIP/100{n}", caller) for n in (2, 3))
    scene.dials(caller, declines)
    scene.dials(caller, rings)
    scene.wants_to_hang_up(declines, Cause="21")
    scene.dialled(caller, declines, "NOANSWER")
    scene.hangs_up(declines, cause=21)
    scene.wait(20)
    scene.dialled(caller, rings, "NOANSWER")
    scene.hangs_up(rings, cause=0)
    scene.hangs_up(caller)
    call = ended(scene)
    assert (call.disposition, call.hung_up_by) == (Disposition.NO_ANSWER, None)


def test_what_a_caller_that_hung_up_takes_along_does_not_hang_up(
    scene: Scene,
) -> None:
    """IAX2 channels ask for the end that the other side has brought (Asterisk 22)."""
    caller, callee = dial(scene, "IAX2/phone")
    scene.answers(caller, callee)
    scene.hangs_up(caller)
    scene.wants_to_hang_up(callee)
    scene.hangs_up(callee)
    assert ended(scene).hung_up_by is None


def test_a_call_that_the_server_ends_is_hung_up_by_nobody(scene: Scene) -> None:
    """Hangup of an IAX2 channel by AMI (Asterisk 22)."""
    caller, callee = dial(scene, "IAX2/phone")
    scene.answers(caller, callee)
    scene.is_ended(caller)
    scene.wants_to_hang_up(caller)
    scene.wants_to_hang_up(callee)
    scene.hangs_up(callee, caller)
    assert ended(scene).hung_up_by is None


def test_a_call_that_comes_in_and_goes_out_is_incoming(scene: Scene) -> None:
    caller = scene.caller("PJSIP/provider", "5551234", "4711")
    callee = scene.callee("PJSIP/trunk", caller, "0171")
    scene.dials(caller, callee, "0171@trunk")
    scene.answers(caller, callee)
    scene.hangs_up(caller, callee)
    assert ended(scene).direction is Direction.INCOMING


def test_an_autopatch_is_an_outgoing_call(scene: Scene) -> None:
    """app_rpt's own channel is not told of, the one that it dials is."""
    patch = scene.caller("Local/Autopatch@default;1", "Autopatch")
    trunk = scene.callee("PJSIP/trunk", patch, "5551234")
    trunk.connected = "1999"
    scene.dials(patch, trunk)
    scene.wait(2)
    scene.answers(patch, trunk)
    scene.wait(8)
    scene.hangs_up(patch, trunk)
    call = ended(scene)
    assert (call.caller, call.called) == ("1999", "5551234")
    assert call.direction is Direction.OUTGOING
    assert (call.duration, call.talk) == (10.0, 8.0)


def test_a_line_without_a_number_is_a_call_when_it_dials(scene: Scene) -> None:
    """A telephone line has Exten `s`, as an outgoing link has; it dials or is bridged."""
    line = scene.caller("DAHDI/1", "s")
    scene.goes_up(line)
    calls = Calls()
    calls.hear(*scene.events)
    assert calls.changes == []
    callee = scene.callee("PJSIP/1001", line, "1001")
    scene.dials(line, callee)
    scene.answers(line, callee)
    scene.hangs_up(line, callee)
    call = ended(scene)
    assert (call.caller, call.called) == ("1", "1001")


def test_a_phone_that_dials_a_node_is_a_client_of_it(scene: Scene) -> None:
    phone = scene.caller("PJSIP/1001", "1999", "1001")
    scene.goes_up(phone)
    scene.wants_to_hang_up(phone)
    scene.hangs_up(phone)
    assert play(scene).changes == []
