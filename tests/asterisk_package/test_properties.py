"""What holds for calls whatever a server says, and in whatever order."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import given, settings, strategies as st

from custom_components.allstarlink.asterisk import book
from custom_components.allstarlink.asterisk.call import CallChange, ChangeType
from custom_components.allstarlink.asterisk.call_events import EVENT_NAMES
from custom_components.allstarlink.asterisk.calls import CallsState

from .scene import Scene
from .wire import Calls, Event, Received, events, rows

NAMES = (
    "c01c_incoming_trunk_call_ev_call",
    "c01f_echo_single_channel_ev_call",
    "c01g_ring_group_ev_call",
    "c01h_local_optimised_ev_call",
    "c02_no_answer_ev_call",
    "c05_cancel_while_ringing_ev_call",
    "c06_two_concurrent_calls_ev_call",
    "c07_blind_transfer_refer_ev_call",
    "c07d_bridge_two_calls_ev_call",
    "c08_hold_unhold_ev_call",
    "c09_park_ev_call",
    "c16_originate",
    "c22_rpt_link_channels_ev_call",
)
RECORDED = {name: events(name) for name in NAMES}
ROWS = [
    row
    for name in ("c10_show_channels", "c10b_show_channels_iax_trunk")
    for row in rows(name, "CoreShowChannel")
]

WORDS = st.sampled_from(
    [
        "",
        " ",
        "<unknown>",
        "s",
        "1999",
        "-1",
        "6",
        "7",
        "²",
        "9" * 5000,
        "PJSIP/1001-00000000",
        "Local/pseudo@default-0;1",
        "IAX2/ctrunk:ctpass@127.0.0.1/1",
        "/",
        "-",
        "1795229585.0",
        "1795230338.0",
        "ha-0001",
        "ANSWER",
        "NOANSWER",
        "BUSY",
        "CANCEL",
        "Rpt",
        "allstar-sys",
        "99:99:99",
        "999999:59:59",
        "9999999:00:00",
        "\ufffd",
        "\0",
    ]
)
VALUES = WORDS | st.text(max_size=40)


def source(one: Received) -> str:
    """Return what a message is about: in an order of its own."""
    return next(
        (one.headers[n] for n in ("Uniqueid", "DestUniqueid") if n in one.headers), ""
    )


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[str, list[Received]]:
    """Return a recording whose channels tell in order, but not one after the other."""
    name = draw(st.sampled_from(NAMES))
    waiting: dict[str, list[Received]] = defaultdict(list)
    for one in RECORDED[name]:
        waiting[source(one)].append(one)
    order: list[Received] = []
    while waiting:
        key = draw(st.sampled_from(sorted(waiting)))
        order.append(waiting[key].pop(0))
        if not waiting[key]:
            del waiting[key]
    return name, order


@st.composite
def spoiled(draw: st.DrawFn) -> Received:
    """Return a recorded event with values changed and headers lost."""
    one = draw(st.sampled_from(RECORDED[draw(st.sampled_from(NAMES))]))
    headers = dict(one.headers)
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(sorted(headers)))
        if draw(st.booleans()):
            headers[name] = draw(VALUES)
        else:
            del headers[name]
        if not headers:
            break
    event = draw(st.sampled_from(sorted(EVENT_NAMES)))
    headers.setdefault("Event", event)
    return Received(one.at, headers)


LISTED = st.lists(
    st.tuples(
        st.sampled_from(ROWS),
        st.dictionaries(st.sampled_from(sorted(ROWS[0])), VALUES, max_size=3),
    ).map(lambda pair: pair[0] | pair[1]),
    max_size=8,
)


def check(state: CallsState) -> None:
    """Hold the state to what it promises of itself."""
    homes = {
        channel.uniqueid: key
        for key, linked in state.linked.items()
        for channel in linked.channels
    }
    assert homes == state.homes
    assert len(homes) <= book.MAX_CHANNELS
    assert all(key == linked.linkedid for key, linked in state.linked.items())
    assert all(linked.channels for linked in state.linked.values())
    assert set(state.aliases.values()) <= set(state.linked)
    assert state.active == len(state.calls)


def check_lives(changes: list[CallChange]) -> None:
    """Hold the changes to the life of a call: it begins once and ends once."""
    lives: dict[str, list[ChangeType]] = defaultdict(list)
    for change in changes:
        lives[change.call.linkedid].append(change.type)
    for types in lives.values():
        assert types[0] in (ChangeType.RINGING, ChangeType.FOUND)
        assert types[-1] is ChangeType.ENDED


def is_hangup(one: Received) -> bool:
    return one.headers["Event"] == "Hangup"


@settings(max_examples=150, deadline=None)
@given(shuffled())
def test_any_order_of_sources_closes_every_call(
    scene: tuple[str, list[Received]],
) -> None:
    """A channel may be heard of after the one that it dialled has ended."""
    _, order = scene
    calls = Calls()
    for one in order:
        calls.hear(one)
        check(calls.state)
    assert not calls.state.linked
    assert not calls.state.aliases
    assert len(calls.state.gone) <= 100
    began = [
        c for c in calls.changes if c.type in (ChangeType.RINGING, ChangeType.FOUND)
    ]
    ended = [c for c in calls.changes if c.type is ChangeType.ENDED]
    assert len(began) == len(ended)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.data())
def test_any_part_of_a_recording_closes_every_call(
    name: str, data: st.DataObject
) -> None:
    """As long as it has the hang-ups."""
    told = RECORDED[name]
    kept = data.draw(st.lists(st.booleans(), min_size=len(told), max_size=len(told)))
    calls = Calls()
    heard = [
        one for one, keep in zip(told, kept, strict=True) if keep or is_hangup(one)
    ]
    for one in heard:
        calls.hear(one)
        check(calls.state)
    assert not calls.state.linked
    check_lives(calls.changes)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 60), st.integers(0, 60))
def test_a_gap_ends_each_call_once(name: str, lost: int, until: int) -> None:
    """A session is lost at any moment and comes back at any other."""
    told = RECORDED[name]
    calls = Calls()
    calls.hear(*told[:lost])
    calls.lose_session()
    calls.take_list([], 100)
    check(calls.state)
    assert calls.state.calls == ()
    check_lives(calls.changes)
    calls.changes.clear()
    calls.hear(*told[max(lost, until) :])
    check(calls.state)
    assert not calls.state.linked


@settings(max_examples=200, deadline=None)
@given(st.lists(spoiled() | LISTED | st.none(), max_size=25))
def test_nothing_that_a_server_says_raises(
    told: list[Received | list[Event] | None],
) -> None:
    calls = Calls()
    for one in told:
        if one is None:
            calls.lose_session()
        elif isinstance(one, list):
            calls.take_list(one)
        else:
            calls.hear(one)
        check(calls.state)
    calls.lose_session()
    calls.take_list([])
    assert not calls.state.linked
    assert not calls.state.homes
    check_lives_loosely(calls.changes)


def check_lives_loosely(changes: list[CallChange]) -> None:
    """Hold the changes of channels that may begin and end twice to their order."""
    going_on: set[str] = set()
    for change in changes:
        name = change.call.linkedid
        if change.type in (ChangeType.RINGING, ChangeType.FOUND):
            assert name not in going_on
            going_on.add(name)
        else:
            assert name in going_on
        if change.type is ChangeType.ENDED:
            going_on.remove(name)
    assert not going_on


def test_channels_are_bounded() -> None:
    """The oldest call goes when there is no room, and ends as unknown."""
    scene = Scene()
    calls = Calls()
    for _ in range(book.MAX_CHANNELS + 5):
        scene.wait(1)
        scene.goes_up(scene.caller("PJSIP/1001", "2001", "1001"))
        calls.hear(*scene.events)
        scene.events.clear()
    assert len(calls.state.homes) == book.MAX_CHANNELS
    ended = [c.call for c in calls.changes if c.type is ChangeType.ENDED]
    assert [call.linkedid for call in ended] == [
        f"1795229999.{count}" for count in range(5)
    ]
    assert {call.disposition and call.disposition.value for call in ended} == {
        "unknown"
    }


def test_old_names_are_bounded() -> None:
    """Each call that is joined to another leaves its name there."""
    scene = Scene()
    calls = Calls()
    first = scene.caller("PJSIP/1001", "2001", "1001")
    scene.goes_up(first)
    for _ in range(1100):
        joined = scene.caller("PJSIP/1002", "2001", "1002")
        joined.linkedid = first.linkedid
        scene.talk(first, joined)
        scene.hangs_up(joined)
        calls.hear(*scene.events)
        scene.events.clear()
    assert len(calls.state.aliases) == 1000
    assert calls.state.active == 1


def test_devices_dialled_are_bounded() -> None:
    """A queue dials on for hours."""
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "600", "1001")
    for count in range(50):
        callee = scene.callee(f"PJSIP/{count}", caller)
        scene.dials(caller, callee)
        scene.dialled(caller, callee, "NOANSWER")
        scene.hangs_up(callee, cause=0)
    calls = Calls()
    calls.hear(*scene.events)
    (call,) = calls.state.calls
    assert len(call.targets) == 20


def test_trunks_may_become_known_later() -> None:
    scene = Scene()
    caller = scene.caller("PJSIP/provider", "5551234")
    scene.goes_up(caller)
    calls = Calls(trunks=frozenset())
    calls.hear(*scene.events)
    assert calls.state.calls[0].direction.value == "internal"
    calls.state = replace(calls.state, trunks=frozenset({"provider"}))
    assert calls.state.calls[0].direction.value == "incoming"
