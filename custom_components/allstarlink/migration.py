"""Config entries of earlier versions."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant

from .const import (
    ANY_CERTIFICATE,
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_FAVORITES,
    VERIFY_CERTIFICATE,
)
from .favorite_list import async_store_favorites, stored_favorites
from .node_subentries import node_subentries


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Bring a stored entry to the newest version, and return True.

    1.1: `verify_ssl` was true or false, and every server without the MD5 login
    got the password as it is. That has to be allowed now.
    1.2: the favorites of a node were a list of numbers, in its subentry.
    """
    if entry.minor_version < 2:
        verify = entry.data.get(CONF_VERIFY_SSL, True)
        if isinstance(verify, bool):
            verify = VERIFY_CERTIFICATE if verify else ANY_CERTIFICATE
        data = {CONF_ALLOW_PLAIN_LOGIN: False, **entry.data, CONF_VERIFY_SSL: verify}
        hass.config_entries.async_update_entry(entry, data=data, minor_version=2)
    if entry.minor_version < 3:
        for subentry in node_subentries(entry).values():
            if CONF_FAVORITES in subentry.data:
                favorites = stored_favorites(subentry.data)
                async_store_favorites(hass, entry, subentry, favorites)
        hass.config_entries.async_update_entry(entry, minor_version=3)
    return True
