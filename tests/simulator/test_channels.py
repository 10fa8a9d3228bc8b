"""The events of IAX2 channels, where they are wanted: as recorded."""

import re

from simulator import SimulatedServer
from tests.conftest import Clock
from tests.simulator import control_scenes
from tests.simulator.scenes import Stage
from tests.simulator.stage import Watch, play
from tests.simulator.test_replies import NODES_A, NODES_B, A, B, comparable
from tests.transcript import load

_NUMBERS = re.compile(rb"(:\d+-|Uniqueid: |Linkedid: )[0-9.]+")


def numberless(data: bytes) -> bytes:
    """Return bytes without the numbers of channels."""
    return comparable("d", _NUMBERS.sub(rb"\1N", data))


def told(data: bytes, *kinds: bytes) -> list[bytes]:
    """Return the messages of these kinds."""
    messages = numberless(data).split(b"\r\n\r\n")
    return [m for m in messages if m.startswith(tuple(b"Event: " + k for k in kinds))]


async def test_a_call_and_its_link(clock: Clock, watch: Watch) -> None:
    """Replies and events of a connect, nothing left out (d09)."""
    name = "d09_connect_polled_fast_1999"
    server = SimulatedServer(NODES_A, [A], clock=watch, channel_events=True)
    async with server:
        await control_scenes.connect_polled_fast(Stage(server, watch, clock))
        for cause, recorded, simulated in await play(server, watch, clock, load(name)):
            assert numberless(simulated) == numberless(recorded), cause


async def test_hanging_up(clock: Clock, watch: Watch) -> None:
    """The same kinds of events, in the same order, from call to hang-up (40)."""
    recording = load("40_events_link_unlink_1999_to_2001")
    server = SimulatedServer(NODES_A, [A], clock=watch, channel_events=True)
    async with server:
        node = server.node("1999")
        node.tx_follows = False
        scene = {
            "shell: rpt cmd 1999 ilink 3 2001": lambda: node.linking.ilink(3, "2001"),
            "shell: rpt cmd 1999 ilink 1 2001": lambda: node.linking.ilink(1, "2001"),
        }
        takes = await play(server, watch, clock, recording, scene)
    simulated = b"".join(take for _, _, take in takes)
    kinds = b"New", b"Hangup", b"SoftHangup"
    assert told(simulated, *kinds) == told(recording.received, *kinds)


async def test_a_call_that_comes_in_and_is_hung_up(clock: Clock, watch: Watch) -> None:
    """The called side, whose hang-up has more to say (40b)."""
    recording = load("40b_events_link_unlink_seen_from_2001")
    server = SimulatedServer(NODES_B, [B], clock=watch, channel_events=True)
    async with server:
        node, later = server.node("2001"), server.world.later
        node.tx_follows = False
        later(0.9, lambda: node.link("1999"))
        later(27.3, lambda: node.unlink("1999"))
        takes = await play(server, watch, clock, recording, fraction=0.0)
    simulated = b"".join(take for _, _, take in takes)
    kinds = b"New", b"Hangup", b"SoftHangup"
    assert told(simulated, *kinds) == told(recording.received, *kinds)
