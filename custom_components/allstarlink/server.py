"""The server's own coordinator: one RptStat for all nodes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import logging
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .ami.errors import AmiError, ConnectionLost, NotConnected
from .ami.status import State, Status
from .app_rpt.errors import MalformedError
from .app_rpt.rptstat import RptStat, parse_rptstat
from .client import AmiClient
from .connection_options import ConnectionOptions
from .const import CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL, DOMAIN
from .left_out import LeftOut
from .listeners import keep_asking
from .polling.poll_log import poll_failed, poll_logger

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

# The uptime has whole seconds, so a start time derived from it wanders by one
_UPTIME_TOLERANCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ServerState:
    """The server's nodes, when app_rpt started and its uptime; None when never asked."""

    nodes: tuple[str, ...] | None = None
    started: datetime | None = None
    uptime: timedelta | None = None


class ServerCoordinator(DataUpdateCoordinator[ServerState]):
    """Polls RptStat. A poll that fails keeps what was known."""

    def __init__(
        self,
        client: AmiClient,
        on_answer: Callable[[ServerState], None],
    ) -> None:
        """Prepare the coordinator of a client that has not connected yet.

        `on_answer` gets what the server has answered, before the listeners.
        """
        options = client.entry.options
        interval = timedelta(
            seconds=options.get(CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL)
        )
        do_not_poll = ConnectionOptions.of(options).do_not_poll
        super().__init__(
            client.hass,
            _POLL_LOGGER,
            config_entry=client.entry,
            name=f"{DOMAIN} server",
            # After each login it is asked once in any case.
            update_interval=None if do_not_poll else interval,
        )
        self.data = ServerState()
        self.left_out = LeftOut(client.title)
        self._client = client
        # Since when app_rpt runs, as it said last
        self._known_start: datetime | None = None
        client.async_add_status_listener(self._on_status)
        self._on_answer = on_answer
        # Missing nodes and rights count even where no entity shows the server.
        client.entry.async_on_unload(self.async_add_listener(keep_asking))

    async def async_ask(self) -> RptStat:
        """Ask the server. Raises AmiError or MalformedError."""
        reply = await self._client.request("RptStatus", ("Command", "RptStat"))
        return parse_rptstat(reply.fields)

    @override
    async def _async_update_data(self) -> ServerState:
        try:
            self._client.async_check_connected("RptStat")
            rptstat = await self.async_ask()
        except (AmiError, MalformedError) as err:
            _LOGGER.debug("RptStat failed: %s", err)
            if not isinstance(err, ConnectionLost | NotConnected):
                self._client.keeper.async_note_poll(succeeded=False)
            raise poll_failed(self._client.title, err) from err
        self._client.keeper.async_note_poll(succeeded=True)
        self.left_out.note("nodes", rptstat.left_out)
        state = ServerState(rptstat.nodes, self._started(rptstat), rptstat.uptime)
        self._on_answer(state)
        return state

    def _started(self, rptstat: RptStat) -> datetime | None:
        if rptstat.uptime is None:
            return None
        started = dt_util.utcnow() - rptstat.uptime
        known = self._known_start
        if known is None or abs(started - known) > _UPTIME_TOLERANCE:
            self._known_start = started
        return self._known_start

    @callback
    def _on_status(self, status: Status) -> None:
        if status.state is not State.UP:
            # It may have been started anew when there is a session again.
            self.data = replace(self.data, started=None, uptime=None)
