"""The requests for the nodes of one server, none of which may hurt it.

A request is pending alone until it has been answered once in the session, so that
the end of a session is known to be due to it. What was learned of that is kept
over reloads and restarts: nobody is asked again what ended the server twice.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..ami.errors import ActionFailed, ConnectionLost, ConnectRefused, ShuttingDown
from ..ami.message import Message
from ..ami.status import State, Status
from ..client import SHUTDOWN, AmiClient
from ..const import DOMAIN
from ..storage import ExtraStore
from .incidents import Incident, Incidents, Standing, Uptime

_LOGGER = logging.getLogger(__name__)

_VERSION = 1

# Of a store: nodes that are kept, each with five requests
_MAX_KEPT = 1000

# What taking apart something else than a record may raise
_DAMAGED = (AttributeError, LookupError, OverflowError, TypeError, ValueError)


class NodeRequests:
    """Asks for the nodes of one server, and remembers what ended its sessions.

    `on_change` gets the node whose standing has changed.
    """

    def __init__(
        self,
        client: AmiClient,
        on_change: Callable[[str], None],
    ) -> None:
        """Take the client to ask by; `async_load` recalls what was before."""
        self._hass = client.hass
        self._client = client
        self._on_change = on_change
        self._store = _store(client.hass, client.entry)
        self._incidents = Incidents()
        self._trusted: set[tuple[str, str]] = set()
        self._shutdown_announced = False
        self._uptime: Uptime | None = None
        # The number of the session, and the loop's time when it began
        self.session = 0
        self._began = 0.0
        # Whether the nodes may be starting in this session, and in the next one
        self.is_restart_expected = self._expects_restart = False
        client.async_add_status_listener(self._on_status)
        client.async_listen((SHUTDOWN,), self._on_shutdown)

    async def async_load(self) -> None:
        """Recall what was saved; a record that is damaged is left out."""
        if (data := await self._store.async_load()) is None:
            return
        if not isinstance(kept := data.get("incidents"), list):
            await self._store.async_set_aside("no list of records")
            return
        now, known = dt_util.utcnow(), []
        for record in kept[:_MAX_KEPT]:
            with suppress(*_DAMAGED):
                known.append(Incident.from_data(record, now))
        self._incidents = Incidents(known)
        if damaged := len(kept[:_MAX_KEPT]) - len(known):
            _LOGGER.warning(
                "%d damaged records of requests that ended sessions are left out",
                damaged,
            )

    async def async_ask(
        self, node: str, command: str, apply: Callable[[Message], None]
    ) -> None:
        """Ask for the RptStatus of a node, and apply the reply while it is read.

        Raises the errors of a request, and what `apply` raises.
        """
        headers = ("Command", command), ("Node", node)
        await self._async_request(node, command, "RptStatus", headers, apply)

    async def async_command(
        self, node: str, command: str, apply: Callable[[Message], None]
    ) -> None:
        """Ask by a CLI command, whose last word is the node, as `async_ask` does."""
        headers = (("Command", f"{command} {node}"),)
        await self._async_request(node, command, "Command", headers, apply)

    async def _async_request(
        self,
        node: str,
        command: str,
        action: str,
        headers: tuple[tuple[str, str], ...],
        apply: Callable[[Message], None],
    ) -> None:
        failure: Exception | None = None
        is_trusted = (node, command) in self._trusted

        def on_reply(message: Message) -> None:
            nonlocal failure
            try:
                apply(message)
            except Exception as err:  # noqa: BLE001  (raised below, where it is awaited)
                failure = err

        try:
            await self._client.request(
                action, *headers, on_reply=on_reply, alone=not is_trusted
            )
        except ConnectionLost as err:
            self._ended(node, command, err)
            # It did no harm before in this session: `rpt restart` is at work.
            self._expects_restart |= is_trusted and err.by_server and err.is_begun
            raise
        except ShuttingDown:
            raise
        except ActionFailed:
            self._answered(node, command)
            raise
        self._answered(node, command)
        if failure is not None:
            raise failure

    def standing(self, node: str) -> Standing:
        """Return how a node is to be polled now."""
        return self._incidents.standing(node, dt_util.utcnow())

    def is_judged(self, node: str) -> bool:
        """Whether it is known what the requests of a node have done to the server."""
        return self._incidents.is_judged(node)

    def may_be_starting(self, node: str) -> bool:
        """Whether the thread of a node may not be up yet in this session."""
        return self.is_restart_expected or self._incidents.may_be_starting(node)

    def due(self, node: str) -> datetime | None:
        """Return when a node may be asked again, None if nothing holds it back."""
        return self._incidents.due(node)

    def suspects(self, node: str) -> tuple[str, ...]:
        """Return the requests of a node that ended sessions, the worst first."""
        return self._incidents.of(node)

    @property
    def session_age(self) -> float:
        """The seconds since the login."""
        return self._hass.loop.time() - self._began

    @callback
    def _on_status(self, status: Status) -> None:
        if status.state is State.UP:
            self._begin_session()
            return
        # The nodes may have been started anew.
        self._trusted.clear()
        if isinstance(status.error, ConnectRefused):
            # The server has died.
            self._expects_restart = False
            if self._incidents.refused():
                self._changed()

    def _begin_session(self) -> None:
        self.session += 1
        self._began = self._hass.loop.time()
        self._shutdown_announced = False
        self.is_restart_expected = self._expects_restart
        self._expects_restart = False

    @callback
    def _on_shutdown(self, _event: Message) -> None:
        # The end of this session is held against nobody.
        self._shutdown_announced = True
        self._expects_restart = False

    @callback
    def async_started(self, started: datetime | None, uptime: timedelta | None) -> None:
        """Take note of when app_rpt was started and its uptime, None where unknown."""
        self._uptime = Uptime(uptime, self._hass.loop.time())
        if self._incidents.judge(started, self._uptime, dt_util.utcnow()):
            self._changed()

    @callback
    def async_node_started(self, node: str) -> None:
        """Take note that the thread of a node runs."""
        if self._incidents.node_started(node):
            self._changed(node)

    @callback
    def async_forget(self, node: str) -> None:
        """Forget what a node has done: it was removed, or is to be tried again."""
        if self._incidents.forget(node):
            self._changed(node)

    def _ended(self, node: str, command: str, err: ConnectionLost) -> None:
        is_known = err.is_alone or err.is_begun
        if self._shutdown_announced or not (is_known or err.is_oldest):
            return
        _LOGGER.debug("Node %s: the session ended at %s", node, command)
        self._incidents.ended(
            node,
            command,
            dt_util.utcnow(),
            is_known=is_known,
            is_starting=err.is_begun and err.by_server,
            uptime=self._uptime,
        )
        self._client.connection.look_soon()
        if is_known:
            self._client.async_note_node_ended()
        self._changed(node)

    def _answered(self, node: str, command: str) -> None:
        self._trusted.add((node, command))
        if self._incidents.answered(node, command, dt_util.utcnow()):
            self._changed(node)

    def _changed(self, *nodes: str) -> None:
        # At once, and not later: the next request may end Home Assistant's host too.
        self._hass.async_create_task(
            self._store.async_save(self._data()), f"{DOMAIN} incidents"
        )
        for node in nodes or {one.node for one in self._incidents.all}:
            self._on_change(node)

    def _data(self) -> dict[str, Any]:
        return {"incidents": [one.as_data() for one in self._incidents.all]}


async def async_remove_incidents(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Forget what was saved of a server."""
    await _store(hass, entry).async_remove()


def _store(hass: HomeAssistant, entry: ConfigEntry) -> ExtraStore:
    return ExtraStore(hass, _VERSION, f"{DOMAIN}.{entry.entry_id}.incidents")
