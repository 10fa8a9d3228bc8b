"""A clip as app_rpt plays it."""

from dataclasses import dataclass
import struct

# Samples a second: one channel of 16 bit, little endian
RATE = 8000
_SAMPLE_SIZE = 2

# RIFF size, format chunk (PCM, 1 channel, rate, bytes a second, block, bits), data size
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip that is ready to be offered: a whole WAV file, and its length in seconds."""

    wav: bytes
    duration: float


def clip_of(samples: bytes) -> Clip:
    """Return the clip of raw samples.

    Asterisk plays 8 kHz, mono, 16 bit and nothing else, and believes the sizes
    in the header: what ffmpeg writes into a pipe is 3 s of dead carrier
    (transcript p10_formats). So the header has 44 bytes and true sizes.
    """
    size = len(samples)
    header = _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + size, b"WAVE"),
        *(b"fmt ", 16, 1, 1, RATE, RATE * _SAMPLE_SIZE, _SAMPLE_SIZE, 16),
        *(b"data", size),
    )
    return Clip(header + samples, size / (RATE * _SAMPLE_SIZE))
