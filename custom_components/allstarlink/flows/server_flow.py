"""What adding a server and changing how it is reached have in common.

form of the server -> (pinned) pin -> login -> what follows
^                              |
+------------ error -----------+
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_NAME, CONF_PASSWORD
import voluptuous as vol

from ..certificate import Certificate
from ..connection_options import ConnectionOptions
from ..const import CONF_CERTIFICATE_SHA256
from ..md5_logins import async_get_md5_logins
from ..names import shown_name
from ..probe import ProbeResult, address, async_fetch_certificate, async_probe
from .same_server import async_same_server, entry_at
from .server_form import (
    KNOWN_SERVER_SCHEMA,
    async_try,
    cleaned,
    default_name,
    error_in,
    form_input,
    is_pinned,
    server_title,
)


class ServerFlow(ConfigFlow):
    """A flow that asks for a server and logs in to it, and the steps of a known one."""

    _typed: Mapping[str, Any] | None = None
    _data: dict[str, Any]
    _certificate: Certificate

    async def _async_reach(
        self, typed: Mapping[str, Any], **known: Any
    ) -> ConfigFlowResult:
        """Go on with the form of a server; `known` is what is not taken from it."""
        self._typed = typed
        if error := error_in(typed):
            return self._async_show_server({"base": error})
        self._data = cleaned({**typed, **known})
        if other := self._configured(self._data):
            return self._async_abort_configured(other)
        if not is_pinned(self._data):
            return await self._async_log_in()
        errors: dict[str, str] = {}
        certificate = await async_try(
            async_fetch_certificate(self._data, self._options_of_server()), errors
        )
        if certificate is None:
            return self._async_show_server(errors)
        self._certificate = certificate
        return await self.async_step_pin()

    async def async_step_pin(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the certificate. No login is sent before the user has accepted it."""
        if user_input is None:
            return self.async_show_form(
                step_id="pin",
                data_schema=vol.Schema({}),
                description_placeholders={
                    "name": server_title(self._data),
                    **self._certificate.placeholders(),
                },
            )
        self._data[CONF_CERTIFICATE_SHA256] = self._certificate.sha256
        return await self._async_log_in()

    async def _async_log_in(self) -> ConfigFlowResult:
        md5_worked = False
        if self.source == SOURCE_RECONFIGURE:
            logins = await async_get_md5_logins(self.hass)
            md5_worked = logins.worked(self._get_reconfigure_entry(), self._data)
        errors: dict[str, str] = {}
        probe = async_probe(
            self._data, self._options_of_server(), md5_worked=md5_worked
        )
        found = await async_try(probe, errors)
        if found is None:
            return self._async_show_server(errors)
        return await self._async_let_in(found)

    async def _async_let_in(self, found: ProbeResult) -> ConfigFlowResult:
        """Go on with a server that let us in, unless it has an entry already."""
        others = self._others()
        if other := await async_same_server(self.hass, others, self._data, found.nodes):
            return self._async_abort_configured(other)
        return await self._async_reached(found)

    async def _async_reached(self, found: ProbeResult) -> ConfigFlowResult:
        """Go on with a server that is not configured elsewhere."""
        entry = self._get_reconfigure_entry()
        name = shown_name((self._typed or {}).get(CONF_NAME, entry.title).strip())
        return self._update(
            entry, self._data, name or default_name(self._data, found.nodes)
        )

    def _async_show_server(
        self, errors: dict[str, str] | None = None
    ) -> ConfigFlowResult:
        """Show the form of the server with what was typed, or with what is known."""
        entry = self._get_reconfigure_entry()
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                KNOWN_SERVER_SCHEMA,
                self._typed or {CONF_NAME: entry.title, **form_input(entry.data)},
            ),
            description_placeholders={"name": entry.title},
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask anew how to reach the server, and try it."""
        entry = self._get_reconfigure_entry()
        if user_input is None:
            return self._async_show_server()
        password = user_input.get(CONF_PASSWORD) or entry.data[CONF_PASSWORD]
        return await self._async_reach(user_input, password=password)

    def _options_of_server(self) -> ConnectionOptions:
        """Return the options of a known server, the defaults of a new one."""
        if self.source != SOURCE_RECONFIGURE:
            return ConnectionOptions()
        return ConnectionOptions.of(self._get_reconfigure_entry().options)

    def _others(self) -> list[ConfigEntry]:
        """Return the entries beside the one that is reconfigured."""
        own = (
            self._get_reconfigure_entry() if self.source == SOURCE_RECONFIGURE else None
        )
        entries = self._async_current_entries(include_ignore=False)
        return [entry for entry in entries if entry is not own]

    def _configured(self, data: Mapping[str, Any]) -> ConfigEntry | None:
        """Return the other entry that has this host and port, as either address."""
        return entry_at(address(data), self._others())

    def _async_abort_configured(self, other: ConfigEntry) -> ConfigFlowResult:
        return self.async_abort(
            reason="already_configured", description_placeholders={"name": other.title}
        )

    def _update(
        self, entry: ConfigEntry, data: dict[str, Any], title: str | None = None
    ) -> ConfigFlowResult:
        """Store the new data and name, and let the entry act on it."""
        # A loaded entry hears of a change by its update listener. One that is
        # not loaded has none, and the same data again are no change to it.
        heard = entry.state is ConfigEntryState.LOADED and entry.data != data
        title = title or entry.title
        # The name of entries of earlier versions follows their address.
        if title == entry.title == server_title(entry.data):
            title = server_title(data)
        result = self.async_update_and_abort(entry, title=title, data=data)
        if not heard:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return result
