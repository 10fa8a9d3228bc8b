"""A server that goes through a recording by the clock."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterator
from typing import override

from .replay import ReplayServer
from .transcript import Transcript, load

_END = b"\r\n\r\n"

# The banner and the answer to the login come before
_START = 0.5


class TimedReplay(ReplayServer):
    """Sends what a real server sent, at its time, and answers what it said next.

    The answers are those of the recorded poll that followed: a poll right after
    an event shows what the event was about.
    """

    def __init__(self, name: str, node: str = "1999") -> None:
        """Take the name of a transcript."""
        super().__init__(node)
        transcript = load(name)
        self._polls: dict[str, list[tuple[float, bytes]]] = {"XStat": [], "SawStat": []}
        for exchange in transcript.exchanges:
            command = exchange.header("Command")
            if command in self._polls and exchange.header("Node") == node:
                mark = f"\r\nActionID: {exchange.header('ActionID')}\r\n".encode()
                found = [m for m in exchange.reply.split(_END) if mark in m + b"\r\n"]
                self._polls[command].append((exchange.at, found[0] + _END))
        self._events = list(_events(transcript))
        self._began: float | None = None
        self._timers: list[asyncio.TimerHandle] = []

    @property
    def at(self) -> float:
        """How far into the recording it is now, seconds."""
        if self._began is None:
            return _START
        return asyncio.get_running_loop().time() - self._began

    def begin(self) -> None:
        """Let the recording run from now on."""
        loop = asyncio.get_running_loop()
        self._began = loop.time() - _START
        self._timers = [
            loop.call_later(at - _START, self.send, event) for at, event in self._events
        ]

    @override
    async def __aexit__(self, *error: object) -> None:
        for timer in self._timers:
            timer.cancel()
        await super().__aexit__(*error)

    @override
    def _answer(self, request: dict[str, str]) -> bytes:
        polls = self._polls.get(request.get("Command", ""))
        if request["Action"] == "RptStatus" and polls:
            place = bisect_left(polls, self.at, key=lambda poll: poll[0])
            question = request["Command"], request["Node"]
            self._replies[question] = polls[min(place, len(polls) - 1)][1]
        return super()._answer(request)


def _events(transcript: Transcript) -> Iterator[tuple[float, bytes]]:
    rest = b""
    for step in transcript.steps:
        if step.kind == "received":
            *messages, rest = (rest + step.data).split(_END)
            for message in messages:
                if message.startswith(b"Event: RPT_"):
                    yield step.at, message + _END
