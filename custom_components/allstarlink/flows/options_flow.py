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
from ..certificate import Certificate
from ..connection_options import ConnectionOptions
from ..const import (
    CONF_ADAPTIVE_POLLING,
    CONF_ALLOW_SEND_ACTION,
    CONF_ALLOWED_COMMANDS,
    CONF_ALLOWED_ORIGINATE,
    CONF_ASSIST_CONTROL,
    CONF_ASSIST_SENTENCES,
    CONF_CERTIFICATE_SHA256,
    CONF_CONNECTION,
    CONF_DO_NOT_POLL,
    CONF_EVENT_LESS_INTERVAL,
    CONF_FAVORITES_SCAN,
    CONF_POLL_INTERVAL,
    CONF_PRIVATE_NODES,
    CONF_SECOND_CERTIFICATE,
    CONF_SECOND_HOST,
    CONF_TELEPHONY,
    CONF_TRUNKS,
    CONF_USE_DIRECTORY,
    CONF_XSTAT_SAFE,
    DEFAULT_ADAPTIVE_POLLING,
    DEFAULT_ASSIST_SENTENCES,
    DEFAULT_POLL_INTERVAL,
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
from ..probe import async_fetch_certificate
from ..telephony.originate import is_rule
from . import private_nodes
from .connection_section import (
    CONNECTION_SCHEMA,
    cleaned_connection,
    connection_error,
    second_data,
    shown_connection,
)
from .form_fields import POLL_INTERVAL, whole_number
from .server_form import async_try, is_pinned, server_title

_TEXTS = TextSelector(TextSelectorConfig(multiple=True))

# The sections of the form; only that of the connection is one of the stored
# options, too.
_POLLING = "polling"
_NAMES = "names"
_SAFETY = "safety"
_TELEPHONY = "telephony"
_ON_AIR = "on_air"
_ASSIST = "assist"

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
        vol.Optional(CONF_FAVORITES_SCAN): BooleanSelector(),
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
_ASSIST_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_ASSIST_CONTROL): BooleanSelector(),
        vol.Optional(
            CONF_ASSIST_SENTENCES, default=DEFAULT_ASSIST_SENTENCES
        ): BooleanSelector(),
    }
)

_FLAT_SECTIONS = {
    _POLLING: _POLLING_SCHEMA,
    _NAMES: _NAMES_SCHEMA,
    _SAFETY: _SAFETY_SCHEMA,
    _TELEPHONY: _TELEPHONY_SCHEMA,
    _ON_AIR: _ON_AIR_SCHEMA,
    _ASSIST: _ASSIST_SCHEMA,
}


def _options_schema(opened: Collection[str]) -> vol.Schema:
    """Return the form; sections are closed but the first one and those that are `opened`."""
    schemas = {**_FLAT_SECTIONS, CONF_CONNECTION: CONNECTION_SCHEMA}
    return vol.Schema(
        {
            vol.Required(name): section(
                schema, {"collapsed": name != _POLLING and name not in opened}
            )
            for name, schema in schemas.items()
        }
    )


class ServerOptionsFlow(OptionsFlow):
    """Handle the options of a server.

    The certificate at a second address is shown before it is pinned, unless it is the
    one that is pinned already.
    """

    _options: dict[str, Any]
    _certificate: Certificate

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show and store all options."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            entry = self.config_entry
            options = _flat(user_input)
            stored = entry.options.get(CONF_CONNECTION, {})
            connection = cleaned_connection(options[CONF_CONNECTION], stored)
            options[CONF_CONNECTION] = connection
            if named := private_nodes.cleaned(options.get(CONF_PRIVATE_NODES, [])):
                options[CONF_PRIVATE_NODES] = named
            errors = _errors(options)
            if wrong := connection_error(self.hass, entry, connection):
                errors[CONF_CONNECTION] = wrong
            if _is_new_and_too_old(self.config_entry, options):
                errors[_TELEPHONY] = "telephony_too_old"
            if named_wrong := private_nodes.error_in(named):
                errors[_NAMES], placeholders["private_node"] = named_wrong
            if not errors:
                self._options = options
                if _needs_pin(entry, connection):
                    second = second_data(entry, connection)
                    fetch = async_fetch_certificate(
                        second, ConnectionOptions.of(options)
                    )
                    if certificate := await async_try(fetch, errors):
                        self._certificate = certificate
                        return await self.async_step_pin()
                    errors = {CONF_CONNECTION: errors["base"]}
                else:
                    return await self._async_pinned()
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _options_schema(errors),
                user_input or _in_sections(self.config_entry.options),
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_step_pin(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the certificate at the second address, and accept it and no other there."""
        connection = self._options[CONF_CONNECTION]
        pinned = self.config_entry.data.get(CONF_CERTIFICATE_SHA256)
        if user_input is None and self._certificate.sha256 != pinned:
            return self.async_show_form(
                step_id="pin",
                data_schema=vol.Schema({}),
                description_placeholders={
                    "name": server_title(second_data(self.config_entry, connection)),
                    **self._certificate.placeholders(),
                },
            )
        connection[CONF_SECOND_CERTIFICATE] = self._certificate.sha256
        return await self._async_pinned()

    async def _async_pinned(self) -> ConfigFlowResult:
        stored = self.config_entry.options.get(CONF_CONNECTION, {})
        is_new = not stored.get(CONF_DO_NOT_POLL)
        if is_new and CONF_DO_NOT_POLL in self._options[CONF_CONNECTION]:
            return await self.async_step_do_not_poll()
        return self.async_create_entry(data=self._options)

    async def async_step_do_not_poll(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what is lost without polls. To submit is to confirm."""
        if user_input is None:
            return self.async_show_form(
                step_id="do_not_poll", data_schema=vol.Schema({})
            )
        return self.async_create_entry(data=self._options)


def _needs_pin(entry: ConfigEntry, connection: Mapping[str, Any]) -> bool:
    return (
        is_pinned(entry.data)
        and CONF_SECOND_HOST in connection
        and CONF_SECOND_CERTIFICATE not in connection
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
    connection = shown_connection(options.get(CONF_CONNECTION, {}))
    return {**sections, CONF_CONNECTION: connection}


def _errors(options: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong, by the section that has it: the frontend shows it there."""
    errors = {}
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
