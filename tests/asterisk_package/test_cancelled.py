"""Calls that were cancelled, and those that only look so."""

from custom_components.allstarlink.asterisk.call import Disposition

from .plays import dial, ended
from .scene import Scene

CANCELLED, NO_ANSWER = Disposition.CANCELLED, Disposition.NO_ANSWER


def test_a_queue_whose_caller_gives_up(scene: Scene) -> None:
    """Who hangs up while the member's phone rings has cancelled, whatever rang before."""
    caller, callee = dial(scene)
    scene.dialled(caller, callee, "NOANSWER")
    scene.dialled(caller, callee, "CANCEL")
    scene.hangs_up(callee)
    again = scene.callee("PJSIP/1002", caller, "1002")
    scene.dials(caller, again)
    scene.wants_to_hang_up(caller)
    scene.dialled(caller, again, "CANCEL")
    scene.hangs_up(again, caller)
    assert ended(scene).disposition is CANCELLED


def test_a_caller_who_gives_up_on_several_phones(scene: Scene) -> None:
    """Each phone's dial is cancelled."""
    caller, callee = dial(scene)
    other = scene.callee("PJSIP/1003", caller, "1003")
    scene.dials(caller, other)
    scene.wants_to_hang_up(caller)
    for phone in (callee, other):
        scene.dialled(caller, phone, "CANCEL")
        scene.hangs_up(phone)
    scene.hangs_up(caller)
    assert ended(scene).disposition is CANCELLED


def test_a_menu_that_is_redirected_to_voicemail(scene: Scene) -> None:
    """The caller's channel is up all the time, and hangs up after the message."""
    caller = scene.caller("PJSIP/provider", "5551234", "4711")
    scene.goes_up(caller)
    callee = scene.callee("PJSIP/1001", caller, "1001")
    scene.dials(caller, callee)
    caller.exten = "730"
    scene.dialled(caller, callee, "CANCEL")
    scene.hangs_up(callee)
    scene.wait(20)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller)
    assert ended(scene).disposition is NO_ANSWER


def test_a_redirect_that_shows_no_other_extension(scene: Scene) -> None:
    """The caller's channel goes up after the dial was cancelled: a greeting."""
    caller, callee = dial(scene)
    scene.dialled(caller, callee, "CANCEL")
    scene.hangs_up(callee)
    scene.goes_up(caller)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller)
    assert ended(scene).disposition is NO_ANSWER


def test_a_caller_whose_channel_a_panel_ends(scene: Scene) -> None:
    """Nothing follows the cancelled dial."""
    caller, callee = dial(scene)
    scene.is_ended(caller)
    scene.dialled(caller, callee, "CANCEL")
    scene.hangs_up(callee, caller)
    assert ended(scene).disposition is CANCELLED
