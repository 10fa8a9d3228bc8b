"""A directory with its web server, on a clock that is moved by hand."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from custom_components.allstarlink.directory.cache import Edition, read_copy, write_copy
from custom_components.allstarlink.directory.directory import (
    Directory,
    async_get_directory,
    copy_path,
)
from tests.conftest import Clock
from tests.list_server import ETAG, MODIFIED, ListServer, listing

# Seconds; the jitter is at its shortest here
FIRST = 5.0
HOUR = 3600.0
DAY = 24 * HOUR


class Stage:
    """One directory, and one user of it who comes and goes."""

    def __init__(self, hass: HomeAssistant, server: ListServer, clock: Clock) -> None:
        """Look at the directory of this Home Assistant."""
        self.hass = hass
        self.server = server
        self.clock = clock
        self.directory: Directory = async_get_directory(hass)
        # How often the directory said that it has changed
        self.told = 0
        self._stop_listening = self.directory.async_add_listener(self._tell)
        self._release: Callable[[], None] | None = None

    @property
    def path(self) -> Path:
        """Where the copy on disk is."""
        return copy_path(self.hass)

    @property
    def callsign(self) -> str | None:
        """The callsign of node 2001, as the directory knows it."""
        station = self.directory.find("2001")
        return station.callsign if station else None

    def keep_copy(self, age: timedelta, data: bytes | None = None) -> None:
        """Put a list on disk that was checked so long ago."""
        edition = Edition(dt_util.utcnow() - age, ETAG, MODIFIED)
        write_copy(self.path, edition, listing() if data is None else data)

    def copy(self) -> tuple[Edition, bytes]:
        """Return what is on disk."""
        return read_copy(self.path)

    async def use(self) -> None:
        """Begin to use the directory, and wait until the copy has been read."""
        self._release = self.directory.async_use()
        await self.directory.async_wait_loaded()
        if self.hass.is_running:
            await until(self._is_waiting)

    def leave(self) -> None:
        """Use it no more."""
        if self._release is not None:
            self._release()
            self._release = None

    def close(self) -> None:
        """Leave nothing behind."""
        self.leave()
        self._stop_listening()

    async def request(self, seconds: float) -> None:
        """Let so much time pass, at the end of which a request is made and ends."""
        asked = len(self.server.asked)
        await self.clock.advance(seconds)
        await until(lambda: len(self.server.asked) > asked and self._is_waiting())

    def _is_waiting(self) -> bool:
        """Whether the next request is only a matter of time."""
        return self.directory.status.next_request is not None

    def _tell(self) -> None:
        self.told += 1


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that sockets and threads bring about."""
    async with asyncio.timeout(10):
        # Files and sockets have no event to wait for.
        while not holds():  # noqa: ASYNC110  (see above)
            await asyncio.sleep(0.002)
