"""What a node plays: clips one after another, each once, when the node is quiet.

A clip takes this way: it is made ready, has its turn in the queue, is offered to
the server and fetched by it, waits until the node is quiet, is played by one
command, and is deleted from the server's cache (`playing.py`). Nothing is transmitted
before that command, and no mistake becomes dead carrier.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError

from ..app_rpt.clips import StopClips
from ..control.failures import failure
from ..listeners import Listeners
from .clip import RATE, clip_of
from .not_played import QueueIsFull, Stopped
from .playing import Playing, check_allowed, in_vain, send, while_unkeyed
from .ports import NodePort, PlayerState, ServerPort, Spoken, Tested, Wish
from .queue import MAX_CLIPS, Queue, QueueFull
from .quiet import QuietTime
from .settings import OnAirSettings
from .ticket import Changes, PlayerParts, Ticket

# Seconds that the clips of a node that is closed may take to be deleted
_CLOSING = 5.0


class Player:
    """Plays the clips of one node."""

    def __init__(self, node: NodePort, server: ServerPort) -> None:
        """Take what it needs of the node and the server; `async_start` follows them."""
        self._node = node
        self._server = server
        self._queue: Queue[Ticket] = Queue()
        self._quiet = QuietTime(server.now)
        self._changes = Changes(server.now)
        self._listeners = Listeners[[]]()
        self._parts = PlayerParts(
            node, server, self._queue, self._quiet, self._changes, self._publish
        )
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
        check_allowed(self._parts, network=network)

    async def async_speak(self, wish: Wish) -> Spoken:
        """Play a clip, and return when it was over. Raises HomeAssistantError.

        Who is cancelled while it is on the air does not stop it.
        """
        self.check(network=wish.network)
        self._node.admit()
        result: asyncio.Future[Spoken] = asyncio.get_running_loop().create_future()
        why = in_vain(self._parts, wish)
        ticket = Ticket(wish, self._server.now(), result, why)
        first = self._queue.first
        is_on_air = first is not None and first.sent is not None
        try:
            self._queue.join(ticket, urgent=wish.urgent, first_stays=is_on_air)
        except QueueFull as err:
            raise QueueIsFull(node=self._node.node, limit=str(MAX_CLIPS)) from err
        playing = Playing(self._parts, ticket)
        ticket.task = self._server.create_task(playing.perform())
        self._publish()
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
                ticket.drop(error)
            else:
                is_on_air |= not ticket.over
                ticket.fail(error)
        if is_on_air:
            async with self._node.turn():
                await send(self._parts, StopClips())

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
                    offer, lambda: while_unkeyed(self._parts, end)
                )
                return Tested(offer.address, self._server.now() - began)
            finally:
                await self._server.cache.async_delete(offer.url)

    # What happens meanwhile

    @callback
    def _node_changed(self) -> None:
        state = self._node.state()
        self._quiet.note(state, available=self._node.available())
        first = self._queue.first
        if first is not None and first.is_on_air:
            if first.keyed is None and state.transmitting:
                first.begin(self._server.now())
            elif first.keyed is not None and state.transmitting is False:
                first.over = True
        if not self.settings.may_transmit and any(
            not ticket.result.done() for ticket in self._queue
        ):
            self._server.create_task(self._stop_quietly())
        self._publish()

    @callback
    def _server_changed(self) -> None:
        if not self._server.connected():
            server = self._server.name
            for ticket in self._queue:
                if ticket.sent is None:
                    ticket.drop(failure("not_connected", server=server))
                else:
                    ticket.fail(failure("lost_while_waiting", server=server))
        self._publish()

    @callback
    def _publish(self) -> None:
        self._changes.note()
        self._listeners.async_notify()
