"""The process that `far_side` starts: it plays all servers of a benchmark."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
import json
from random import Random
import sys
import time
from typing import Any, override

from simulator import SimulatedServer

from .wire_events import adjacent_links, link_names, pbx_events, rpt_event

# Between two turns of a paced stream, seconds
_TICK = 0.001

# More than this is not kept for a client that does not read, bytes
_MAX_UNSENT = 1 << 20

type Send = Callable[[bytes], None]


class Plain(asyncio.Protocol):
    """A port without a protocol: it greets nobody, and sends what it is told to."""

    def __init__(self, transports: list[asyncio.Transport]) -> None:
        self._transports = transports

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transports.append(transport)


class Servers:
    """What can be asked; each method answers with something that JSON can carry."""

    def __init__(self) -> None:
        """Begin without a server."""
        self._simulated: dict[int, SimulatedServer] = {}
        self._plain: dict[int, list[asyncio.Transport]] = {}
        self._kept: list[Any] = []
        self._random = Random(0)

    async def open(self, nodes: list[str], links: int) -> int:
        """Start a simulated server whose nodes have so many links; return its port."""
        server = SimulatedServer(nodes)
        await server.start()
        for node in server.world.nodes.values():
            node.tx_follows = False
            for name in link_names(links):
                node.link(name)
        self._simulated[server.port] = server
        return server.port

    async def open_plain(self) -> int:
        """Open a port that only sends; return it."""
        transports: list[asyncio.Transport] = []
        loop = asyncio.get_running_loop()
        listener = await loop.create_server(lambda: Plain(transports), "127.0.0.1", 0)
        port: int = listener.sockets[0].getsockname()[1]
        self._plain[port] = transports
        self._kept.append(listener)
        return port

    async def edges(
        self, port: int, node: str, count: int, interval: float, noise: int
    ) -> list[int]:
        """Key and unkey a receiver; return when each event was sent.

        Between two events lie about `interval` seconds, and `noise` events of
        a PBX come each second all the while.
        """
        send = self._sender(port)
        edges = [rpt_event("RPT_RXKEYED", node, value) for value in "10"]
        pbx = cycle(pbx_events(500))
        sent: list[int] = []
        start = time.monotonic()
        due, noises = start + self._between(interval), 0
        while len(sent) < count:
            now = time.monotonic()
            while noises < (now - start) * noise:
                send(next(pbx))
                noises += 1
            if now >= due:
                edge = edges[len(sent) % 2]
                sent.append(time.monotonic_ns())
                send(edge)
                due = now + self._between(interval)
            await asyncio.sleep(_TICK if noise else due - time.monotonic())
        return sent

    async def true_edges(
        self, port: int, node: str, count: int, interval: float
    ) -> list[int]:
        """Key and unkey a receiver such that polls see it; return the times."""
        simulated = self._simulated[port].node(node)
        sent = []
        for number in range(count):
            await asyncio.sleep(self._between(interval))
            sent.append(time.monotonic_ns())
            (simulated.unkey if number % 2 else simulated.key)()
        return sent

    async def talk(self, rate: float, seconds: float) -> int:
        """Let links of all nodes be keyed and unkeyed so often each second; count."""
        nodes = [n for s in self._simulated.values() for n in s.world.nodes.values()]
        names = link_names(len(nodes[0].links))
        start, done = time.monotonic(), 0
        while (now := time.monotonic() - start) < seconds:
            while done < now * rate:
                turn, index = divmod(done, len(nodes))
                node, name = nodes[index], names[turn // 2 % len(names)]
                (node.unkey_link if turn % 2 else node.key_link)(name)
                done += 1
            await asyncio.sleep(_TICK)
        return done

    async def storm(
        self, port: int, links: int, rate: int, rpt_rate: int, seconds: float
    ) -> dict[str, Any]:
        """Send `rate` events a second, `rpt_rate` of which change a state.

        What the client does not take is not sent: then it is less. Tells
        how many turns of 1/`rpt_rate` seconds were sent, how many seconds that
        took, of which CPU, and for how many the socket took nothing at most.
        """
        (session,) = self._simulated[port].sessions
        transport = session._transport
        rounds = list(
            _rounds([*self._simulated[port].world.nodes], links, rate // rpt_rate - 1)
        )
        start, cpu = time.monotonic(), time.process_time()
        done, free, longest = 0, start, 0.0
        # Only whole cycles, so that the last state of all is known.
        while (now := time.monotonic()) - start < seconds or done % len(rounds):
            if not transport.get_write_buffer_size():
                free = now
            longest = max(longest, now - free)
            due = min((now - start) * rpt_rate, done + len(rounds) - done % len(rounds))
            while done < due and transport.get_write_buffer_size() < _MAX_UNSENT:
                transport.write(rounds[done % len(rounds)])
                done += 1
            await asyncio.sleep(_TICK)
        return {
            "turns": done,
            "cycles": done // len(rounds),
            "bytes": sum(map(len, rounds)) * done // len(rounds),
            "seconds": time.monotonic() - start,
            "cpu": time.process_time() - cpu,
            "longest_wait": longest,
            "ended": time.monotonic_ns(),
        }

    async def burst(self, port: int, links: int) -> dict[str, Any]:
        """Send the events of app_rpt of one cycle of a storm all at once."""
        (session,) = self._simulated[port].sessions
        began = time.monotonic_ns()
        session._transport.write(
            b"".join(_rounds([*self._simulated[port].world.nodes], links, 0))
        )
        return {"cycles": 1, "began": began}

    def _sender(self, port: int) -> Send:
        if port in self._plain:
            (transport,) = self._plain[port]
            return transport.write
        (session,) = self._simulated[port].sessions
        return session.send

    def _between(self, interval: float) -> float:
        return self._random.uniform(0.5, 1.5) * interval


def _rounds(nodes: list[str], links: int, noises: int) -> Iterator[bytes]:
    """Yield one event of app_rpt at a time, with so many of a PBX around it.

    All change a state, and after the last all is as before the first.
    """
    names = link_names(links)
    pbx = cycle(pbx_events(1000))
    for name in names:
        steps = [
            lambda node: rpt_event("RPT_RXKEYED", node, "1"),
            lambda node, name=name: adjacent_links(node, names, name),
            lambda node: rpt_event("RPT_TXKEYED", node, "1"),
            lambda node: rpt_event("RPT_RXKEYED", node, "0"),
            lambda node: adjacent_links(node, names),
            lambda node: rpt_event("RPT_TXKEYED", node, "0"),
        ]
        for step in steps:
            for node in nodes:
                yield b"".join([step(node), *(next(pbx) for _ in range(noises))])


async def _serve() -> None:
    servers = Servers()
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := await reader.readline():
        what, details = json.loads(line)
        answer = await getattr(servers, what)(**details)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve())
