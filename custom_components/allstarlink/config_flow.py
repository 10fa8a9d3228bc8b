"""Config flow: an Asterisk server and its nodes."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.const import CONF_NAME, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from .connection_options import ConnectionOptions
from .const import (
    CONF_NODE,
    CONF_NODES,
    DOMAIN,
    SUBENTRY_TYPE_EXTENSION,
    SUBENTRY_TYPE_NODE,
    SUBENTRY_TYPE_STATION,
)
from .flows.extension_flow import ExtensionSubentryFlow
from .flows.node_choice import async_node_options
from .flows.node_flow import NodeSubentryFlow, node_title
from .flows.options_flow import ServerOptionsFlow
from .flows.server_form import LOGIN_SCHEMA, NEW_SERVER_SCHEMA, async_try, default_name
from .flows.set_up_flow import SetUpFlow
from .flows.station_flow import StationSubentryFlow
from .flows.texts import async_rights_text, async_texts
from .md5_logins import async_get_md5_logins
from .names import shown_name
from .probe import ProbeResult, async_check_login


class AllStarLinkConfigFlow(SetUpFlow, domain=DOMAIN):
    """Handle adding a server, and logging in to it again."""

    VERSION = 1
    MINOR_VERSION = 3

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
        """Return the subentry flows: nodes, stations and, with telephony, extensions."""
        return {
            SUBENTRY_TYPE_NODE: NodeSubentryFlow,
            SUBENTRY_TYPE_STATION: StationSubentryFlow,
            SUBENTRY_TYPE_EXTENSION: ExtensionSubentryFlow,
        }

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether the node has a user for Home Assistant."""
        return self.async_show_menu(
            step_id="user", menu_options=["set_up", "manager_user"]
        )

    async def async_step_manager_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how to reach the server, and try it."""
        if user_input is None:
            return self._async_show_server()
        return await self._async_reach(user_input)

    @override
    def _async_show_server(
        self, errors: dict[str, str] | None = None
    ) -> ConfigFlowResult:
        """Show the form of a new server, or of the one that is reconfigured."""
        if self.source == SOURCE_RECONFIGURE:
            return super()._async_show_server(errors)
        return self.async_show_form(
            step_id="manager_user",
            data_schema=self.add_suggested_values_to_schema(
                NEW_SERVER_SCHEMA, self._typed
            ),
            errors=errors,
        )

    @override
    async def _async_reached(self, found: ProbeResult) -> ConfigFlowResult:
        """Ask for the nodes of a new server."""
        if self.source == SOURCE_RECONFIGURE:
            return await super()._async_reached(found)
        self._found = found
        return await self.async_step_nodes()

    async def async_step_nodes(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which nodes to add. None is an answer too: they can be added later."""
        found = self._found
        typed = (self._typed or {}).get(CONF_NAME, "")
        name = shown_name(typed.strip()) or default_name(self._data, found.nodes)
        if user_input is None:
            offered = await async_node_options(
                self.hass, found.nodes, found.remote_bases, found.silent
            )
            nodes = SelectSelector(
                SelectSelectorConfig(
                    options=offered, multiple=True, mode=SelectSelectorMode.LIST
                )
            )
            left_out = found.remote_bases | found.silent
            chosen = [node for node in found.nodes if node not in left_out]
            return self.async_show_form(
                step_id="nodes",
                data_schema=vol.Schema(
                    {vol.Required(CONF_NODES, default=chosen): nodes}
                ),
                description_placeholders={
                    "name": name,
                    "rights": await async_rights_text(self.hass, found.rights),
                    "system": (await async_texts(self.hass, "system"))[found.system],
                },
            )
        # Another flow may have added the server while this form was open.
        if other := self._configured(self._data):
            return self._async_abort_configured(other)
        return self.async_create_entry(
            title=name,
            data=self._data,
            options=self._options,
            description_placeholders={"name": name},
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
            logins = await async_get_md5_logins(self.hass)
            check = async_check_login(
                data,
                ConnectionOptions.of(entry.options),
                md5_worked=logins.worked(entry),
            )
            await async_try(check, errors)
            if not errors:
                return self._update(entry, data)
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=self.add_suggested_values_to_schema(
                LOGIN_SCHEMA,
                user_input or {CONF_USERNAME: entry.data[CONF_USERNAME]},
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )


def _subentry(node: str) -> ConfigSubentryData:
    return ConfigSubentryData(
        subentry_type=SUBENTRY_TYPE_NODE,
        title=node_title(node),
        unique_id=node,
        data={CONF_NODE: node},
    )
