"""Repair flows."""

from typing import override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .hub import AllStarLinkConfigEntry


class EventsMissingFlow(ConfirmRepairFlow):
    """Reconnects when the user has changed manager.conf.

    Asterisk gives a user the rights of the moment of the login: a session that
    is up keeps those it had (manager.c; transcript c18c).
    """

    def __init__(self, entry: AllStarLinkConfigEntry | None) -> None:
        """Take the server's entry, None if it is gone."""
        self._entry = entry

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Say what to change, and connect again once that is done."""
        entry = self._entry
        confirmed = user_input is not None
        if confirmed and entry and entry.state is ConfigEntryState.LOADED:
            entry.runtime_data.events.forget()
            entry.runtime_data.connection.reconnect()
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow for the one issue that Home Assistant can help with."""
    entry_id = str((data or {}).get("entry_id"))
    return EventsMissingFlow(hass.config_entries.async_get_entry(entry_id))
