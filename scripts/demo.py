"""Runs the demo: a simulated server, and Home Assistant that shows its nodes.

`scripts/demo` makes the environment and starts this. Home Assistant gets a
fresh configuration in `.cache/demo` each time.
"""

import argparse
import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import os
from pathlib import Path
import signal
import socket
import sys

import aiohttp
from demo_configuration import ROOT, Configuration
from home_assistant_api import HomeAssistantApi

HOST = "127.0.0.1"
USER, PASSWORD = "demo", "demo"
AMI_USER, AMI_SECRET = "admin", "secret"

# Where an Asterisk listens, unless this machine has one
AMI_PORT = 5038

# What `python -m simulator --dialect` can be
DIALECTS = ("asl2", "asl3", "asl3-3.8", "hamvoip")

# Seconds
START_LIMIT = 180
STOP_LIMIT = 20


async def main() -> None:
    """Start everything, tell how to use it, and stop when told to."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=8123, help="Home Assistant's port (%(default)s)"
    )
    parser.add_argument(
        "--dialect",
        choices=DIALECTS,
        default="asl3",
        help="which system the simulated server is (%(default)s)",
    )
    options = parser.parse_args()
    port = options.port
    if _is_taken(port):
        sys.exit(f"error: port {port} is in use; try scripts/demo --port {port + 1}")
    stop = _stop_on_signals()
    configuration = Configuration(HOST, port)
    configuration.write()
    print("Starting ...", flush=True)
    async with (
        _simulator(options.dialect) as (simulator, ami_port),
        _home_assistant(configuration) as hass,
    ):
        over = [
            asyncio.create_task(waiting)
            for waiting in (stop.wait(), simulator.wait(), hass.wait())
        ]
        ready = asyncio.create_task(_make_ready(port, ami_port))
        await asyncio.wait([ready, *over], return_when=asyncio.FIRST_COMPLETED)
        if ready.done():
            ready.result()
            _tell(port, ami_port, configuration.log)
            await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not stop.is_set():
            sys.exit(f"error: the demo ended by itself; see {configuration.log}")
    print("Stopped.")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
        return False


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    return stop


@asynccontextmanager
async def _simulator(dialect: str) -> AsyncGenerator[tuple[Process, int]]:
    """Run the simulated server; yields its process and port."""
    scenario = ROOT / "simulator" / "scenarios" / "demo.toml"
    port = 0 if _is_taken(AMI_PORT) else AMI_PORT
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--scenario", scenario),
        *("--port", str(port), "--user", AMI_USER, "--secret", AMI_SECRET),
        *("--dialect", dialect),
        cwd=ROOT,
        stdout=PIPE,
        start_new_session=True,
    )
    async with _stopping(process):
        assert process.stdout is not None  # noqa: S101  (PIPE above)
        first_line = (await process.stdout.readline()).decode()
        if not first_line:
            sys.exit("error: the simulated server did not start")
        yield process, int(first_line.rpartition(":")[2])


@asynccontextmanager
async def _home_assistant(configuration: Configuration) -> AsyncGenerator[Process]:
    with configuration.log.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "homeassistant", "--skip-pip"),
            *("--config", configuration.folder),
            env={**os.environ, "PYTHONPATH": str(configuration.stand_ins)},
            stdout=log,
            stderr=log,
            # Ctrl-C is for this process alone, which then stops the others in turn.
            start_new_session=True,
        )
    async with _stopping(process):
        yield process


@asynccontextmanager
async def _stopping(process: Process) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_LIMIT)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _make_ready(port: int, ami_port: int) -> None:
    """Make the user and add the server, as a person would."""
    address = f"http://{HOST}:{port}"
    async with asyncio.timeout(START_LIMIT), aiohttp.ClientSession(address) as session:
        api = HomeAssistantApi(session, address)
        await api.wait_until_served()
        await api.make_owner("Demo", USER, PASSWORD)
        await api.wait_until_running()
        await api.add_server(HOST, ami_port, AMI_USER, AMI_SECRET)


def _tell(port: int, ami_port: int, log: Path) -> None:
    address = f"http://{HOST}:{port}"
    print(
        f"""
Home Assistant is ready:

  address    {address}
  user       {USER}
  password   {PASSWORD}

  devices    {address}/config/integrations/integration/allstarlink
  server     {HOST}:{ami_port} (simulated), user {AMI_USER}, password {AMI_SECRET}
  log        {log.relative_to(ROOT)}

Press Ctrl-C to stop.
""",
        flush=True,
    )


if __name__ == "__main__":
    asyncio.run(main())
