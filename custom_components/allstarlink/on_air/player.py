"""What a node plays: clips one after another, each once, when the node is quiet.

A clip takes this way: it is made ready, has its turn in the queue, is offered to
the server and fetched by it, waits until the node is quiet, is played by one
command, and is deleted from the server's cache. Nothing is transmitted before that
command, and no mistake becomes dead carrier (guides: on-air). RPT_TXKEYED 1 is the
proof that it is on the air, RPT_TXKEYED 0 its end.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from math import inf

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..ami.errors import AmiError
from ..app_rpt.clips import PlayClip, StopClips
from ..control.failures import ami_failure, failure, spoken_lines
from ..listeners import Listeners
from .clip import RATE, Clip, clip_of
from .errors import ClipTooLong, OnAirError
from .not_played import (
    NeverKeyed,
    NodeTimedOut,
    NotAllowed,
    NotReady,
    OneLoginOnly,
    QueueIsFull,
    ScopeNotAllowed,
    Stopped,
    TransmitterDisabled,
    WaitedInVain,
)
from .ports import NodePort, PlayerState, ServerPort, Spoken, Tested, Wish
from .queue import MAX_CLIPS, Queue, QueueFull
from .quiet import QuietTime
from .settings import OnAirSettings

# Seconds from the command to RPT_TXKEYED 1, at most: it takes 5 to 20 ms
_KEYING = 5.0

# Seconds beyond the clip's length until it counts as over whatever is reported
_OVER = 15.0

# Seconds until a clip must be ready to be offered: engines may be slow
_MAKING = 120.0

# Seconds that the clips of a node that is closed may take to be deleted
_CLOSING = 5.0

# Seconds between two looks at the server's other nodes
_LOOK = 0.5

# Seconds beyond a limit, so that it is over when that is looked at
_MOMENT = 0.1

# Seconds for which the server's copy is taken for fresh: it is for 300
_FRESH = 240.0


@dataclass(eq=False, slots=True)
class _Ticket:
    """A clip with a place in the queue. Moments are of the loop's clock.

    It may wait until `end`; `reason` makes the error if that is in vain.
    """

    wish: Wish
    asked: float
    result: asyncio.Future[Spoken]
    reason: Callable[[], OnAirError]
    end: float = inf
    task: asyncio.Task[None] | None = None
    sent: float | None = None
    keyed: float | None = None
    started: datetime | None = None
    over: bool = False

    def fail(self, error: HomeAssistantError) -> None:
        """Tell whoever waits for it, unless it is known already how it ended."""
        if not self.result.done():
            self.result.set_exception(error)
            # It may be that nobody waits any more.
            self.result.exception()


class Player:
    """Plays the clips of one node."""

    def __init__(self, node: NodePort, server: ServerPort) -> None:
        """Take what it needs of the node and the server; `async_start` follows them."""
        self._node = node
        self._server = server
        self._queue: Queue[_Ticket] = Queue()
        self._quiet = QuietTime(server.now)
        self._changed = asyncio.Event()
        self._listeners = Listeners[[]]()
        self._ended: float = -inf
        self._follows: list[CALLBACK_TYPE] = []

    @callback
    def async_start(self) -> None:
        """Follow the node and the connection."""
        self._follows = [
            self._node.add_listener(self._node_changed),
            self._server.add_listener(self._server_changed),
        ]
        self._node_changed()

    async def async_close(self) -> None:
        """Drop all that waits, stop what is on the air, and follow nothing any more."""
        for stop in self._follows:
            stop()
        self._follows = []
        await self._stop_quietly()
        tasks = [ticket.task for ticket in self._queue if ticket.task]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_CLOSING)

    @property
    def state(self) -> PlayerState:
        """What it does now."""
        if (first := self._queue.first) is None:
            return PlayerState.IDLE
        if first.keyed is not None and not first.over:
            return PlayerState.PLAYING
        return PlayerState.BUFFERING

    @property
    def title(self) -> str | None:
        """What is played or comes next."""
        return self._queue.first.wish.title if self._queue.first else None

    @property
    def settings(self) -> OnAirSettings:
        """What is allowed now."""
        return self._node.settings()

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when `state` or `title` may have changed."""
        return self._listeners.async_add(listener)

    def check(self, *, network: bool) -> None:
        """Raise HomeAssistantError if a clip may not or cannot be played."""
        settings = self.settings
        if not settings.may_transmit:
            raise NotAllowed(node=self._node.node)
        if network and not settings.network:
            raise ScopeNotAllowed(node=self._node.node)
        self._node.check()

    async def async_speak(self, wish: Wish) -> Spoken:
        """Play a clip, and return when it was over. Raises HomeAssistantError.

        Who is cancelled while it is on the air does not stop it.
        """
        self.check(network=wish.network)
        self._node.admit()
        result: asyncio.Future[Spoken] = asyncio.get_running_loop().create_future()
        ticket = _Ticket(wish, self._server.now(), result, self._in_vain(wish))
        first = self._queue.first
        is_on_air = first is not None and first.sent is not None
        try:
            self._queue.join(ticket, urgent=wish.urgent, first_stays=is_on_air)
        except QueueFull as err:
            raise QueueIsFull(node=self._node.node, limit=str(MAX_CLIPS)) from err
        ticket.task = self._server.create_task(self._perform(ticket))
        self._tell()
        try:
            return await result
        finally:
            if ticket.sent is None:
                ticket.task.cancel()

    async def _stop_quietly(self) -> None:
        """Stop, as far as the server can be reached."""
        with suppress(HomeAssistantError):
            await self.async_stop()

    async def async_stop(self) -> None:
        """Stop what is on the air, and drop what waits."""
        error = Stopped(node=self._node.node)
        is_on_air = False
        for ticket in self._queue:
            if ticket.sent is None:
                self._drop(ticket, error)
            else:
                is_on_air |= not ticket.over
                ticket.fail(error)
        if is_on_air:
            await self._send(StopClips())

    async def async_test(self) -> Tested:
        """Let the server fetch a clip, and transmit nothing. Raises HomeAssistantError."""
        self.check(network=False)
        clip = clip_of(bytes(RATE))
        end = self._server.now() + self.settings.longest_wait
        await self._server.cache.async_check_module()
        async with self._server.offer(clip) as offer:
            try:
                began = self._server.now()
                await self._server.cache.async_fetch(
                    offer, lambda: self._while_unkeyed(end)
                )
                return Tested(offer.address, self._server.now() - began)
            finally:
                await self._server.cache.async_delete(offer.url)

    # A clip's way

    async def _perform(self, ticket: _Ticket) -> None:
        """Play a clip, and keep its place until the server needs it no more."""
        try:
            clip = await self._make(ticket)
            ticket.end = self._server.now() + self._longest_wait(ticket.wish)
            await self._wait(ticket, lambda: self._queue.first is ticket)
            await self._play(ticket, clip)
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
            self._queue.leave(ticket)
            self._tell()

    async def _make(self, ticket: _Ticket) -> Clip:
        """Make a clip ready. Raises OnAirError."""
        longest = self.settings.longest
        try:
            async with asyncio.timeout(_MAKING):
                clip = await ticket.wish.make(longest)
        except TimeoutError as err:
            raise NotReady(seconds=f"{_MAKING:g}") from err
        if clip.duration > longest:
            raise ClipTooLong(longest=f"{longest:g}")
        return clip

    async def _play(self, ticket: _Ticket, clip: Clip) -> None:
        """Offer a clip, let the server fetch it, and play it when the node is quiet."""
        await self._server.cache.async_check_module()
        async with self._server.offer(clip) as offer:
            try:
                while True:
                    await self._server.cache.async_fetch(
                        offer, lambda: self._while_unkeyed(ticket.end)
                    )
                    fetched = self._server.now()
                    if await self._send_when_quiet(ticket, offer.url, fetched):
                        break
                await self._follow(ticket, clip)
            finally:
                await self._server.cache.async_delete(offer.url)

    async def _send_when_quiet(self, ticket: _Ticket, uri: str, fetched: float) -> bool:
        """Wait, and send the command once; False when the server's copy has got old."""
        command = PlayClip(uri, ticket.wish.network)
        while True:
            ticket.reason = self._in_vain(ticket.wish)
            if self._server.now() - fetched > _FRESH:
                return False
            if wait := self._blocked(ticket):
                rest = fetched + _FRESH - self._server.now()
                await self._wait_once(ticket, min(wait, max(0.0, rest) + _MOMENT))
                continue
            if not await self._node.look():
                self._node.check()
                raise failure("poll_failed", node=self._node.node)
            if (error := self._disabled()) is not None:
                if isinstance(error, TransmitterDisabled) or ticket.wish.urgent:
                    raise error
                ticket.reason = lambda: NodeTimedOut(node=self._node.node)
                await self._wait_once(ticket, 1.0)
                continue
            if await self._send(command, ticket):
                return True

    def _blocked(self, ticket: _Ticket) -> float:
        """Return for how many seconds at most a clip must wait, 0 for none."""
        if self._queue.first is not ticket:
            # An urgent one has come.
            return 10.0
        if ticket.wish.urgent:
            return 0.0
        settings = self.settings
        if (quiet := self._quiet.seconds) is None:
            return 10.0
        after_last = self._ended + settings.pause - self._server.now()
        return max(0.0, settings.quiet_time - quiet, after_last)

    def _disabled(self) -> OnAirError | None:
        """Return why the node would not transmit, None if it would."""
        nodestat = self._node.state().nodestat
        if nodestat is not None and nodestat.transmitter is False:
            return TransmitterDisabled(node=self._node.node)
        if nodestat is not None and nodestat.timed_out:
            return NodeTimedOut(node=self._node.node)
        return None

    async def _send(
        self, command: PlayClip | StopClips, ticket: _Ticket | None = None
    ) -> bool:
        """Send a command, once. False when somebody keyed before it was sent."""
        async with self._node.turn():
            if ticket is not None:
                self.check(network=ticket.wish.network)
                if self._blocked(ticket):
                    return False
                ticket.sent = self._server.now()
                if self._node.state().transmitting:
                    # There will be no edge (transcript p7).
                    self._begin(ticket)
            try:
                reply = await self._server.request(
                    "Command", ("Command", command.render(self._node.node))
                )
            except AmiError as err:
                raise ami_failure(err, self._server.name) from err
        if output := spoken_lines(reply.output):
            raise failure("command_refused", server=self._server.name, error=output)
        return True

    async def _follow(self, ticket: _Ticket, clip: Clip) -> None:
        """Follow a clip that was sent to its end, and tell how it went."""
        sent = ticket.asked if ticket.sent is None else ticket.sent
        end = sent + clip.duration + _OVER
        if not await self._until(lambda: ticket.keyed is not None, sent + _KEYING):
            ticket.fail(await self._never_keyed())
            # The node may still have it: no other one meanwhile, nor is it deleted.
            await self._until(lambda: False, end)
            return
        await self._until(lambda: ticket.over, end)
        ticket.over = True
        self._ended = self._server.now()
        self._tell()
        if not ticket.result.done() and ticket.started is not None:
            waited = (ticket.keyed or sent) - ticket.asked
            ticket.result.set_result(
                Spoken(round(waited, 3), ticket.started, round(clip.duration, 3))
            )

    async def _never_keyed(self) -> HomeAssistantError:
        if await self._node.look() and (error := self._disabled()) is not None:
            return error
        return NeverKeyed(node=self._node.node)

    # Waiting

    async def _change(self, seconds: float) -> None:
        """Wait until something has changed, so long at most."""
        self._changed.clear()
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._changed.wait()
        except TimeoutError:
            return

    async def _until(self, happened: Callable[[], bool], end: float = inf) -> bool:
        """Wait until this is true, or until a moment; return whether it is."""
        while not happened():
            rest = end - self._server.now()
            if rest <= 0:
                return False
            await self._change(min(rest, 60.0))
        return True

    @asynccontextmanager
    async def _while_unkeyed(self, end: float) -> AsyncGenerator[None]:
        """Wait until nothing is keyed on any node of the server, until a moment at most."""
        while self._server.is_keyed():
            if self._server.now() >= end:
                raise OneLoginOnly(server=self._server.name)
            await self._change(_LOOK)
        yield

    async def _wait(self, ticket: _Ticket, happened: Callable[[], bool]) -> None:
        """Wait until this is true. Raises OnAirError when the clip's time is over."""
        while not happened():
            await self._wait_once(ticket, inf)

    async def _wait_once(self, ticket: _Ticket, seconds: float) -> None:
        """Wait for a change, so long at most. Raises OnAirError when the clip's time is over."""
        rest = ticket.end - self._server.now()
        if rest <= 0:
            raise ticket.reason()
        await self._change(min(seconds, rest, 60.0))

    def _longest_wait(self, wish: Wish) -> float:
        return self.settings.longest_wait if wish.max_wait is None else wish.max_wait

    def _in_vain(self, wish: Wish) -> Callable[[], OnAirError]:
        def error() -> OnAirError:
            nodestat = self._node.state().nodestat
            if nodestat is not None and nodestat.timed_out:
                return NodeTimedOut(node=self._node.node)
            seconds = f"{self._longest_wait(wish):g}"
            return WaitedInVain(node=self._node.node, seconds=seconds)

        return error

    # What happens meanwhile

    @callback
    def _node_changed(self) -> None:
        state = self._node.state()
        self._quiet.note(state, available=self._node.available())
        first = self._queue.first
        if first is not None and first.sent is not None and not first.over:
            if first.keyed is None and state.transmitting:
                self._begin(first)
            elif first.keyed is not None and state.transmitting is False:
                first.over = True
        if not self.settings.may_transmit and any(
            not ticket.result.done() for ticket in self._queue
        ):
            self._server.create_task(self._stop_quietly())
        self._tell()

    @callback
    def _begin(self, ticket: _Ticket) -> None:
        ticket.keyed, ticket.started = self._server.now(), dt_util.utcnow()

    @callback
    def _server_changed(self) -> None:
        if not self._server.connected():
            error = failure("lost_while_waiting", server=self._server.name)
            for ticket in self._queue:
                if ticket.sent is None:
                    self._drop(ticket, error)
                else:
                    ticket.fail(error)
        self._tell()

    @staticmethod
    def _drop(ticket: _Ticket, error: HomeAssistantError) -> None:
        ticket.fail(error)
        if ticket.task is not None:
            ticket.task.cancel()

    @callback
    def _tell(self) -> None:
        self._changed.set()
        self._listeners.async_notify()
