"""What goes wrong during a soak: each fault lasts for a while and is mended."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from random import Random

from simulator import (
    NodeSetup,
    ReplyFault,
    Session,
    SimulatedServer,
    cut_short,
    for_someone_else,
    late,
    lost,
    repeated,
    with_headers,
)

from .traffic import sound_nodes

type Fault = Callable[[SimulatedServer, Random], AsyncGenerator[None]]

_REPLIES: dict[str, Callable[[Random], ReplyFault]] = {
    "reply lost": lambda _: lost(),
    "reply late": lambda random: late(random.uniform(0.5, 14)),
    "reply repeated": lambda random: repeated(random.randint(2, 5)),
    "reply for someone else": lambda _: for_someone_else(),
    "reply cut short": lambda random: cut_short(random.randint(1, 60)),
    "reply cut short, closed": lambda r: cut_short(r.randint(1, 60), close=True),
    "reply with 100,000 headers": lambda _: with_headers(100_000),
}


async def refused(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """Asterisk is killed."""
    await server.stop()
    yield
    await server.start()


async def stopped(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """`core stop now`."""
    await server.stop(announce=True)
    yield
    await server.start()


async def restarted(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """`core restart now`."""
    await server.restart()
    yield


async def hanging(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """The session is reset, and packets to the port are dropped."""
    server.hang()
    _each(server, Session.reset)
    yield
    await server.listen()


async def vanished(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """All packets are lost."""
    server.vanish()
    yield
    await server.reappear()


async def half_open(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """The server has forgotten the session, which gets no answer any more."""
    silent = list(server.sessions)
    _each(server, Session.go_silent)
    yield
    for session in silent:
        session.wake()


async def no_banner(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """The session ends, and then there is silence."""
    server.faults.banner = b""
    _each(server, Session.close)
    yield


async def other_banner(
    server: SimulatedServer, _random: Random
) -> AsyncGenerator[None]:
    """Something else listens there."""
    server.faults.banner = b"220 mail ready\r\n"
    _each(server, Session.reset)
    yield


async def slow(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """Replies take their time."""
    server.faults.reply_delay = random.uniform(0.1, 3)
    yield


async def drip(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """Bytes come one by one."""
    server.faults.byte_delay = random.uniform(0.01, 0.5)
    yield
    # What is on its way would still drip.
    _each(server, Session.close)


async def segments(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """Messages are cut anywhere."""
    server.faults.segments = tuple(random.randint(1, 50) for _ in range(5))
    yield


async def reset(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """RST."""
    _each(server, Session.reset)
    yield


async def fin(server: SimulatedServer, _random: Random) -> AsyncGenerator[None]:
    """FIN."""
    _each(server, Session.close)
    yield


async def cut(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """The connection ends within a message."""
    size = random.randint(1, 200)
    for session in list(server.sessions):
        session.cut_after(size, reset=random.random() < 0.5)
    yield


async def garbage(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """Random bytes between two messages."""
    noise = random.randbytes(random.randint(1, 20_000)) + b"\r\n\r\n"
    _each(server, lambda session: session.send(noise))
    yield


async def endless_line(
    server: SimulatedServer, _random: Random
) -> AsyncGenerator[None]:
    """Two megabytes without a line end."""
    _each(server, lambda session: session.send(b"x" * (2 << 20)))
    yield


async def commands_denied(
    server: SimulatedServer, _random: Random
) -> AsyncGenerator[None]:
    """The right to command is taken away."""
    server.faults.denied.add("command")
    yield


async def node_removed(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
    """A node is not there for a while."""
    number = random.choice(sound_nodes(server)).number
    server.remove_node(number)
    yield
    server.add_node(NodeSetup(number))


async def node_restarted(
    server: SimulatedServer, random: Random
) -> AsyncGenerator[None]:
    """A node starts anew."""
    random.choice(sound_nodes(server)).restart()
    yield


async def manager_reload(
    server: SimulatedServer, _random: Random
) -> AsyncGenerator[None]:
    """manager.conf is read again."""
    server.reload_manager(list(server.users.values()))
    yield


def _reply_fault(make: Callable[[Random], ReplyFault]) -> Fault:
    async def fault(server: SimulatedServer, random: Random) -> AsyncGenerator[None]:
        action = random.choice(("XStat", "SawStat", "NodeStat", "RptStat", "Command"))
        server.faults.next_reply(
            make(random), action=action, times=random.randint(1, 3)
        )
        yield

    return fault


FAULTS: dict[str, Fault] = {
    "killed": refused,
    "core stop now": stopped,
    "core restart now": restarted,
    "connect hangs": hanging,
    "packets vanish": vanished,
    "half-open": half_open,
    "no banner": no_banner,
    "another banner": other_banner,
    "slow replies": slow,
    "drip of bytes": drip,
    "small segments": segments,
    "RST": reset,
    "FIN": fin,
    "end within a message": cut,
    "garbage": garbage,
    "line without end": endless_line,
    "right to command taken away": commands_denied,
    "node removed": node_removed,
    "node restarted": node_restarted,
    "manager reload": manager_reload,
    **{name: _reply_fault(make) for name, make in _REPLIES.items()},
}


def _each(server: SimulatedServer, do: Callable[[Session], object]) -> None:
    for session in list(server.sessions):
        do(session)


@asynccontextmanager
async def fault_of(
    name: str, server: SimulatedServer, random: Random
) -> AsyncGenerator[None]:
    """Break a server for as long as this lasts."""
    fault = FAULTS[name](server, random)
    await anext(fault)
    try:
        yield
    finally:
        server.faults.clear()
        with suppress(StopAsyncIteration):
            await anext(fault)
