"""A node that lives at random: Home Assistant shows what it is, and tells all of it.

Local monitors, changes of mode, names that need care, nodes behind neighbors, talks,
permanent links whose far end goes away: at quiet points every state is the truth, and
each link and each talk has been told once. A run is repeated by its seed.
"""

from collections import Counter
from random import Random

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from simulator import Remote, SimulatedNode
from simulator.links import LinkTruth, Mode

from .conftest import Clock
from .station import Station, station
from .truth import differences, readable

pytestmark = pytest.mark.usefixtures("every_entity")

FAR = tuple(str(number) for number in range(2001, 2007))
NETWORK = tuple(Remote(number, children=(f"T{int(number) + 500}",)) for number in FAR)
CLIENTS = (
    "3345678",
    "N0CALL-P",
    "W1AW",
    "KD9ABCDEF",
    "JOHNNYAPPLESEED-P",
    "N0 CALL",
    " K3XYZ",
    "K2XYZ ",
    "N0CAL/M",
    "AB,CD",
    "A_B.C*D",
)
MODES: tuple[Mode, ...] = ("transceive", "monitor", "local_monitor")
_MAX_LINKS = 5

# Seconds: after an act, so that a poll has seen it; from the end of a talk until it is
# told and a poll has seen what no event tells, and until the next of the same station
# is another talk
_PAUSES = (0.6, 1.8, 2.5, 4.0)
_SEEN = 1.8
_QUIET = 16.0
_BETWEEN = 3.0

type Told = tuple[str, str]


class Life:
    """What happens at one node; `truth` counts what must be told of it."""

    def __init__(self, stage: Station, dice: Random) -> None:
        """Begin at a node without links."""
        self._stage = stage
        self._dice = dice
        self._talked: dict[str, float] = {}
        self.truth: Counter[Told] = Counter()
        # A change of mode is a new connection: seen or not, it is one
        self.changed: Counter[str] = Counter()

    @property
    def _node(self) -> SimulatedNode:
        return self._stage.node

    def _links(self, *, keyed: bool = False) -> list[LinkTruth]:
        return [
            link
            for link in self._node.links
            if link.state == "established" and link.keyed is keyed
        ]

    async def act(self) -> None:
        """Let one thing happen, and the time pass in which it is seen.

        What events and the polls after them tell is right within a second and a half;
        that the far end of a link has gone, and what is behind it, only polls tell.
        """
        self._node.world.late_threads = self._dice.random() < 0.5
        acts = (
            self._link,
            self._dial,
            self._talk,
            self._talk,
            self._unlink,
            self._change_mode,
            self._hear_of,
            self._fade,
        )
        do, pause = self._dice.choice(acts), self._dice.choice(_PAUSES)
        await do()
        await self._stage.clock.advance(pause)
        if pause >= _SEEN:
            await self._stage.clock.settle(200)
            wrong = differences(self._stage.states, self._node)
            assert [x for x in wrong if "network_nodes" not in x] == []

    async def _link(self) -> None:
        names = {readable(link.name) for link in self._node.links}
        name = self._dice.choice(CLIENTS)
        if len(names) < _MAX_LINKS and readable(name) not in names:
            self._node.link(name, self._dice.choice(MODES))
            self._count("link_connected", name)

    async def _dial(self) -> None:
        name = self._dice.choice(FAR)
        known = self._node.network | {link.name for link in self._node.links}
        if len(self._node.links) >= _MAX_LINKS or name in known:
            return
        function = self._dice.choice((2, 3, 8, 12, 13, 18))
        self._node.linking.ilink(function, name)
        if name in {link.name for link in self._node.links}:
            self._count("link_connected", name)

    async def _unlink(self) -> None:
        if links := self._links():
            link = self._dice.choice(links)
            self._node.linking.disconnect(link.name, permanent=True)
            self._count("link_disconnected", link.name)

    async def _change_mode(self) -> None:
        links = [link for link in self._links() if link.name in FAR]
        if not links:
            return
        link = self._dice.choice(links)
        function = {"monitor": 2, "transceive": 3, "local_monitor": 8}
        mode = self._dice.choice([mode for mode in MODES if mode != link.mode])
        self._node.linking.ilink(function[mode], link.name)
        self.changed[link.name] += 1

    async def _hear_of(self) -> None:
        if links := self._links():
            children = self._dice.sample(range(50000, 50020), self._dice.randint(0, 4))
            others = [f"T{name}" for name in self._dice.sample(FAR, 2)]
            self._node.hear_of(
                self._dice.choice(links).name,
                (*(f"T{child}" for child in children), *others),
            )

    async def _talk(self) -> None:
        """Let one or two stations talk, for a moment or longer."""
        now = self._stage.clock.time()
        names = ["local", *(link.name for link in self._links())]
        rested = [x for x in names if now - self._talked.get(x, -99) > _BETWEEN]
        talkers = self._dice.sample(
            rested, min(len(rested), self._dice.choice((1, 1, 2)))
        )
        for name in talkers:
            self._key(name)
            self._count("talk_started", name)
            await self._stage.clock.advance(self._dice.choice((0.0, 0.4)))
        await self._stage.clock.advance(self._dice.choice((0.3, 1.0, 3.0, 12.0)))
        for name in talkers:
            self._unkey(name)
            self._count("talk_ended", name)
            await self._stage.clock.advance(self._dice.choice((0.0, 0.4)))
            self._talked[name] = self._stage.clock.time()

    def _key(self, name: str) -> None:
        if name == "local":
            self._node.key()
        else:
            self._node.key_link(name)

    def _unkey(self, name: str) -> None:
        if name == "local":
            self._node.unkey()
        else:
            self._node.unkey_link(name)

    async def _fade(self) -> None:
        """Let the far end of a permanent link go away, and come back."""
        permanent = [
            link for link in self._links() if link.permanent and link.name in FAR
        ]
        if not permanent:
            return
        name = self._dice.choice(permanent).name
        self._stage.server.peer_dies(name)
        self._count("link_disconnected", name)
        await self._stage.clock.advance(self._dice.choice((20.0, 45.0)))
        self._stage.server.peer_returns(name)
        await self._stage.clock.advance(35)
        self._count("link_connected", name)

    def _count(self, kind: str, name: str) -> None:
        self.truth[kind, readable(name)] += 1


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("dialect", ["asl3", "asl2"])
async def test_a_life(
    hass: HomeAssistant, clock: Clock, dialect: str, seed: int
) -> None:
    """Nothing is missed, nothing is invented, and no state is false."""
    dice = Random(seed)
    # Old servers are not asked XStat right after their start.
    async with station(
        hass, clock, network=NETWORK, dialect=dialect, up_for=3600.0
    ) as stage:
        life = Life(stage, dice)
        events = async_capture_events(hass, "allstarlink_activity")
        for _ in range(10):
            for _ in range(dice.randint(2, 5)):
                await life.act()
            await clock.advance(_QUIET)
            assert differences(stage.states, stage.node) == []
            listed = await stage.states.listed()
            assert sorted((link["node"], link["keyed"]) for link in listed) == sorted(
                (readable(link.name), link.keyed)
                for link in stage.node.links
                if not link.name.startswith("0")
            )
            told = Counter((event.data["type"], event.data["node"]) for event in events)
            assert life.truth - told == Counter()
            more = told - life.truth
            for name, changes in life.changed.items():
                ended = more.pop(("link_disconnected", name), 0)
                assert more.pop(("link_connected", name), 0) == ended <= changes
            assert more == Counter()
