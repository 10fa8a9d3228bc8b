"""Calls that somebody else picks up, and callers who get their number late."""

import pytest

from custom_components.allstarlink.asterisk.call import ChangeType, Disposition

from .plays import ended
from .scene import Channel, Scene
from .wire import Calls, at, events


def _pick_up(scene: Scene, caller: Channel, ringing: Channel, picker: Channel) -> None:
    """Let somebody take a ringing call, as transcript c30 has it."""
    picked = {f"Target{name}": v for name, v in ringing.headers().items()}
    scene.tell("Pickup", **picker.headers(), **picked)
    scene.hangs_up(ringing, cause=26)
    scene.dialled(caller, picker, "ANSWER")
    scene.goes_up(caller)
    scene.talk(picker, caller)


def test_a_recorded_pickup_is_one_call() -> None:
    """The caller's is answered by who picked it up, whose own is none (c30)."""
    calls = Calls()
    calls.hear(*events("c30_pickup"))
    (call,) = calls.state.calls
    assert (call.caller, call.called, call.answered_by) == (
        "4701",
        "710",
        "IAX2/provider",
    )
    assert [
        c.type.value for c in calls.changes if c.call.linkedid == call.linkedid
    ] == [
        "ringing",
        "answered",
    ]
    assert {c.call.linkedid for c in calls.changes} == {call.linkedid}


def _picker(scene: Scene, connected: str) -> tuple[Channel, Channel, Channel]:
    """Let somebody go up, with this number, while a phone rings for 4711."""
    caller = scene.caller("PJSIP/provider", "5551234", "4711")
    phone = scene.callee("PJSIP/1001", caller, "1001")
    phone.connected = caller.number
    scene.dials(caller, phone)
    scene.rings(phone)
    scene.wait(2)
    picker = scene.caller("PJSIP/1002", "*8", "1002")
    picker.connected = connected
    scene.goes_up(picker)
    scene.wait(0.5)
    return caller, phone, picker


def _heard(scene: Scene) -> Calls:
    calls = Calls()
    calls.hear(*scene.events)
    return calls


def _own(scene: Scene, picker: Channel) -> list[tuple[str, float]]:
    """Return what is told of the call of that channel, and when it was answered."""
    return [
        (c.type.value, (c.call.answered_at - at(0)).total_seconds())
        for c in _heard(scene).changes
        if c.call.linkedid == picker.uniqueid and c.call.answered_at
    ]


def test_a_picker_is_told_of_when_nobody_rings_any_more(scene: Scene) -> None:
    """Somebody else answered: it is a call of its own, answered when it went up."""
    caller, phone, picker = _picker(scene, "4711")
    assert _own(scene, picker) == []
    scene.answers(caller, phone)
    told = [("ringing", 2.0), ("answered", 2.0)]
    assert _own(scene, picker) == told
    scene.hangs_up(phone, caller, picker)
    assert _own(scene, picker) == [*told, ("ended", 2.0)]


def test_a_picker_who_hangs_up_had_a_call(scene: Scene) -> None:
    """While the other call rings on."""
    _, _, picker = _picker(scene, "4711")
    scene.hangs_up(picker)
    told = _own(scene, picker)
    assert told == [("ringing", 2.0), ("answered", 2.0), ("ended", 2.0)]


def test_a_lost_session_ends_a_caller_who_rang(scene: Scene) -> None:
    """The list after it has only the picker, who is in a call of its own then."""
    _, _, picker = _picker(scene, "4711")
    calls = _heard(scene)
    calls.lose_session()
    calls.take_list([scene.row(picker, Application="Echo")], 9)
    assert [(c.caller, c.answered) for c in calls.state.calls] == [("1002", True)]


def test_who_shows_another_number_picks_nobody_up(scene: Scene) -> None:
    """A menu that answers while a phone rings is told of at once."""
    for connected in ("<unknown>", "4712"):
        one = Scene()
        _, _, picker = _picker(one, connected)
        assert _own(one, picker) == [("ringing", 2.0), ("answered", 2.0)]


