"""Subentry flow: an extension or a PJSIP endpoint of a server."""

from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
import voluptuous as vol

from ..const import CONF_EXTENSION, CONF_TELEPHONY
from ..hub import AllStarLinkConfigEntry
from ..telephony.line import Line
from ..telephony.lines import ENDPOINTS, EXTENSIONS
from ..telephony.telephony import Telephony
from .form_fields import choice_or_text

_LISTS = (EXTENSIONS, ENDPOINTS)


class ExtensionSubentryFlow(ConfigSubentryFlow):
    """Handle adding an extension."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add an extension that the server has."""
        entry: AllStarLinkConfigEntry = self._get_entry()
        if not entry.options.get(CONF_TELEPHONY):
            return self.async_abort(reason="telephony_off")
        if (telephony := _telephony(entry)) is None:
            return self.async_abort(reason="cannot_connect")
        if not any(map(telephony.can_list, _LISTS)):
            return self.async_abort(reason="not_permitted")
        await telephony.async_list(*_LISTS)
        if not any(map(telephony.knows, _LISTS)):
            return self.async_abort(reason="cannot_connect")
        lines = telephony.lines
        added = {subentry.unique_id for subentry in entry.subentries.values()}
        errors: dict[str, str] = {}
        if user_input is not None:
            typed = Line.from_text(user_input[CONF_EXTENSION].strip())
            line = lines.resolved(typed) if typed else None
            if line and line.key in added:
                return self.async_abort(reason="already_configured")
            if line:
                return self.async_create_entry(
                    title=line.title, data=line.data, unique_id=line.key
                )
            errors[CONF_EXTENSION] = (
                "unknown_extension" if typed else "invalid_extension"
            )
        offered = [str(line) for line in lines.known if line.key not in added]
        schema = vol.Schema({vol.Required(CONF_EXTENSION): choice_or_text(offered)})
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
        )


def _telephony(entry: AllStarLinkConfigEntry) -> Telephony | None:
    """Return the telephony of a server that is set up and connected."""
    if (
        entry.state is not ConfigEntryState.LOADED
        or not entry.runtime_data.client.connected
    ):
        return None
    return entry.runtime_data.telephony
