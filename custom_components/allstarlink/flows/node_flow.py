"""Subentry flow: a node of a server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant
import voluptuous as vol

from ..ami.errors import AmiError
from ..app_rpt.errors import MalformedError
from ..connection_options import ConnectionOptions
from ..const import CONF_FAVORITES, CONF_NODE, CONF_POLL_INTERVAL
from ..directory.directory import async_get_directory
from ..directory.station import Station
from ..favorite_list import InvalidFavorite, checked_favorites
from ..hub import AllStarLinkConfigEntry
from ..names import is_node_number, shown_name
from ..probe import NoAppRpt, async_list_nodes
from .favorite_fields import (
    CONF_ADD_FAVORITES,
    Ambiguous,
    Item,
    async_favorite_fields,
    node_choice,
    resolve,
    suggested_items,
    wanted_favorites,
)
from .form_fields import POLL_INTERVAL, choice_or_text
from .node_choice import async_node_options
from .on_air_fields import ON_AIR_DEFAULTS, ON_AIR_FIELDS, async_on_air_errors


def node_title(node: str) -> str:
    """Return the title of a node's subentry."""
    return f"Node {node}"


@dataclass(frozen=True, slots=True)
class _Stations:
    """Which nodes have a callsign, and who is behind a number."""

    with_callsign: Callable[[str], list[str]]
    of: Callable[[str], Station | None]


class NodeSubentryFlow(ConfigSubentryFlow):
    """Handle adding a node and changing its settings."""

    # What the form of the settings had, and what is still to be asked
    _settings: Mapping[str, Any]
    _favorites: list[Item]
    _ambiguous: list[Ambiguous]

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
            self._favorites = wanted_favorites(user_input)
            stations = _stations(self.hass, self._get_entry())
            try:
                self._ambiguous = resolve(
                    self._favorites,
                    str(subentry.data.get(CONF_NODE)),
                    stations.with_callsign,
                )
            except InvalidFavorite as err:
                errors[CONF_FAVORITES] = err.reason
                placeholders["favorite"] = err.value
            errors |= await async_on_air_errors(
                self._get_entry(), subentry.data, user_input
            )
            if not errors:
                self._settings = user_input
                return await self.async_step_favorite_node()
        fields = {
            vol.Optional(CONF_POLL_INTERVAL): POLL_INTERVAL,
            **await async_favorite_fields(self.hass),
            **ON_AIR_FIELDS,
        }
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                vol.Schema(fields),
                user_input or {**ON_AIR_DEFAULTS, **suggested_items(subentry.data)},
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_step_favorite_node(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which node of a callsign is meant, callsign by callsign, and finish."""
        if user_input is not None:
            self._ambiguous.pop(0).item["node"] = user_input[CONF_NODE]
        if self._ambiguous:
            asked = self._ambiguous[0]
            stations = _stations(self.hass, self._get_entry())
            field = node_choice(asked.nodes, stations.of)
            return self.async_show_form(
                step_id="favorite_node",
                data_schema=vol.Schema({vol.Required(CONF_NODE): field}),
                description_placeholders={"callsign": shown_name(asked.callsign)},
            )
        subentry = self._get_reconfigure_subentry()
        node: str = subentry.data[CONF_NODE]
        favorites = checked_favorites(self._favorites, node)
        settings = {**self._settings}
        settings.pop(CONF_ADD_FAVORITES, None)
        return self.async_update_and_abort(
            self._get_entry(),
            subentry,
            data={
                CONF_NODE: node,
                **settings,
                CONF_FAVORITES: [favorite.data for favorite in favorites],
            },
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


def _stations(hass: HomeAssistant, entry: AllStarLinkConfigEntry) -> _Stations:
    """Return who knows stations: the server's own names if it is set up."""
    if entry.state is not ConfigEntryState.LOADED:
        directory = async_get_directory(hass)
        return _Stations(directory.with_callsign, directory.find)
    stations = entry.runtime_data.stations
    return _Stations(stations.with_callsign, stations.of)
