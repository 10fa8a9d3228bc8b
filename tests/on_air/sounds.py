"""Sound files made for tests, and what clips are measured by."""

from dataclasses import dataclass
from io import BytesIO
import math
import struct

import av
import numpy as np
import numpy.typing as npt

from custom_components.allstarlink.on_air.clip import Clip

type Samples = npt.NDArray[np.float64]

_FULL = 32767


def tone(
    *hertz: float, seconds: float, rate: int = 48000, level: float = 0.05
) -> Samples:
    """Return tones of one level together, with a DC offset."""
    times = np.arange(int(seconds * rate)) / rate
    waves = [np.sin(2 * np.pi * frequency * times) for frequency in hertz]
    return np.asarray(sum(waves) * level * math.sqrt(2) + 0.02)


def silence(seconds: float, rate: int = 48000) -> Samples:
    """Return nothing, for a while."""
    return np.zeros(int(seconds * rate))


def wav(
    samples: Samples, *, rate: int = 48000, channels: int = 2, extra: bytes = b""
) -> bytes:
    """Return a 16 bit WAV file, with `extra` chunks before its data."""
    ints = (np.repeat(samples, channels) * _FULL).astype("<i2").tobytes()
    head = struct.pack(
        "<4sIHHIIHH",
        b"fmt ",
        16,
        1,
        channels,
        rate,
        rate * channels * 2,
        channels * 2,
        16,
    )
    body = head + extra + struct.pack("<4sI", b"data", len(ints)) + ints
    return struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WAVE") + body


def encoded(
    samples: Samples,
    container: str,
    codec: str,
    *,
    rate: int = 48000,
    film: bool = False,
) -> bytes:
    """Return mono samples in another format; a film has pictures beside the sound."""
    output = BytesIO()
    with av.open(output, "w", format=container) as file:
        pictures = file.add_stream("mpeg4", rate=5) if film else None
        stream = file.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        if pictures:
            pictures.width, pictures.height = 64, 48
            picture = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8))
            file.mux([p for f in (picture, None) for p in pictures.encode(f)])
        resampler = av.AudioResampler(stream.format, "mono", rate, stream.frame_size)
        ints = (samples * _FULL).astype("<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(ints, format="s16", layout="mono")
        frame.sample_rate = rate
        for part in (*resampler.resample(frame), *resampler.resample(None), None):
            file.mux(stream.encode(part))
    return output.getvalue()


@dataclass(frozen=True)
class Measured:
    """A clip's samples, and what a radio would make of them."""

    samples: Samples

    @property
    def level(self) -> float:
        """The mean level in dBFS while there is sound."""
        size = 160
        whole = self.samples[: len(self.samples) // size * size].reshape(-1, size)
        loudness = np.sqrt(np.mean(whole**2, axis=1))
        loud = loudness[loudness > loudness.max() * 10 ** (-25 / 20)]
        return float(20 * np.log10(np.sqrt(np.mean(loud**2))))

    @property
    def peak(self) -> float:
        """The loudest sample in dBFS."""
        return float(20 * np.log10(np.abs(self.samples).max()))

    @property
    def offset(self) -> float:
        """DC, as a part of full scale."""
        return float(abs(self.samples.mean()))

    def share(self, lowest: float, highest: float) -> float:
        """Return how loud a band is beside the whole, in dB."""
        power = np.abs(np.fft.rfft(self.samples * np.hanning(len(self.samples)))) ** 2
        hertz = np.fft.rfftfreq(len(self.samples), 1 / 8000)
        band = power[(hertz >= lowest) & (hertz < highest)].sum()
        return float(10 * np.log10(band / power.sum() + 1e-20))


def measured(clip: Clip) -> Measured:
    """Take a clip apart, and see that it is what Asterisk plays."""
    size = len(clip.wav) - 44
    assert struct.unpack("<4sI4s4sIHHIIHH4sI", clip.wav[:44]) == (
        *(b"RIFF", size + 36, b"WAVE"),
        *(b"fmt ", 16, 1, 1, 8000, 16000, 2, 16),
        *(b"data", size),
    )
    assert clip.duration == size / 16000
    return Measured(np.frombuffer(clip.wav[44:], "<i2") / 32768)
