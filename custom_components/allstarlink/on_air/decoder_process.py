"""Decodes a sound file from its standard input to its standard output.

A program of its own, which decode.py starts: a file made to break a decoder
breaks this process. Once everything is loaded it cannot open a file or a
socket any more, and its memory and its time are limited.

Its argument is the most samples that it may write: 8 kHz, mono, 32 bit float.
It ends with OK, TOO_LONG, or with UNREADABLE and the reason on standard error.
"""

from collections.abc import Iterator
from io import BytesIO
import os
import resource
import signal
import sys

import av

# Loaded when a file has such a stream, and then it would be too late.
import av.subtitles.codeccontext
import av.subtitles.stream

RATE = 8000

OK, UNREADABLE, TOO_LONG = 0, 3, 4

# Seconds, by the wall clock and of the processor
_TIME, _CPU_TIME = 30, 20

# Bytes beside what is in use when everything is loaded
_MEMORY = 192 * 1024 * 1024

# Playlists and other formats that name files are not among them.
_FORMATS = "wav,w64,mp3,ogg,flac,aac,mov,matroska,aiff,amr,caf,au"
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}

_NO_SOUND = "it holds no sound"

# The shortest sound file: it has everything loaded that is needed to read one.
_SAMPLE = (
    b"RIFF&\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0"
    b"\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x02\0\0\0\0\0"
)


def _give_up_rights(input_size: int) -> None:
    """Let this process do no more than compute."""
    signal.alarm(_TIME)
    os.nice(5)
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (starts sooner)
        in_use = int(file.read().split()[0]) * resource.getpagesize()
    limits = {
        resource.RLIMIT_AS: in_use + input_size + _MEMORY,
        resource.RLIMIT_CPU: _CPU_TIME,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def _frames(data: bytes) -> Iterator[av.AudioFrame]:
    """Yield the frames of the first audio stream."""
    with av.open(BytesIO(data), "r", options=_OPTIONS) as container:
        if not container.streams.audio:
            raise ValueError(_NO_SOUND)
        stream = container.streams.audio[0]
        stream.codec_context.thread_count = 1
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.InvalidDataError:
                # Broken in one place: the rest is played.
                continue
            yield from (frame for frame in frames if isinstance(frame, av.AudioFrame))


def _resampled(frames: Iterator[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """Yield them as mono float samples at 8 kHz."""
    resampler, shape = None, None
    for frame in frames:
        # Streams that were put together may change.
        if shape != (shape := (frame.format.name, frame.layout.name, frame.rate)):
            if resampler:
                yield from resampler.resample(None)
            resampler = av.AudioResampler("flt", "mono", RATE)
        frame.pts = None
        if resampler:
            yield from resampler.resample(frame)
    if resampler:
        yield from resampler.resample(None)


def _run(most: int) -> int:
    data = sys.stdin.buffer.read()
    output = sys.stdout.buffer
    for _ in _resampled(_frames(_SAMPLE)):
        pass
    _give_up_rights(len(data))
    samples = 0
    try:
        for frame in _resampled(_frames(data)):
            samples += frame.samples
            if samples > most:
                return TOO_LONG
            output.write(bytes(frame.planes[0])[: frame.samples * 4])
        output.flush()
    except MemoryError:
        return _complain("it takes too much memory")
    except (av.FFmpegError, ValueError) as error:
        return _complain(getattr(error, "strerror", None) or str(error))
    return OK if samples else _complain(_NO_SOUND)


def _complain(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201 (read by decode.py)
    return UNREADABLE


if __name__ == "__main__":
    sys.exit(_run(int(sys.argv[1])))
