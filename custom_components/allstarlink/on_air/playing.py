"""One clip's way: made ready, fetched by the server, sent when the node is quiet, followed.

The server fetches it before anything is transmitted, one command plays it, and it is
deleted from the server's cache. RPT_TXKEYED 1 is the proof that it is on the air,
RPT_TXKEYED 0 its end (transcript p10_prefetch).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from homeassistant.exceptions import HomeAssistantError

from ..ami.errors import AmiError
from ..app_rpt.clips import PlayClip, StopClips
from ..control.failures import ami_failure, failure, spoken_lines
from .clip import Clip
from .errors import ClipTooLong, OnAirError
from .not_played import (
    NeverKeyed,
    NodeTimedOut,
    NotAllowed,
    NotReady,
    OneLoginOnly,
    ScopeNotAllowed,
    Stopped,
    TransmitterDisabled,
    WaitedInVain,
)
from .ports import ServerPort, Spoken, Wish
from .ticket import PlayerParts, Ticket

# Seconds from the command to RPT_TXKEYED 1, at most: it takes 5 to 20 ms
_KEYING = 5.0

# Seconds beyond the clip's length until it counts as over whatever is reported
_OVER = 15.0

# Seconds until a clip must be ready to be offered: engines may be slow
_MAKING = 120.0

# Seconds between two looks at the server's other nodes
_LOOK = 0.5

# Seconds beyond a limit, so that it is over when that is looked at
_MOMENT = 0.1

# Seconds for which the server's copy is taken for fresh: it is for 300
_FRESH = 240.0


class Playing:
    """Plays one clip of a node. `perform` is its whole way."""

    def __init__(self, parts: PlayerParts, ticket: Ticket) -> None:
        """Take what the clips of the node have in common, and the clip's ticket."""
        self._parts = parts
        self._node, self._server = parts.node, parts.server
        self._ticket = ticket

    async def perform(self) -> None:
        """Play the clip, and keep its place until the server needs it no more."""
        ticket, parts = self._ticket, self._parts
        try:
            clip = await self._make()
            ticket.end = self._server.now() + longest_wait(parts, ticket.wish)
            while parts.queue.first is not ticket:
                await parts.changes.wait_for(ticket)
            await self._play(clip)
        except HomeAssistantError as err:
            ticket.fail(err)
        except asyncio.CancelledError:
            ticket.fail(Stopped(node=self._node.node))
            raise
        except Exception as err:
            ticket.fail(
                failure("command_failed", server=self._server.name, error=str(err))
            )
            raise
        finally:
            parts.queue.leave(ticket)
            parts.publish()

    async def _make(self) -> Clip:
        """Make the clip ready. Raises OnAirError."""
        longest = self._node.settings().longest
        try:
            async with asyncio.timeout(_MAKING):
                clip = await self._ticket.wish.make(longest)
        except TimeoutError as err:
            raise NotReady(seconds=f"{_MAKING:g}") from err
        if clip.duration > longest:
            raise ClipTooLong(longest=f"{longest:g}")
        return clip

    async def _play(self, clip: Clip) -> None:
        """Offer the clip, let the server fetch it, and play it when the node is quiet."""
        cache, end = self._server.cache, self._ticket.end
        await cache.async_check_module()
        async with self._server.offer(clip) as offer:
            try:
                while True:
                    await cache.async_fetch(
                        offer, lambda: while_unkeyed(self._parts, end)
                    )
                    fetched = self._server.now()
                    if await self._send_when_quiet(offer.url, fetched):
                        break
                await self._follow(clip)
            finally:
                await cache.async_delete(offer.url)

    async def _send_when_quiet(self, uri: str, fetched: float) -> bool:
        """Wait, and send the command once; False when the server's copy has got old."""
        ticket, changes = self._ticket, self._parts.changes
        command = PlayClip(uri, ticket.wish.network)
        while True:
            ticket.reason = in_vain(self._parts, ticket.wish)
            if self._server.now() - fetched > _FRESH:
                return False
            if wait := self._blocked():
                rest = fetched + _FRESH - self._server.now()
                await changes.wait_for(ticket, min(wait, max(0.0, rest) + _MOMENT))
                continue
            if not await self._node.look():
                self._node.check()
                raise failure("poll_failed", node=self._node.node)
            if (error := self._disabled()) is not None:
                if isinstance(error, TransmitterDisabled) or ticket.wish.urgent:
                    raise error
                ticket.reason = lambda: NodeTimedOut(node=self._node.node)
                await changes.wait_for(ticket, 1.0)
                continue
            if await self._send(command):
                return True

    def _blocked(self) -> float:
        """Return for how many seconds at most the clip must wait, 0 for none."""
        parts = self._parts
        if parts.queue.first is not self._ticket:
            # An urgent one has come.
            return 10.0
        if self._ticket.wish.urgent:
            return 0.0
        settings = self._node.settings()
        if (quiet := parts.quiet.seconds) is None:
            return 10.0
        after_last = parts.ended + settings.pause - self._server.now()
        return max(0.0, settings.quiet_time - quiet, after_last)

    def _disabled(self) -> OnAirError | None:
        """Return why the node would not transmit, None if it would."""
        nodestat = self._node.state().nodestat
        if nodestat is not None and nodestat.transmitter is False:
            return TransmitterDisabled(node=self._node.node)
        if nodestat is not None and nodestat.timed_out:
            return NodeTimedOut(node=self._node.node)
        return None

    async def _send(self, command: PlayClip) -> bool:
        """Send the command, once. False when somebody keyed before it was sent."""
        ticket = self._ticket
        async with self._node.turn():
            check_allowed(self._parts, network=ticket.wish.network)
            if self._blocked():
                return False
            ticket.sent = self._server.now()
            if self._node.state().transmitting:
                # There will be no edge (transcript p7).
                ticket.begin(ticket.sent)
            await send(self._parts, command)
        return True

    async def _follow(self, clip: Clip) -> None:
        """Follow the clip that was sent to its end, and report how it went."""
        ticket, parts = self._ticket, self._parts
        sent = ticket.asked if ticket.sent is None else ticket.sent
        end = sent + clip.duration + _OVER
        keyed = parts.changes.until(lambda: ticket.keyed is not None, sent + _KEYING)
        if not await keyed:
            ticket.fail(await self._never_keyed())
            # The node may still have it: no other one meanwhile, nor is it deleted.
            await parts.changes.until(lambda: False, end)
            return
        await parts.changes.until(lambda: ticket.over, end)
        ticket.over = True
        parts.ended = self._server.now()
        parts.publish()
        if not ticket.result.done() and ticket.started is not None:
            waited = (ticket.keyed or sent) - ticket.asked
            ticket.result.set_result(
                Spoken(round(waited, 3), ticket.started, round(clip.duration, 3))
            )

    async def _never_keyed(self) -> HomeAssistantError:
        if await self._node.look() and (error := self._disabled()) is not None:
            return error
        return NeverKeyed(node=self._node.node)


