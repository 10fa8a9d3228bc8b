"""Options flow of a server: how often to ask, how stubbornly to reconnect."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
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
    CONF_HEARTBEAT_INTERVAL,
    CONF_POLL_INTERVAL,
    CONF_PRIVATE_NODES,
    CONF_RETRY_INITIAL,
    CONF_RETRY_MAX,
    CONF_TELEPHONY,
    CONF_TRUNKS,
    CONF_USE_DIRECTORY,
    DEFAULT_ADAPTIVE_POLLING,
    DEFAULT_HEARTBEAT_INTERVAL,
    DEFAULT_POLL_INTERVAL,
    DEFAULT_RETRY_INITIAL,
    DEFAULT_RETRY_MAX,
    DEFAULT_USE_DIRECTORY,
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

_OPTIONS_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_POLL_INTERVAL, default=DEFAULT_POLL_INTERVAL): POLL_INTERVAL,
        vol.Required(
            CONF_ADAPTIVE_POLLING, default=DEFAULT_ADAPTIVE_POLLING
        ): BooleanSelector(),
        vol.Optional(
            CONF_USE_DIRECTORY, default=DEFAULT_USE_DIRECTORY
        ): BooleanSelector(),
        vol.Optional(CONF_PRIVATE_NODES): private_nodes.FIELD,
        vol.Optional(CONF_ALLOWED_COMMANDS): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
        vol.Optional(CONF_ALLOW_SEND_ACTION): BooleanSelector(),
        vol.Optional(CONF_TELEPHONY): BooleanSelector(),
        vol.Optional(CONF_TRUNKS): TextSelector(TextSelectorConfig(multiple=True)),
        vol.Optional(CONF_ALLOWED_ORIGINATE): TextSelector(
            TextSelectorConfig(multiple=True)
        ),
        vol.Required(CONF_CONNECTION): section(_CONNECTION_SCHEMA, {"collapsed": True}),
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
            if named := private_nodes.cleaned(user_input.get(CONF_PRIVATE_NODES, [])):
                user_input = user_input | {CONF_PRIVATE_NODES: named}
            errors = _errors(user_input)
            if wrong := private_nodes.error_in(named):
                errors[CONF_PRIVATE_NODES], placeholders["private_node"] = wrong
            if not errors:
                return self.async_create_entry(data=user_input)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _OPTIONS_SCHEMA, user_input or self.config_entry.options
            ),
            errors=errors,
            description_placeholders=placeholders,
        )


def _errors(user_input: dict[str, Any]) -> dict[str, str]:
    connection = user_input[CONF_CONNECTION]
    if connection[CONF_RETRY_MAX] < connection[CONF_RETRY_INITIAL]:
        return {"base": "retry_max_below_initial"}
    if not all(is_plain(rule) for rule in user_input.get(CONF_ALLOWED_COMMANDS, ())):
        return {CONF_ALLOWED_COMMANDS: "invalid_command"}
    if not all(map(is_rule, user_input.get(CONF_ALLOWED_ORIGINATE, ()))):
        return {CONF_ALLOWED_ORIGINATE: "invalid_originate_rule"}
    return {}
