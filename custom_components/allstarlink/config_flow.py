"""Config flow: an Asterisk server and its nodes."""

from collections.abc import Awaitable, Mapping
import logging
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import (
    CONF_HOST,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_USERNAME,
    CONF_VERIFY_SSL,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from .ami.errors import (
    AmiError,
    AuthenticationFailed,
    ConnectTimeout,
    InvalidValue,
    NotAsterisk,
    TlsFailed,
)
from .const import (
    CONF_NODE,
    DEFAULT_PORT,
    DOMAIN,
    SUBENTRY_TYPE_EXTENSION,
    SUBENTRY_TYPE_NODE,
)
from .flows.extension_flow import ExtensionSubentryFlow
from .flows.form_fields import whole_number
from .flows.node_flow import NodeSubentryFlow, node_title
from .flows.options_flow import ServerOptionsFlow
from .probe import NoAppRpt, NoNodes, async_check_login, async_probe

_LOGGER = logging.getLogger(__name__)

CONF_NODES = "nodes"

# The first that fits: what is left of AmiError is a server that cannot be
# reached, or a connection that broke.
_ERRORS: Mapping[type[Exception], str] = {
    ConnectTimeout: "timeout_connect",
    TlsFailed: "tls_failed",
    NotAsterisk: "not_asterisk",
    AuthenticationFailed: "invalid_auth",
    # No user of manager.conf can have such a name or secret.
    InvalidValue: "invalid_auth",
    NoAppRpt: "no_app_rpt",
    NoNodes: "no_nodes",
    AmiError: "cannot_connect",
}

_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))

_LOGIN_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_USERNAME): TextSelector(),
        vol.Required(CONF_PASSWORD): _PASSWORD,
    }
)


def _server_schema(password: vol.Marker) -> vol.Schema:
    """Return the form of a server; a new one and a known one differ in the password."""
    return vol.Schema(
        {
            vol.Required(CONF_HOST): TextSelector(),
            vol.Required(CONF_PORT, default=DEFAULT_PORT): whole_number(1, 65535),
            vol.Required(CONF_USERNAME): TextSelector(),
            password: _PASSWORD,
            vol.Required(CONF_SSL, default=False): BooleanSelector(),
            vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
        }
    )


_NEW_SERVER_SCHEMA = _server_schema(vol.Required(CONF_PASSWORD))
_KNOWN_SERVER_SCHEMA = _server_schema(vol.Optional(CONF_PASSWORD))


class AllStarLinkConfigFlow(ConfigFlow, domain=DOMAIN):
    """Handle adding a server, and changing how it is reached."""

    VERSION = 1
    MINOR_VERSION = 1

    _data: dict[str, Any]
    _nodes: tuple[str, ...]

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the options flow of a server."""
        return ServerOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the subentry flows: nodes and, with telephony, extensions."""
        return {
            SUBENTRY_TYPE_NODE: NodeSubentryFlow,
            SUBENTRY_TYPE_EXTENSION: ExtensionSubentryFlow,
        }

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how to reach the server, and try it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data = _cleaned(user_input)
            if self._is_configured(data):
                return self.async_abort(reason="already_configured")
            if found := await _async_try(async_probe(data), errors):
                self._data, self._nodes = data, found.nodes
                return await self.async_step_nodes()
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                _NEW_SERVER_SCHEMA, user_input
            ),
            errors=errors,
        )

    async def async_step_nodes(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which nodes to add. None is an answer too: they can be added later."""
        if user_input is None:
            nodes = SelectSelector(
                SelectSelectorConfig(
                    options=list(self._nodes),
                    multiple=True,
                    mode=SelectSelectorMode.LIST,
                )
            )
            return self.async_show_form(
                step_id="nodes",
                data_schema=vol.Schema(
                    {vol.Required(CONF_NODES, default=list(self._nodes)): nodes}
                ),
                description_placeholders={"name": server_title(self._data)},
            )
        # Another flow may have added the server while this form was open.
        if self._is_configured(self._data):
            return self.async_abort(reason="already_configured")
        return self.async_create_entry(
            title=server_title(self._data),
            data=self._data,
            subentries=[_subentry(node) for node in user_input[CONF_NODES]],
        )

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Handle a login that was refused."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the login, and try it."""
        entry = self._get_reauth_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**entry.data, **user_input}
            await _async_try(async_check_login(data), errors)
            if not errors:
                return self._update(entry, data)
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=self.add_suggested_values_to_schema(
                _LOGIN_SCHEMA,
                user_input or {CONF_USERNAME: entry.data[CONF_USERNAME]},
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask anew how to reach the server, and try it."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            data = _cleaned(user_input)
            data[CONF_PASSWORD] = data.get(CONF_PASSWORD) or entry.data[CONF_PASSWORD]
            if self._is_configured(data, but=entry):
                return self.async_abort(reason="already_configured")
            if await _async_try(async_probe(data), errors):
                return self._update(entry, data)
        known = {key: entry.data[key] for key in entry.data if key != CONF_PASSWORD}
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                _KNOWN_SERVER_SCHEMA, user_input or known
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    def _is_configured(
        self, data: Mapping[str, Any], but: ConfigEntry | None = None
    ) -> bool:
        """Return whether an entry, other than `but`, has this host and port."""
        return any(
            _address(entry.data) == _address(data)
            for entry in self._async_current_entries(include_ignore=False)
            if entry is not but
        )

    def _update(self, entry: ConfigEntry, data: dict[str, Any]) -> ConfigFlowResult:
        """Store the new data and let the entry act on it."""
        # A loaded entry hears of a change by its update listener. One that is
        # not loaded has none, and the same data again are no change to it.
        heard = entry.state is ConfigEntryState.LOADED and entry.data != data
        title = entry.title
        if title == server_title(entry.data):
            title = server_title(data)
        result = self.async_update_and_abort(entry, title=title, data=data)
        if not heard:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return result


async def _async_try[T](visit: Awaitable[T], errors: dict[str, str]) -> T | None:
    """Return what the visit to a server found, or None and the form's error."""
    try:
        return await visit
    except tuple(_ERRORS) as err:
        kind = next(kind for kind in _ERRORS if isinstance(err, kind))
        errors["base"] = _ERRORS[kind]
    except Exception:
        _LOGGER.exception("Unexpected exception")
        errors["base"] = "unknown"
    return None


def _cleaned(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input without blanks that were copied along with the host."""
    return {**user_input, CONF_HOST: user_input[CONF_HOST].strip()}


def _address(data: Mapping[str, Any]) -> tuple[str, int]:
    """Return what makes two entries the same server."""
    return data[CONF_HOST].casefold(), data[CONF_PORT]


def server_title(data: Mapping[str, Any]) -> str:
    """Return the host, and the port where it is not the usual one."""
    host, port = data[CONF_HOST], data[CONF_PORT]
    return host if port == DEFAULT_PORT else f"{host}:{port}"


def _subentry(node: str) -> ConfigSubentryData:
    return ConfigSubentryData(
        subentry_type=SUBENTRY_TYPE_NODE,
        title=node_title(node),
        unique_id=node,
        data={CONF_NODE: node},
    )
