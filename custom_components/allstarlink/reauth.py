"""Reauth flows that heal themselves."""

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN


@callback
def async_close_reauth(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Close the entry's reauth flow: the login works again by itself."""
    flows = hass.config_entries.flow.async_progress_by_handler(
        DOMAIN, match_context={"source": SOURCE_REAUTH, "entry_id": entry.entry_id}
    )
    for flow in flows:
        hass.config_entries.flow.async_abort(flow["flow_id"])
