"""Repair flows."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_SSL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from .ami.errors import ConnectFailed, TlsFailed
from .certificate import Certificate
from .connection_options import ConnectionOptions
from .const import (
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_CERTIFICATE_SHA256,
    CONF_CONNECTION,
    CONF_SECOND_CERTIFICATE,
    DOMAIN,
    PINNED_CERTIFICATE,
)
from .hub import AllStarLinkConfigEntry
from .issues import (
    EVENTS_MISSING,
    NODE_SET_ASIDE,
    PLAIN_LOGIN_REFUSED,
    REQUEST_BANNED,
    TLS_FAILED,
)
from .md5_logins import async_get_md5_logins
from .probe import async_fetch_certificate


class EventsMissingFlow(ConfirmRepairFlow):
    """Reconnects when the user has changed manager.conf.

    Asterisk gives a user the rights of the moment of the login: a session that
    is up keeps those it had (manager.c; transcript c18c).
    """

    def __init__(self, entry: AllStarLinkConfigEntry) -> None:
        """Take the server's entry."""
        self._entry = entry

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Say what to change, and connect again once that is done."""
        entry = self._entry
        if user_input is not None and entry.state is ConfigEntryState.LOADED:
            entry.runtime_data.events.forget()
            entry.runtime_data.client.connection.reconnect()
        return await super().async_step_confirm(user_input)


class TlsFailedFlow(RepairsFlow):
    """Pins the certificate that the server has now, once the user has seen it."""

    _certificate: Certificate
    _is_second = False

    def __init__(self, entry: AllStarLinkConfigEntry) -> None:
        """Take the server's entry."""
        self._entry = entry

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Fetch the certificate; nothing is sent to the server."""
        try:
            self._certificate = await self._async_fetch()
        except ConnectFailed as err:
            no_tls = isinstance(err, TlsFailed)
            return self.async_abort(
                reason="tls_failed" if no_tls else "cannot_connect",
                description_placeholders=self._placeholders(error=str(err)),
            )
        return await self.async_step_pin()

    async def _async_fetch(self) -> Certificate:
        """Return the certificate that is not accepted, at the first or the second address.

        Raises ConnectFailed, that of the first if neither answers.
        """
        data, options = self._entry.data, ConnectionOptions.of(self._entry.options)
        failure: ConnectFailed | None = None
        try:
            certificate = await async_fetch_certificate(data, options)
        except ConnectFailed as err:
            failure = err
        else:
            accepted = data.get(CONF_CERTIFICATE_SHA256)
            if not options.second_host or certificate.sha256 != accepted:
                return certificate
        if options.second_host:
            second = {
                **data,
                CONF_HOST: options.second_host,
                CONF_PORT: options.second_port,
            }
            with suppress(ConnectFailed):
                certificate = await async_fetch_certificate(second, options)
                self._is_second = True
                return certificate
        if failure is not None:
            raise failure
        return certificate

    async def async_step_pin(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Show it, and accept it and no other from then on."""
        if user_input is None:
            return self.async_show_form(
                step_id="pin",
                data_schema=vol.Schema({}),
                description_placeholders=self._placeholders(
                    **self._certificate.placeholders()
                ),
            )
        if self._is_second:
            self._pin_second()
            return self.async_create_entry(data={})
        _change(
            self.hass,
            self._entry,
            {
                CONF_SSL: True,
                CONF_VERIFY_SSL: PINNED_CERTIFICATE,
                CONF_CERTIFICATE_SHA256: self._certificate.sha256,
            },
        )
        return self.async_create_entry(data={})

    def _pin_second(self) -> None:
        options = self._entry.options
        pinned = {CONF_SECOND_CERTIFICATE: self._certificate.sha256}
        connection = {**options.get(CONF_CONNECTION, {}), **pinned}
        changed = {**options, CONF_CONNECTION: connection}
        self.hass.config_entries.async_update_entry(self._entry, options=changed)
        if self._entry.state is not ConfigEntryState.LOADED:
            self.hass.config_entries.async_schedule_reload(self._entry.entry_id)

    def _placeholders(self, **more: str) -> dict[str, str]:
        return {"server": self._entry.title, **more}


class PlainLoginRefusedFlow(RepairsFlow):
    """Allows the plain login, or tries again."""

    def __init__(self, entry: AllStarLinkConfigEntry) -> None:
        """Take the server's entry."""
        self._entry = entry

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Offer the option, unless the server has taken the MD5 login before."""
        logins = await async_get_md5_logins(self.hass)
        if logins.worked(self._entry):
            return await self.async_step_retry()
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether the password may be sent as it is."""
        if user_input is None:
            option = vol.Optional(CONF_ALLOW_PLAIN_LOGIN, default=True)
            return self._show("confirm", {option: BooleanSelector()})
        _change(self.hass, self._entry, user_input)
        return self.async_create_entry(data={})

    async def async_step_retry(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Say that this may be another server, and try again."""
        if user_input is None:
            return self._show("retry", {})
        _change(self.hass, self._entry, {})
        return self.async_create_entry(data={})

    def _show(
        self, step_id: str, schema: dict[vol.Marker, BooleanSelector]
    ) -> RepairsFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema(schema),
            description_placeholders={"server": self._entry.title},
        )


class TryAgainFlow(ConfirmRepairFlow):
    """Asks a node again that is not asked any more."""

    def __init__(self, entry: AllStarLinkConfigEntry, node: str) -> None:
        """Take the server's entry and the node."""
        self._entry = entry
        self._node = node

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Say what happened, and forget it once the user has put it right."""
        entry = self._entry
        if user_input is not None and entry.state is ConfigEntryState.LOADED:
            entry.runtime_data.requests.async_forget(self._node)
        return await super().async_step_confirm(user_input)


_FLOWS: Mapping[str, Callable[[AllStarLinkConfigEntry], RepairsFlow]] = {
    EVENTS_MISSING: EventsMissingFlow,
    PLAIN_LOGIN_REFUSED: PlainLoginRefusedFlow,
    TLS_FAILED: TlsFailedFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow for an issue that Home Assistant can help with."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    entry_id = str((data or {}).get("entry_id"))
    entry = hass.config_entries.async_get_entry(entry_id)
    if issue is None or entry is None:
        # Nothing is left to be done but to close the issue.
        return ConfirmRepairFlow()
    if issue.translation_key in (NODE_SET_ASIDE, REQUEST_BANNED):
        return TryAgainFlow(entry, str((data or {}).get("of")))
    return _FLOWS[issue.translation_key or ""](entry)


def _change(hass: HomeAssistant, entry: ConfigEntry, data: Mapping[str, Any]) -> None:
    """Change an entry's data and let it try again with them."""
    changed = hass.config_entries.async_update_entry(entry, data={**entry.data, **data})
    # A loaded entry hears of a change by its update listener.
    if not (changed and entry.state is ConfigEntryState.LOADED):
        hass.config_entries.async_schedule_reload(entry.entry_id)
