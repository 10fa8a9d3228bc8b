"""The client of one Asterisk server: its connection, and what its user may do there.

There is one for each config entry. It knows no node, no app_rpt and no feature: what
needs the server takes the client. Events go to those who listen to their names. After
each login the client learns which actions the user may use, and then awaits the session
listeners, one after the other, in the order in which they were added.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .ami.connection import Connection
from .ami.dial import Server
from .ami.errors import ActionFailed, AmiError, NotConnected, ShuttingDown
from .ami.message import Message
from .ami.status import Settings, State, Status
from .connection_options import ConnectionOptions
from .const import DOMAIN
from .event_ring import EventRing
from .listeners import Listeners
from .moments import async_track_midnight
from .once_more import OnceMore
from .record_keeper import RecordKeeper

_LOGGER = logging.getLogger(__name__)

# All modules are loaded, at the login or, while Asterisk starts, later
FULLY_BOOTED = "FullyBooted"

# Asterisk is about to end, and all sessions with it
SHUTDOWN = "Shutdown"

# Seconds that a set-up waits for the first answers of a server
_FIRST_QUESTIONS = 10.0

# What changes by time alone is shown as often as that
_MINUTE = timedelta(minutes=1)

# Polls under way at once: nodes beyond wait their turn instead of a burst
_POLLS_AT_ONCE = 4

type SessionListener = Callable[[], Awaitable[None]]


class AmiClient:
    """One Asterisk server."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        server: Server,
        keeper: RecordKeeper,
        *,
        second: Server | None = None,
        events: str,
        is_active: Callable[[], bool],
    ) -> None:
        """Prepare the connection of a config entry; `async_connect` makes it.

        The keeper gets all that becomes of it. `second` is the same server at its second
        address. `events` are the classes of events to ask for. While `is_active()`, a silence
        of the server is noticed sooner.
        """
        self.hass = hass
        self.entry = entry
        self.keeper = keeper
        # The actions that the AMI user may use, as ListCommands reports
        self.allowed: frozenset[str] = frozenset()
        self.polls = asyncio.Semaphore(_POLLS_AT_ONCE)
        # The last events that anybody listens to
        self.ring = EventRing()
        self._event_listeners: dict[str, list[Callable[[Message], None]]] = {}
        self._status_listeners = Listeners[[Status]]()
        self._listeners = Listeners[[]]()
        self._session_listeners: list[SessionListener] = []
        self._resyncing = OnceMore(self._resync)
        self._learning = OnceMore(self._learn_more)
        self.connection = Connection(
            server,
            _settings(entry),
            second=second,
            wanted=self._event_listeners.__contains__,
            on_event=self._on_event,
            on_status=self._on_status,
            is_active=is_active,
            events=events,
            now=dt_util.utcnow,
            create_task=lambda coro: entry.async_create_background_task(
                hass, coro, f"{DOMAIN} connection"
            ),
        )
        # As Session.request and Session.request_list; NotConnected without a session
        self.request = self.connection.request
        self.request_list = self.connection.request_list
        self._status = self.connection.status
        # Whether the connection was made and has not been closed
        self.is_started = False
        # Until when a set-up waits for answers, the loop's time; None once it is done
        self._answers_until: float | None = 0.0
        self._has_asked_first = False
        # Whether `allowed` is of this session
        self._has_rights = False
        self.async_listen((FULLY_BOOTED,), self._on_booted)
        keeper.async_begin()

    @property
    def title(self) -> str:
        """The name of the server."""
        return self.entry.title

    @property
    def connected(self) -> bool:
        """Whether the AMI session is up."""
        return self.connection.status.state is State.UP

    @property
    def can_command(self) -> bool:
        """Whether the AMI user may use the CLI, and so control nodes."""
        return "Command" in self.allowed

    @callback
    def async_check_connected(self, what: str, *, counts: bool = True) -> None:
        """Begin a poll, `what` for the log. Raises NotConnected without a session.

        One that `counts` is counted as skipped then.
        """
        if not self.connected:
            if counts:
                self.keeper.async_note_skipped_poll()
            _LOGGER.debug("%s: poll skipped: not connected", what)
            raise NotConnected("There is no connection to the server")

    # Life

    async def async_connect(self) -> None:
        """Make the first connection. Raises the errors of the attempt.

        Status listeners are called when it is up, others are not.
        """
        await self.connection.start()
        self._status = self.connection.status
        self.is_started = True
        self._status_listeners.async_notify(self._status)
        self.entry.async_on_unload(
            async_track_time_interval(
                self.hass, self._on_minute, _MINUTE, cancel_on_shutdown=True
            )
        )
        self.entry.async_on_unload(async_track_midnight(self.hass, self._on_day))

    async def async_ask_first(self) -> None:
        """Learn the user's rights and await the session listeners, within the budget."""
        self._answers_until = self.hass.loop.time() + _FIRST_QUESTIONS
        await self.async_within_budget(self._ask_first())

    async def async_within_budget(self, questions: Coroutine[Any, Any, None]) -> None:
        """Wait for answers; the questions go on when they take too long.

        A set-up has one budget for all first questions: a server that is silent after
        the login must not hold Home Assistant's start. What is asked after the set-up,
        of a node that is added, has one of its own.
        """
        task = self.entry.async_create_background_task(
            self.hass, questions, f"{DOMAIN} first questions"
        )
        now, until = self.hass.loop.time(), self._answers_until
        timeout = _FIRST_QUESTIONS if until is None else max(0.0, until - now)
        done, _ = await asyncio.wait([task], timeout=timeout)
        for each in done:
            each.result()

    @callback
    def async_end_set_up(self) -> None:
        """Note that the set-up is done; what it did not wait for comes later."""
        self._answers_until = None

    async def async_close(self) -> None:
        """Close the connection and save its record; nobody is notified of it."""
        self.is_started = False
        await self.connection.close()
        await self.keeper.async_save()

    # Listeners

    @callback
    def async_listen(
        self, names: Iterable[str], listener: Callable[[Message], None]
    ) -> None:
        """Call for each event of these names; to be used before `async_connect`.

        An event without a listener is not even parsed.
        """
        for name in names:
            self._event_listeners.setdefault(name, []).append(listener)

    @callback
    def async_add_status_listener(self, listener: Callable[[Status], None]) -> None:
        """Call at each change of the connection's state, before all other listeners."""
        self._status_listeners.async_add(listener)

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when the connection's state, its metrics or the user's rights change."""
        return self._listeners.async_add(listener)

    @callback
    def async_add_session_listener(self, listener: SessionListener) -> None:
        """Await after each login, once the rights of the user are known.

        To be used before `async_connect`. What the listener asks of the server
        may fail as any request does; it must not raise for that.
        """
        self._session_listeners.append(listener)

    @property
    def event_names(self) -> frozenset[str]:
        """The names of all events that anybody listens to."""
        return frozenset(self._event_listeners)

    # Rights

    @callback
    def async_learn_missing_rights(self) -> None:
        """Ask for the rights of the user again if no answer came in this session."""
        if self._has_asked_first and not self._has_rights:
            self._learn_soon()

    @callback
    def _on_booted(self, _event: Message) -> None:
        if self._has_rights:
            self._learn_soon()

    @callback
    def _learn_soon(self) -> None:
        self.entry.async_create_background_task(
            self.hass, self._learning.async_run(), f"{DOMAIN} rights"
        )

    async def _learn_more(self) -> None:
        """Take note of the actions of modules that were not loaded at the login."""
        before = self.allowed
        await self._learn_rights()
        if self.allowed != before:
            await self._notify_session()

    async def _learn_rights(self) -> None:
        # Asterisk lists only what this user may use (manager.c, action_listcommands).
        try:
            reply = await self.request("ListCommands")
            allowed = frozenset(name for name, _ in reply.fields)
        except ActionFailed as err:
            if isinstance(err, ShuttingDown):
                return
            allowed = frozenset()
        except AmiError:
            return
        self._has_rights = True
        if allowed != self.allowed:
            self.allowed = allowed
            self._listeners.async_notify()

    # From the connection

    async def _ask_first(self) -> None:
        await self._resync()
        self._has_asked_first = True

    async def _resync(self) -> None:
        await self._learn_rights()
        await self._notify_session()

    async def _notify_session(self) -> None:
        for listener in self._session_listeners:
            await listener()

    @callback
    def _on_event(self, event: Message) -> None:
        self.ring.add(event, dt_util.utcnow())
        for listener in self._event_listeners.get(event.event, ()):
            listener(event)

    @property
    def actions_timed_out(self) -> int:
        """The actions without a reply in time, kept over restarts."""
        self.keeper.async_note_metrics(self.connection.metrics)
        return self.keeper.record.counts.actions_timed_out

    @callback
    def _on_minute(self, _now: datetime) -> None:
        metrics = self.connection.metrics
        self.keeper.async_note_metrics(metrics)
        self.keeper.async_count_events(metrics)
        self._listeners.async_notify()

    @callback
    def _on_day(self, _now: datetime) -> None:
        self.keeper.async_save_later()
        self._listeners.async_notify()

    @callback
    def async_note_node_ended(self) -> None:
        """Take note that a node's request has ended the session."""
        self.keeper.record.note_node_ended()
        self._listeners.async_notify()

    @callback
    def _on_status(self, status: Status) -> None:
        self.keeper.async_note_status(status, self.connection.metrics)
        if not self.is_started:
            return
        if status == self._status:
            # A heartbeat: the metrics have changed, not the state.
            self._listeners.async_notify()
            return
        self._status = status
        if status.state is not State.UP:
            self._has_rights = False
        self._status_listeners.async_notify(status)
        if status.state is State.UP:
            self.entry.async_create_background_task(
                self.hass, self._resyncing.async_run(), f"{DOMAIN} resync"
            )
        self._listeners.async_notify()


def _settings(entry: ConfigEntry) -> Settings:
    options = ConnectionOptions.of(entry.options)
    return Settings(
        retry_initial=options.retry_initial,
        retry_max=options.retry_max,
        heartbeat_interval=options.heartbeat_interval,
        action_timeout=options.action_timeout,
    )
