"""The state of a node, from recorded polls and events."""

from dataclasses import replace

import pytest

from custom_components.allstarlink.app_rpt.activity import LOCAL, Activity, ActivityType
from custom_components.allstarlink.app_rpt.alinks import AdjacentLink, parse_alinks
from custom_components.allstarlink.app_rpt.events import (
    AdjacentLinks,
    Autopatch,
    Dtmf,
    Receiving,
    Transmitting,
)
from custom_components.allstarlink.app_rpt.names import Direction, Mode
from custom_components.allstarlink.app_rpt.nodestat import parse_nodestat
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    apply_event,
    apply_nodestat,
    apply_sawstat,
    let_time_pass,
    lose_session,
    next_change,
)
from tests.transcript import find

from .test_xstat import columns
from .wire import Fields, Node, at, recorded_events, reply

T, R, L, C = Mode.TRANSCEIVE, Mode.MONITOR, Mode.LOCAL_MONITOR, Mode.CONNECTING


def modes(node: Node) -> dict[str, Mode]:
    """Return the mode of each link by name."""
    return {link.name: link.mode for link in node.state.links}


def alinks(value: str, node: str = "1999") -> AdjacentLinks:
    """Return an RPT_ALINKS event."""
    return AdjacentLinks(node, parse_alinks(value))


def polled(*names: str) -> Node:
    """Return a node without links, polled, that these then linked to."""
    node = Node()
    node.poll("20_")
    for count in range(1, len(names) + 1):
        items = ",".join(f"{name}TU" for name in names[:count])
        node.event(alinks(f"{count},{items}"))
    node.activities.clear()
    return node


def play(node: Node, prefix: str) -> None:
    """Feed all events that a transcript holds for the node, and let talks end."""
    for seconds, event in recorded_events(find(prefix), node.state.node):
        if (when := next_change(node.state)) and when <= at(seconds):
            node._take(let_time_pass(node.state, when))
        node.event(event, seconds)
    while when := next_change(node.state):
        node._take(let_time_pass(node.state, when))


def test_many_links() -> None:
    """Transcript 51: the modes, of which two are in no event."""
    node = Node()
    node.poll("51_")
    assert modes(node) == {
        "2001": T,
        "2003": R,
        "1998": T,
        "1997": T,
        "1996": L,
        "299999": C,
    }
    assert [link.connected_since for link in node.state.links] == [
        at(-37),
        at(-31),
        at(-26),
        at(-23),
        at(-20),
        None,
    ]
    assert node.state.network_nodes == 5
    assert node.state.transmitting is True
    assert node.state.connecting
    assert node.activities == []


def test_a_link_seen_from_the_other_side() -> None:
    """Transcript 41b: an inbound link."""
    node = Node("2001")
    node.poll("41b_")
    (link,) = node.state.links
    assert (link.name, link.direction, link.mode) == ("1999", Direction.IN, T)
    assert node.state.network_nodes == 1


def test_connected_since_does_not_wander() -> None:
    """It is fixed at first sight, however the seconds are rounded later."""
    node = Node()
    node.poll("41_", 0)
    first = node.state.links[0].connected_since
    node.poll("42_", 7.9)
    node.poll("43_", 17.2)
    assert node.state.links[0].connected_since == first


def test_a_link_that_was_polled_connecting_counts_from_when_it_is_up() -> None:
    """Transcript 57: the connect time runs since the try began."""
    node = Node()
    node.poll("57_", 0)
    node.poll("57_", 4, number=1)
    assert modes(node) == {"2001": C}
    assert node.state.links[0].connected_since is None
    node.poll("57_", 41, number=2)
    (link,) = node.state.links
    assert (link.mode, link.connected_since, link.reconnects) == (T, at(41), 1)
    assert node.happened == [("link_connected", "2001")]


def test_a_permanent_link_whose_peer_dies() -> None:
    """Transcripts 56 and 57: no event says so, RPT_ALINKS still lists it."""
    node = Node()
    node.poll("20_")
    node.event(alinks("1,2001TU"), 1)
    node.poll("57_", 31)
    assert modes(node) == {"2001": C}
    assert node.happened == [("link_connected", "2001"), ("link_disconnected", "2001")]
    assert node.activities[1].duration == 30
    node.event(alinks("1,2001TU"), 32)
    assert modes(node) == {"2001": C}


