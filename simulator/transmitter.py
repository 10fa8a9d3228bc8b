"""When a node transmits: key-ups, telemetry, hang time and the time-out timer.

As seen in transcripts 40, 56, 64, 80, 83 and 89. RPT_TXKEYED follows any
reason to transmit and stays for a hang time; RPT_ETXKEYED follows the local
receiver, the autopatch and telemetry that no keyed link talks over.
"""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .node import SimulatedNode


class Transmitter:
    """The transmitter of a node.

    With `follows` false it never keys by itself: only `key` and `unkey` do.
    """

    def __init__(self, node: SimulatedNode) -> None:
        """Begin unkeyed."""
        self._node = node
        self._world = node.world
        self.follows = True
        self.keyed = False
        self.external = False
        self.timed_out = False
        self.armed = False
        self._keyed_at = 0.0
        self._hang = 0.0
        self._announcing = False
        self._announcing_widely = False
        self._playing = False
        self._playing_widely = False
        self._end_of_notice: asyncio.TimerHandle | None = None
        self._end_of_hang: asyncio.TimerHandle | None = None
        self._limit: asyncio.TimerHandle | None = None

    @property
    def seconds(self) -> float:
        """How long this keyup has lasted."""
        return self._world.now() - self._keyed_at if self.keyed else 0.0

    def update(self) -> None:
        """Follow what the receiver, the links and the autopatch do now."""
        enabled = self._node.states.transmitter
        if not enabled:
            self._cut()
        self._watch_time_out()
        if not self.follows:
            return
        links = self._node.link_keyed
        heard = self._node.receiving or links
        patched = self._node.autopatch_up
        notice = (self._announcing_widely or self._playing_widely) and not links
        external = self._node.receiving or patched or notice
        wanted = heard or patched or self._announcing or self._playing
        if heard:
            hang = self._world.timings
            self._hang = hang.link_hang if links else hang.hang
        if enabled and wanted and not self.timed_out:
            self.key()
        self._set_external(external)
        if not wanted:
            self._hang_up()

    def announce(self, *, widely: bool = True) -> None:
        """Send telemetry: to the own transmitter only, or to the links as well."""
        if not self.follows or not self._node.states.transmitter:
            return
        self._announcing = True
        self._announcing_widely |= widely
        self._cancel(self._end_of_notice)
        length = self._world.timings.telemetry
        self._end_of_notice = self._world.later(length, self._announced)
        self._hang = self._world.timings.telemetry_tail
        self.update()

    def begin_clip(self, *, widely: bool) -> None:
        """Play a clip: to the own transmitter only, or to the links as well."""
        if not self.follows:
            return
        self._playing, self._playing_widely = True, widely
        self._hang = self._world.timings.telemetry_tail
        self.update()

    def end_clip(self) -> None:
        """End the clip, if one is played."""
        if not self._playing:
            return
        self._playing = self._playing_widely = False
        self._hang = self._world.timings.telemetry_tail
        self.update()

    def key(self) -> None:
        """Turn the transmitter on."""
        self._cancel(self._end_of_hang)
        self._end_of_hang = None
        if self.keyed:
            return
        self.keyed = self.armed = True
        self._keyed_at = self._world.now()
        self._node.usage.keyed()
        # The event still carries the previous LastTxKeyedTime (app_rpt.c:3349).
        self._node.report("RPT_TXKEYED", "1")
        self._node.last_tx_keyed = self._world.now()

    def unkey(self) -> None:
        """Turn the transmitter off."""
        self._cut()
        self.armed = False

    def retire(self) -> None:
        """Send nothing any more: the node stops."""
        self.follows = self.timed_out = False
        for timer in (self._end_of_notice, self._end_of_hang, self._limit):
            self._cancel(timer)

    def _cut(self) -> None:
        """Turn it off in mid-transmission: the time-out timer stands (transcript d06)."""
        self._cancel(self._end_of_hang)
        self._end_of_hang = None
        if not self.keyed:
            return
        self._node.usage.unkeyed(self.seconds)
        self.keyed = False
        self._node.last_tx_keyed = self._world.now()
        self._node.report("RPT_TXKEYED", "0")

    def _set_external(self, external: bool) -> None:
        if external == self.external:
            return
        self.external = external
        self._node.report("RPT_ETXKEYED", "1" if external else "0")

    def _announced(self) -> None:
        self._announcing = self._announcing_widely = False
        self._hang = self._world.timings.telemetry_tail
        self.update()

    def _hang_up(self) -> None:
        if self.keyed and self._end_of_hang is None:
            self._end_of_hang = self._world.later(self._hang, self.unkey)

    def _watch_time_out(self) -> None:
        node = self._node
        is_playing = self._playing and not self.timed_out
        heard = node.receiving or node.link_keyed or is_playing
        if heard and node.states.time_out_timer and self._limit is None:
            self._limit = self._world.later(node.setup.time_out_after, self._time_out)
        elif not heard and self._limit is not None:
            self._cancel(self._limit)
            self._limit = None
            if self.timed_out:
                self.timed_out = False
                # A clip that began meanwhile is not heard at all (p10_timeout_timer).
                self._playing = self._playing_widely = False
                release = self._world.timings.time_out_release
                self._world.later(release, self._announce_release)

    def _announce_release(self) -> None:
        self.announce(widely=False)

    def _time_out(self) -> None:
        self._node.usage.time_outs += 1
        timings = self._world.timings
        if not (self._node.receiving or self._node.link_keyed):
            # The rest of the clip is lost; linked nodes get a moment of the notice
            # (p10_timeout_timer).
            self._set_external(True)
            self._world.later(timings.clip_notice, self._node.clips.stop)
            return
        self.timed_out = True
        self._world.later(timings.time_out_notice, self._time_out_noticed)

    def _time_out_noticed(self) -> None:
        if self.timed_out:
            self.unkey()

    @staticmethod
    def _cancel(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
