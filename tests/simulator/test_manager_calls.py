"""Originate, Hangup and Redirect: replies and events, as recorded."""

from collections.abc import Callable
from functools import partial

import pytest

from simulator import SimulatedServer
from simulator.pbx import Call, PbxSetup, Phone, originate
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS, by_source, fields, messages, passes
from tests.simulator.scenes import watching
from tests.simulator.stage import Watch
from tests.simulator.test_calls import Script, perform

ORIGINATE = (
    "Action: Originate",
    "Channel: PJSIP/1001",
    "Application: Echo",
    "Async: true",
)


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
    recorded = b"".join(recorded for _, recorded, _ in takes)
    simulated = b"".join(simulated for _, _, simulated in takes)
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


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (Call.busy, "0"),
        (partial(Call.busy, reason=5), "5"),
        (partial(Call.congestion, reason=8), "8"),
        (Call.no_answer, "0"),
        (lambda call: (call.ring(), call.no_answer()), "3"),
        (lambda call: (call.ring(), call.answer()), "4"),
    ],
)
async def test_reasons(
    step: Callable[[Call], object], reason: str, clock: Clock
) -> None:
    """What became of it, in the number of an OriginateResponse."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        await client.ask(clock, *ORIGINATE)
        step(server.pbx.calls[0])
        await clock.settle()
        responses = [fields(m) for m in messages(client.take()) if "Reason" in m]
        client.transport.abort()
    assert [response["Reason"] for response in responses] == [reason]


async def test_a_phone_that_answers_by_itself(clock: Clock) -> None:
    """It rings at once, and answers when its time has come."""
    setup = PbxSetup((Phone("1001", answers_after=4.0), Phone("1002")))
    async with SimulatedServer((), pbx=setup) as server:
        client = await watching(server, clock, mask="call")
        await client.ask(clock, *ORIGINATE)
        call = server.pbx.dial("1002", "1001")
        await clock.advance(3.9)
        assert call.rings()
        assert b"DialEnd" not in client.take()
        await clock.advance(0.2)
        assert not call.rings()
        told = client.take()
        assert told.count(b"DialStatus: ANSWER") == 2
        assert b"Reason: 4" in told
        client.transport.abort()


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("Timeout: soon", "Invalid timeout"),
        ("Channel: PJSIP", "Invalid channel"),
    ],
)
async def test_what_cannot_be_originated(
    wrong: str, complaint: str, clock: Clock
) -> None:
    """Mistakes are told at once."""
    async with SimulatedServer((), pbx=SETUP) as server:
        client = await watching(server, clock, mask="call")
        lines = "Action: Originate", wrong, "Channel: PJSIP/1001", "Async: true"
        assert complaint.encode() in await client.ask(clock, *lines)
        client.transport.abort()


@pytest.mark.parametrize(
    ("lines", "reply"),
    [
        (("Channel: PJSIP/1001-00000000", "Cause: soon"), "Message: Channel Hungup"),
        (("Channel: /(/",), "Message: Regex compile failed on: /(/"),
    ],
)
async def test_what_cannot_be_hung_up(
    lines: tuple[str, ...], reply: str, clock: Clock
) -> None:
    """A cause that is none counts for nothing; a pattern that is none is told."""
    async with SimulatedServer((), pbx=SETUP) as server:
        client = await watching(server, clock, mask="off")
        server.pbx.dial("1001", "2001")
        assert reply.encode() in await client.ask(clock, "Action: Hangup", *lines)
        client.transport.abort()
