"""The servers that Home Assistant talks to in a benchmark, in a process of their own.

So what they cost is not counted, and both sides run at the same time. Times
are those of `time.monotonic_ns`, which all processes of a machine share.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
import sys
from typing import Any

# The longest answer tells when each of some hundred events was sent
_LONGEST_LINE = 1 << 20


class FarSide:
    """Asks the process of the servers; see `far_side_process` for what it can do."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Talk to this process by its standard streams."""
        self._process = process
        self._turn = asyncio.Lock()

    async def ask(self, what: str, **details: Any) -> Any:
        """Have something done, and return the answer. One after the other."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        async with self._turn:
            stdin.write(json.dumps([what, details]).encode() + b"\n")
            answer = await stdout.readline()
        if not answer:
            raise RuntimeError(f"The far side failed to {what}")
        return json.loads(answer)


@asynccontextmanager
async def far_side() -> AsyncGenerator[FarSide]:
    """Start the process, and end it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.far_side_process",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    try:
        yield FarSide(process)
    finally:
        process.kill()
        await process.wait()
