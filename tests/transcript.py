"""Reads the transcripts: recorded AMI sessions in `tests/transcripts/*.txt`.

The format is told in `tests/transcripts/README.md`. A new recording becomes a
test by dropping its file into that folder: `names()` lists what is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
import re

FOLDER = Path(__file__).parent / "transcripts"
# ASL2 and HamVoIP: only for tests that name them
OLD = FOLDER / "old"
# Nodes that restart: of many short sessions each, beside one that listens
RESTARTS = FOLDER / "restarts"

_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{2}|[rnt\\])")
_PLAIN = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"\\": b"\\"}
_STAMP = re.compile(r"^### \[\s*([0-9.]+)\] ?(.*)$")
_MARKS = {">>> ": "sent", "<<< ": "received"}


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a recording: bytes in one direction, or a note.

    `at` is in seconds since the connection was made. `kind` is `sent`,
    `received` (one TCP segment each) or `note` (`text` tells what was done).
    """

    at: float
    kind: str
    data: bytes = b""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as ordered (name, value) pairs, and all bytes up to the next."""

    at: float
    request: tuple[tuple[str, str], ...]
    reply: bytes

    def header(self, name: str) -> str:
        """Return the first value of a request header, empty when absent."""
        return next((v for k, v in self.request if k.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A recorded session."""

    name: str
    steps: tuple[Step, ...]

    @property
    def received(self) -> bytes:
        """All bytes that the server sent."""
        return b"".join(s.data for s in self.steps if s.kind == "received")

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Each request with the bytes received until the next request."""
        return tuple(_sorted_out(list(_exchanges(self.steps))))

    def replies(self, command: str, node: str = "") -> list[bytes]:
        """The raw replies to `RptStatus` with this Command (and this Node)."""
        return [
            e.reply
            for e in self.exchanges
            if e.header("Command") == command and node in ("", e.header("Node"))
        ]


@cache
def load(name: str) -> Transcript:
    """Return the transcript of this name (its file name without `.txt`)."""
    return Transcript(name, tuple(_steps(path(name).read_text(encoding="utf-8"))))


def path(name: str) -> Path:
    """Return the file of a transcript, which may be in a folder of its kind."""
    files = [folder / f"{name}.txt" for folder in (FOLDER, RESTARTS, OLD)]
    return next((file for file in files if file.exists()), files[-1])


def names(pattern: str = "*") -> list[str]:
    """Return the names of all transcripts that match, sorted."""
    return sorted(p.stem for p in FOLDER.glob(f"{pattern}.txt"))


def find(prefix: str) -> Transcript:
    """Return the transcript whose name begins with a number, such as `51_`."""
    (name,) = names(f"{prefix}*")
    return load(name)


def _steps(text: str) -> Iterator[Step]:
    at = 0.0
    kind, data = "", b""
    for line in text.split("\n"):
        mark = _MARKS.get(line[:4], "")
        if mark:
            if mark != kind and data:
                yield Step(at, kind, data)
                data = b""
            kind = mark
            data += _unescape(line[4:])
            continue
        if data:
            yield Step(at, kind, data)
            kind, data = "", b""
        if stamp := _STAMP.match(line):
            at = float(stamp[1])
            if not stamp[2].startswith(("recv ", "sent ")):
                yield Step(at, "note", text=stamp[2])
    if data:
        yield Step(at, kind, data)


def _unescape(line: str) -> bytes:
    return _ESCAPE.sub(_unescape_one, line.encode())


def _unescape_one(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code.startswith(b"x"):
        return bytes([int(code[1:], 16)])
    return _PLAIN[code]


def _exchanges(steps: tuple[Step, ...]) -> Iterator[Exchange]:
    request: tuple[tuple[str, str], ...] | None = None
    at, reply = 0.0, b""
    for step in steps:
        if step.kind == "received":
            reply += step.data
        elif step.kind == "sent":
            if request is not None:
                yield Exchange(at, request, reply)
            request, at, reply = _headers(step.data), step.at, b""
    if request is not None:
        yield Exchange(at, request, reply)


def _sorted_out(exchanges: list[Exchange]) -> Iterator[Exchange]:
    """Give pipelined requests their own replies, found by ActionID."""
    pipelined: list[Exchange] = []
    for exchange in exchanges:
        pipelined.append(exchange)
        if not exchange.reply:
            continue
        messages = [m + b"\r\n\r\n" for m in exchange.reply.split(b"\r\n\r\n")[:-1]]
        for one in pipelined[:-1]:
            mark = b"\r\nActionID: " + one.header("ActionID").encode() + b"\r\n"
            own = [m for m in messages if mark in m]
            messages = [m for m in messages if m not in own]
            yield replace(one, reply=b"".join(own))
        last = pipelined[-1]
        yield replace(last, reply=b"".join(messages)) if pipelined[1:] else last
        pipelined = []
    yield from pipelined


def _headers(data: bytes) -> tuple[tuple[str, str], ...]:
    lines = data.decode(errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines if line)
    return tuple((name, value.strip()) for name, _, value in pairs)
