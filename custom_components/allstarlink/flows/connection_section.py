"""The section of the options that has the connection."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import BooleanSelector, TextSelector
import voluptuous as vol

from ..connection_options import DEFAULTS, LIMITS
from ..const import (
    CONF_DO_NOT_POLL,
    CONF_RETRY_INITIAL,
    CONF_RETRY_MAX,
    CONF_SECOND_CERTIFICATE,
    CONF_SECOND_HOST,
    CONF_SECOND_PORT,
    DOMAIN,
)
from ..hub import AllStarLinkConfigEntry
from ..probe import address
from .form_fields import whole_number
from .host_text import parse_host
from .same_server import entry_at

# Of the first version; those that came later may be missing.
_FIRST = (CONF_RETRY_INITIAL, CONF_RETRY_MAX, "heartbeat_interval")

# These are no times.
_COUNTS = ("failed_polls", "history_size")

_DEFAULTS = asdict(DEFAULTS)


def _field(name: str) -> tuple[vol.Marker, vol.All[int]]:
    low, high = LIMITS[name]
    field = whole_number(low, high, None if name in _COUNTS else "s")
    if name in _FIRST:
        return vol.Required(name, default=_DEFAULTS[name]), field
    return vol.Optional(name), field


CONNECTION_SCHEMA = vol.Schema(
    {
        **dict(map(_field, LIMITS)),
        vol.Optional(CONF_SECOND_HOST): TextSelector(),
        vol.Optional(CONF_SECOND_PORT): whole_number(1, 65535),
        vol.Optional(CONF_DO_NOT_POLL): BooleanSelector(),
    }
)


def shown_connection(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored options of the section as the form has them, with defaults."""
    later = {name: _DEFAULTS[name] for name in LIMITS if name not in _FIRST}
    known = {key: stored[key] for key in stored if key != CONF_SECOND_CERTIFICATE}
    return {**later, **known}


def cleaned_connection(
    typed: Mapping[str, Any], stored: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the section as it is stored.

    The second address has a port only if it has a host, which may be typed with it. Its
    certificate is that of the `stored` section while it is the same address.
    """
    second = (CONF_SECOND_HOST, CONF_SECOND_PORT)
    options = {key: typed[key] for key in typed if key not in second}
    if not options.get(CONF_DO_NOT_POLL):
        options.pop(CONF_DO_NOT_POLL, None)
    if not (text := typed.get(CONF_SECOND_HOST, "").strip()):
        return options
    host, port = parse_host(text) or (text, None)
    options[CONF_SECOND_HOST] = host
    options[CONF_SECOND_PORT] = (
        port or typed.get(CONF_SECOND_PORT) or DEFAULTS.second_port
    )
    is_same = all(options[key] == stored.get(key) for key in second)
    if is_same and CONF_SECOND_CERTIFICATE in stored:
        options[CONF_SECOND_CERTIFICATE] = stored[CONF_SECOND_CERTIFICATE]
    return options


def second_data(entry: ConfigEntry, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of an entry as for its second address, which `options` have."""
    return {
        **entry.data,
        CONF_HOST: options[CONF_SECOND_HOST],
        CONF_PORT: options[CONF_SECOND_PORT],
    }


def connection_error(
    hass: HomeAssistant, entry: ConfigEntry, options: Mapping[str, Any]
) -> str | None:
    """Return what is wrong with the section of an entry's options, None if nothing is."""
    if options[CONF_RETRY_MAX] < options[CONF_RETRY_INITIAL]:
        return "retry_max_below_initial"
    if CONF_DO_NOT_POLL in options and _sends_no_events(entry):
        return "do_not_poll_needs_events"
    if CONF_SECOND_HOST not in options:
        return None
    if parse_host(options[CONF_SECOND_HOST]) is None:
        return "invalid_host"
    second = address(second_data(entry, options))
    if second == address(entry.data):
        return "second_host_is_first"
    entries = hass.config_entries.async_entries(DOMAIN)
    if entry_at(second, [one for one in entries if one is not entry]):
        return "second_host_configured"
    return None


def _sends_no_events(entry: AllStarLinkConfigEntry) -> bool:
    """Return whether no events come from a server, as far as is known."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    data = entry.runtime_data
    version = data.client.connection.manager_version
    return data.events.is_missing or data.events.is_event_less(version)
