"""Changes of mode, local monitors that others reach and two masters (d11, d12, d14).

The link part of each poll and each event is held against the recordings, at the
recorded moments and at random ones.
"""

from collections.abc import Callable
from functools import partial
from random import Random
import re

import pytest

from simulator import Remote, SimulatedNode, SimulatedServer, Timings, User
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Scene, Watch, play, standing
from tests.simulator.test_events import LINKS, events
from tests.transcript import load

D11 = "d11_mode_change_beside_other_links_1999"
D12 = "d12_local_monitor_also_reachable_1999"
D14 = "d14a_two_clients_at_once_1999"
USERS = [User("admin", "secret"), User("ha", "hapw", "call,system", "command")]

_TIME = re.compile(rb"\d\d:\d\d:\d\d +")
_AGES = re.compile(rb"(Conn: \d+ [01]) .*")
_KEYUP = re.compile(r"USRP keyup of (\d+) ([\d.]+) s")
_ROUND = re.compile(r"round \d+: A sends .*, (\d+) ms later B sends (.*)")
# What the far end's radio does is some hundredths of a second sooner or later
_KEYED = re.compile(rb"Conn: \d+ 1 ")


def of_links(data: bytes) -> list[bytes]:
    """Return what replies say of links, without times."""
    lines = [x for x in data.split(b"\r\n") if x.startswith((b"Conn: ", b"LinkedN"))]
    return [_AGES.sub(rb"\1", _TIME.sub(b"T ", line)) for line in lines]


def talks(node: SimulatedNode, name: str) -> Scene:
    """Return the talks of a recording as a scene, those who are not linked left out."""

    def hear(number: str, *, talking: bool) -> None:
        for link in [link for link in node.link_list if link.name == number]:
            node.hear_link(link, talking=talking)

    def keyup(number: str, seconds: float) -> None:
        later = node.world.later
        later(0.02, partial(hear, number, talking=True))
        later(0.02 + seconds, partial(hear, number, talking=False))

    found = ((x.text, _KEYUP.match(x.text)) for x in load(name).steps)
    return {
        text: partial(keyup, match[1], float(match[2]))
        for text, match in found
        if match
    }


async def test_mode_changes_beside_other_links(clock: Clock, watch: Watch) -> None:
    """T to R, R to T, T to local monitor and back (d11)."""
    async with SimulatedServer(["1999"], USERS, clock=watch) as server:
        node = server.node("1999")
        node.tx_follows = False
        server.world.late_threads = True
        recorded, simulated = b"", b""
        polls = 0
        for cause, want, got in await play(
            server, watch, clock, load(D11), talks(node, D11)
        ):
            recorded += want
            simulated += got
            if "Stat" in cause and not _KEYED.search(want + got):
                assert of_links(got) == of_links(want), cause
                polls += 1
    assert polls > 100
    want_alinks = [v for _, v in events(recorded, "1999", "RPT_ALINKS")]
    assert len(want_alinks) > 25
    assert [v for _, v in events(simulated, "1999", "RPT_ALINKS")] == want_alinks


@pytest.mark.parametrize(
    ("modes", "network"),
    [
        ((3, 2), "3,C2001,R2003,T2002"),
        ((2, 3), "2,R2003,T2002"),
        ((3, 8), "2,R2003,T2002"),
        ((8, 3), "3,C2001,R2003,T2002"),
    ],
)
async def test_rpt_links_of_a_mode_change(
    clock: Clock, modes: tuple[int, int], network: str
) -> None:
    """RPT_ALINKS lacks the link, RPT_LINKS may have it again (d11)."""
    recorded = load(D11).received
    assert ("RPT_LINKS", network) in events(recorded, "1999", "RPT_LINKS")
    async with SimulatedServer(["1999"]) as server:
        linking = server.node("1999").linking
        for function, name in ((modes[0], "2001"), (3, "2002"), (2, "2003")):
            linking.ilink(function, name)
            await clock.advance(1)
        client = await watching(server, clock, mask="call")
        server.world.late_threads = "C2001" in network
        linking.ilink(modes[1], "2001")
        await clock.settle()
        told = events(client.take(), "1999", *LINKS)
        assert told[0] == ("RPT_ALINKS", "2,2003RU,2002TU")
        assert told[2] == ("RPT_LINKS", network)


