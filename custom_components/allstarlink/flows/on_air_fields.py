"""The part of a node's settings form that lets Home Assistant transmit."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..ami.errors import AmiError
from ..const import (
    CONF_LONGEST_CLIP,
    CONF_LONGEST_WAIT,
    CONF_MAY_TRANSMIT,
    CONF_PAUSE,
    CONF_QUIET_TIME,
    CONF_SCOPE,
    CONF_TIME_OUT,
    DEFAULT_LONGEST_CLIP,
    DEFAULT_LONGEST_WAIT,
    DEFAULT_PAUSE,
    DEFAULT_QUIET_TIME,
    DEFAULT_TIME_OUT,
    MAX_TIME_OUT,
    MIN_TIME_OUT,
    SCOPE_LOCAL,
    SCOPE_NETWORK,
)
from ..hub import AllStarLinkConfigEntry
from .form_fields import whole_number

# Seconds
_MAX_PAUSE = 3600
_MAX_QUIET = 60
_MAX_WAIT = 3600

ON_AIR_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional(CONF_MAY_TRANSMIT): BooleanSelector(),
    vol.Optional(CONF_SCOPE): SelectSelector(
        SelectSelectorConfig(
            options=[SCOPE_LOCAL, SCOPE_NETWORK], translation_key="scope"
        )
    ),
    vol.Optional(CONF_LONGEST_CLIP): whole_number(1, MAX_TIME_OUT, "s"),
    vol.Optional(CONF_TIME_OUT): whole_number(MIN_TIME_OUT, MAX_TIME_OUT, "s"),
    vol.Optional(CONF_PAUSE): whole_number(0, _MAX_PAUSE, "s"),
    vol.Optional(CONF_QUIET_TIME): whole_number(0, _MAX_QUIET, "s"),
    vol.Optional(CONF_LONGEST_WAIT): whole_number(0, _MAX_WAIT, "s"),
}

# What counts where a field is left empty
ON_AIR_DEFAULTS: Mapping[str, Any] = {
    CONF_MAY_TRANSMIT: False,
    CONF_SCOPE: SCOPE_LOCAL,
    CONF_LONGEST_CLIP: DEFAULT_LONGEST_CLIP,
    CONF_TIME_OUT: DEFAULT_TIME_OUT,
    CONF_PAUSE: DEFAULT_PAUSE,
    CONF_QUIET_TIME: DEFAULT_QUIET_TIME,
    CONF_LONGEST_WAIT: DEFAULT_LONGEST_WAIT,
}


async def async_on_air_errors(
    entry: AllStarLinkConfigEntry, before: Mapping[str, Any], wanted: Mapping[str, Any]
) -> dict[str, str]:
    """Return the errors of the form, by field.

    The server is asked whether it can when the option is turned on.
    """
    if not wanted.get(CONF_MAY_TRANSMIT) or before.get(CONF_MAY_TRANSMIT):
        return {}
    refusal = await _async_refusal(entry)
    return {} if refusal is None else {CONF_MAY_TRANSMIT: refusal}


async def _async_refusal(entry: AllStarLinkConfigEntry) -> str | None:
    if (
        entry.state is not ConfigEntryState.LOADED
        or not entry.runtime_data.client.connected
    ):
        return "on_air_not_connected"
    hub = entry.runtime_data
    if not hub.client.can_command:
        return "on_air_no_command_right"
    try:
        return await hub.on_air.async_refusal()
    except AmiError:
        return "on_air_not_connected"
