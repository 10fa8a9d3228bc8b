"""The device of a server in Home Assistant: its name, and which versions run there."""

import asyncio

from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType

from .ami.errors import AmiError
from .app_rpt.system import is_old
from .app_rpt.version import parse_rpt_version
from .asterisk.version import can_follow_calls, parse_asterisk_version
from .client import AmiClient
from .const import DOMAIN

# Seconds: the user waits for a set-up
_TIMEOUT = 5.0


class ServerDevice:
    """Keeps the device of a config entry; `device_id` is empty before `async_register`."""

    def __init__(self, client: AmiClient) -> None:
        """Know nothing of the server yet."""
        self.device_id = ""
        # Of Asterisk, as far as it is known
        # Whether events tell of calls, None while nobody knows
        self.can_follow_calls: bool | None = None
        self._client = client
        self._versions: str | None = None

    @callback
    def async_register(self) -> None:
        """Create the device, or give it the name of its entry and the versions."""
        entry_id = self._client.entry.entry_id
        device = dr.async_get(self._client.hass).async_get_or_create(
            config_entry_id=entry_id,
            identifiers={(DOMAIN, entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer="Asterisk",
            model="Asterisk with app_rpt",
            name=self._client.title,
            sw_version=self._versions,
        )
        self.device_id = device.id

    async def async_learn_versions(self) -> None:
        """Ask the server of a new session what runs there."""
        if not self._client.can_command:
            asterisk, app_rpt = await self._core_settings(), None
        else:
            core, rpt = await asyncio.gather(
                self._output("core show version"), self._output("rpt show version")
            )
            asterisk, app_rpt = parse_asterisk_version(core), parse_rpt_version(rpt)
        manager = self._client.connection.manager_version
        # ASL2 and HamVoIP are builds without a number (transcripts asl2_90, hv_90).
        self.can_follow_calls = not is_old(manager) and can_follow_calls(asterisk)
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
            reply = await self._client.request(
                "Command", ("Command", command), timeout=_TIMEOUT
            )
        except AmiError:
            return []
        return reply.output

    async def _core_settings(self) -> str | None:
        if "CoreSettings" not in self._client.allowed:
            return None
        try:
            reply = await self._client.request("CoreSettings", timeout=_TIMEOUT)
        except AmiError:
            return None
        return parse_asterisk_version([f"Asterisk {reply.get('AsteriskVersion')}"])