def test_local_monitors_are_in_no_event() -> None:
    """Only polls know them, so an event must not end them."""
    node = Node()
    node.poll("51_")
    node.event(alinks("2,1998TU,2001TK"), 1)
    assert modes(node) == {"2001": T, "1998": T, "1996": L, "299999": C}
    assert node.happened == [
        ("link_disconnected", "2003"),
        ("link_disconnected", "1997"),
        ("talk_started", "2001"),
    ]


def test_mode_changes_are_in_no_event() -> None:
    """Transcript d08: RPT_ALINKS goes empty, and LinkedNodes has it right."""
    node = Node()
    node.poll("41_")
    node.event(alinks(""), 1)
    assert node.state.links == ()
    node.poll("d08_", 1.2)
    assert modes(node) == {"2001": C}
    node.poll("d08_", 2.2, number=3)
    (link,) = node.state.links
    assert (link.mode, link.reconnects, link.connected_since) == (R, 1, at(2.2))
    assert node.happened == [("link_disconnected", "2001"), ("link_connected", "2001")]


def test_a_dead_port() -> None:
    """Transcript d10: 35 s of connecting, then nothing; no activity at all."""
    node = Node()
    replies = find("d10_").replies("XStat")
    for number, _ in enumerate(replies):
        node.poll("d10_", number / 4, number=number)
    assert node.state.links == ()
    assert node.activities == []


def test_links_with_the_same_name() -> None:
    """Clients are not told apart by app_rpt: two may have one name."""

    def conns(*elapsed: str) -> Fields:
        conn = columns("K9TEST-P", "").replace("OUT", "IN ")
        lines = [("Conn", conn.replace("00:00:09", time)) for time in elapsed]
        linked = ("LinkedNodes", "TK9TEST-P, TK9TEST-P")
        return [("Node", "1999"), *lines, linked, ("tel_mode", "2")]

    node = Node()
    saw = [("Node", "1999"), ("Conn", "K9TEST-P 1 0 -1"), ("Conn", "K9TEST-P 0 -1 -1")]
    node.poll_text(conns("00:01:00", "00:00:10"), saw)
    assert [link.keyed for link in node.state.links] == [False, True]
    assert [link.connected_since for link in node.state.links] == [at(-60), at(-10)]
    node.poll_text(conns("00:00:20"), [("Node", "1999")], 10)
    assert [link.connected_since for link in node.state.links] == [at(-10)]
    assert node.happened == [("link_disconnected", "K9TEST-P")]


def test_the_last_statement_on_the_wire_wins() -> None:
    """A key-down between XStat and SawStat, and one after both."""
    node = polled("2001")
    node.event(alinks("1,2001TK"), 1)
    node.poll("43_", 2)
    assert node.state.links[0].keyed is False
    node.event(alinks("1,2001TK"), 3)
    assert node.state.links[0].keyed is True


def test_an_event_that_changes_nothing_is_the_same_state() -> None:
    """So that nothing is written."""
    node = polled("2001")
    node.event(Receiving("1999", on=False))
    before = node.state
    for event in (
        Receiving("1999", on=False),
        Transmitting("1999", on=False),
        Autopatch("1999", on=False),
        alinks("1,2001TU"),
    ):
        node.event(event, 5)
        assert node.state is before
    sawstat = parse_sawstat([("Node", "1999"), ("Conn", "2001 0 -1 -1")])
    assert apply_sawstat(before, sawstat, at(6)) == (before, ())


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
    assert node.state.talking.last_heard == at(-14)
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
    assert node.activities[1].at == at(4.610 + 2)
    assert node.state.talking.last_heard == at(15.912)


