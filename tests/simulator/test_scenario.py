"""The demo's traffic, and the simulator as a program."""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
import signal
import sys

import pytest

from simulator import SimulatedServer, scenario
from simulator.pbx import PbxSetup, Phone, habits
from tests.conftest import Clock
from tests.simulator.pbx_stage import fields, messages
from tests.simulator.scenes import watching
from tests.simulator.test_events import events

DEMO = Path(scenario.__file__).parent / "scenarios" / "demo.toml"


async def test_demo_is_lively(clock: Clock) -> None:
    """In half an hour links come and go, stations and receivers talk and dial."""
    story = scenario.load(DEMO)
    async with SimulatedServer(()) as server:
        scenario.furnish(server, story)
        client = await watching(server, clock)
        playing = asyncio.create_task(scenario.play(server, story))
        told = b""
        for _ in range(30):
            await clock.advance(60)
            told += client.take()
        playing.cancel()
    adjacent = [value for _, value in events(told, "1999", "RPT_ALINKS")]
    seen = {item[:-2] for value in adjacent for item in value.split(",")[1:]}
    talked = {
        item[:-2]
        for value in adjacent
        for item in value.split(",")[1:]
        if item.endswith("K")
    }
    assert seen == {"2001", "2003", "27339", "3345678", "3009001", "W1AW-P", "K3WEB"}
    assert talked == seen
    assert any("2003R" in value for value in adjacent)
    counts = {len(value.split(",")) for value in adjacent}
    assert len(counts) > 3
    assert len(events(told, "1998", "RPT_RXKEYED")) > 40
    assert {value for _, value in events(told, "1998", "DTMF")} == {"*", "7", "0"}


async def test_demo_has_telephones(clock: Clock) -> None:
    """In two hours there are calls of every kind, and each of them ends."""
    story = replace(scenario.load(DEMO), stations=(), receivers=())
    async with SimulatedServer(()) as server:
        scenario.furnish(server, story)
        client = await watching(server, clock, mask="call")
        playing = asyncio.create_task(scenario.play(server, story))
        told = b""
        for _ in range(120):
            await clock.advance(60)
            told += client.take()
        playing.cancel()
        ended = [m for m in messages(told) if m.startswith("Event: DialEnd")]
        statuses = Counter(fields(message)["DialStatus"] for message in ended)
        callers = {fields(message)["Channel"].partition("-")[0] for message in ended}
        assert len(server.pbx.calls) <= 3
    assert statuses.keys() == {"ANSWER", "NOANSWER", "CANCEL", "BUSY"}
    assert statuses["ANSWER"] > 20
    assert callers == {"PJSIP/101", "PJSIP/102", "PJSIP/provider"}


async def test_a_call_may_be_ended_by_somebody_else(clock: Clock) -> None:
    """Who calls by habit goes on with the next call."""
    habit = habits.Habit("101", "102", (5, 5), (10, 10), (10, 10), answered=1)
    story = scenario.Scenario(
        pbx=PbxSetup((Phone("101"), Phone("102"))), calls=(habit,)
    )
    async with SimulatedServer(()) as server:
        scenario.furnish(server, story)
        client = await watching(server, clock, mask="call")
        playing = asyncio.create_task(scenario.play(server, story))
        for seconds in (7, 18):
            await clock.advance(seconds)
            name = server.pbx.calls[0].root.name
            await client.ask(clock, "Action: Hangup", f"Channel: {name}")
            assert not server.pbx.calls
        await clock.advance(20)
        assert len(server.pbx.calls) == 1
        playing.cancel()


async def test_who_is_called_talks_back(clock: Clock) -> None:
    """A station that never comes by itself talks when a command links it."""
    story = scenario.Scenario(
        stations=(scenario.Station("2002", "1999", talks=(1, 2), pauses=(1, 2)),)
    )
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        playing = asyncio.create_task(scenario.play(server, story))
        await clock.advance(60)
        assert client.take() == b""
        server.node("1999").linking.ilink(3, "2002")
        await clock.advance(60)
        playing.cancel()
        values = [value for _, value in events(client.take(), "1999", "RPT_ALINKS")]
    assert "1,2002TK" in values
    assert values.count("1,2002TU") > 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[nodes]]\nnumber = '1'", "unknown in story.toml: nodes"),
        ("[[node]]\nnumbers = '1'", "unexpected keyword argument 'numbers'"),
        ("[[node", "Expected"),
    ],
)
def test_a_wrong_scenario_says_what_is_wrong(
    tmp_path: Path, text: str, complaint: str
) -> None:
    """A typing error does not pass in silence."""
    path = tmp_path / "story.toml"
    path.write_text(text)
    with pytest.raises((ValueError, TypeError), match=complaint):
        scenario.load(path)


@pytest.mark.parametrize(
    ("dialect", "version"), [("asl3", "11.0.0"), ("asl2", "1.0"), ("hamvoip", "1.0")]
)
async def test_program_serves_until_it_is_terminated(
    dialect: str, version: str
) -> None:
    """`python -m simulator` tells its address, answers, and ends in order."""
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        *("--port", "0", "--node", "1999", "--user", "me", "--secret", "mine"),
        *("--dialect", dialect),
        cwd=DEMO.parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout
    line = (await program.stdout.readline()).decode()
    assert line.startswith("Nodes 1999 on 127.0.0.1:")
    reader, writer = await asyncio.open_connection("127.0.0.1", int(line.split(":")[1]))
    assert await reader.readline() == f"Asterisk Call Manager/{version}\r\n".encode()
    writer.write(b"Action: Login\r\nUsername: me\r\nSecret: mine\r\n\r\n")
    assert await reader.readline() == b"Response: Success\r\n"
    program.send_signal(signal.SIGTERM)
    assert await program.wait() == 0
    writer.close()
