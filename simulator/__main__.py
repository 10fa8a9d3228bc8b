"""Runs a simulated server: `python -m simulator --help`."""

import argparse
import asyncio
from collections.abc import Coroutine, Sequence
import contextlib
from dataclasses import replace
from pathlib import Path
import signal
import ssl

from .dialect import ASL3, DIALECTS
from .node_setup import NodeSetup
from .privileges import User
from .scenario import Scenario, furnish, load, play
from .server import SimulatedServer
from .timings import Timings

_WRITE_TIMEOUT = 0.1
# An old system is asked carefully in its first half minute, so it begins later.
_UP_FOR = 3600.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a server until it is interrupted."""
    options = _parser().parse_args(arguments)
    scenario = load(options.scenario) if options.scenario else Scenario()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(options, scenario))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="An Asterisk with app_rpt that speaks the manager interface.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    add("--port", type=int, default=5038, help="port to listen on (%(default)s)")
    add("--user", default="admin", help="name of the manager user (%(default)s)")
    add("--secret", default="secret", help="its secret (%(default)s)")
    add("--read", default="all", help="its read classes (%(default)s)")
    add("--write", default="all", help="its write classes (%(default)s)")
    add(
        "--node",
        action="append",
        metavar="NUMBER",
        help="a node beside those of the scenario; may be given several times",
    )
    add("--scenario", type=Path, metavar="FILE", help="TOML file of what happens")
    add(
        "--tls", type=Path, metavar="FILE", help="speak TLS: PEM of certificate and key"
    )
    add(
        "--dialect",
        choices=sorted(DIALECTS),
        default=ASL3.name,
        help="which system to be (%(default)s)",
    )
    return parser


async def _run(options: argparse.Namespace, scenario: Scenario) -> None:
    given = options.node or ([] if scenario.nodes else ["1999", "1998"])
    server = SimulatedServer(
        [NodeSetup(number) for number in given],
        [User(options.user, options.secret, options.read, options.write)],
        host=options.host,
        port=options.port,
        tls=_tls(options.tls) if options.tls else None,
        timings=_real(DIALECTS[options.dialect].timings),
        up_for=_UP_FOR,
        dialect=options.dialect,
        write_timeout=_WRITE_TIMEOUT,
        channel_events=True,
        # Clips can be played where the real system can play them.
        media_cache=options.dialect.startswith(ASL3.name),
    )
    furnish(server, scenario)
    async with server:
        numbers = ", ".join(server.world.nodes)
        print(f"Nodes {numbers} on {server.host}:{server.port}", flush=True)
        await _until_terminated(play(server, scenario))


def _real(timings: Timings) -> Timings:
    """Return the timings of a server that runs by itself."""
    return replace(timings, bad_login=1.0, shutdown=3.0, restart=0.5)


def _tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def _until_terminated(traffic: Coroutine[None, None, None]) -> None:
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)

    def end_if_failed(playing: asyncio.Task[None]) -> None:
        if not playing.cancelled() and playing.exception():
            over.set()

    playing = loop.create_task(traffic)
    playing.add_done_callback(end_if_failed)
    await over.wait()
    if playing.done():
        playing.result()


if __name__ == "__main__":
    main()
