"""Which servers have taken the MD5 login: the password as it is never goes to them again."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .storage import ExtraStore

_KEY = f"{DOMAIN}.md5_logins"
_VERSION = 1


class Md5Logins:
    """Remembers over restarts, for each entry, the address that has taken the MD5 login.

    An entry that is moved to another address starts anew.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Know of none; `async_load` recalls those before."""
        self._store = ExtraStore(hass, _VERSION, _KEY)
        self._addresses: dict[str, str] = {}

    async def async_load(self) -> None:
        """Recall what was saved."""
        self._addresses = await self._store.async_load() or {}

    @callback
    def worked(self, entry: ConfigEntry, data: Mapping[str, Any] | None = None) -> bool:
        """Return whether the entry's server has taken it; `data` may name another."""
        known = self._addresses.get(entry.entry_id)
        return known is not None and known == _address(data or entry.data)

    @callback
    def async_note(self, entry: ConfigEntry) -> None:
        """Take note that the entry's server has taken it."""
        if not self.worked(entry):
            self._addresses[entry.entry_id] = _address(entry.data)
            self._save()

    @callback
    def async_forget(self, entry: ConfigEntry) -> None:
        """Drop what is known of an entry that is removed."""
        if self._addresses.pop(entry.entry_id, None) is not None:
            self._save()

    def _save(self) -> None:
        self._store.async_delay_save(lambda: self._addresses, 0)


def _address(data: Mapping[str, Any]) -> str:
    return f"{data[CONF_HOST].casefold()}:{data[CONF_PORT]}"


_DATA: HassKey[Md5Logins] = HassKey(_KEY)


@singleton(_DATA, async_=True)
async def async_get_md5_logins(hass: HomeAssistant) -> Md5Logins:
    """Return what is known of all servers."""
    logins = Md5Logins(hass)
    await logins.async_load()
    return logins
