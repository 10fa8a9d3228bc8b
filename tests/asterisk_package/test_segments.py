"""Who talked with whom, from when to when."""

import pytest

from custom_components.allstarlink.asterisk.call import ChangeType

from .plays import dial, ended
from .scene import Scene
from .wire import Calls, at, events

ONE, TWO, THREE = "PJSIP/1001", "PJSIP/1002", "PJSIP/1003"

# The talks of the calls that end in a recording, in seconds
SEGMENTS = {
    "c01_answered_caller_hangs_up": [[((ONE, TWO), 9.533, 14.241)]],
    "c01f_echo_single_channel_ev_call": [[]],
    # Local channels, one of them optimised away, are one talk.
    "c01h_local_optimised_ev_call": [[((ONE, TWO), 3.112, 6.615)]],
    "c01i_local_not_optimised_ev_call": [[((ONE, TWO), 3.115, 6.615)]],
    "c02_no_answer_ev_call": [[]],
    "c07_blind_transfer_refer_ev_call": [
        [((THREE, ONE), 3.219, 5.226), ((ONE, TWO), 6.731, 11.727)]
    ],
    "c07d_bridge_two_calls_ev_call": [[], [((ONE, TWO), 5.015, 9.231)]],
    "c09_park_ev_call": [[]],
    "c33b_redirect_to_a_phone": [[(("IAX2/provider", "IAX2/phone"), 2.613, 4.614)]],
}


@pytest.mark.parametrize("name", SEGMENTS)
def test_recorded_talks(name: str) -> None:
    calls = Calls()
    calls.hear(*events(name))
    ends = [c.call for c in calls.changes if c.type is ChangeType.ENDED]
    assert [
        [
            (
                one.participants,
                (one.started - at(0)).total_seconds(),
                one.ended and (one.ended - at(0)).total_seconds(),
            )
            for one in call.segments
        ]
        for call in ends
    ] == SEGMENTS[name]


def test_a_talk_whose_end_nobody_heard_is_left_out(scene: Scene) -> None:
    caller, callee = dial(scene)
    scene.answers(caller, callee)
    calls = Calls()
    calls.hear(*scene.events)
    (call,) = calls.state.calls
    assert [one.ended for one in call.segments] == [None]
    calls.lose_session()
    calls.take_list([], 60)
    assert calls.changes[-1].call.segments == ()


def test_who_joins_a_talk_makes_it_another(scene: Scene) -> None:
    """A conference: two talk, then three."""
    caller, callee = dial(scene)
    scene.answers(caller, callee)
    scene.wait(5)
    third = scene.callee(THREE, caller, "1003")
    scene.dials(caller, third)
    scene.dialled(caller, third, "ANSWER")
    scene.tell("BridgeEnter", BridgeUniqueid="b-1", **third.headers())
    scene.wait(5)
    scene.hangs_up(third, callee, caller)
    assert [one.participants for one in ended(scene).segments] == [
        (ONE, TWO),
        (ONE, TWO, THREE),
    ]
