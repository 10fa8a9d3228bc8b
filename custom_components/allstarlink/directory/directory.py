"""The node directory: AllStarLink's published list, kept current for all servers.

While a server uses the directory, one background task reads the copy on disk,
waits until Home Assistant has started and the copy is a day old, asks for a
newer list, and so on. Parsing and files are for the executor. A list that
cannot be fetched or looks wrong changes nothing: what is known stays.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import logging
from pathlib import Path
from random import uniform
from time import sleep

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..listeners import Listeners
from ..storage import remove_file, set_aside
from .cache import Edition, read_copy, write_copy
from .fetch import FetchFailed, Publication, async_fetch
from .listing import Listing, NotAListing, parse_listing
from .schedule import jitter_range, retry_delay, until_due
from .station import Station

_LOGGER = logging.getLogger(__name__)

_DIRECTORY: HassKey[Directory] = HassKey(f"{DOMAIN}_directory")

# Characters of an error that are kept
_LONGEST_ERROR = 200

# Seconds in which the event loop gets its turn while a list is parsed
_PAUSE = 0.0005

# A list that lacks one node in ten was cut short somewhere, unless it still does
# after this time
_LEAST = 0.9
_LESS_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DirectoryStatus:
    """How the directory does: for diagnostics."""

    rows: int
    checked: datetime | None
    next_request: datetime | None
    failures: int
    last_error: str | None


@callback
def async_get_directory(hass: HomeAssistant) -> Directory:
    """Return the directory, one for all servers."""
    if _DIRECTORY not in hass.data:
        hass.data[_DIRECTORY] = Directory(hass)
    return hass.data[_DIRECTORY]


def copy_path(hass: HomeAssistant) -> Path:
    """Return where the copy of the list is."""
    return Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.directory"))


async def async_remove_copy(hass: HomeAssistant) -> None:
    """Remove the copy of the list; the last server was removed."""
    await hass.async_add_executor_job(remove_file, copy_path(hass))


class Directory:
    """Knows the published nodes while at least one server uses it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare an empty directory; it does nothing until it is used."""
        self._hass = hass
        self._path = copy_path(hass)
        self._listing: Listing | None = None
        self._edition: Edition | None = None
        self._listeners = Listeners[[]]()
        self._users = 0
        self._task: asyncio.Task[None] | None = None
        self._loaded = asyncio.Event()
        self._next_request: datetime | None = None
        self._failures = 0
        self._last_error: str | None = None
        # The loop's time before which nothing is asked, whoever comes and goes
        self._not_before = 0.0

    @property
    def status(self) -> DirectoryStatus:
        """How much is known, and what went wrong last."""
        return DirectoryStatus(
            rows=len(self._listing) if self._listing else 0,
            checked=self._edition.checked if self._edition else None,
            next_request=self._next_request,
            failures=self._failures,
            last_error=self._last_error,
        )

    def find(self, node: str) -> Station | None:
        """Return what is published of a node; None if nothing is known of it."""
        return self._listing.find(node) if self._listing else None

    def search(self, query: str, limit: int) -> list[str]:
        """Return at most so many numbers of published nodes, the best first."""
        return self._listing.search(query, limit) if self._listing else []

    def with_callsign(self, callsign: str) -> list[str]:
        """Return the numbers of the published nodes that have this callsign."""
        return self._listing.with_callsign(callsign) if self._listing else []

    @callback
    def async_use(self) -> CALLBACK_TYPE:
        """Keep the list current until the returned function is called.

        When nobody uses the directory any more, nothing is fetched and the
        list is dropped from memory.
        """
        self._users += 1
        if self._task is None:
            self._loaded = asyncio.Event()
            self._task = self._hass.async_create_background_task(
                self._async_run(self._loaded), f"{DOMAIN} directory"
            )
        return self._release

    async def async_wait_loaded(self) -> None:
        """Wait until the copy on disk, if there is one, has been read.

        Somebody must use the directory.
        """
        await self._loaded.wait()

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call this whenever the list has changed, until the result is called."""
        return self._listeners.async_add(listener)

    @callback
    def _release(self) -> None:
        self._users -= 1
        if self._users or self._task is None:
            return
        self._task.cancel()
        self._task = None
        self._listing = self._edition = self._next_request = None

    async def _async_run(self, loaded: asyncio.Event) -> None:
        try:
            await self._async_load()
        finally:
            loaded.set()
        await self._async_started()
        while True:
            delay = self._wait()
            self._next_request = dt_util.utcnow() + timedelta(seconds=delay)
            await asyncio.sleep(delay)
            self._next_request = None
            await self._async_update()

    async def _async_load(self) -> None:
        try:
            edition, self._listing = await self._hass.async_add_executor_job(
                _load, self._path
            )
        except FileNotFoundError:
            return
        except (OSError, ValueError) as err:
            await self._hass.async_add_executor_job(set_aside, self._path, str(err))
        else:
            # A clock may have been wrong then.
            checked = min(edition.checked, dt_util.utcnow())
            self._edition = replace(edition, checked=checked)
            self._listeners.async_notify()

    async def _async_started(self) -> None:
        started = asyncio.Event()

        @callback
        def set_started(_hass: HomeAssistant) -> None:
            started.set()

        cancel = async_at_started(self._hass, set_started)
        try:
            await started.wait()
        finally:
            cancel()

    def _wait(self) -> float:
        """Return the seconds until the next request."""
        checked = self._edition.checked if self._edition else None
        return max(
            until_due(checked, dt_util.utcnow()),
            self._not_before - self._hass.loop.time(),
        ) + uniform(*jitter_range(known=checked is not None))

    async def _async_update(self) -> None:
        # From now on, should the request be cancelled and the directory used again.
        self._hold_off()
        try:
            await self._async_take(await async_fetch(self._hass, self._edition))
        except (FetchFailed, NotAListing) as err:
            _LOGGER.debug("The node list was not fetched: %s", err)
            retry_after = err.retry_after if isinstance(err, FetchFailed) else 0.0
            self._failed(str(err), retry_after)
        except Exception as err:
            # The list is asked for again, whatever came of this one.
            if not self._failures:
                _LOGGER.exception("The node list was not fetched")
            self._failed(f"{type(err).__name__}: {err}")
        else:
            self._failures, self._last_error = 0, None

    def _failed(self, cause: str, retry_after: float = 0.0) -> None:
        self._failures += 1
        self._last_error = cause[:_LONGEST_ERROR]
        self._hold_off(retry_after)

    @callback
    def _hold_off(self, asked: float = 0.0) -> None:
        delay = retry_delay(self._failures, asked)
        self._not_before = self._hass.loop.time() + delay

    async def _async_take(self, publication: Publication | None) -> None:
        """Take over what was fetched; None says that the known list is the newest.

        Raises NotAListing.
        """
        now = dt_util.utcnow()
        if publication is None:
            if self._edition is not None:
                self._edition = replace(self._edition, checked=now)
        else:
            listing = await self._hass.async_add_executor_job(_parse, publication.data)
            self._check_size(listing, now)
            self._listing = listing
            self._edition = Edition(now)
            # What may be a part is asked for as a whole next time.
            if listing.is_whole:
                self._edition = Edition(now, publication.etag, publication.modified)
            self._listeners.async_notify()
        await self._async_keep()

    def _check_size(self, listing: Listing, now: datetime) -> None:
        """Refuse a part of a list. Raises NotAListing."""
        if (
            self._listing is not None
            and self._edition is not None
            and len(listing) < _LEAST * len(self._listing)
            and now - self._edition.checked < _LESS_AFTER
        ):
            raise NotAListing(f"only {len(listing)} rows of {len(self._listing)}")

    async def _async_keep(self) -> None:
        """Put what is known on disk."""
        if self._listing is None or self._edition is None:
            return
        try:
            await self._hass.async_add_executor_job(
                write_copy, self._path, self._edition, self._listing.data
            )
        except (OSError, WriteError) as err:
            # It is fetched again after a restart; that is all.
            _LOGGER.debug("The node list was not kept on disk: %s", err)


def _load(path: Path) -> tuple[Edition, Listing]:
    """Return the copy on disk. Raises OSError or ValueError if there is none."""
    edition, data = read_copy(path)
    return edition, _parse(data)


def _parse(data: bytes) -> Listing:
    """Return the list without ever keeping the event loop's thread waiting for long."""
    return parse_listing(data, pause=lambda: sleep(_PAUSE))
