"""What this integration keeps on disk: extras, which never stop the rest.

A file that cannot be read, that a newer version wrote or that something else
stands in place of is set aside under another name, for who wants to look, and
one line is logged. It is then as if there were none.
"""

import logging
from pathlib import Path
from typing import Any, override

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

_LOGGER = logging.getLogger(__name__)

# Bytes of a file that is read: several times what the fullest of ours has
MAX_SIZE = 32_000_000

# Stands behind the name of a file that was set aside, before the time
_ASIDE = ".unreadable."


class ExtraStore(Store[dict[str, Any]]):
    """A store whose file may be gone, damaged or newer: it is empty then."""

    @override
    async def async_load(self) -> dict[str, Any] | None:
        """Return what was saved, or None; raises nothing."""
        try:
            await self.hass.async_add_executor_job(check_file, Path(self.path))
            data: object = await super().async_load()
        except HomeAssistantError as err:
            # What Home Assistant says of it has the whole path and more.
            await self.async_set_aside(str(err.__cause__ or err))
        except Exception as err:  # noqa: BLE001  (a file may hold anything)
            await self.async_set_aside(f"{type(err).__name__}: {err}"[:100])
        else:
            if data is None or isinstance(data, dict):
                return data
            await self.async_set_aside("its data are no mapping")
        return None

    async def async_set_aside(self, reason: str) -> None:
        """Rename the file, so that the next one takes nothing away from it."""
        await self.hass.async_add_executor_job(set_aside, Path(self.path), reason)

    @override
    async def async_remove(self) -> None:
        """Remove the file, if there is one; raises nothing."""
        try:
            await super().async_remove()
        except OSError as err:
            _log_kept(self.key, err)


def check_file(path: Path) -> None:
    """Refuse what no file of ours is; it blocks. Raises ValueError or OSError.

    A path where nothing is passes.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return
    if not path.is_file():
        raise ValueError("it is no file")
    if status.st_size > MAX_SIZE:
        raise ValueError(f"it has {status.st_size} bytes")


def remove_file(path: Path) -> None:
    """Remove a file, if there is one; it blocks, and raises nothing."""
    try:
        path.unlink(missing_ok=True)
    except OSError as err:
        _log_kept(path.name, err)


def _log_kept(name: str, err: OSError) -> None:
    _LOGGER.warning("%s was not removed: %s", name, err.strerror)


def set_aside(path: Path, reason: str) -> None:
    """Give a file that cannot be used another name, and log it; it blocks.

    It stays where it is if it cannot be renamed.
    """
    aside = path.with_name(f"{path.name}{_ASIDE}{dt_util.utcnow():%Y%m%dT%H%M%S}")
    try:
        path.rename(aside)
    except OSError as err:
        _LOGGER.warning(
            "%s cannot be used, nor renamed (%s): %s", path.name, err.strerror, reason
        )
    else:
        _LOGGER.warning(
            "%s cannot be used and was renamed to %s: %s",
            path.name,
            aside.name,
            reason,
        )
