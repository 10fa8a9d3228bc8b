"""Subentry flow: a station that becomes a device."""

from collections.abc import Mapping
import re
from typing import Any

from homeassistant.config_entries import (
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.helpers.selector import (
    BooleanSelector,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..const import CONF_ALL_SERVERS, CONF_CALLSIGN, CONF_NODES
from ..names import MAX_STATION_NODES, is_node_number, shown_name
from ..stations.callsign import typed_callsign
from ..stations.settings import StationSettings

_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_CALLSIGN): TextSelector(),
        vol.Optional(CONF_NODES): TextSelector(TextSelectorConfig(multiple=True)),
        vol.Required(CONF_ALL_SERVERS, default=False): BooleanSelector(),
    }
)


class StationSubentryFlow(ConfigSubentryFlow):
    """Handle adding a station and changing it."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add a station by its callsign, its nodes, or both."""
        return self._step("user", user_input, None)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change what a station is."""
        return self._step("reconfigure", user_input, self._get_reconfigure_subentry())

    def _step(
        self,
        step_id: str,
        user_input: dict[str, Any] | None,
        subentry: ConfigSubentry | None,
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            errors = _errors(user_input, placeholders)
            if not errors:
                return self._finish(_settings(user_input), subentry)
        shown = user_input or (subentry.data if subentry else None)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(_SCHEMA, shown),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _finish(
        self, settings: StationSettings, subentry: ConfigSubentry | None
    ) -> SubentryFlowResult:
        others = (s for s in self._get_entry().subentries.values() if s is not subentry)
        if any(other.unique_id == settings.key for other in others):
            return self.async_abort(reason="already_configured")
        if subentry is None:
            return self.async_create_entry(
                title=settings.title, data=settings.data, unique_id=settings.key
            )
        return self.async_update_and_abort(
            self._get_entry(),
            subentry,
            title=settings.title,
            data=settings.data,
            unique_id=settings.key,
        )


def _errors(typed: Mapping[str, Any], placeholders: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with what was typed, by field."""
    callsign, nodes = typed.get(CONF_CALLSIGN, "").strip(), _numbers(typed)
    errors = {}
    if callsign and typed_callsign(callsign) is None:
        errors[CONF_CALLSIGN] = "invalid_callsign"
    if wrong := [number for number in nodes if not is_node_number(number)]:
        errors[CONF_NODES] = "invalid_node"
        placeholders["node"] = shown_name(wrong[0])
    elif len(nodes) > MAX_STATION_NODES:
        errors[CONF_NODES] = "too_many_nodes"
        placeholders["most"] = str(MAX_STATION_NODES)
    elif not callsign and not nodes:
        errors["base"] = "no_station"
    return errors


def _settings(typed: Mapping[str, Any]) -> StationSettings:
    return StationSettings(
        typed_callsign(typed.get(CONF_CALLSIGN, "")),
        tuple(_numbers(typed)),
        typed[CONF_ALL_SERVERS],
    )


def _numbers(typed: Mapping[str, Any]) -> list[str]:
    """Return the node numbers that were typed, several in one line maybe, each once."""
    texts = " ".join(typed.get(CONF_NODES, ()))
    return list(dict.fromkeys(filter(None, re.split(r"[,;\s]+", texts))))
