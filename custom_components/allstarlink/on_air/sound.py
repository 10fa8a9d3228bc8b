"""Samples made ready for a transmitter: filtered, trimmed, and at one level."""

from functools import cache

import numpy as np
import numpy.typing as npt

from .clip import RATE

type _Samples = npt.NDArray[np.float32]

# Hz: what a transmitter must not get, and what the codecs of links do not carry
_LOWEST, _HIGHEST = 100.0, 3350.0

# The filter's length, and the shape of its window: 80 dB, 40 Hz from pass to stop
_TAPS, _WINDOW = 1023, 7.9
_BLOCK = 16384

# Seconds: what is measured at once, and what stays of the silence around a clip
_FRAME = 0.02
_MARGIN = 0.1

# As parts of the loudest frame: below the first it is silence, below the second a pause
_SILENCE, _PAUSE = 10 ** (-40 / 20), 10 ** (-25 / 20)

# Parts of full scale: below that nobody has said anything
_NOTHING = 10 ** (-60 / 20)

# Parts of full scale: -16 dBFS in the mean while there is sound, -1 dBFS at most
_LEVEL, _CEILING = 10 ** (-16 / 20), 10 ** (-1 / 20)
_MAX_GAIN = 10.0

# Seconds before and after a peak in which the limiter turns down
_LIMITER = 0.01


def prepare(data: bytes) -> bytes:
    """Return 16 bit samples that can be transmitted, none if there is nothing to hear.

    Takes 32 bit floats of 8 kHz and mono, 1.0 being full scale. Blocks.
    """
    samples = np.nan_to_num(np.frombuffer(data, np.float32), posinf=1.0, neginf=-1.0)
    # The greatest float is far above full scale.
    scale = _peak(samples)
    if scale < _NOTHING:
        return b""
    samples = _filtered(samples / np.float32(scale))
    peak = _peak(samples)
    if peak * scale < _NOTHING:
        return b""
    samples = _trimmed(samples / np.float32(peak), _NOTHING / (peak * scale))
    if not samples.size:
        return b""
    samples = _levelled(samples)
    return (samples * 32767).round().astype("<i2").tobytes()


def _peak(samples: _Samples) -> float:
    return float(np.abs(samples).max(initial=0.0))


def _filtered(samples: _Samples) -> _Samples:
    """Return as many samples, without DC, hum, and what is too high."""
    reach = _TAPS // 2
    # An offset goes on before and after them: its steps would be clicks.
    padded = np.pad(samples, reach, "edge")
    size = _BLOCK + _TAPS - 1
    response = np.fft.rfft(_band(), size)
    result = np.zeros(len(padded) + _TAPS - 1, np.float32)
    for start in range(0, len(padded), _BLOCK):
        block = padded[start : start + _BLOCK]
        part = np.fft.irfft(np.fft.rfft(block, size) * response, size)
        length = len(block) + _TAPS - 1
        result[start : start + length] += part[:length]
    return result[2 * reach : 2 * reach + len(samples)]


@cache
def _band() -> npt.NDArray[np.float64]:
    """Return the filter: a windowed sinc of the whole band less that of the hum."""
    times = np.arange(_TAPS) - _TAPS // 2
    sinc = [
        2 * hertz / RATE * np.sinc(2 * hertz / RATE * times)
        for hertz in (_HIGHEST, _LOWEST)
    ]
    window = np.kaiser(_TAPS, _WINDOW)
    low, hum = (part * window for part in sinc)
    # As much of what is lowest is taken away as is there.
    return np.asarray(low - hum * (low.sum() / hum.sum()))


def _loudness(samples: _Samples) -> npt.NDArray[np.float64]:
    """Return the mean level of each frame."""
    size = int(_FRAME * RATE)
    padded = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
    return np.asarray(np.sqrt(np.mean(np.square(padded, dtype=np.float64), axis=1)))


def _trimmed(samples: _Samples, nothing: float) -> _Samples:
    """Return the samples without the silence before and after them."""
    loudness = _loudness(samples)
    threshold = max(loudness.max() * _SILENCE, nothing)
    heard = np.flatnonzero(loudness > threshold)
    if not heard.size:
        return samples[:0]
    size, margin = int(_FRAME * RATE), int(_MARGIN * RATE)
    start = max(0, int(heard[0]) * size - margin)
    return samples[start : (int(heard[-1]) + 1) * size + margin]


def _levelled(samples: _Samples) -> _Samples:
    """Return the samples at the level of all clips, with their peaks limited."""
    loudness = _loudness(samples)
    spoken = loudness > loudness.max() * _PAUSE
    gain = _LEVEL / _mean(loudness[spoken])
    result = samples
    # The limiter takes away some of the level, which is given again.
    for _ in range(4):
        gain = min(gain, _MAX_GAIN)
        result = _limited(samples * np.float32(gain))
        gain *= _LEVEL / _mean(_loudness(result)[spoken])
    return result


def _mean(loudness: npt.NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(np.square(loudness))))


def _limited(samples: _Samples) -> _Samples:
    """Turn down around each peak that would be above the ceiling, and nowhere else."""
    reach = int(_LIMITER * RATE)
    gain = np.minimum(1.0, _CEILING / np.maximum(np.abs(samples), _CEILING))
    if gain.min() >= 1.0:
        return samples
    # The least within twice the reach, then a mean over once the reach: it is
    # down to the peak's gain in time, and never above it there.
    width = 2 * reach + 1
    least = _least(np.pad(gain, 2 * reach, constant_values=1.0), width)
    sums = np.cumsum(np.concatenate(([0.0], least)), dtype=np.float64)
    smooth = (sums[width:] - sums[:-width]) / width
    return np.asarray(samples * smooth, np.float32)


def _least(values: _Samples, width: int) -> _Samples:
    """Return the least of each run of `width` values."""
    done = 1
    while done < width:
        step = min(done, width - done)
        values = np.minimum(values[:-step], values[step:])
        done += step
    return values
