"""The simulator as the same server that the real Asterisk is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import override

from simulator import SimulatedServer, Timings, User
from tests.asterisk.stage import USERS, Asterisk
from tests.certificates import Certificate

# What the real one takes without any node; its defaults are for a node server.
_TIMINGS = Timings(bad_login=1.0, restart=0.3)
# Asterisk's default, seconds.
_WRITE_TIMEOUT = 0.1


class SimulatedAsterisk(Asterisk):
    """Two simulated servers: one in plain, one with TLS. What happens, happens to the plain one."""

    def __init__(self, certificate: Certificate) -> None:
        """Set it up; it does not listen before `start`."""
        super().__init__(certificate)
        self._plain = SimulatedServer(
            ["1999"], USERS, timings=_TIMINGS, write_timeout=_WRITE_TIMEOUT
        )
        self._tls = SimulatedServer(
            ["1999"], USERS, timings=_TIMINGS, tls=certificate.server()
        )
        self.port, self.tls_port = self._plain.port, self._tls.port

    @override
    async def start(self) -> None:
        await self._plain.start()
        await self._tls.start()

    @override
    async def kill(self) -> None:
        self._plain.faults.mute = False
        await self._plain.stop()

    @override
    async def freeze(self) -> None:
        # The kernel goes on to accept connections for a process that stands still.
        self._plain.faults.mute = True
        for session in self._plain.sessions:
            session.go_silent()

    @override
    async def thaw(self) -> None:
        self._plain.faults.mute = False
        for session in self._plain.sessions:
            session.wake()

    @override
    async def shut_down_slowly(self) -> None:
        self._plain.world.timings = replace(_TIMINGS, shutdown=4.0)
        self._plain.shut_down(restart=False)

    @override
    async def set_users(self, users: Sequence[User]) -> None:
        self._plain.reload_manager(users)

    @override
    async def make_call_event(self) -> None:
        self._plain.node("1999").dtmf("1")

    @override
    async def is_connected(self, user: str) -> bool:
        return any(s.user and s.user.name == user for s in self._plain.sessions)

    async def end(self) -> None:
        """Give the ports up."""
        for server in (self._plain, self._tls):
            await server.__aexit__(None, None, None)
