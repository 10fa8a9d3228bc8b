"""RptStatus and what the CLI says of a node, byte for byte as recorded."""

import re

import pytest

from simulator import NodeSetup, SimulatedServer, Timings, User
from tests.conftest import Clock
from tests.simulator import scenes
from tests.simulator.stage import Watch, at, constant, play
from tests.transcript import load

A = User("admin", "s3cret-a")
B = User("admin", "s3cret-b")
NODES_A = (
    "1999",
    "1998",
    NodeSetup("1997", "usrp/127.0.0.1:34001:32001"),
    NodeSetup("1996", "voter/1996"),
)
NODES_B = (NodeSetup("2001", "usrp/127.0.0.1:34101:32101"), "2002", "2003")

# Since which recording the servers had been up since when.
BOOTED = (("0", "01:57:33.2"), ("6", "02:06:17.8"), ("c", "02:30:31.5"))

# The CLI has more commands than the simulator.
NOT_SIMULATED = (
    "rpt show channels",
    "echolink show stats",
    "iax2 show peers",
    "iax2 show channels",
    "core show calls",
    "core show channels",
)
# In these the transmitter goes on speaking, so its time depends on speech.
_SPOKEN = ("93_", "d")
_TX_TIME = re.compile(rb"(TxTime\w+: )[0-9:]+")


@pytest.mark.parametrize("name", scenes.REPLIES)
async def test_every_reply_is_the_real_one(
    name: str, clock: Clock, watch: Watch
) -> None:
    """A node in the recorded state answers with the recorded bytes."""
    transcript = load(name)
    of_b = b"s3cret-b" in b"".join(step.data for step in transcript.steps)
    watch.now = max(at(moment) for first, moment in BOOTED if name >= first)
    server = SimulatedServer(
        NODES_B if of_b else NODES_A,
        [B if of_b else A],
        clock=watch,
        timings=Timings(connect=1.0),
    )
    async with server:
        stage = scenes.Stage(server, watch, clock)
        scene = await scenes.REPLIES[name](stage)
        for cause, recorded, simulated in await play(
            server, watch, clock, transcript, scene
        ):
            if not any(command in cause for command in NOT_SIMULATED):
                assert comparable(name, simulated) == comparable(name, recorded), cause


def comparable(name: str, data: bytes) -> bytes:
    """Return bytes without what cannot be the same twice."""
    if name.startswith(_SPOKEN):
        data = _TX_TIME.sub(rb"\1T", data)
    return constant(data)
