"""Clips: the simulator says what the recordings p1 and p10 have, at their times."""

import ast
import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
import io
import re
import wave

import pytest

from simulator import NodeSetup, SimulatedServer, User
from simulator.media_cache import Cached
from tests.conftest import Clock
from tests.simulator.stage import Client, standing
from tests.transcript import Transcript, load

_REQUEST = re.compile(r"HTTP request \d+: GET (\S+) ")
_ANSWER = re.compile(r"HTTP answer (\d+) (\{.*\}) (\d+) bytes")
_HEADER = 44
# The recordings' own clip server
_RECORDED_PORT = re.compile(rb":(27210|18777)\b")
_STEP = 0.1
# Times are those of a busy machine
_TOLERANCE = 0.25


@dataclass
class Recorded:
    """An answer of the recorded clip server: how long after the request, and what."""

    path: str
    delay: float
    status: int
    headers: dict[str, str]
    size: int


def wav(size: int) -> bytes:
    """Return a WAV file with so many bytes of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(max(0, size)))
    return file.getvalue()


def answers(transcript: Transcript) -> list[Recorded]:
    """Return what the recorded clip server answered, in order."""
    found, asked = [], ("", 0.0)
    for step in transcript.steps:
        if request := _REQUEST.match(step.text):
            asked = request[1], step.at
        elif answer := _ANSWER.match(step.text):
            status, size = int(answer[1]), int(answer[3])
            headers = ast.literal_eval(answer[2])
            delay = round(step.at - asked[1], 2)
            found.append(Recorded(asked[0], delay, status, headers, size))
    return found


@asynccontextmanager
async def clip_server(plays: list[Recorded]) -> AsyncGenerator[tuple[int, list[str]]]:
    """Answer as recorded, and yield the port and what was asked for."""
    asked: list[str] = []

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        assert "User-Agent: asterisk-libcurl-agent/1.0" in request
        play = plays[len(asked)]
        asked.append(request.split(" ")[1])
        await asyncio.sleep(play.delay)
        body = wav(play.size - _HEADER)
        headers = {**play.headers, "Content-Length": str(len(body))}
        lines = [f"HTTP/1.1 {play.status} x", *(f"{k}: {headers[k]}" for k in headers)]
        writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1")
    yield server.sockets[0].getsockname()[1], asked
    server.close()


def told(data: bytes, node: str) -> list[str]:
    """Return keying events of a node, and what commands printed, as short texts."""
    texts = []
    for message in data.decode().split("\r\n\r\n"):
        lines = dict(
            line.split(": ", 1) for line in message.split("\r\n") if ": " in line
        )
        if "TXKEYED" in lines.get("Event", "") and lines["Node"] == node:
            texts.append(f"{lines['Event']} {lines['EventValue']}")
        printed = re.findall(r"^Output: (.+)\r?$", message, re.MULTILINE)
        texts += [
            re.sub(r"\S+/bucket-\w+(\.wav)?|\d{10}$", "...", line.rstrip())
            for line in printed
        ]
    return texts


def recorded(
    transcript: Transcript, node: str, until: float
) -> list[tuple[float, str]]:
    """Return what a recording has, with its times."""
    found: list[tuple[float, str]] = []
    data = b""
    for step in transcript.steps:
        if step.kind != "received" or step.at > until:
            continue
        whole, mark, data = (data + step.data).rpartition(b"\r\n\r\n")
        found += [(step.at, text) for text in told(whole + mark, node)]
    return found


async def simulated(
    server: SimulatedServer,
    clock: Clock,
    transcript: Transcript,
    node: str,
    port: int,
    until: float,
    *,
    begin: float = 0.0,
) -> list[tuple[float, str]]:
    """Play a recording's client and talkers, and return what the simulator says, with its times."""
    found: list[tuple[float, str]] = []
    client = await Client.connect(server)
    await clock.settle()
    start, data = clock.time(), b""
    recorded_port = b":18777" if transcript.name.startswith("p2_") else b":27210"

    async def wait(moment: float) -> None:
        nonlocal data
        while (now := clock.time() - start) < moment:
            await clock.advance(min(_STEP, moment - now + 1e-6))
            received = client.take().replace(b":%d" % port, recorded_port)
            whole, mark, data = (data + received).rpartition(b"\r\n\r\n")
            found.extend(
                (clock.time() - start, text) for text in told(whole + mark, node)
            )

    talkers = _talkers(transcript, node)
    for step in transcript.steps:
        if step.kind == "received" and step.at <= until and talkers.get(step.at):
            await wait(step.at)
            keyed = talkers.pop(step.at) == "1"
            (server.node(node).key if keyed else server.node(node).unkey)()
        if step.kind != "sent" or step.at > until:
            continue
        if b"Login" not in step.data and step.at < begin:
            continue
        await wait(step.at)
        client.transport.write(_RECORDED_PORT.sub(b":%d" % port, step.data))
    await wait(until + 0.1)
    client.transport.abort()
    await clock.settle()
    return found