@pytest.mark.parametrize("connected", ["4711", "<unknown>"])
@pytest.mark.parametrize("pickup_is_heard", [True, False])
def test_a_group_pickup(scene: Scene, connected: str, *, pickup_is_heard: bool) -> None:
    """With `Pickup` filtered out, DialEnd alone joins the two."""
    caller, phone, picker = _picker(scene, connected)
    _pick_up(scene, caller, phone, picker)
    scene.wait(5)
    scene.wants_to_hang_up(caller)
    scene.hangs_up(caller, picker)
    heard = [
        one
        for one in scene.events
        if pickup_is_heard or one.headers["Event"] != "Pickup"
    ]
    calls = Calls()
    calls.hear(*heard)
    ends = [c.call for c in calls.changes if c.type is ChangeType.ENDED]
    (call,) = (each for each in ends if each.counts)
    assert len(ends) == (1 if connected == "4711" else 2)
    assert (call.caller, call.disposition, call.talk) == (
        "4711",
        Disposition.ANSWERED,
        5.0,
    )
    assert call.answered_by == "PJSIP/1002"
    assert not calls.state.linked
    assert not calls.state.aliases


def test_an_analog_line_gives_its_number_after_the_first_ring(scene: Scene) -> None:
    """Its channel has none at first; the name may come with it."""
    caller = scene.caller("DAHDI/1-1", "s")
    caller.number = "5550100"
    scene.tell("NewCallerid", **(caller.headers() | {"CallerIDName": "Ann"}))
    callee = scene.callee("PJSIP/1001", caller, "1001")
    scene.dials(caller, callee)
    scene.answers(caller, callee)
    scene.hangs_up(callee, caller)
    call = ended(scene)
    assert (call.caller, call.caller_name) == ("5550100", "Ann")


def test_a_line_without_a_number_is_named_more_than_once(scene: Scene) -> None:
    """The line gives the number, then the dialplan the name: both until the first dial."""
    caller = scene.caller("DAHDI/1-1", "s")
    caller.number = "5550100"
    scene.tell("NewCallerid", **caller.headers())
    named = caller.headers() | {"CallerIDName": "Ann", "CallerIDNum": "0015550100"}
    scene.tell("NewCallerid", **named)
    callee = scene.callee("PJSIP/1001", caller, "1001")
    scene.dials(caller, callee)
    late = caller.headers() | {"CallerIDName": "Bob", "CallerIDNum": "2"}
    scene.tell("NewCallerid", **late)
    scene.answers(caller, callee)
    scene.hangs_up(callee, caller)
    call = ended(scene)
    assert (call.caller, call.caller_name) == ("0015550100", "Ann")


def _named(
    scene: Scene, device: str, *, dial_first: bool, **headers: str
) -> str | None:
    caller = scene.caller(device, "1002", "4711")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    named = caller.headers() | {"CallerIDNum": "5550100"} | headers
    if not dial_first:
        scene.tell("NewCallerid", **named)
    scene.dials(caller, callee)
    if dial_first:
        scene.tell("NewCallerid", **named)
    scene.dialled(caller, callee, "NOANSWER")
    scene.hangs_up(callee, caller)
    return ended(scene).caller


@pytest.mark.parametrize(
    ("device", "dial_first", "caller"),
    [
        ("PJSIP/provider", False, "5550100"),
        ("PJSIP/provider", True, "4711"),
        ("PJSIP/1001", False, "4711"),
        ("PJSIP/1001", True, "4711"),
    ],
)
def test_whose_later_number_counts(
    scene: Scene, device: str, caller: str, *, dial_first: bool
) -> None:
    """A trunk's does until the first dial; a phone's is what others are shown."""
    assert _named(scene, device, dial_first=dial_first) == caller


def test_a_withheld_number_is_not_shown(scene: Scene) -> None:
    """The dialplan has taken it away, or said that nobody may see it."""
    pres = "32 (Presentation Prohibited, Not Screened)"
    shown = _named(
        scene, "PJSIP/provider", dial_first=False, **{"CID-CallingPres": pres}
    )
    assert shown == "provider"


@pytest.mark.parametrize("number", ["", "<unknown>"])
def test_a_number_that_the_dialplan_took_away(scene: Scene, number: str) -> None:
    shown = _named(scene, "PJSIP/provider", dial_first=False, CallerIDNum=number)
    assert shown == "provider"


def test_a_name_may_look_like_an_address(scene: Scene) -> None:
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    scene.events[-1].headers["CallerIDName"] = "Office: ann@example.org"
    callee = scene.callee("PJSIP/1002", caller)
    scene.dials(caller, callee)
    scene.hangs_up(callee, caller)
    assert ended(scene).caller_name == "Office: ann@example.org"
