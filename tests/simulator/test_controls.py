"""What commands do, and what they do not: transcripts d01 to d10."""

import pytest

from simulator import SimulatedServer
from tests.conftest import Clock
from tests.simulator import control_scenes
from tests.simulator.scenes import Stage
from tests.simulator.stage import Watch, of_app_rpt, play
from tests.simulator.test_replies import NODES_A, A, comparable
from tests.transcript import load

# Of two `ilink 16`, the first called in the order of a hash.
SHUFFLED = "p7-"


@pytest.mark.parametrize("name", control_scenes.CONTROLS)
async def test_commands_have_the_recorded_effect(
    name: str, clock: Clock, watch: Watch
) -> None:
    """After each command the polls show what they showed, and events the same."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        stage = Stage(server, watch, clock)
        scene = await control_scenes.CONTROLS[name](stage)
        for cause, recorded, simulated in await play(
            server, watch, clock, load(name), scene
        ):
            if name.startswith("d04") and SHUFFLED in cause:
                continue
            want = comparable(name, of_app_rpt(recorded))
            assert comparable(name, simulated) == want, cause


async def test_a_dead_port_is_tried_for_35_seconds(clock: Clock, watch: Watch) -> None:
    """CONNECTING, then without a channel, then gone; no link event (d10)."""
    name = "d10_connect_dead_port_polled_fast_1999"
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        await control_scenes.connect_polled_fast(Stage(server, watch, clock))
        takes = await play(server, watch, clock, load(name))
    assert len(takes) > 170
    for cause, recorded, simulated in takes:
        assert link_lines(simulated) == link_lines(recorded), cause
    assert b"RPT_ALINKS\r" not in b"".join(simulated for _, _, simulated in takes)


def link_lines(data: bytes) -> list[bytes]:
    """Return what a reply says of links."""
    lines = data.split(b"\r\n")
    return [line for line in lines if line.startswith((b"Conn: ", b"LinkedNodes: "))]
