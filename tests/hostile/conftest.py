"""A hostile server, and a disk on which nothing else may be touched."""

import asyncio
from collections.abc import AsyncGenerator
import logging
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.const import DOMAIN

from .server import HostileServer

# What Home Assistant itself keeps in `.storage`
_CORE = ("auth", "tmp", "core.", "http", "repairs.", "trace.")


class Disk:
    """Home Assistant's configuration folder, and what lies around it."""

    def __init__(self, root: Path) -> None:
        """Fill a folder with what an attacker would like to reach."""
        self.root = root
        self.config = root / "config"
        self.storage = self.config / ".storage"
        (self.config / "www").mkdir(parents=True)
        self.storage.mkdir()
        for name in ("secrets.yaml", "www/x.html", "configuration.yaml"):
            (self.config / name).write_text(name)
        (self.storage / "http.auth").write_text("{}")
        self._before = self._others()

    def _others(self) -> dict[str, bytes]:
        found = {}
        for path in self.root.rglob("*"):
            parts = (
                path.relative_to(self.config).parts
                if path.is_relative_to(self.config)
                else ("..", *path.relative_to(self.root).parts)
            )
            own = (f"{DOMAIN}.", f"{DOMAIN}_", *_CORE)
            if parts[:1] == (".storage",) and parts[1:] and parts[1].startswith(own):
                continue
            found["/".join(parts)] = path.read_bytes() if path.is_file() else b"/"
        return found

    @property
    def own(self) -> list[str]:
        """The names of what this integration keeps in `.storage` of nodes."""
        names = {path.name for path in self.storage.glob(f"{DOMAIN}*")}
        return sorted(names - {f"{DOMAIN}.md5_logins"})

    def check(self) -> None:
        """Assert that nothing was written or deleted that is not ours."""
        assert self._others() == self._before


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """Return the configuration folder of Home Assistant."""
    return Disk(tmp_path)


@pytest.fixture
def hass_config_dir(disk: Disk) -> str:
    """Let Home Assistant have a configuration folder of its own."""
    return str(disk.config)


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write and read real files."""
    return {}


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[HostileServer]:
    """Return a hostile server; entries are unloaded before it ends."""
    server = HostileServer()
    await server.start()
    yield server
    for entry in hass.config_entries.async_entries(DOMAIN):
        await unload(hass, entry)
    await hass.async_block_till_done()
    await server.stop()
    assert not server.failures


async def unload(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Unload an entry, after the set-up that Home Assistant may just be trying again."""
    async with asyncio.timeout(10), entry.setup_lock:
        pass
    await hass.config_entries.async_unload(entry.entry_id)


def own_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged for users to read about this integration's doings."""
    names = ("custom_components.allstarlink", "homeassistant.helpers.storage")
    return [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(names) and record.levelno >= logging.WARNING
    ]
