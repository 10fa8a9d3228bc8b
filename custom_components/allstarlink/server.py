"""The server's own coordinator: one RptStat for all nodes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import TYPE_CHECKING, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util import dt as dt_util

from .ami.errors import AmiError, ConnectionLost, NotConnected
from .app_rpt.errors import MalformedError
from .app_rpt.rptstat import RptStat, parse_rptstat
from .const import CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL, DOMAIN
from .listeners import keep_asking
from .polling.poll_log import poll_logger

if TYPE_CHECKING:
    from .hub import AmiHub

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

# The uptime has whole seconds, so a start time derived from it wanders by one
_UPTIME_TOLERANCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ServerState:
    """The server's nodes and when app_rpt started; None when never asked."""

    nodes: tuple[str, ...] | None = None
    started: datetime | None = None


class ServerCoordinator(DataUpdateCoordinator[ServerState]):
    """Polls RptStat. A poll that fails keeps what was known."""

    def __init__(self, hass: HomeAssistant, hub: AmiHub) -> None:
        """Prepare the coordinator of a hub."""
        options = hub.entry.options
        super().__init__(
            hass,
            _POLL_LOGGER,
            config_entry=hub.entry,
            name=f"{DOMAIN} server",
            update_interval=timedelta(
                seconds=options.get(CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL)
            ),
        )
        self.data = ServerState()
        self._hub = hub
        # Missing nodes and rights count even where no entity shows the server.
        hub.entry.async_on_unload(self.async_add_listener(keep_asking))

    async def async_ask(self) -> RptStat:
        """Ask the server. Raises AmiError or MalformedError."""
        reply = await self._hub.connection.request("RptStatus", ("Command", "RptStat"))
        return parse_rptstat(reply.fields)

    @override
    async def _async_update_data(self) -> ServerState:
        try:
            rptstat = await self.async_ask()
        except (AmiError, MalformedError) as err:
            _LOGGER.debug("RptStat failed: %s", err)
            if not isinstance(err, ConnectionLost | NotConnected):
                self._hub.recent.poll(succeeded=False)
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="server_poll_failed",
                translation_placeholders={
                    "server": self._hub.entry.title,
                    "error": str(err),
                },
            ) from err
        self._hub.recent.poll(succeeded=True)
        self._hub.left_out.note("nodes", rptstat.left_out)
        started = self._started(rptstat)
        self._hub.requests.async_started(started)
        self._hub.async_answered(rptstat.nodes)
        return ServerState(rptstat.nodes, started)

    def _started(self, rptstat: RptStat) -> datetime | None:
        if rptstat.uptime is None:
            return None
        started = dt_util.utcnow() - rptstat.uptime
        known = self.data.started
        if known is not None and abs(started - known) <= _UPTIME_TOLERANCE:
            return known
        return started
