"""The links of a node, from recorded polls and events."""

from dataclasses import replace

import pytest

from custom_components.allstarlink.app_rpt.activity import Activity, ActivityType
from custom_components.allstarlink.app_rpt.alinks import AdjacentLink
from custom_components.allstarlink.app_rpt.events import (
    AdjacentLinks,
    Autopatch,
    Receiving,
    Transmitting,
)
from custom_components.allstarlink.app_rpt.names import Direction
from custom_components.allstarlink.app_rpt.nodestat import parse_nodestat
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    apply_nodestat,
    apply_sawstat,
    lose_session,
    next_change,
)
from tests.transcript import find

from .node_scenes import C, L, R, T, alinks, modes, polled
from .test_xstat import columns
from .wire import Fields, Node, at, reply


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
    assert not node.state.links
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
    nodestat = parse_nodestat(reply("20_", "NodeStat"))
    node.state = apply_nodestat(node.state, nodestat)
    node.poll_text(xstat, reply("20_", "SawStat"))
    assert node.state.incoming_connections is (flag == ("0" if negated else "1"))
    assert apply_nodestat(node.state, nodestat) is node.state


def test_incoming_connections_are_unknown_without_a_comparison() -> None:
    """A NodeStat that lacks the line of the transmitter shows no polarity."""
    node = Node()
    lines = [line for line in reply("20_", "NodeStat") if line[0] != "Transmitter"]
    node.state = apply_nodestat(node.state, parse_nodestat(lines))
    node.poll("20_")
    assert node.state.incoming_connections is None


def test_an_event_only_link_follows_the_letter() -> None:
    """No Conn has spoken yet, so the event is all there is."""
    node = polled()
    node.event(alinks("1,2003CU"), 1)
    assert modes(node) == {"2003": C}
    node.event(alinks("1,2003RK"), 2)
    (link,) = node.state.links
    assert (link.mode, link.keyed, link.connected_since) == (R, True, at(2))
    assert node.happened == [("link_connected", "2003"), ("talk_started", "2003")]
    assert node.activities[0] == Activity(
        ActivityType.LINK_CONNECTED, at(2).wall, "2003", R
    )


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


def test_links_of_one_name_are_told_apart() -> None:
    """RPT_ALINKS has the newest first, XStat the oldest (transcript 51)."""
    node = polled()
    node.event(alinks("1,2001TU"), 1)
    node.event(alinks("2,2001TU,2001TU"), 60)
    node.event(alinks("2,2001TU,2001TK"), 70)
    older, newer = node.state.links
    assert (older.connected_since, older.keyed) == (at(1), True)
    assert (newer.connected_since, newer.keyed) == (at(60), False)


def test_links_that_come_at_once_are_in_the_order_of_their_coming() -> None:
    """The next poll will have them so too."""
    node = polled()
    node.event(alinks("2,2003TU,2001TU"), 1)
    assert [link.name for link in node.state.links] == ["2001", "2003"]
