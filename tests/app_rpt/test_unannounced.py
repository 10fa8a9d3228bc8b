"""What counts as seen by polls and not announced by events."""

from collections.abc import Callable

import pytest

from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.events import (
    AdjacentLinks,
    Event,
    Receiving,
    Transmitting,
)
from custom_components.allstarlink.app_rpt.sawstat import Saw, SawStat
from custom_components.allstarlink.app_rpt.state import (
    NodeState,
    apply_event,
    apply_sawstat,
    apply_xstat,
)
from custom_components.allstarlink.app_rpt.unannounced import (
    Baseline,
    Unannounced,
    compare_sawstat,
    compare_xstat,
    hear_event,
)
from custom_components.allstarlink.app_rpt.xstat import XStat, parse_xstat

from .test_xstat import columns
from .wire import at


class Observer:
    """A node as polls and events show it, and what only polls saw."""

    def __init__(self) -> None:
        """Poll a node without links once."""
        self.state = NodeState("1999")
        self.baseline = Baseline()
        self.links = self.receiving = 0
        self.poll(0)
        assert self.total == 0

    @property
    def total(self) -> int:
        """All that no event announced."""
        return self.links + self.receiving

    def event(self, seconds: float, event: Event) -> None:
        """Take an event."""
        self.baseline = hear_event(self.baseline, event, at(seconds))
        self.state, _ = apply_event(self.state, event, at(seconds))

    def alinks(self, seconds: float, value: str) -> None:
        """Take an RPT_ALINKS event."""
        self.event(seconds, AdjacentLinks("1999", parse_alinks(value)))

    def poll(self, seconds: float, *conns: str, rx: bool = False, **keyed: int) -> None:
        """Poll; each link is `name state reconnects letter`, `keyed` seconds ago."""
        rows = [conn.split() for conn in conns]
        xstat = _xstat(rows, rx=rx)
        before = self.state
        self.state, _ = apply_xstat(before, xstat, at(seconds))
        self.baseline, seen = compare_xstat(
            self.baseline, before, self.state, at(seconds)
        )
        self._count(seen)
        saws = [
            Saw(row[0], keyed=False, since_key=keyed.get(f"n{row[0]}"), since_unkey=0)
            for row in reversed(rows)
        ]
        before = self.state
        self.state, _ = apply_sawstat(before, SawStat("1999", tuple(saws)), at(seconds))
        self._count(compare_sawstat(self.baseline, before, self.state, at(seconds)))

    def _count(self, seen: Unannounced) -> None:
        self.links += seen.links
        self.receiving += seen.receiving


def _xstat(rows: list[list[str]], *, rx: bool) -> XStat:
    listed = [(name, letter) for name, _, _, letter in rows if letter != "L"]
    adjacent = ",".join(f"{name}{letter}U" for name, letter in listed)
    linked = ", ".join(f"{letter}{name}" for name, letter in listed)
    return parse_xstat(
        [
            ("Node", "1999"),
            *(
                ("Conn", _conn(name, state, int(reconnects)))
                for name, state, reconnects, _ in rows
            ),
            ("LinkedNodes", linked or "<NONE>"),
            (
                "Var",
                f"RPT_ALINKS={len(listed)},{adjacent}" if listed else "RPT_ALINKS=",
            ),
            ("Var", f"RPT_RXKEYED={int(rx)}"),
            ("sys_ena", "0"),
            ("tel_mode", "2"),
        ]
    )


def _conn(name: str, state: str, reconnects: int) -> str:
    return f"{columns(name, '127.0.0.1', reconnects)[:73]}{state:<20}"


UP, TRYING = "2001 ESTABLISHED 0 T", "2001 CONNECTING 0 C"
RETURNED = "2001 ESTABLISHED 1 T"
MONITOR = "2001 ESTABLISHED 0 L"


def link_up(node: Observer) -> None:
    """Polls see a link, twice."""
    node.poll(60, UP)
    node.poll(61, UP)


def link_down(node: Observer) -> None:
    """Polls see that an announced link is gone."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.poll(120)
    node.poll(121)


def link_key(node: Observer) -> None:
    """A linked station was keyed 5 s before a poll."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.poll(120, UP, n2001=5)


def connected_outbound(node: Observer) -> None:
    """A link is up that was connecting before."""
    node.poll(60, TRYING)
    node.poll(61, UP)
    node.poll(62, UP)


def receiver(node: Observer) -> None:
    """The receiver is keyed in two polls."""
    node.poll(60, rx=True)
    node.poll(70, rx=True)


def receiver_over(node: Observer) -> None:
    """The receiver is keyed in one poll and not in the next."""
    node.poll(60, rx=True)
    node.poll(120)


@pytest.mark.parametrize(
    ("scene", "links", "receiving"),
    [
        (link_up, 1, 0),
        (link_down, 1, 0),
        (link_key, 1, 0),
        (connected_outbound, 1, 0),
        (receiver, 0, 1),
        (receiver_over, 0, 1),
    ],
)
def test_counts(scene: Callable[[Observer], None], links: int, receiving: int) -> None:
    """An event would have announced it."""
    node = Observer()
    scene(node)
    assert (node.links, node.receiving) == (links, receiving)


