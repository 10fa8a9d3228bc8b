"""Who talks on a node and what happens on it, from polls and events."""

import pytest

from custom_components.allstarlink.app_rpt.activity import LOCAL, Activity, ActivityType
from custom_components.allstarlink.app_rpt.events import Dtmf, Receiving
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import apply_event

from .node_scenes import alinks, play, polled
from .wire import Node, at, reply


def test_what_a_first_poll_finds_keyed_starts_no_talk() -> None:
    """Transcripts 66 and 81: it is shown, but nobody saw it begin."""
    node = Node()
    node.poll("66_")
    assert node.state.talking.talker == "3345678"
    assert node.state.talking.last_heard == at(-2)
    assert node.state.talking.last_heard_node == "3345678"
    local = Node("1997")
    local.poll("81_")
    assert local.state.talking.talker == LOCAL
    assert local.state.talking.last_heard is None
    local.event(Receiving("1997", on=False), 1)
    assert local.state.talking.talker is None
    assert (node.activities, local.activities) == ([], [])


def test_last_heard_from_a_poll_alone() -> None:
    """Transcript 43: keyed 14 s ago, unkeyed 10 s ago."""
    node = Node()
    node.poll("43_")
    assert node.state.links[0].last_keyed == at(-14)
    assert node.state.talking.last_heard == at(-10)
    assert node.state.talking.last_started == at(-14)
    assert node.state.talking.last_heard_node == "2001"


def test_local_keyups() -> None:
    """Transcript 80: a talk, a kerchunk, and two within two seconds."""
    node = Node("1997")
    node.poll("81_")
    node.event(Receiving("1997", on=False), 0)
    play(node, "80_")
    assert [(a.type.value, a.node, a.duration) for a in node.activities] == [
        ("talk_started", LOCAL, None),
        ("talk_ended", LOCAL, 3.797),
        ("talk_started", LOCAL, None),
        ("talk_ended", LOCAL, 0.24),
        ("talk_started", LOCAL, None),
        ("talk_ended", LOCAL, 0.182),
    ]
    assert node.activities[1].at == at(4.610 + 2).wall
    assert node.state.talking.last_heard == at(16.094)
    assert node.state.talking.last_started == at(15.912)


def test_echolink_stations_come_talk_and_go() -> None:
    """Transcript 64."""
    node = Node()
    node.poll("20_")
    play(node, "64_")
    assert [(a.at, a.type.value, a.node) for a in node.activities] == [
        (at(1.304).wall, "link_connected", "3345678"),
        (at(5.308).wall, "link_connected", "3009001"),
        (at(8.830).wall, "link_connected", "2001"),
        (at(19.943).wall, "talk_started", "3345678"),
        (at(24.745).wall, "talk_ended", "3345678"),
        (at(26.948).wall, "link_disconnected", "3345678"),
        (at(46.990).wall, "link_disconnected", "3009001"),
        (at(47.009).wall, "link_disconnected", "2001"),
    ]
    assert node.activities[4].duration == 2.802
    assert node.state.links == ()


def test_the_talker_is_the_most_recent_of_several() -> None:
    """And the other one again when that one stops."""
    node = polled("2001", "2003")
    node.event(Receiving("1999", on=True), 1)
    node.event(alinks("2,2001TU,2003TK"), 2)
    assert node.state.talking.talker == "2003"
    node.event(alinks("2,2001TK,2003TK"), 3)
    assert node.state.talking.talker == "2001"
    node.event(alinks("2,2001TU,2003TK"), 4)
    assert node.state.talking.talker == "2003"
    node.event(alinks("2,2001TU,2003TU"), 5)
    assert node.state.talking.talker == LOCAL