def check_allowed(parts: PlayerParts, *, network: bool) -> None:
    """Raise HomeAssistantError if a clip may not or cannot be played on the node."""
    node = parts.node
    settings = node.settings()
    if not settings.may_transmit:
        raise NotAllowed(node=node.node)
    if network and not settings.network:
        raise ScopeNotAllowed(node=node.node)
    node.check()


async def send(parts: PlayerParts, command: PlayClip | StopClips) -> None:
    """Send a command, whose turn it is. Raises HomeAssistantError."""
    server = parts.server
    text = command.render(parts.node.node)
    try:
        reply = await server.request("Command", ("Command", text))
    except AmiError as err:
        raise ami_failure(err, server.name) from err
    if output := spoken_lines(reply.output):
        raise failure("command_refused", server=server.name, error=output)


@asynccontextmanager
async def while_unkeyed(parts: PlayerParts, end: float) -> AsyncGenerator[None]:
    """Wait until nothing is keyed on any node of the server, until a moment at most."""
    server: ServerPort = parts.server
    while server.is_keyed():
        if server.now() >= end:
            raise OneLoginOnly(server=server.name)
        await parts.changes.wait(_LOOK)
    yield


def longest_wait(parts: PlayerParts, wish: Wish) -> float:
    """Return the seconds that a clip may wait."""
    if wish.max_wait is not None:
        return wish.max_wait
    return parts.node.settings().longest_wait


def in_vain(parts: PlayerParts, wish: Wish) -> Callable[[], OnAirError]:
    """Return what makes the error of a clip whose time is over."""

    def error() -> OnAirError:
        nodestat = parts.node.state().nodestat
        if nodestat is not None and nodestat.timed_out:
            return NodeTimedOut(node=parts.node.node)
        seconds = f"{longest_wait(parts, wish):g}"
        return WaitedInVain(node=parts.node.node, seconds=seconds)

    return error
