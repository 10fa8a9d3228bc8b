"""The device of a server in Home Assistant: its name, and which versions run there."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType

from .ami.errors import AmiError
from .ami.message import Message
from .app_rpt.version import parse_rpt_version
from .asterisk.version import parse_asterisk_version
from .const import DOMAIN

# Seconds: the user waits for a set-up
_TIMEOUT = 5.0


class ServerDevice:
    """Keeps the device of a config entry; `device_id` is empty before `async_register`.

    `request` does as Session.request does, `manager_version` is the version in
    the banner of the session, `allowed` the actions that the user may use.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        *,
        request: Callable[..., Awaitable[Message]],
        manager_version: Callable[[], str],
        allowed: Callable[[], Collection[str]],
    ) -> None:
        """Know nothing of the server yet."""
        self.device_id = ""
        # Of Asterisk, as far as it is known
        self.asterisk_version: str | None = None
        self._hass = hass
        self._entry = entry
        self._request = request
        self._manager_version = manager_version
        self._allowed = allowed
        self._versions: str | None = None

    @callback
    def async_register(self) -> None:
        """Create the device, or give it the name of its entry and the versions."""
        device = dr.async_get(self._hass).async_get_or_create(
            config_entry_id=self._entry.entry_id,
            identifiers={(DOMAIN, self._entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Asterisk",
            model="Asterisk with app_rpt",
            name=self._entry.title,
            sw_version=self._versions,
        )
        self.device_id = device.id

    async def async_learn_versions(self) -> None:
        """Ask the server of a new session what runs there."""
        if "Command" not in self._allowed():
            asterisk, app_rpt = await self._core_settings(), None
        else:
            core, rpt = await asyncio.gather(
                self._output("core show version"), self._output("rpt show version")
            )
            asterisk, app_rpt = parse_asterisk_version(core), parse_rpt_version(rpt)
        self.asterisk_version = asterisk
        manager = self._manager_version()
        versions = {
            "Asterisk ": asterisk,
            "app_rpt ": app_rpt,
            "Asterisk Call Manager/": manager[:20] if manager.isprintable() else None,
        }
        self._versions = ", ".join(
            f"{name}{version}" for name, version in versions.items() if version
        )
        if self.device_id:
            self.async_register()

    async def _output(self, command: str) -> list[str]:
        try:
            reply = await self._request(
                "Command", ("Command", command), timeout=_TIMEOUT
            )
        except AmiError:
            return []
        return reply.output

    async def _core_settings(self) -> str | None:
        if "CoreSettings" not in self._allowed():
            return None
        try:
            reply = await self._request("CoreSettings", timeout=_TIMEOUT)
        except AmiError:
            return None
        return parse_asterisk_version([f"Asterisk {reply.get('AsteriskVersion')}"])
