"""Any sound file ends in what Asterisk plays, or in an error that says why not."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
import shutil
import subprocess
import sys
import time

import av
from homeassistant.core import HomeAssistant
import numpy as np
import pytest

from custom_components.allstarlink.on_air import decode
from custom_components.allstarlink.on_air.decode import async_decode
from custom_components.allstarlink.on_air.errors import (
    CannotDecode,
    ClipSilent,
    ClipTooLong,
)
from tests.conftest import Clock

from .sounds import Samples, encoded, measured, silence, tone, wav

# Heard at 700 Hz for two seconds, between a second of silence and another. What is
# at 5 kHz would come back at 3 kHz if it were not filtered before it is resampled.
SOUND = np.concatenate(
    [silence(1), tone(700, 5000, 3700, seconds=2, level=0.02), silence(1)]
)
LIST_CHUNK = b"LIST\x1a\0\0\0INFOISFT\x0e\0\0\0Lavf58.76.100\0"

FILES: dict[str, Callable[[], bytes]] = {
    "wav, stereo, 48 kHz": lambda: wav(SOUND),
    "wav with a comment": lambda: wav(SOUND, channels=1, extra=LIST_CHUNK),
    "mp3": lambda: encoded(SOUND, "mp3", "libmp3lame"),
    "ogg, opus": lambda: encoded(SOUND, "ogg", "libopus"),
    "flac": lambda: encoded(SOUND, "flac", "flac"),
    "m4a, index at its end": lambda: encoded(SOUND, "mp4", "aac"),
    "film": lambda: encoded(SOUND, "matroska", "aac", film=True),
}


@pytest.mark.parametrize("name", FILES)
async def test_a_sound_file_becomes_what_asterisk_plays(
    hass: HomeAssistant, name: str
) -> None:
    """Its length, its level, its band and its header."""
    clip = await async_decode(hass, FILES[name](), longest=60)

    sound = measured(clip)
    # A tenth of a second of the silence stays at each end.
    assert 2.0 <= clip.duration <= 2.3
    assert sound.level == pytest.approx(-16, abs=0.3)
    assert sound.peak <= -0.99
    assert sound.offset < 1e-3
    assert sound.share(0, 60) < -50
    assert sound.share(650, 750) > -0.1
    assert sound.share(2900, 3100) < -50
    assert sound.share(3400, 4001) < -50


ENGINES = {
    "espeak-ng": ["espeak-ng", "-w", "{file}"],
    "flite": ["flite", "-o", "{file}", "-t"],
}


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_spoken_sentence(
    hass: HomeAssistant, engine: str, tmp_path: Path
) -> None:
    """As loud by each engine, and as long as it was spoken."""
    if not shutil.which(engine):
        pytest.skip(f"{engine} is not installed")
    file = tmp_path / "spoken.wav"
    command = [word.format(file=file) for word in ENGINES[engine]]
    text = "Severe thunderstorm warning until nine thirty."
    await asyncio.to_thread(subprocess.run, [*command, text], check=True)
    spoken = file.read_bytes()
    with av.open(BytesIO(spoken)) as container:
        before = float(container.streams.audio[0].duration or 0) * float(
            container.streams.audio[0].time_base or 0
        )

    clip = await async_decode(hass, spoken, longest=60)

    sound = measured(clip)
    assert 2 < before - 0.7 <= clip.duration <= before + 0.1
    assert sound.level == pytest.approx(-16, abs=0.5)
    assert sound.peak <= -0.99
    assert sound.offset < 1e-3
    assert sound.share(0, 60) < -50
    # Where speech is
    assert sound.share(150, 3000) > -1.5
    assert sound.share(3400, 4001) < -50


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(tone(700, seconds=2, level=0.002) + 0.3, id="very quiet"),
        pytest.param(tone(700, seconds=2, level=0.68), id="as loud as can be"),
        pytest.param(
            # One millisecond of ten is loud: 20 dB above the mean
            np.tile(np.r_[np.ones(48), np.zeros(432)], 200)
            * tone(900, seconds=2, level=0.6),
            id="all peaks",
        ),
    ],
)
async def test_a_clip_is_as_loud_as_any_other(
    hass: HomeAssistant, samples: Samples
) -> None:
    """The limiter takes the peaks, and the mean stays where it is to be."""
    sound = measured(await async_decode(hass, wav(samples), longest=60))
    assert sound.level == pytest.approx(-16, abs=1)
    assert sound.peak <= -0.99


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(wav(silence(3)), id="silence"),
        pytest.param(wav(silence(3) + 0.3), id="DC"),
        pytest.param(wav(tone(50, seconds=3) * np.hanning(144000)), id="hum"),
        pytest.param(
            wav(tone(6000, seconds=3) * np.hanning(144000)), id="above the band"
        ),
    ],
)
async def test_what_nobody_would_hear(hass: HomeAssistant, data: bytes) -> None:
    """The transmitter is not keyed for it."""
    with pytest.raises(ClipSilent):
        await async_decode(hass, data, longest=60)


@pytest.mark.parametrize(
    ("seconds", "longest"), [(5.5, 5.0), (50.0, 5.0), (3600.0, 60.0)]
)
async def test_a_clip_that_is_too_long(
    hass: HomeAssistant, seconds: float, longest: float
) -> None:
    """No more of it is decoded than could be played."""
    data = encoded(tone(700, seconds=seconds, rate=8000), "flac", "flac", rate=8000)
    with pytest.raises(ClipTooLong) as raised:
        await async_decode(hass, data, longest=longest)
    assert raised.value.translation_placeholders == {"longest": f"{longest:g}"}


async def test_silence_does_not_make_a_clip_too_long(hass: HomeAssistant) -> None:
    """It is cut off before anything is measured."""
    data = wav(np.concatenate([silence(4), tone(700, seconds=4), silence(4)]))
    assert 4 <= (await async_decode(hass, data, longest=5)).duration <= 4.3


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><body>404 Not Found</body></html>", id="a page"),
        pytest.param(bytes(100_000), id="zeros"),
        pytest.param(wav(tone(700, seconds=1))[:44], id="no samples"),
        pytest.param(
            Path(__file__)
            .parents[2]
            .joinpath("custom_components/allstarlink/brand/icon.png")
            .read_bytes(),
            id="a picture",
        ),
    ],
)
async def test_what_is_no_sound(hass: HomeAssistant, data: bytes) -> None:
    """The reason is named."""
    with pytest.raises(CannotDecode) as raised:
        await async_decode(hass, data, longest=60)
    assert raised.value.translation_placeholders
    assert raised.value.translation_placeholders["error"]
    assert "Errno" not in raised.value.translation_placeholders["error"]


async def test_a_file_that_is_cut_off_plays_as_far_as_it_goes(
    hass: HomeAssistant,
) -> None:
    """And one that is broken in the middle is played around that."""
    data = bytearray(encoded(tone(700, seconds=4), "mp3", "libmp3lame"))
    data[len(data) // 2 : len(data) // 2 + 300] = bytes(300)
    clip = await async_decode(hass, bytes(data[: len(data) * 3 // 4]), longest=60)
    assert 2.5 < clip.duration < 3.2


def _playlists(file: Path) -> dict[str, bytes]:
    segment = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{file}\n#EXT-X-ENDLIST\n"
    return {
        "m3u8": segment.encode(),
        "m3u": f"#EXTM3U\n{file}\n".encode(),
        "m3u8, by address": segment.replace(str(file), file.as_uri()).encode(),
        "pls": f"[playlist]\nNumberOfEntries=1\nFile1={file}\n".encode(),
        "ffconcat": f"ffconcat version 1.0\nfile '{file}'\n".encode(),
        "ffconcat, by protocol": f"ffconcat version 1.0\nfile 'file:{file}'\n".encode(),
        "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
        b"m=audio 5004 RTP/AVP 0\n",
    }


@pytest.mark.parametrize("kind", _playlists(Path("/f")))
async def test_a_playlist_that_names_a_local_file(
    hass: HomeAssistant, kind: str, tmp_path: Path
) -> None:
    """It is refused, however it names the file: only what was fetched is played."""
    file = tmp_path / "secret.wav"
    file.write_bytes(wav(tone(700, seconds=2)))
    playlist = _playlists(file)[kind]
    if kind == "ffconcat":
        # The playlist is a good one: with nothing but PyAV, the file is played.
        with av.open(BytesIO(playlist), "r", options={"safe": "0"}) as container:
            assert next(container.decode(audio=0)).samples

    with pytest.raises(CannotDecode):
        await async_decode(hass, playlist, longest=60)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("open('/etc/hostname')", "OSError"),
        ("import socket; socket.socket()", "OSError"),
        ("bytearray(1 << 30)", "MemoryError"),
        ("import os; os.fork()", ""),
    ],
)
def test_the_decoder_can_do_nothing_but_compute(code: str, error: str) -> None:
    """A file that takes it over gets no further."""
    setup = "import socket, decoder_process as d; d._give_up_rights(0)"
    ran = subprocess.run(
        [sys.executable, "-c", f"{setup}; {code}"],
        cwd=Path(decode.__file__).parent,
        capture_output=True,
        check=False,
        text=True,
    )
    assert error in ran.stderr
    assert bool(ran.returncode) == bool(error)


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the decoder hang; the file has the number of its process."""
    program, started = tmp_path / "decoder.py", tmp_path / "started"
    program.write_text(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(started)!r}).write_text(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(decode, "_PROGRAM", program)
    return started


def _wait_for_number(started: Path) -> int:
    while not started.exists() or not (text := started.read_text()):
        time.sleep(0.01)
    return int(text)


async def test_a_decoder_that_hangs_is_ended(
    hass: HomeAssistant, stuck: Path, clock: Clock
) -> None:
    """Nobody waits for ever, and nothing is left behind."""
    task = asyncio.create_task(async_decode(hass, b"", longest=60))
    number = await asyncio.to_thread(_wait_for_number, stuck)
    await clock.advance(41)
    with pytest.raises(CannotDecode) as raised:
        await task
    assert raised.value.translation_placeholders == {"error": "it takes too long"}
    assert not _is_running(number)


async def test_a_decoder_that_nobody_waits_for_is_ended(
    hass: HomeAssistant, stuck: Path
) -> None:
    """As when the automation is stopped."""
    task = asyncio.create_task(async_decode(hass, b"", longest=60))
    number = await asyncio.to_thread(_wait_for_number, stuck)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not _is_running(number)


def _is_running(number: int) -> bool:
    return Path(f"/proc/{number}").exists()
