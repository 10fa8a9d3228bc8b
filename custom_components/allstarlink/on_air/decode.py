"""Any sound that Home Assistant has, made a clip that app_rpt plays.

PyAV decodes it, in a process of its own. PyAV is the libraries of FFmpeg as a
package of Python: Home Assistant brings it (its `stream` integration needs it)
in the version that its package constraints name, the same on each kind of
installation, where the program `ffmpeg` of the `ffmpeg` integration may be
missing or of any age. It reads from memory, so that a format whose index is at
the end needs no file. The process keeps what a file made to break a decoder
may do away from Home Assistant: it can be killed, its memory and its time are
limited, and it cannot open a file or a socket (decoder_process.py).
"""

import asyncio
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
import os
from pathlib import Path
import signal
import sys
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..names import shown_name
from .clip import RATE, Clip, clip_of
from .errors import CannotDecode, ClipSilent, ClipTooLong

_PROGRAM = Path(__file__).with_name("decoder_process.py")

# How it ends, see there
_OK, _TOO_LONG = 0, 4

# Seconds; the process ends itself before.
_TIME = 40.0

# Seconds of silence that may be around a clip of the greatest length
_SILENCE = 30.0

# Bytes: a sample as the process writes it, and what is read of its complaint
_SAMPLE_SIZE = 4
_MAX_COMPLAINT = 4096

# One at a time is decoded.
_TURN: HassKey[asyncio.Lock] = HassKey("allstarlink.on_air.decode")

# What it is to know of Home Assistant's environment: no token is among it.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "LANG", "PYTHONPYCACHEPREFIX")


async def async_decode(hass: HomeAssistant, data: bytes, *, longest: float) -> Clip:
    """Return the clip of a sound file's bytes, of at most `longest` seconds.

    Silence around it is cut off, its level is near -16 dBFS, DC and what is
    above 3.4 kHz are filtered. Raises CannotDecode, ClipSilent or ClipTooLong.
    """
    most = int((longest + _SILENCE) * RATE)
    async with hass.data.setdefault(_TURN, asyncio.Lock()):
        code, output, complaint = await _async_run(data, most)
        if code == _TOO_LONG:
            raise ClipTooLong(longest=f"{longest:g}")
        if code != _OK:
            raise CannotDecode(error=_reason(code, complaint))
        samples = await hass.async_add_executor_job(_prepare, output)
    if not samples:
        raise ClipSilent
    clip = clip_of(samples)
    if clip.duration > longest:
        raise ClipTooLong(longest=f"{longest:g}")
    return clip


def _prepare(samples: bytes) -> bytes:
    # NumPy takes its time to load, so it must not happen in the event loop.
    from .sound import prepare

    return prepare(samples)


async def _async_run(data: bytes, most: int) -> tuple[int, bytes, bytes]:
    """Return how the process ended, and what it wrote to its two outputs."""
    environment = {
        name: os.environ[name] for name in _ENVIRONMENT if name in os.environ
    }
    # It finds packages where Home Assistant finds them.
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-s", "-P", str(_PROGRAM), str(most)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment,
        )
    except OSError as err:
        raise CannotDecode(error=shown_name(str(err.strerror))) from err
    try:
        async with asyncio.timeout(_TIME):
            return await _async_talk(process, data, most * _SAMPLE_SIZE)
    except TimeoutError as err:
        raise CannotDecode(error="it takes too long") from err
    finally:
        # Also when nobody waits for it any more
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _async_talk(
    process: Process, data: bytes, limit: int
) -> tuple[int, bytes, bytes]:
    if TYPE_CHECKING:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
    async with asyncio.TaskGroup() as group:
        group.create_task(_async_feed(process.stdin, data))
        output = group.create_task(_async_read(process.stdout, limit))
        complaint = group.create_task(_async_read(process.stderr, _MAX_COMPLAINT))
        code = await process.wait()
    return code, output.result(), complaint.result()


async def _async_feed(stdin: asyncio.StreamWriter, data: bytes) -> None:
    # It may end before it has read everything.
    with suppress(BrokenPipeError, ConnectionResetError):
        stdin.write(data)
        await stdin.drain()
    stdin.close()


async def _async_read(stream: asyncio.StreamReader, limit: int) -> bytes:
    """Return what comes, of which no more than `limit` bytes are kept."""
    kept = bytearray()
    while chunk := await stream.read(65536):
        kept += chunk[: limit - len(kept)]
    return bytes(kept)


def _reason(code: int, complaint: bytes) -> str:
    if code in (-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL):
        return "it takes too long"
    lines = complaint.decode(errors="replace").strip().splitlines()
    return shown_name(lines[-1]) if lines else f"the decoder ended with {code}"
