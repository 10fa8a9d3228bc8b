"""One connection to the simulated server: banner, login, actions in turn, events."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, cast, override

from . import actions
from .faults import Outgoing
from .outlet import Outlet
from .privileges import CLASSES, User, classes
from .wire import Request, RequestReader

if TYPE_CHECKING:
    from .server import SimulatedServer


class Session(asyncio.Protocol):
    """A client's connection. `user` is None until it has logged in."""

    def __init__(self, server: SimulatedServer) -> None:
        """Belong to a server."""
        self.server = server
        self.user: User | None = None
        self.mask = CLASSES
        self.challenge = ""
        self.local_address = self.remote_address = ""
        self._reader = RequestReader(old=server.world.dialect.asterisk_14)
        self._waiting: deque[Request] = deque()
        self._busy = False
        self._blocked = False
        self._held: list[bytes] | None = None
        self._held_up = self._greeted = False
        self._login_limit: asyncio.TimerHandle | None = None
        self._write_limit: asyncio.TimerHandle | None = None

    # asyncio's side

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._outlet = Outlet(self._transport, self.server.faults)
        kind = "TLS" if self.server.tls else "TCP"
        local, remote = (
            transport.get_extra_info(name) for name in ("sockname", "peername")
        )
        self.local_address = f"IPV4/{kind}/{local[0]}/{local[1]}"
        self.remote_address = f"IPV4/{kind}/{remote[0]}/{remote[1]}"
        self.server.connected(self)
        if self.server.faults.mute:
            self.go_silent()
        else:
            self._greet()

    def _greet(self) -> None:
        self._outlet.send(self.server.banner)
        self._greeted = True
        limit = self.server.world.timings.login_limit
        if limit is not None:
            self._login_limit = self.server.world.later(limit, self.close)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._outlet.lost()
        self._waiting.clear()
        self.resume_writing()
        if self._login_limit is not None:
            self._login_limit.cancel()
        self.server.disconnected(self)

    @override
    def data_received(self, data: bytes) -> None:
        for request in self._reader.feed(data):
            self.server.requests.append(request)
            self._waiting.append(request)
        self._work()

    @override
    def pause_writing(self) -> None:
        """Do nothing more for a client that does not read, and drop it after writetimeout.

        As transcript 17 has it: the reply that does not leave holds up all others.
        """
        self._held_up = True
        if (limit := self.server.write_timeout) is not None:
            self._write_limit = self.server.world.later(limit, self._outlet.reset)

    @override
    def resume_writing(self) -> None:
        if self._write_limit is not None:
            self._write_limit.cancel()
        self._held_up = False
        self._work()

    # What actions need

    def may(self, needed: frozenset[str]) -> bool:
        """Whether the user has one of these write classes, if any is needed."""
        if self.user is None:
            return False
        allowed = classes(self.user.write) - self.server.faults.denied
        return not needed or bool(needed & allowed)

    def sees(self, privilege: str) -> bool:
        """Whether events of this class are delivered to this session."""
        if self.user is None or self._blocked or privilege not in self.mask:
            return False
        if privilege in self.server.faults.denied:
            return False
        return privilege in classes(self.user.read)

    def log_in(self, user: User, mask: frozenset[str]) -> None:
        """Take the user for who it says it is."""
        self.user = user
        self.mask = mask
        if self._login_limit is not None:
            self._login_limit.cancel()

    def block(self) -> None:
        """Stay in an action to the end: no reply, no event, no other action."""
        self._blocked = self._busy = True

    def hold(self) -> None:
        """Stay in an action for a while: events wait, other actions too."""
        self._busy, self._held = True, []

    def release(self, reply: Outgoing) -> None:
        """Reply to the action that held everything up, and go on."""
        held, self._held = self._held or [], None
        self._outlet.send(reply.data + b"".join(held))
        self._busy = False
        self._work()

    # What a test can do to it

    def send(self, data: bytes) -> None:
        """Send bytes as they are: an event, garbage, a line without an end."""
        if self._held is not None:
            self._held.append(data)
            return
        self._outlet.send(data)

    def close(self) -> None:
        """Close the connection in order (FIN)."""
        self._outlet.close()

    def reset(self) -> None:
        """Break the connection (RST)."""
        self._outlet.reset()

    def cut_after(self, size: int, *, reset: bool = False) -> None:
        """End in the middle of the next message, after that many bytes of it."""
        self._outlet.cut_after(size, reset=reset)

    def go_silent(self) -> None:
        """Keep the connection up, read nothing and send nothing."""
        self._outlet.silent = True
        self._transport.pause_reading()

    def wake(self) -> None:
        """End the silence; what the client sent meanwhile is read now."""
        self._outlet.silent = False
        if not self._greeted:
            self._greet()
        self._transport.resume_reading()

    def _work(self) -> None:
        while self._waiting and not self._busy and not self._held_up:
            request = self._waiting.popleft()
            reply = actions.perform(self, request)
            if reply is not None:
                self._reply(self.server.faults.apply(request, reply))

    def _reply(self, reply: Outgoing) -> None:
        if not reply.delay:
            self._deliver(reply)
            return
        self._busy = not reply.overtaken
        self.server.world.later(reply.delay, lambda: self._deliver_late(reply))

    def _deliver_late(self, reply: Outgoing) -> None:
        self._deliver(reply)
        if not reply.overtaken:
            self._busy = False
            self._work()

    def _deliver(self, reply: Outgoing) -> None:
        self._outlet.send(reply.data)
        if reply.close:
            self._outlet.close()
