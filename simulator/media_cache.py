"""Asterisk's media cache: clips that it fetched, and how it fetches them.

As transcripts p10_prefetch, p10_media_cache_cli, p10_media_cache_refresh,
p10_refresh_unreachable and p10_formats have it. The commands are Asterisk's own;
what fetches is a module that a stock ASL3 does not load.
"""

import asyncio
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
import io
from ipaddress import ip_address
import itertools
from pathlib import PurePosixPath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
import wave

if TYPE_CHECKING:
    from .world import World

MODULE = "res_http_media_cache"

_FOLDER = "/var/cache/asterisk"
_AGENT = "asterisk-libcurl-agent/1.0"
_OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 8
_RATE = 8000
# Bytes of a second of raw sound, by extension
_RAW = {".ulaw": _RATE, ".pcm": _RATE, ".alaw": _RATE, ".sln": 2 * _RATE}
_WAV_TYPES = frozenset({"audio/wav", "audio/x-wav"})
_MAX_AGE = re.compile(r"max-age=(\d+)")


@dataclass(frozen=True, slots=True)
class Cached:
    """A file that was fetched.

    `seconds` is how long it plays, None if Asterisk cannot play it; `expires` is in
    seconds since the epoch.
    """

    path: str
    extension: str
    content_type: str
    cache_control: str
    expires: float
    body: bytes
    seconds: float | None


class MediaCache:
    """The clips of one server.

    `loaded` is whether the module is, `listed` whether modules.conf has it, so that
    it is loaded again after a restart. `requests` are the addresses of all requests
    in order. With `reaches` false, every packet to a clip's address is dropped.
    """

    def __init__(self, world: World, *, listed: bool = False) -> None:
        """Begin with an empty cache."""
        self._world = world
        self.listed = self.loaded = listed
        self.reaches = True
        self.requests: list[str] = []
        self.entries: dict[str, Cached] = {}
        self._names = itertools.count()

    def restart(self) -> None:
        """Start as Asterisk does: with the modules that are listed; files stay."""
        self.loaded = self.listed

    async def length(self, uri: str) -> float | None:
        """Return how long a clip plays, from the cache or fetched; None for silence."""
        entry = self.entries.get(uri)
        if entry is None or entry.expires <= self._world.now():
            entry = await self.fetch(uri)
        return entry.seconds if entry else None

    async def fetch(self, uri: str) -> Cached | None:
        """Ask for a clip and keep it, None if that fails; what was there is gone then."""
        self.entries.pop(uri, None)
        if not self.loaded:
            return None
        if not self.reaches:
            await asyncio.sleep(self._world.timings.unreachable)
            return None
        try:
            answer = await self._get(uri)
        except OSError, ValueError, asyncio.IncompleteReadError:
            return None
        if answer is None:
            return None
        entry = self.entries[uri] = self._entry(uri, *answer)
        return entry

    # The command line

    def delete(self, uri: str) -> str:
        """Do as `media cache delete` and return what it says."""
        if self.entries.pop(uri, None) is None:
            return f"Unable to delete '{uri}'"
        return f"Deleted '{uri}' from the media cache"

    async def refresh(self, uri: str) -> str:
        """Do as `media cache refresh`: one that is fresh is not fetched."""
        entry = self.entries.get(uri)
        if entry is None or entry.expires <= self._world.now():
            entry = await self.fetch(uri)
        if entry is None:
            return f"Unable to refresh '{uri}'"
        path = entry.path.removesuffix(entry.extension)
        return f"Refreshed '{uri}' to local storage '{path}'"

    def show(self, uri: str) -> list[str]:
        """Do as `media cache show URI`."""
        if (entry := self.entries.get(uri)) is None:
            return [f"Unable to find '{uri}' in the media cache"]
        values = {
            "Path": entry.path,
            "ext": entry.extension,
            "content-type": entry.content_type,
            "__actual_expires": f"{int(entry.expires):>30}",
            "cache-control": entry.cache_control,
        }
        rows = [f"\t{name:>20}: {text:<40}" for name, text in values.items() if text]
        return [f"URI: {uri}", "-" * 40, *rows]

    def show_all(self) -> list[str]:
        """Do as `media cache show all`."""
        rows = [
            line
            for uri, entry in self.entries.items()
            for line in (f"{uri:<40}", f"\t{entry.path:<40}")
        ]
        return ["URI", "\tLocal File", "-" * 15, *rows]

    # The fetch

    async def _get(self, uri: str) -> tuple[dict[str, str], bytes] | None:
        for _ in range(_MAX_REDIRECTS):
            self.requests.append(uri)
            status, headers, body = await _request(uri)
            if status not in _REDIRECTS:
                return (headers, body) if status == _OK else None
            uri = headers["location"]
        return None

    def _entry(self, uri: str, headers: dict[str, str], body: bytes) -> Cached:
        content_type = headers.get("content-type", "")
        extension = PurePosixPath(urlsplit(uri).path).suffix
        if not extension and content_type in _WAV_TYPES:
            extension = ".wav"
        cache_control = headers.get("cache-control", "")
        return Cached(
            f"{_FOLDER}/bucket-{next(self._names):06}{extension}",
            extension,
            content_type,
            cache_control,
            self._expires(headers, cache_control),
            body,
            _seconds(extension, body),
        )

    def _expires(self, headers: dict[str, str], cache_control: str) -> float:
        if age := _MAX_AGE.search(cache_control):
            return self._world.now() + int(age[1])
        if "expires" in headers:
            return parsedate_to_datetime(headers["expires"]).timestamp()
        return self._world.now()


async def _request(uri: str) -> tuple[int, dict[str, str], bytes]:
    """Send a GET. Raises OSError or ValueError."""
    parts = urlsplit(uri)
    if parts.scheme != "http" or parts.hostname is None:
        # Of https: a certificate that nobody vouches for (p10_https).
        raise ValueError(uri)
    # Names are not looked up: the simulator never leaves this machine.
    if not ip_address(parts.hostname).is_loopback:
        raise ValueError(uri)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        lines = (
            f"GET {path} HTTP/1.1",
            f"Host: {parts.netloc}",
            f"User-Agent: {_AGENT}",
            "Accept: */*",
        )
        writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
        first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.partition(":") for line in rest if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return int(first.split(" ")[1]), headers, body
    finally:
        writer.close()


def _seconds(extension: str, body: bytes) -> float | None:
    """Return how long a file plays, None for one that Asterisk cannot play."""
    if extension in _RAW:
        return len(body) / _RAW[extension]
    if extension != ".wav":
        return None
    try:
        with wave.open(io.BytesIO(body)) as sound:
            form = sound.getnchannels(), sound.getsampwidth(), sound.getframerate()
            frames = sound.getnframes()
    except wave.Error, EOFError:
        return None
    if form != (1, 2, _RATE) or not 0 < frames <= len(body) // 2:
        return None
    return float(frames / _RATE)