def _talkers(transcript: Transcript, node: str) -> dict[float, str]:
    """Return when the receiver of a node was keyed (1) and unkeyed (0)."""
    pattern = (
        rb"Event: RPT_RXKEYED\r\n(?:.+\r\n)*?Node: %b\r\n(?:.+\r\n)*?EventValue: (.)"
    )
    found: dict[float, str] = {}
    for step in transcript.steps:
        event = re.search(pattern % node.encode(), step.data)
        if step.kind == "received" and event:
            found[step.at] = event[1].decode()
    return found


# The clip server of p2 left no notes: what it answered to each request
_WAV = {"Content-Type": "audio/wav"}
_P2 = [
    Recorded("/x.wav", 0, 200, _WAV, _HEADER + 4 * 16_000),
    Recorded("/x.wav", 0, 200, _WAV, _HEADER + 4 * 16_000),
    Recorded("/x.wav", 0, 200, _WAV, _HEADER + 4 * 16_000),
    Recorded("/api/tts?x=1", 0, 200, _WAV, _HEADER + 4 * 16_000),
    Recorded("/nosuch.wav", 0, 404, {}, _HEADER),
]


def _fill(server: SimulatedServer, port: int) -> None:
    """Put into the cache what had been fetched before p10_media_cache_cli."""
    names = "clip.wav", *"zyxw", "x?a=1&b=2", *"vut", "ct2.mp3", "ct.wav"
    for number, name in enumerate(names):
        path = f"/var/cache/asterisk/bucket-{number:06}.wav"
        now = server.world.now()
        entry = Cached(path, ".wav", "audio/wav", "", now, wav(8000), 0.5)
        server.media_cache.entries[f"http://127.0.0.1:{port}/{name}"] = entry


@pytest.mark.parametrize(
    ("name", "user", "node", "begin", "until", "loaded"),
    [
        (
            "p1_localplay_without_media_cache",
            User("ha", "hapw"),
            "2201",
            38.5,
            80,
            False,
        ),
        ("p10_prefetch", User("ha", "pw-ha"), "4001", 0, 21, True),
        ("p10_media_cache_refresh", User("ha", "pw-ha"), "4001", 0, 11, True),
        ("p10_refresh_unreachable", User("ha", "pw-ha"), "4001", 0, 5, True),
        ("p10_stop", User("ha", "pw-ha"), "4001", 10.5, 49, True),
        ("p10_lengths", User("ha", "pw-ha"), "4001", 3.606, 30, True),
        ("p2_localplay_with_media_cache", User("ha", "hapw"), "2201", 0, 52, True),
        ("p7_localplay_while_rx_keyed", User("truth", "truth"), "1997", 0, 22, True),
        ("p10_timeout_timer", User("full", "pw-full"), "3995", 0, 32, True),
        ("p10_media_cache_cli", User("ha", "pw-ha"), "4001", 0, 3.7, True),
    ],
)
async def test_clips_play_as_recorded(
    clock: Clock,
    name: str,
    user: User,
    node: str,
    begin: float,
    until: float,
    loaded: bool,
) -> None:
    """What is printed and keyed, in that order and at those times, and what is asked."""
    transcript = load(name)
    want = [one for one in recorded(transcript, node, until) if one[0] >= begin]
    asked_then = [
        one.text
        for one in transcript.steps
        if begin <= one.at <= until and one.text.startswith("HTTP request")
    ]
    skipped = sum(
        1 for x in transcript.steps if x.text.startswith("HTTP answer") and x.at < begin
    )
    plays = _P2 if name.startswith("p2_") else answers(transcript)[skipped:]
    # That node has 10 s, and neither says nor plays anything when they are over.
    is_short = name == "p10_timeout_timer"
    setup = NodeSetup(node, time_out_after=10.0 if is_short else 180.0)
    with standing(clock):
        async with (
            clip_server(plays) as (port, asked),
            SimulatedServer([setup], [user], media_cache=loaded) as server,
        ):
            if is_short:
                timings = server.world.timings
                server.world.timings = replace(
                    timings, time_out_notice=0.0, telemetry=0.0
                )
            server.media_cache.reaches = "unreachable" not in name
            if name == "p10_media_cache_cli":
                _fill(server, port)
            have = await simulated(
                server, clock, transcript, node, port, until, begin=begin
            )
    assert [text for _, text in have] == [text for _, text in want]
    late = [
        (was, text, round(now - was, 3))
        for (now, text), (was, _) in zip(have, want, strict=True)
        if abs(now - was) > _TOLERANCE
    ]
    assert not late
    assert len(asked) == (len(asked_then) or len(plays))
