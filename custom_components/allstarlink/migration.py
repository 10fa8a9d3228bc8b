"""Config entries of earlier versions."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant

from .const import ANY_CERTIFICATE, CONF_ALLOW_PLAIN_LOGIN, VERIFY_CERTIFICATE


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Bring a stored entry to the newest version, and return True.

    1.1: `verify_ssl` was true or false, and every server without the MD5 login
    got the password as it is. That has to be allowed now.
    """
    if entry.minor_version < 2:
        verify = entry.data.get(CONF_VERIFY_SSL, True)
        if isinstance(verify, bool):
            verify = VERIFY_CERTIFICATE if verify else ANY_CERTIFICATE
        data = {CONF_ALLOW_PLAIN_LOGIN: False, **entry.data, CONF_VERIFY_SSL: verify}
        hass.config_entries.async_update_entry(entry, data=data, minor_version=2)
    return True
