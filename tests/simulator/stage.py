"""Plays a transcript's client against the simulator and compares what comes back."""

import asyncio
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
import re
from typing import override

from simulator import SimulatedServer
from tests.conftest import Clock
from tests.transcript import Transcript, path

# What cannot be the same twice: moments, ports, random numbers.
_VOLATILE = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rb"(Timestamp: )\d+\.\d{6}", rb"\1T"),
        (rb"(Challenge: )\d{6,10}", rb"\1C"),
        (
            rb"((?:EventTV|SessionTV): )\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000",
            rb"\1T",
        ),
        (rb"(SessionID: )0x[0-9a-f]{12}", rb"\1S"),
        (rb"((?:Local|Remote)Address: IPV4/T(?:CP|LS)/127.0.0.1/)\d+", rb"\1P"),
        (rb"((?:Uptime|LastReload): )\d+", rb"\1U"),
        (rb"(TX time [a-z ]*\.+: )\d\d:\d\d:\d\d:\d+", rb"\1T"),
    )
]

_RECORDED = re.compile(r"^# recorded (\S+)", re.MULTILINE)

type Scene = Mapping[str, Callable[[], object]]


@dataclass
class Watch:
    """The server's clock, seconds since the epoch: set by the test, or running."""

    now: float
    running: Clock | None = None

    def __call__(self) -> float:
        """Return the time."""
        return self.now + (self.running.time() if self.running else 0.0)

    def run(self, clock: Clock, begin: float) -> None:
        """Run with the loop's clock from now on."""
        self.running = clock
        self.now = begin - clock.time()


class Client(asyncio.Protocol):
    """A raw client: it keeps every byte that came."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self.received = b""
        self.ended = False

    @classmethod
    async def connect(cls, server: SimulatedServer) -> Client:
        """Return a connected client."""
        loop = asyncio.get_running_loop()
        transport, client = await loop.create_connection(cls, server.host, server.port)
        client.transport = transport
        return client

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        """Keep the bytes."""
        self.received += data

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        """Keep that the server ended it."""
        self.ended = True

    def take(self) -> bytes:
        """Return what came since the last time."""
        taken, self.received = self.received, b""
        return taken

    def send(self, *lines: str) -> None:
        """Send an action, line by line."""
        self.transport.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())

    async def ask(self, clock: Clock, *lines: str) -> bytes:
        """Send an action and return what comes back at once."""
        self.send(*lines)
        await clock.settle()
        return self.take()


def at(moment: str) -> float:
    """Return a time of the day of the recordings, seconds since the epoch."""
    return (
        datetime.fromisoformat(f"2026-11-21T{moment}").replace(tzinfo=UTC).timestamp()
    )


def began(transcript: Transcript) -> float:
    """Return when a recording began, seconds since the epoch."""
    text = path(transcript.name).read_text(encoding="utf-8")
    found = _RECORDED.search(text)
    assert found
    return datetime.fromisoformat(found[1]).timestamp()


def of_app_rpt(data: bytes) -> bytes:
    """Return messages without Asterisk's own events about channels."""
    messages = data.split(b"\r\n\r\n")
    told = (b"Event: RPT_", b"Event: DTMF\r", b"Event: MDC", b"Event: FullyBooted")
    kept = (m for m in messages if not m.startswith(b"Event: ") or m.startswith(told))
    return b"\r\n\r\n".join(kept)


def constant(data: bytes) -> bytes:
    """Return bytes without what cannot be the same twice."""
    for pattern, replacement in _VOLATILE:
        data = pattern.sub(replacement, data)
    return data


@contextmanager
def standing(clock: Clock) -> Generator[None]:
    """Let the loop's time pass only where it is moved, however slow the machine."""
    real, now = clock._real, clock._real()
    clock._real = lambda: now
    yield
    clock._real = real


async def play(
    server: SimulatedServer,
    watch: Watch,
    clock: Clock,
    transcript: Transcript,
    scene: Scene | None = None,
    *,
    fraction: float | None = None,
) -> list[tuple[str, bytes, bytes]]:
    """Return (what happened, recorded bytes, simulated bytes), step by step.

    Time runs as in the recording. `scene` does what a note of the recording says,
    or what is due before the action with that ActionID. The server's time stands
    between the steps; with a `fraction`, the part of a second at which the
    recording began, it runs.
    """
    scene = scene or {}
    watch.now = began(transcript)
    with standing(clock):
        if fraction is not None:
            watch.run(clock, watch.now + fraction)
        return await _play(server, watch, clock, transcript, scene)


async def _play(
    server: SimulatedServer,
    watch: Watch,
    clock: Clock,
    transcript: Transcript,
    scene: Scene,
) -> list[tuple[str, bytes, bytes]]:
    client = await Client.connect(server)
    await clock.settle()
    takes = []
    cause, recorded, last = "connected", b"", 0.0
    pipelined = [
        one.kind == two.kind == "sent" and two.at - one.at < 0.01
        for one, two in pairwise(transcript.steps)
    ]
    for step, goes_on in zip(transcript.steps, [False, *pipelined], strict=True):
        await clock.advance(step.at - last)
        if not watch.running:
            watch.now += step.at - last
        last = step.at
        if step.kind == "received":
            recorded += step.data
            continue
        if step.kind == "note" and step.text not in scene:
            assert not step.text.startswith("EOF") or client.ended
            continue
        if not goes_on:
            takes.append((cause, recorded, client.take()))
        cause, recorded = step.text or step.data.decode(errors="replace"), b""
        if step.kind == "sent":
            for due in (x for x in scene if f"ActionID: {x}\r\n".encode() in step.data):
                scene[due]()
            client.transport.write(step.data)
        else:
            scene[step.text]()
        await clock.settle()
    if watch.running:
        await clock.advance(0.1)
    takes.append((cause, recorded, client.take()))
    client.transport.abort()
    await clock.settle()
    return takes