def test_echolink_stations_come_talk_and_go() -> None:
    """Transcript 64."""
    node = Node()
    node.poll("20_")
    play(node, "64_")
    assert [(a.at, a.type.value, a.node) for a in node.activities] == [
        (at(1.304), "link_connected", "3345678"),
        (at(5.308), "link_connected", "3009001"),
        (at(8.830), "link_connected", "2001"),
        (at(19.943), "talk_started", "3345678"),
        (at(24.745), "talk_ended", "3345678"),
        (at(26.948), "link_disconnected", "3345678"),
        (at(46.990), "link_disconnected", "3009001"),
        (at(47.009), "link_disconnected", "2001"),
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


def test_events_before_the_first_poll_say_nothing() -> None:
    """What merely becomes known has not happened."""
    node = Node()
    node.event(alinks("1,2001TK"))
    node.event(Receiving("1999", on=True))
    assert (node.state.links, node.state.receiving, node.activities) == ((), None, [])


def test_a_lost_session_forgets_what_only_it_could_know() -> None:
    """A talk under way ends without an activity."""
    node = polled("2001")
    node.event(alinks("1,2001TK"), 1)
    node.activities.clear()
    node.state = lose_session(node.state, at(2))
    assert node.state.talking.talker is None
    assert node.state.links[0].keyed is False
    assert next_change(node.state) is None
    assert node.state.talking.last_heard == at(1)


def test_what_changed_while_away_is_late() -> None:
    """And what was there before has not connected again."""
    node = polled("2001", "2002")
    node.state = lose_session(node.state, at(10))
    node.poll("51_", 37)
    assert [(a.type.value, a.node, a.late) for a in node.activities] == [
        ("link_disconnected", "2002", True),
        ("link_connected", "2003", True),
        ("link_connected", "1998", True),
        ("link_connected", "1997", True),
        ("link_connected", "1996", True),
    ]
    assert node.state.links[0].connected_since == at(0)


def test_a_link_that_came_back_while_away_is_younger() -> None:
    """Asterisk restarted, and the link with it: nothing is told twice."""
    node = polled("2001")
    node.poll("41_", 1)
    node.state = lose_session(node.state, at(600))
    node.poll("43_", 700)
    assert node.state.links[0].connected_since == at(675)
    assert node.activities == []


@pytest.mark.parametrize("flag", ["0", "1"])
@pytest.mark.parametrize("negated", [True, False])
def test_incoming_connections(flag: str, negated: bool) -> None:
    """ASL3 sends disable flags, ASL2 enable flags: Transmitter shows which."""
    node = Node()
    changes = {"sys_ena": "0" if negated else "1", "iconns": flag}
    xstat = [(name, changes.get(name, value)) for name, value in reply("20_", "XStat")]
    node.poll_text(xstat, reply("20_", "SawStat"))
    state = apply_nodestat(node.state, parse_nodestat(reply("20_", "NodeStat")))
    assert state.incoming_connections is (flag == ("0" if negated else "1"))
    assert apply_nodestat(state, parse_nodestat(reply("20_", "NodeStat"))) is state


def test_incoming_connections_are_unknown_without_a_comparison() -> None:
    """A remote base has no Transmitter line."""
    node = Node()
    node.poll("20_")
    form = [("IsRemoteBase", "YES"), ("RemoteOn", "NO")]
    state = apply_nodestat(node.state, parse_nodestat(form))
    assert state.incoming_connections is None


def test_an_event_only_link_follows_the_letter() -> None:
    """No Conn has spoken yet, so the event is all there is."""
    node = polled()
    node.event(alinks("1,2003CU"), 1)
    assert modes(node) == {"2003": C}
    node.event(alinks("1,2003RK"), 2)
    (link,) = node.state.links
    assert (link.mode, link.keyed, link.connected_since) == (R, True, at(2))
    assert node.happened == [("link_connected", "2003"), ("talk_started", "2003")]
    assert node.activities[0] == Activity(ActivityType.LINK_CONNECTED, at(2), "2003", R)


def test_a_missed_keydown_is_still_heard() -> None:
    """A user without read=call gets no events: polls tell who was heard."""
    node = Node()
    node.poll("41_")
    node.poll("43_", 30)
    assert node.state.talking.last_heard == at(16)
    assert node.activities == []


def test_dtmf_changes_no_state() -> None:
    """It is an activity alone."""
    node = polled()
    state, (activity,) = apply_event(node.state, Dtmf("1999", "5"), at(1))
    assert state is node.state
    assert activity == Activity(ActivityType.DTMF, at(1), LOCAL, digit="5")


def test_a_stale_letter_does_not_change_the_mode() -> None:
    """A permanent link that came back may still be listed as connecting."""
    node = Node()
    node.poll("41_")
    item = AdjacentLink("2001", C, keyed=False)
    node.event(AdjacentLinks("1999", (item,)), 1)
    assert modes(node) == {"2001": T}
    both_connecting = [
        (name, value.replace("TU", "CU").replace("T2001", "C2001"))
        for name, value in reply("41_", "XStat")
    ]
    node.poll_text(both_connecting, reply("41_", "SawStat"), 2)
    assert modes(node) == {"2001": T}
    other = Node()
    other.poll_text(both_connecting, reply("41_", "SawStat"))
    assert modes(other) == {"2001": T}
    assert replace(node.state.links[0], elapsed=0).established
