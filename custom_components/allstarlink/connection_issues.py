"""What the state of a connection means for the user: reauthentication and repair issues."""

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import callback

from .ami.errors import AuthenticationFailed
from .ami.status import State, Status
from .client import AmiClient
from .const import DOMAIN
from .issues import async_show_connection
from .md5_logins import Md5Logins


class ConnectionIssues:
    """Asks for another login, or raises a repair issue, as long as one is needed.

    Notes as well which servers have taken the MD5 login.
    """

    def __init__(self, client: AmiClient, md5_logins: Md5Logins) -> None:
        """Follow the connection of a client that has not connected yet."""
        self._client = client
        self._md5_logins = md5_logins
        client.async_add_status_listener(self._on_status)

    @callback
    def _on_status(self, status: Status) -> None:
        hass, entry = self._client.hass, self._client.entry
        if status.state is State.UP:
            self._close_reauth()
            async_show_connection(hass, entry, None)
            if self._client.connection.md5_worked:
                self._md5_logins.async_note(entry)
        if isinstance(status.error, AuthenticationFailed):
            entry.async_start_reauth(hass)
        if status.error is not None:
            async_show_connection(hass, entry, status.error)

    def _close_reauth(self) -> None:
        """Close the reauthentication flow: the login works again by itself."""
        flow = self._client.hass.config_entries.flow
        entry_id = self._client.entry.entry_id
        for progress in flow.async_progress_by_handler(
            DOMAIN, match_context={"source": SOURCE_REAUTH, "entry_id": entry_id}
        ):
            flow.async_abort(progress["flow_id"])
