"""Originate, Hangup and Redirect: replies and events, as recorded."""

from collections.abc import Callable
from functools import partial

import pytest

from simulator import SimulatedServer
from simulator.pbx import Call, originate
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS, by_source, messages, passes
from tests.simulator.stage import Watch
from tests.simulator.test_calls import Script, perform


def originated(script: Script) -> None:
    """Calls of every outcome (c16)."""

    def ring(moment: float) -> None:
        script.play(moment, Call.ring)

    ring(0.81)
    script.answer(2.30)
    ring(2.31)
    script.answer(3.81)
    script.hang_up(6.81)
    script.play(9.33, Call.busy)
    ring(12.84)
    script.play(18.36, Call.congestion)
    script.play(21.87, Call.reject)
    ring(39.41)
    script.answer(40.90)
    ring(55.42)
    script.answer(56.92)
    ring(58.93)
    script.answer(60.42)


def ended_and_redirected(script: Script) -> None:
    """One leg goes elsewhere; calls are hung up by name and by pattern (c16b)."""
    script.pbx.lines.numbers["PJSIP"] = 0x3C
    script.dial(1.22, "1001", "1002")
    script.answer(2.53)
    script.dial(7.93, "1001", "2001", rings=False)
    script.dial(13.15, "1001", "2001", rings=False)


def ring_group(script: Script) -> None:
    """Two phones ring through a Local channel, 1002 answers (c01g)."""
    wanted = originate.Origination("Local/3000@phones/n", "Wait", "30")
    begin = partial(originate.begin, script.pbx, wanted, lambda reason, leg: None)
    script.at(1.69, begin)
    script.play(1.70, Call.ring)
    script.answer(3.22, "1002")
    script.hang_up(6.72, "1002")


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("c01g_ring_group_ev_call", ring_group),
        ("c16_originate", originated),
        ("c16b_hangup_redirect", ended_and_redirected),
    ],
)
async def test_every_reply_and_event(
    name: str, scene: Callable[[Script], None], clock: Clock, watch: Watch
) -> None:
    """Each source tells the same in the same order, and each reply is the same."""
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        takes = await perform(server, watch, clock, name, scene)
        assert not server.pbx.channels
    recorded, simulated = (b"".join(take[n] for take in takes) for n in (1, 2))
    assert _replies(simulated) == _replies(recorded)
    wanted, told = by_source(recorded), by_source(simulated)
    assert sorted(told) == sorted(wanted)
    for source, events in wanted.items():
        if "&" in source:
            assert passes(told[source], events) or passes(events, told[source])
        else:
            assert told[source] == events, source


def _replies(data: bytes) -> list[str]:
    return [m for m in messages(data) if m.startswith("Response: ")]


async def test_without_async_the_session_is_deaf(clock: Clock, watch: Watch) -> None:
    """The reply comes with the answer, and all events behind it (c16)."""
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        takes = await perform(server, watch, clock, "c16_originate", originated)
    (held,) = (take[2] for take in takes if "ActionID: o9" in take[0])
    first = held.split(b"\r\n\r\n")[:2]
    assert first[0] == b"\r\n".join(
        [
            b"Response: Success",
            b"ActionID: o9",
            b"Message: Originate successfully queued",
        ]
    )
    assert first[1].startswith(b"Event: Newchannel")
