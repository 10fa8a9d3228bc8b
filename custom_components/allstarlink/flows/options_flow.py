"""Options flow of a server: how often to ask, how stubbornly to reconnect."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlow,
)
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..app_rpt.cli import is_plain
from ..const import (
    CONF_ADAPTIVE_POLLING,
    CONF_ALLOW_SEND_ACTION,
    CONF_ALLOWED_COMMANDS,
    CONF_ALLOWED_ORIGINATE,
    CONF_CONNECTION,
    CONF_EVENT_LESS_INTERVAL,
    CONF_HEARTBEAT_INTERVAL,
    CONF_POLL_INTERVAL,
    CONF_PRIVATE_NODES,
    CONF_RETRY_INITIAL,
    CONF_RETRY_MAX,
    CONF_TELEPHONY,
    CONF_TRUNKS,
    CONF_USE_DIRECTORY,
    CONF_XSTAT_SAFE,
    DEFAULT_ADAPTIVE_POLLING,
    DEFAULT_HEARTBEAT_INTERVAL,
    DEFAULT_POLL_INTERVAL,
    DEFAULT_RETRY_INITIAL,
    DEFAULT_RETRY_MAX,
    DEFAULT_USE_DIRECTORY,
    MAX_EVENT_LESS_INTERVAL,
    MIN_EVENT_LESS_INTERVAL,
)
from ..on_air.address import (
    CONF_CLIP_ADDRESS,
    CONF_CLIP_PORT,
    CONF_FETCH_FROM,
    parse_address,
    parse_networks,
)
from ..telephony.originate import is_rule
from . import private_nodes
from .form_fields import POLL_INTERVAL, whole_number

_CONNECTION_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_RETRY_INITIAL, default=DEFAULT_RETRY_INITIAL): whole_number(
            1, 3600, "s"
        ),
        vol.Required(CONF_RETRY_MAX, default=DEFAULT_RETRY_MAX): whole_number(
            1, 3600, "s"
        ),
        vol.Required(
            CONF_HEARTBEAT_INTERVAL, default=DEFAULT_HEARTBEAT_INTERVAL
        ): whole_number(1, 600, "s"),
    }
)

_TEXTS = TextSelector(TextSelectorConfig(multiple=True))

# The sections of the form; only that of the connection is one of the stored
# options, too.
_POLLING = "polling"
_NAMES = "names"
_SAFETY = "safety"
_TELEPHONY = "telephony"
_ON_AIR = "on_air"

_POLLING_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_POLL_INTERVAL, default=DEFAULT_POLL_INTERVAL): POLL_INTERVAL,
        vol.Required(
            CONF_ADAPTIVE_POLLING, default=DEFAULT_ADAPTIVE_POLLING
        ): BooleanSelector(),
        vol.Optional(CONF_EVENT_LESS_INTERVAL): whole_number(
            MIN_EVENT_LESS_INTERVAL, MAX_EVENT_LESS_INTERVAL, "s"
        ),
    }
)
_NAMES_SCHEMA = vol.Schema(
    {
        vol.Optional(
            CONF_USE_DIRECTORY, default=DEFAULT_USE_DIRECTORY
        ): BooleanSelector(),
        vol.Optional(CONF_PRIVATE_NODES): private_nodes.FIELD,
    }
)
_SAFETY_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_ALLOWED_COMMANDS): _TEXTS,
        vol.Optional(CONF_ALLOW_SEND_ACTION): BooleanSelector(),
        vol.Optional(CONF_XSTAT_SAFE): BooleanSelector(),
    }
)
_TELEPHONY_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_TELEPHONY): BooleanSelector(),
        vol.Optional(CONF_TRUNKS): _TEXTS,
        vol.Optional(CONF_ALLOWED_ORIGINATE): _TEXTS,
    }
)
_ON_AIR_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_CLIP_ADDRESS): TextSelector(),
        vol.Optional(CONF_CLIP_PORT): whole_number(1, 65535),
        vol.Optional(CONF_FETCH_FROM): _TEXTS,
    }
)

_FLAT_SECTIONS = {
    _POLLING: _POLLING_SCHEMA,
    _NAMES: _NAMES_SCHEMA,
    _SAFETY: _SAFETY_SCHEMA,
    _TELEPHONY: _TELEPHONY_SCHEMA,
    _ON_AIR: _ON_AIR_SCHEMA,
}


def _options_schema(opened: Collection[str]) -> vol.Schema:
    """Return the form; sections are closed but the first one and those that are `opened`."""
    schemas = {**_FLAT_SECTIONS, CONF_CONNECTION: _CONNECTION_SCHEMA}
    return vol.Schema(
        {
            vol.Required(name): section(
                schema, {"collapsed": name != _POLLING and name not in opened}
            )
            for name, schema in schemas.items()
        }
    )


class ServerOptionsFlow(OptionsFlow):
    """Handle the options of a server."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show and store all options."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            options = _flat(user_input)
            if named := private_nodes.cleaned(options.get(CONF_PRIVATE_NODES, [])):
                options[CONF_PRIVATE_NODES] = named
            errors = _errors(options)
            if _is_new_and_too_old(self.config_entry, options):
                errors[_TELEPHONY] = "telephony_too_old"
            if wrong := private_nodes.error_in(named):
                errors[_NAMES], placeholders["private_node"] = wrong
            if not errors:
                return self.async_create_entry(data=options)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _options_schema(errors),
                user_input or _in_sections(self.config_entry.options),
            ),
            errors=errors,
            description_placeholders=placeholders,
        )


def _is_new_and_too_old(entry: ConfigEntry, options: Mapping[str, Any]) -> bool:
    """Return whether telephony is turned on for a server that cannot tell of calls."""
    if not options.get(CONF_TELEPHONY) or entry.options.get(CONF_TELEPHONY):
        return False
    if entry.state is not ConfigEntryState.LOADED:
        return False
    return entry.runtime_data.server_device.can_follow_calls is False


def _flat(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as they are stored."""
    sections = [user_input[name] for name in _FLAT_SECTIONS]
    flat = {key: options[key] for options in sections for key in options}
    return {**flat, CONF_CONNECTION: user_input[CONF_CONNECTION]}


def _in_sections(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored options as the form has them."""
    sections: dict[str, Any] = {
        name: {str(key): options[key] for key in schema.schema if key in options}
        for name, schema in _FLAT_SECTIONS.items()
    }
    return {**sections, CONF_CONNECTION: options.get(CONF_CONNECTION, {})}


def _errors(options: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong, by the section that has it: the frontend shows it there."""
    errors = {}
    connection = options[CONF_CONNECTION]
    if connection[CONF_RETRY_MAX] < connection[CONF_RETRY_INITIAL]:
        errors[CONF_CONNECTION] = "retry_max_below_initial"
    if not all(is_plain(rule) for rule in options.get(CONF_ALLOWED_COMMANDS, ())):
        errors[_SAFETY] = "invalid_command"
    if not all(map(is_rule, options.get(CONF_ALLOWED_ORIGINATE, ()))):
        errors[_TELEPHONY] = "invalid_originate_rule"
    if wrong := _wrong_address(options):
        errors[_ON_AIR] = wrong
    return errors


def _wrong_address(options: Mapping[str, Any]) -> str | None:
    """Return the error of the addresses for clips, if there is one."""
    try:
        if address := options.get(CONF_CLIP_ADDRESS):
            parse_address(address)
    except ValueError:
        return "invalid_clip_address"
    try:
        parse_networks(options.get(CONF_FETCH_FROM, ()))
    except ValueError:
        return "invalid_fetch_from"
    return None