async def test_a_local_monitor_that_others_reach(clock: Clock, watch: Watch) -> None:
    """Conn has it, LinkedNodes as what its neighbour reports; each change is told (d12)."""
    network = (
        Remote("2001"),
        Remote("2002", children=("T2001", "T1999")),
        Remote("2003"),
    )
    async with SimulatedServer(["1999"], USERS, clock=watch, network=network) as server:
        node = server.node("1999")
        node.tx_follows = False
        linking = node.linking
        client = await watching(server, clock, mask="call")
        linking.ilink(8, "2001")
        await clock.advance(1)
        linking.ilink(3, "2002")
        await clock.advance(1)
        client.take()
        assert [link.mode for link in node.links] == ["local_monitor", "transceive"]
        assert node.linked_nodes == ["T1999", "T2001", "T2002"]
        assert b"LinkedNodes: T1999, T2001, T2002\r\n" in load(D12).received
        told = [("RPT_ALINKS", "1,2002TU"), ("RPT_LINKS", "3,T2002,T2001,T1999")]
        for talking in (True, False):
            node.hear_link(node.find("2001"), talking=talking)
            await clock.settle()
            got = events(client.take(), "1999", "RPT_ALINKS", "RPT_LINKS")
            assert got == told
        # It is in the network already, so it is not linked again.
        linking.ilink(1, "2001")
        await clock.settle()
        linking.ilink(8, "2001")
        await clock.advance(1)
        assert [link.name for link in node.links] == ["2002"]


@pytest.mark.parametrize("delay", [0.0, 0.001, 0.005, 0.02, 0.06])
async def test_two_masters(clock: Clock, delay: float) -> None:
    """Within one tick of the node the second command is lost; both get Success (d14)."""
    recorded = {
        int(found[1]) for step in load(D14).steps if (found := _ROUND.match(step.text))
    }
    assert int(delay * 1000) in recorded
    async with SimulatedServer(["1999"]) as server:
        with standing(clock):
            await _send_two(clock, server, delay)
        linked = [link.name for link in server.node("1999").links]
        assert linked == (["2001", "2003"] if delay >= 0.02 else ["2001"])


async def _send_two(clock: Clock, server: SimulatedServer, delay: float) -> None:
    one, other = [await watching(server, clock, mask="off") for _ in range(2)]
    reply = await one.ask(
        clock, "Action: Command", "Command: rpt cmd 1999 ilink 3 2001"
    )
    await clock.advance(delay)
    again = await other.ask(
        clock, "Action: Command", "Command: rpt cmd 1999 ilink 3 2003"
    )
    assert reply == again
    assert b"Response: Success" in again
    await clock.advance(1)


def _key(node: SimulatedNode, dice: Random) -> None:
    if links := [link for link in node.link_list if link.established]:
        link = dice.choice(links)
        node.hear_link(link, talking=not link.keyed)


_CHANGES: tuple[Callable[[SimulatedNode, Random], object], ...] = (
    lambda node, dice: node.linking.ilink(
        dice.choice((2, 3, 8)), dice.choice(("2001", "2002", "2003"))
    ),
    lambda node, dice: node.linking.ilink(1, dice.choice(("2001", "2002", "2003"))),
    _key,
)


@pytest.mark.parametrize("seed", range(20))
async def test_what_always_holds(clock: Clock, seed: int) -> None:
    """What the recordings show of each change holds in random runs as well.

    A mode change adds 1 to the reconnects and takes the age of the link; nothing
    else does. RPT_ALINKS never has a local monitor, and each change at one, or of
    one, sends the four events; an unkey and a key-up are told with the link's letter.
    """
    dice = Random(seed)
    timings = Timings(connect=0.05)
    async with SimulatedServer(["1999"], timings=timings) as server:
        with standing(clock):
            await _live_at_random(clock, server, dice)


async def _live_at_random(clock: Clock, server: SimulatedServer, dice: Random) -> None:
    node = server.node("1999")
    node.tx_follows = False
    client = await watching(server, clock, mask="call")
    for _ in range(60):
        server.world.late_threads = dice.random() < 0.5
        before = {link.name: link for link in node.links}
        dice.choice(_CHANGES)(node, dice)
        changed = {link.name: link for link in node.links} != before
        await clock.settle()
        told = events(client.take(), "1999", *LINKS)
        connecting = {x.name for x in node.links} - before.keys()
        assert bool(told) is (changed and not connecting)
        assert [name for name, _ in told] == list(LINKS) * (len(told) // 4)
        await clock.advance(dice.choice((0.1, 0.7, 3.0)))
        client.take()
        monitors = {x.name for x in node.links if x.mode == "local_monitor"}
        alinks = node.variables["RPT_ALINKS"]
        assert not any(f"{name}T" in alinks for name in monitors)
        for link in node.links:
            old = before.get(link.name)
            if old is not None and link.mode == old.mode:
                again = link.state == old.state
                assert not again or link.reconnects == old.reconnects
                assert not again or link.since == old.since
            if old is not None and link.mode != old.mode:
                assert link.since > old.since
                established = link.state == "established"
                assert link.reconnects == old.reconnects + established
