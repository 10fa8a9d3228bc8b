"""What a node plays: `rpt localplay` and `rpt playback`, one clip after another.

As transcripts p1, p2, p7 and p10_* have it: the transmitter is keyed at the command,
the clip is opened after telemwait, and what cannot be opened is silence until then.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .node import SimulatedNode

# Asterisk's own sounds that the recordings play, seconds
_SOUNDS = {"hello-world": 1.44, "tt-monkeys": 16.0}


@dataclass(frozen=True, slots=True)
class Played:
    """A clip that was played, at the server's time.

    `network` is whether linked nodes got it, `heard` whether the transmitter was on,
    `over_talker` whether somebody was on the receiver.
    """

    name: str
    at: float
    network: bool
    heard: bool
    over_talker: bool


class Clips:
    """The queue of a node's clips. `played` are those that were begun, in order."""

    def __init__(self, node: SimulatedNode) -> None:
        """Begin with nothing to play."""
        self._node = node
        self._world = node.world
        self._waiting: deque[tuple[str, bool]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._fetching = self._dropped = False
        self.played: list[Played] = []

    def play(self, name: str, *, network: bool) -> None:
        """Play a sound of Asterisk's or a clip's address, after those that wait."""
        if not self._node.running:
            return
        self._waiting.append((name, network))
        if self._task is None:
            self._task = self._world.spawn(self._play_all())

    def retire(self) -> None:
        """Play nothing any more: the node stops."""
        self._fetching = False
        self.stop()

    def stop(self) -> None:
        """Stop at once, and forget all that wait (cop 24, transcript p10_stop).

        The transmitter stays on for one that is still being fetched.
        """
        self._waiting.clear()
        if self._fetching:
            self._dropped = True
            return
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._node.transmitter.end_clip()

    async def _play_all(self) -> None:
        timings, transmitter = self._world.timings, self._node.transmitter
        while self._waiting:
            name, network = self._waiting.popleft()
            await asyncio.sleep(timings.clip_start)
            transmitter.begin_clip(widely=network)
            await asyncio.sleep(timings.telemetry_wait)
            self._fetching = True
            seconds = await self._length(name)
            self._fetching = False
            if seconds is not None and not self._dropped:
                node = self._node
                now, heard = self._world.now(), node.transmitting
                self.played.append(Played(name, now, network, heard, node.receiving))
                await asyncio.sleep(seconds)
            self._dropped = False
            transmitter.end_clip()
        self._task = None

    async def _length(self, name: str) -> float | None:
        if "://" in name:
            # Without the module it is the name of a file that is not there (p1).
            return await self._world.media_cache.length(name)
        return _SOUNDS.get(name)