def announced_late(node: Observer) -> None:
    """The event was on its way while the poll was answered."""
    node.poll(60, UP)
    node.alinks(60.1, "1,2001TU")
    node.poll(61, UP)


def announced_in_time(node: Observer) -> None:
    """The event came first, as it should."""
    node.alinks(59, "1,2001TU")
    node.poll(60, UP)
    node.poll(61, UP)


def outbound_announced(node: Observer) -> None:
    """The event of an outbound link, which the state does not believe at once."""
    node.poll(60, TRYING)
    node.alinks(60.5, "1,2001TU")
    node.poll(61, UP)
    node.poll(62, UP)


def permanent_link(node: Observer) -> None:
    """A permanent link dies, is tried again and comes back (transcript 56)."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.poll(120, TRYING)
    node.poll(121, TRYING)
    node.poll(180, RETURNED)
    node.poll(181, RETURNED)


def given_up(node: Observer) -> None:
    """A link that never was up is gone (transcript d10)."""
    node.poll(60, TRYING)
    node.poll(61, TRYING)
    node.poll(62)
    node.poll(63)


def local_monitor(node: Observer) -> None:
    """A local monitor is in no event, nor are its key-ups."""
    node.poll(60, MONITOR)
    node.poll(61, MONITOR, n2001=30)
    node.poll(62)
    node.poll(63)


def mode_change(node: Observer) -> None:
    """RPT_ALINKS goes empty and never says what it is now (transcript d08)."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.alinks(70, "")
    node.poll(71, TRYING)
    node.poll(72, RETURNED)
    node.poll(73, RETURNED)


def young_key(node: Observer) -> None:
    """A key-up of a second ago may still be announced."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.poll(120, UP, n2001=1)


def announced_key(node: Observer) -> None:
    """Each key-up was announced; SawStat tells of the last."""
    node.alinks(10, "1,2001TU")
    node.poll(60, UP)
    node.alinks(100, "1,2001TK")
    node.alinks(101, "1,2001TU")
    node.poll(120, UP, n2001=20)
    node.poll(180, UP, n2001=80)


def old_key(node: Observer) -> None:
    """What was keyed before this session was not for us to hear."""
    node.state = NodeState("1999")
    node.baseline = Baseline()
    node.poll(60, UP, n2001=30)
    node.poll(120, UP, n2001=90)


def clock_set_forward(node: Observer) -> None:
    """The server's clock jumps an hour ahead: all looks an hour older."""
    node.alinks(10, "1,2001TK")
    node.alinks(12, "1,2001TU")
    node.poll(60, UP, n2001=50)
    node.poll(120, UP, n2001=3710)


def short_receiver(node: Observer) -> None:
    """The receiver was keyed for less than two seconds around a poll."""
    node.poll(60, rx=True)
    node.poll(61)


def receiver_announced(node: Observer) -> None:
    """The event came after the poll."""
    node.poll(60, rx=True)
    node.event(60.1, Receiving("1999", on=True))
    node.poll(120, rx=True)


def receiver_before(node: Observer) -> None:
    """The receiver was keyed when the session began."""
    node.state = NodeState("1999")
    node.baseline = Baseline()
    node.poll(60, rx=True)
    node.poll(120, rx=True)
    node.poll(180)


def transmitter(node: Observer) -> None:
    """Transmitting is not what is compared."""
    node.event(1, Transmitting("1999", on=True))
    node.poll(60)


def twins(node: Observer) -> None:
    """Of links with the same name none can be told apart (transcript 61)."""
    node.poll(60, "K9TEST-P ESTABLISHED 0 T", "K9TEST-P ESTABLISHED 0 T")
    node.poll(61, "K9TEST-P ESTABLISHED 0 T", "K9TEST-P ESTABLISHED 0 T")


@pytest.mark.parametrize(
    "scene",
    [
        announced_late,
        announced_in_time,
        outbound_announced,
        permanent_link,
        given_up,
        local_monitor,
        mode_change,
        young_key,
        announced_key,
        old_key,
        clock_set_forward,
        short_receiver,
        receiver_announced,
        receiver_before,
        transmitter,
        twins,
    ],
)
def test_does_not_count(scene: Callable[[Observer], None]) -> None:
    """An event announced it, or app_rpt never announces it."""
    node = Observer()
    scene(node)
    assert node.total == 0


def test_a_clock_that_is_set_back_counts_once() -> None:
    """All links look younger at the same time, so it takes more to be sure."""
    node = Observer()
    links = [f"{number} ESTABLISHED 0 T" for number in (2001, 2002, 2003)]
    node.alinks(10, "3,2001TU,2002TU,2003TU")
    node.poll(100, *links, n2001=80, n2002=70, n2003=60)
    before = node.total
    node.poll(160, *links, n2001=20, n2002=10, n2003=5)
    node.poll(220, *links, n2001=80, n2002=70, n2003=65)
    assert node.total - before == 1
