"""Subentry flow: a node of a server."""

from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig
import voluptuous as vol

from ..ami.errors import AmiError
from ..app_rpt.errors import MalformedError
from ..connection_options import ConnectionOptions
from ..const import CONF_FAVORITES, CONF_NODE, CONF_POLL_INTERVAL
from ..hub import AllStarLinkConfigEntry
from ..names import is_node_number, shown_name
from ..probe import NoAppRpt, async_list_nodes
from .favorites_ini import numbers_in_favorites_ini
from .form_fields import POLL_INTERVAL, choice_or_text
from .node_choice import async_node_options
from .on_air_fields import ON_AIR_DEFAULTS, ON_AIR_FIELDS, async_on_air_errors

_SETTINGS_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_POLL_INTERVAL): POLL_INTERVAL,
        vol.Optional(CONF_FAVORITES): TextSelector(TextSelectorConfig(multiple=True)),
        **ON_AIR_FIELDS,
    }
)


def node_title(node: str) -> str:
    """Return the title of a node's subentry."""
    return f"Node {node}"


class NodeSubentryFlow(ConfigSubentryFlow):
    """Handle adding a node and changing its settings."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add a node that the server has."""
        try:
            nodes = await _async_nodes(self._get_entry())
        except AmiError, MalformedError, NoAppRpt:
            return self.async_abort(reason="cannot_connect")
        added = {
            subentry.unique_id for subentry in self._get_entry().subentries.values()
        }
        errors: dict[str, str] = {}
        if user_input is not None:
            node = user_input[CONF_NODE].strip()
            if node in added:
                return self.async_abort(reason="already_configured")
            if is_node_number(node) and node in nodes:
                return self.async_create_entry(
                    title=node_title(node), data={CONF_NODE: node}, unique_id=node
                )
            errors[CONF_NODE] = (
                "unknown_node" if is_node_number(node) else "invalid_node"
            )
        offered = await async_node_options(
            self.hass,
            [node for node in nodes if node not in added],
            callsign_of=_callsigns(self._get_entry()),
        )
        schema = vol.Schema({vol.Required(CONF_NODE): choice_or_text(offered)})
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the settings of a node."""
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        placeholders = {"node": shown_name(str(subentry.data.get(CONF_NODE)))}
        if user_input is not None:
            favorites = _cleaned(user_input.get(CONF_FAVORITES, []))
            wrong = [number for number in favorites if not is_node_number(number)]
            if wrong:
                errors[CONF_FAVORITES] = "invalid_favorite"
                placeholders["favorite"] = shown_name(wrong[0])
            errors |= await async_on_air_errors(
                self._get_entry(), subentry.data, user_input
            )
            if not errors:
                return self.async_update_and_abort(
                    self._get_entry(),
                    subentry,
                    data={
                        CONF_NODE: subentry.data[CONF_NODE],
                        **user_input,
                        CONF_FAVORITES: favorites,
                    },
                )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                _SETTINGS_SCHEMA, user_input or {**ON_AIR_DEFAULTS, **subentry.data}
            ),
            errors=errors,
            description_placeholders=placeholders,
        )


async def _async_nodes(entry: AllStarLinkConfigEntry) -> tuple[str, ...]:
    """Return the server's nodes, over the connection there is or a short one."""
    if entry.state is ConfigEntryState.LOADED:
        return (await entry.runtime_data.server.async_ask()).nodes
    return await async_list_nodes(entry.data, ConnectionOptions.of(entry.options))


def _callsigns(entry: AllStarLinkConfigEntry) -> Callable[[str], str | None] | None:
    """Return how the server's own names are looked up, None while it is not set up."""
    if entry.state is not ConfigEntryState.LOADED:
        return None
    return entry.runtime_data.stations.callsign_of


def _cleaned(texts: list[str]) -> list[str]:
    """Return the numbers without blanks around them and without repetitions.

    A text may be a whole favorites.ini.
    """
    numbers: list[str] = []
    for text in texts:
        numbers += numbers_in_favorites_ini(text) or [text.strip()]
    return list(dict.fromkeys(numbers))
