"""A node lives at random; what its events and polls make is compared with it."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from custom_components.allstarlink.app_rpt.activity import LOCAL, Activity, ActivityType
from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.events import (
    AdjacentLinks,
    Event,
    Receiving,
    Transmitting,
)
from custom_components.allstarlink.app_rpt.links import Link
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    Change,
    NodeState,
    apply_event,
    apply_sawstat,
    apply_xstat,
    let_time_pass,
    lose_session,
)
from custom_components.allstarlink.app_rpt.unannounced import (
    Baseline,
    compare_sawstat,
    compare_xstat,
    hear_event,
)
from custom_components.allstarlink.app_rpt.xstat import parse_xstat

from .test_xstat import columns
from .wire import Fields, at

MODES = {"T": "transceive", "R": "monitor", "L": "local_monitor"}
NAMES = st.sampled_from(["2001", "3009001", "LONGCALLSIGN-P"])
SECONDS = st.sampled_from([0.0, 0.5, 1.0, 3.0, 60.0, 3600.0])


@dataclass
class TrueLink:
    """A link as the node has it."""

    letter: str
    since: float
    established: bool = True
    keyed: bool = False
    reconnects: int = 0
    has_connected: bool = True
    last_key: float | None = None


@dataclass
class TrueNode:
    """A node, and what it says; by the rules of rpt_link.c."""

    links: dict[str, TrueLink] = field(default_factory=dict)
    receiving: bool = False
    transmitting: bool = False
    published: str = "0"

    def publish(self) -> str:
        """Return the new RPT_ALINKS: no local monitors, newest first."""
        items = [
            f"{name}{link.letter if link.established else 'C'}{'K' if link.keyed else 'U'}"
            for name, link in reversed(self.links.items())
            if link.letter != "L"
        ]
        self.published = ",".join([str(len(items)), *items]) if items else ""
        return self.published

    def xstat(self, now: float) -> Fields:
        """Return the reply to XStat."""
        linked = sorted(
            f"{link.letter if link.established else 'C'}{name}"
            for name, link in self.links.items()
            if link.letter != "L"
        )
        return [
            ("Node", "1999"),
            *(("Conn", self._conn(name, now)) for name in self.links),
            ("LinkedNodes", ", ".join(linked) or "<NONE>"),
            ("Var", f"RPT_ALINKS={self.published}"),
            ("Var", f"RPT_RXKEYED={int(self.receiving)}"),
            ("Var", f"RPT_TXKEYED={int(self.transmitting)}"),
            ("Var", "RPT_AUTOPATCHUP=0"),
            ("sys_ena", "0"),
            ("tel_mode", "2"),
        ]

    def _conn(self, name: str, now: float) -> str:
        link = self.links[name]
        minutes, seconds = divmod(int(now - link.since), 60)
        hours, minutes = divmod(minutes, 60)
        elapsed = f"{hours:02}:{minutes:02}:{seconds:02}"
        state = "ESTABLISHED" if link.established else "CONNECTING"
        line = columns(name, "127.0.0.1", link.reconnects).removesuffix(
            f"{'00:00:09':<20}{'ESTABLISHED':<20}"
        )
        return f"{line}{elapsed:<20}{state:<20}"

    def sawstat(self, now: float) -> Fields:
        """Return the reply to SawStat: newest link first."""
        return [
            ("Node", "1999"),
            *(
                ("Conn", f"{name} {int(link.keyed)} {self._ago(link, now)} -1")
                for name, link in reversed(self.links.items())
            ),
        ]

    def _ago(self, link: TrueLink, now: float) -> int:
        return -1 if link.last_key is None else int(now - link.last_key)


class Life(RuleBasedStateMachine):
    """Steps that a node and its client may take in any order."""

    def __init__(self) -> None:
        """Begin with an idle node that nobody asked."""
        super().__init__()
        self.node = TrueNode()
        self.state = NodeState("1999")
        self.baseline = Baseline()
        self.now = 0.0
        self.connected = True
        self.missed = 0
        self.broken: set[str] = set()
        # Local monitors come and go without a trace between two polls
        self.monitored: set[str] = set()

    @initialize()
    def first_poll(self) -> None:
        """Poll once."""
        self.poll()

    # What happens at the node

    @rule(name=NAMES, letter=st.sampled_from("TRL"))
    def link(self, name: str, letter: str) -> None:
        """A link is established at once."""
        if name not in self.node.links:
            self.node.links[name] = TrueLink(letter, self.now)
            self._tell_links()
            if letter == "L":
                self.monitored.add(name)

    @rule(name=NAMES)
    def call(self, name: str) -> None:
        """An outbound link begins to connect; no event tells of it."""
        if name not in self.node.links:
            self.node.links[name] = TrueLink(
                "T", self.now, established=False, has_connected=False
            )

    @rule(name=NAMES)
    def answer(self, name: str) -> None:
        """A link that is connecting is up; events tell of the first time only."""
        link = self.node.links.get(name)
        if link is None or link.established:
            return
        link.established = True
        if link.has_connected:
            link.reconnects += 1
        else:
            link.has_connected = True
            self._tell_links()

    @rule(name=NAMES)
    def die(self, name: str) -> None:
        """A permanent link loses its peer and is tried again; no event."""
        link = self.node.links.get(name)
        if link is not None and link.established:
            link.established = link.keyed = False
            link.since = self.now
            self.broken.add(name)

    @rule(name=NAMES)
    def unlink(self, name: str) -> None:
        """A link ends; no event if it never was up."""
        link = self.node.links.pop(name, None)
        if link is not None and link.has_connected:
            self.broken.add(name)
            self._tell_links()

    @rule(name=NAMES, keyed=st.booleans())
    def key(self, name: str, keyed: bool) -> None:
        """A link keys or unkeys."""
        link = self.node.links.get(name)
        if link is None or not link.established or link.keyed == keyed:
            return
        link.keyed = keyed
        if keyed:
            link.last_key = self.now
        self._tell_links()

    @rule(on=st.booleans())
    def receive(self, on: bool) -> None:
        """The receiver; a repeated key-up is told again."""
        self.node.receiving = on
        self._tell(Receiving("1999", on))

    @rule(on=st.booleans())
    def transmit(self, on: bool) -> None:
        """The transmitter."""
        self.node.transmitting = on
        self._tell(Transmitting("1999", on))

    # What happens to the client

    @rule(seconds=SECONDS)
    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.now += seconds
        self._take(let_time_pass(self.state, at(self.now)))

    @rule()
    @precondition(lambda self: self.connected)
    def poll(self) -> None:
        """A whole poll: from here on all is known as it is."""
        before, now = self.state, at(self.now)
        self._take(apply_xstat(before, parse_xstat(self.node.xstat(self.now)), now))
        self.baseline, seen = compare_xstat(self.baseline, before, self.state, now)
        self.missed += seen.links + seen.receiving
        before = self.state
        saws = parse_sawstat(self.node.sawstat(self.now))
        self._take(apply_sawstat(before, saws, now))
        seen = compare_sawstat(self.baseline, before, self.state, now)
        self.missed += seen.links + seen.receiving
        self._compare()

    @rule()
    @precondition(lambda self: self.connected)
    def lose(self) -> None:
        """The session is lost; a link that is replaced in that second is missed."""
        self.connected = False
        self.baseline = Baseline()
        self.state = lose_session(self.state, at(self.now))
        self.now += 2.0

    @rule()
    @precondition(lambda self: not self.connected)
    def resume(self) -> None:
        """There is a session again, and a poll."""
        self.connected = True
        self.poll()

    # What must hold

    @invariant()
    def nothing_is_missed(self) -> None:
        """All events arrive, so polls never see what none announced."""
        assert self.missed == 0

    @invariant()
    def links_make_sense(self) -> None:
        """A link that is not up is not keyed, and has no time since when it is."""
        for link in self.state.links:
            assert (link.connected_since is not None) == link.established
            assert link.established or not link.keyed
            if link.connected_since is not None:
                assert link.connected_since <= at(self.now)

    @invariant()
    def the_talker_is_keyed(self) -> None:
        """Somebody who is keyed, if anybody is."""
        keyed = {link.name for link in self.state.links if link.keyed}
        keyed |= {"local"} if self.state.receiving else set()
        assert set(self.state.talking.keyed) == keyed

    @invariant()
    def keyed_is_known_at_once(self) -> None:
        """The receiver and the transmitter never wait for a poll."""
        if self.connected and self.state.polled:
            assert self.state.receiving is self.node.receiving
            assert self.state.transmitting is self.node.transmitting

    def _compare(self) -> None:
        shown = {
            link.name: (
                link.mode.value,
                link.established,
                link.keyed,
                link.reconnects,
            )
            for link in self.state.links
        }
        assert shown == {
            name: (
                MODES[link.letter] if link.established else "connecting",
                link.established,
                link.keyed,
                link.reconnects,
            )
            for name, link in self.node.links.items()
        }
        for link in self.state.links:
            self._compare_times(link, self.node.links[link.name])
        network = {n for n, link in self.node.links.items() if link.established}
        network -= {n for n, link in self.node.links.items() if link.letter == "L"}
        assert self.state.network_nodes == len(network)

    def _compare_times(self, link: Link, true: TrueLink) -> None:
        """Polls tell whole seconds, so a time may be off by that."""
        if true.last_key is not None:
            assert link.last_keyed is not None
            assert abs(link.last_keyed - at(true.last_key)) <= timedelta(seconds=2)
        if link.connected_since is not None and link.name not in self.monitored:
            assert link.connected_since >= at(true.since - 1)

    def _tell_links(self) -> None:
        self._tell(AdjacentLinks("1999", parse_alinks(self.node.publish())))

    def _tell(self, event: Event) -> None:
        if not self.connected:
            return
        self.baseline = hear_event(self.baseline, event, at(self.now))
        self._take(apply_event(self.state, event, at(self.now)))
        again, activities = apply_event(self.state, event, at(self.now))
        assert again is self.state
        assert activities == ()

    def _take(self, change: Change) -> None:
        self.state, activities = change
        for activity in activities:
            self._check(activity)

    def _check(self, activity: Activity) -> None:
        """An activity is what really happened."""
        link = self.node.links.get(activity.node)
        match activity.type:
            case ActivityType.LINK_CONNECTED:
                assert link is not None
                assert link.established
            case ActivityType.LINK_DISCONNECTED:
                assert activity.node in self.broken
                self.broken.discard(activity.node)
            case ActivityType.TALK_STARTED if activity.node == LOCAL:
                assert self.node.receiving
            case ActivityType.TALK_STARTED:
                assert link is not None
                assert link.keyed
            case ActivityType.TALK_ENDED:
                assert activity.duration is not None
                assert activity.duration >= 0


Life.TestCase.settings = settings(
    max_examples=300, stateful_step_count=50, deadline=None
)
TestLife = Life.TestCase
