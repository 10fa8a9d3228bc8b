"""The command that shows the integration to a newcomer."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT
from contextlib import suppress
from pathlib import Path
import signal
import socket

import aiohttp

_SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "demo"


async def test_the_demo_tells_how_to_log_in_and_leaves_nothing_behind() -> None:
    """It starts, a browser would find the login page, and Ctrl-C ends it all."""
    port = _free_port()
    demo = await asyncio.create_subprocess_exec(
        *(_SCRIPT, "--port", str(port)), stdout=PIPE, stderr=STDOUT
    )
    try:
        async with asyncio.timeout(45):
            told = await _told(demo)
        assert told["address"] == f"http://127.0.0.1:{port}"
        assert (told["user"], told["password"]) == ("demo", "demo")
        async with aiohttp.ClientSession(told["address"]) as session:
            assert (await session.get("/")).status == 200
        ami_port = int(told["server"].split()[0].rpartition(":")[2])
        assert _answers(ami_port)
    finally:
        with suppress(ProcessLookupError):
            demo.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            rest, _ = await demo.communicate()
    assert (demo.returncode, rest.decode().split()[-1]) == (0, "Stopped.")
    assert not _answers(port)
    assert not _answers(ami_port)


async def _told(demo: asyncio.subprocess.Process) -> dict[str, str]:
    """Return what it printed as `name   value`, up to how to stop it."""
    assert demo.stdout is not None
    lines: list[str] = []
    while not (line := (await demo.stdout.readline()).decode()).startswith("Press"):
        assert line, lines
        lines.append(line)
    rows = (line.split(maxsplit=1) for line in lines if line.startswith("  "))
    return {name: value.strip() for name, value in rows}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
