"""The simulated Asterisk with app_rpt: its port, its nodes, its life and death."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
import random
import ssl
from types import TracebackType
from typing import Self

from . import events
from .channels import CHANNELS_A_NODE
from .dialect import ASL3, DIALECTS
from .directory import EchoLinkStation, Registration
from .faults import Faults
from .listed import module
from .listener import Listener
from .media_cache import MediaCache
from .node import SimulatedNode
from .node_setup import NodeSetup
from .pbx import NO_PBX, Pbx, PbxSetup
from .privileges import User
from .session import Session
from .timings import Timings
from .wire import Request
from .world import Clock, Remote, World, loop_clock

# The nodes that the recordings call: three that answer and a dead port.
RECORDED_NETWORK = (
    Remote("2001", port=4570),
    Remote("2002", port=4570),
    Remote("2003", port=4570),
    Remote("299999", answers=False, port=4579),
)
# How long a machine has been up when its Asterisk starts, seconds (hv_24)
_MACHINE_UP = 4368.0
_ADMIN = User("admin", "secret")


class SimulatedServer:
    """An Asterisk with app_rpt on a loopback port, for use with `async with`.

    `clock` gives the server's time in seconds since the epoch. Without one, time
    starts at the real time and follows the event loop's clock, so whoever moves
    that clock moves the server's time too; timers always run on the loop's.
    `dialect` is which system it is (`simulator.dialect`); `crashes` counts how
    often a question ended it. `app_rpt` is whether that module is loaded. `requests` are all actions that
    arrived, in order (who runs it for long clears it now and then); `logins` counts
    successes.
    """

    def __init__(
        self,
        nodes: Iterable[str | NodeSetup] = ("1999",),
        users: Iterable[User] = (_ADMIN,),
        *,
        tls: ssl.SSLContext | None = None,
        clock: Clock | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        network: Iterable[Remote] = RECORDED_NETWORK,
        timings: Timings | None = None,
        zone: tzinfo = UTC,
        dialect: str = ASL3.name,
        write_timeout: float | None = None,
        channel_events: bool = False,
        up_for: float = 0.0,
        pbx: PbxSetup = NO_PBX,
        media_cache: bool = False,
    ) -> None:
        """Set a server up; it does not listen before `start`.

        `write_timeout` drops a client that does not read for so many seconds
        (Asterisk: 0.1); None never does. With `channel_events`, links also make the
        events of their IAX2 channels (Asterisk 22 only). At its first start it has been up
        for `up_for` seconds. `pbx` is what there is beside the nodes. `media_cache` is
        whether modules.conf lists the module that fetches clips.
        """
        system = DIALECTS[dialect]
        self.world = World(
            clock or loop_clock(),
            self.broadcast,
            timings or system.timings,
            zone,
            system,
        )
        self.world.channel_events = channel_events and not system.asterisk_14
        self.world.network = {remote.number: replace(remote) for remote in network}
        self.world.media_cache.listed = self.world.media_cache.loaded = media_cache
        self.users = {user.name: user for user in users}
        self.tls = tls
        self.write_timeout = write_timeout
        self.faults = Faults()
        self.requests: list[Request] = []
        self.sessions: list[Session] = []
        self.logins = 0
        self.registrations: list[Registration] = []
        self.echolink: list[EchoLinkStation] = []
        self._up_for = up_for
        self.started = self.world.now() - up_for
        self.shutting_down = False
        self.crashes = 0
        self.app_rpt = True
        self._random = random.Random(0)
        self._dying: asyncio.Task[None] | None = None
        self.pbx = Pbx(self.world, pbx)
        for setup in nodes:
            self.add_node(setup)
        self._listener = Listener(host, port, lambda: Session(self), tls)

    # Life and death

    async def __aenter__(self) -> Self:
        """Start the server."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server and give its port up."""
        if self._dying is not None:
            self._dying.cancel()
        await self.stop()
        # A client that does not read would keep its connection for ever.
        for session in list(self.sessions):
            session.reset()
        self._listener.close()

    @property
    def host(self) -> str:
        """The address it listens on."""
        return self._listener.host

    @property
    def port(self) -> int:
        """The port it listens on; the same for its whole life."""
        return self._listener.port

    async def start(self) -> None:
        """Start Asterisk: fresh nodes, and the port is open."""
        self.shutting_down = False
        self.started = self.world.now() - self._up_for
        self._up_for = 0.0
        self.world.channels = CHANNELS_A_NODE * len(self.world.nodes)
        self.pbx.restart()
        self.media_cache.restart()
        for node in self.world.nodes.values():
            node.start()
        if any(node.setup.radio_missing for node in self.world.nodes.values()):
            self._watch_radios()
        await self.listen()

    def _watch_radios(self) -> None:
        """Let an old app_rpt start its node in vain until it gives Asterisk up."""
        if self.world.dialect.radio_missing == "server":
            self.world.later(self.world.timings.missing_radio, self.crash)

    @property
    def rpt_uptime(self) -> float:
        """RptUptime in seconds.

        An old app_rpt takes its start for 1970 before it knows it (asl2_24), or for
        the start of the machine (hv_24).
        """
        now, dialect = self.world.now(), self.world.dialect
        up = now - self.started
        if not dialect.asterisk_14 or up >= self.world.timings.uptime_known:
            return up
        return _MACHINE_UP + up if dialect.counts_machine else now

    async def stop(self, *, announce: bool = False) -> None:
        """Stop Asterisk, by `core stop now` if announced, else as if it was killed."""
        self._end(announce=announce, restart=False)
        await asyncio.sleep(0)

    async def restart(self, *, announce: bool = True) -> None:
        """Stop Asterisk and start it again, by `core restart now` if announced."""
        self._end(announce=announce, restart=True)
        await asyncio.sleep(self.world.timings.restart)
        await self.start()

    def shut_down(self, *, restart: bool) -> None:
        """Begin to stop: until it has, every action is refused (transcript 70)."""
        if not self.shutting_down:
            self.shutting_down = True
            self._dying = asyncio.get_running_loop().create_task(self._die(restart))

    def crash(self) -> None:
        """Die at once, as by a segmentation fault; safe_asterisk starts it again."""
        self.crashes += 1
        self._end(announce=False, restart=True)
        loop = asyncio.get_running_loop()
        self._dying = loop.create_task(self._come_back())

    async def _come_back(self) -> None:
        await asyncio.sleep(self.world.timings.respawn)
        await self.start()

    async def _die(self, restart: bool) -> None:
        await asyncio.sleep(self.world.timings.shutdown)
        if restart:
            await self.restart()
        else:
            await self.stop(announce=True)

    def _end(self, *, announce: bool, restart: bool) -> None:
        self._listener.refuse()
        if announce:
            self.broadcast("system", events.shutdown(restart=restart))
        self.world.end()
        self.close_sessions()

    # The port

    async def listen(self) -> None:
        """Accept connections (again)."""
        await self._listener.open()

    async def use_tls(self, context: ssl.SSLContext | None) -> None:
        """Listen with another certificate, or in plain; sessions stay as they are."""
        self.tls = self._listener.tls = context
        await self.listen()

    def refuse(self) -> None:
        """Refuse new connections; those that are up stay up."""
        self._listener.refuse()

    def close_sessions(self) -> None:
        """End all sessions; clients may come back unless they are refused."""
        for session in list(self.sessions):
            session.close()

    def hang(self) -> None:
        """Let new connections hang without an answer; those that are up stay up."""
        self._listener.hang()

    def vanish(self) -> None:
        """Let all packets be lost: sessions fall silent, new connections hang."""
        self._listener.hang()
        for session in self.sessions:
            session.go_silent()

    async def reappear(self) -> None:
        """End `vanish`: sessions that are still there go on."""
        for session in self.sessions:
            session.wake()
        await self.listen()

    # Nodes and what is around them

    def node(self, number: str) -> SimulatedNode:
        """Return a node of this server."""
        return self.world.nodes[number]

    def add_node(self, setup: str | NodeSetup) -> SimulatedNode:
        """Add a node."""
        if isinstance(setup, str):
            setup = NodeSetup(setup)
        node = SimulatedNode(setup, self.world)
        self.world.nodes[node.number] = node
        return node

    def remove_node(self, number: str) -> None:
        """Take a node out of rpt.conf."""
        self.world.nodes.pop(number).stop()

    def peer_dies(self, number: str) -> None:
        """Let a remote node vanish; nobody is told (transcript 57)."""
        self.world.network[number].answers = False
        for node in self.world.nodes.values():
            node.linking.peer_died(number)

    def peer_returns(self, number: str) -> None:
        """Let a remote node answer again."""
        self.world.network[number].answers = True
        for node in self.world.nodes.values():
            node.linking.peer_returned(number)

    def remote(self, number: str) -> Remote | None:
        """Return where a node can be called, None if nobody knows it."""
        if number in self.world.nodes:
            return Remote(number)
        return self.world.network.get(number)

    def jump_clock(self, seconds: float) -> None:
        """Set the server's clock forward or back."""
        self.world.clock_offset += seconds

    def reload_manager(self, users: Sequence[User]) -> None:
        """Read manager.conf again: sessions that are up keep what they had."""
        self.users = {user.name: user for user in users}

    def has_action(self, name: str) -> bool:
        """Whether the module of an action is loaded."""
        if name.lower() == "voterstatus":
            return any(node.voter for node in self.world.nodes.values())
        if (needed := module(name)) is not None:
            return needed in self.pbx.setup.modules
        return self.app_rpt or not name.lower().startswith("rpt")

    # Sessions

    @property
    def banner(self) -> bytes:
        """The first line of a connection."""
        if self.faults.banner is not None:
            return self.faults.banner
        version = "1.0" if self.world.dialect.asterisk_14 else "11.0.0"
        return f"Asterisk Call Manager/{version}\r\n".encode()

    @property
    def media_cache(self) -> MediaCache:
        """The clips that it fetched, and what can go wrong with that."""
        return self.world.media_cache

    @property
    def commands(self) -> list[str]:
        """The texts of all `Action: Command` that arrived, in order."""
        wanted = (r for r in self.requests if r.action.lower() == "command")
        return [request.get("Command") for request in wanted]

    def broadcast(self, privilege: str, data: bytes) -> None:
        """Send an event to every session that may and wants to see its class."""
        for session in self.sessions:
            if session.sees(privilege):
                session.send(data)

    def connected(self, session: Session) -> None:
        """Take a new session in."""
        self.sessions.append(session)

    def disconnected(self, session: Session) -> None:
        """Forget a session."""
        self.sessions.remove(session)

    def after_login(self, session: Session) -> None:
        """Tell all who watch security that somebody logged in."""
        loop = asyncio.get_running_loop()
        event = events.successful_auth(session)
        loop.call_soon(self.broadcast, "security", event)

    def new_challenge(self) -> str:
        """Return a number for MD5 logins."""
        return str(self._random.randrange(100_000_000, 2_000_000_000))