def test_unlinking_ends_a_talk_at_once() -> None:
    """Even one in the gap, with the duration up to its last key-up."""
    node = polled("2001", "2003")
    node.event(alinks("2,2001TK,2003TK"), 1)
    node.event(alinks("2,2001TK,2003TU"), 4)
    node.event(alinks(""), 5)
    assert [(a.type.value, a.node, a.duration) for a in node.activities[2:]] == [
        ("talk_ended", "2001", 4.0),
        ("talk_ended", "2003", 3.0),
        ("link_disconnected", "2001", 5.0),
        ("link_disconnected", "2003", 5.0),
    ]
    assert node.state.talking.talker is None


def test_dtmf_digits() -> None:
    """Transcript 83: each digit once, in order."""
    node = Node("1997")
    play(node, "83_")
    digits = [a.digit for a in node.activities if a.type is ActivityType.DTMF]
    assert digits == list("*32001*12001")
    assert all(a.node == LOCAL for a in node.activities)


def test_a_missed_keydown_is_still_heard() -> None:
    """A user without read=call gets no events: polls tell who was heard."""
    node = Node()
    node.poll("41_")
    node.poll("43_", 30)
    assert node.state.talking.last_heard == at(20)
    assert node.state.talking.last_started == at(16)
    assert node.activities == []


def test_a_gap_that_no_timer_noticed() -> None:
    """The next key-down is read before the timer runs, as on a busy loop."""
    node = polled()
    for seconds, on in ((0, True), (3, False), (63, True)):
        node.event(Receiving("1999", on=on), seconds)
    assert [(a.type.value, a.at, a.duration) for a in node.activities] == [
        ("talk_started", at(0).wall, None),
        ("talk_ended", at(63).wall, 3.0),
        ("talk_started", at(63).wall, None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "duration"), [("-1", "55", 15), ("90", "150", 70)]
)
def test_a_talk_that_polls_alone_have_seen(
    before: str, after: str, duration: float
) -> None:
    """It ends when it did: SawStat tells how long ago the key-up was.

    But app_rpt notes none when a link falls silent, and tells of an earlier one.
    """
    node = Node()
    node.poll("41_")
    xstat, name = reply("41_", "XStat"), node.state.links[0].name
    node.poll_text(xstat, [("Node", "1999"), ("Conn", f"{name} 1 10 {before}")], 60)
    node.poll_text(xstat, [("Node", "1999"), ("Conn", f"{name} 0 70 {after}")], 120)
    node.pass_time(122)
    assert [(a.type.value, a.duration) for a in node.activities] == [
        ("talk_started", None),
        ("talk_ended", duration),
    ]


def test_the_key_ups_of_two_links_of_one_name() -> None:
    """The newer link's counts, which SawStat has first."""
    node = polled("2001", "2001")
    node.event(alinks("2,2001TK,2001TU"), 60)
    conns = [("Conn", "2001 0 10 3"), ("Conn", "2001 0 600 595")]
    sawstat = parse_sawstat([("Node", "1999"), *conns])
    node.apply_sawstat(sawstat, 70)
    node.pass_time(72)
    assert [a.duration for a in node.activities] == [None, 7]


def test_a_handover_that_polls_alone_have_seen() -> None:
    """The one had ended before the other began to be heard of."""
    node = polled("2001", "2002")
    node.event(alinks("2,2002TU,2001TK"), 0)
    conns = [("Conn", "2002 1 20 700"), ("Conn", "2001 0 65 40")]
    node.apply_sawstat(parse_sawstat([("Node", "1999"), *conns]), 65)
    assert [(a.type.value, a.node, a.at, a.duration) for a in node.activities] == [
        ("talk_started", "2001", at(0).wall, None),
        ("talk_ended", "2001", at(65).wall, 25.0),
        ("talk_started", "2002", at(65).wall, None),
    ]


def test_dtmf_changes_no_state() -> None:
    """It is an activity alone."""
    node = polled()
    state, (activity,) = apply_event(node.state, Dtmf("1999", "5"), at(1))
    assert state is node.state
    assert activity == Activity(ActivityType.DTMF, at(1).wall, LOCAL, digit="5")
