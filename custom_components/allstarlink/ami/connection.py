"""Keeps a session with one Asterisk server alive for ever.

                    +-------------------------------+
                    v                               |
    start -> CONNECTING -> LOGGING_IN -> UP         | delay is over, or reconnect()
                    |           |        |          |
                    +-----------+--------+----> WAITING      failed or lost

    From any state to CLOSED: close(), cancellation, or when the first attempt fails.

One task walks these states. Each `await` in it is a place where it may be
cancelled, and what is open then is closed on the way out.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import logging
from random import random
from typing import Any

from .backoff import Backoff
from .dial import Server, until_any_reachable
from .errors import (
    AmiError,
    ConnectFailed,
    ConnectionLost,
    ConnectTimeout,
    NotConnected,
    ShuttingDown,
)
from .message import Message
from .metrics import Meter, Metrics
from .outage_log import OutageLog
from .session import Session, Wanted
from .status import Change, Settings, State, Status
from .turns import Turns
from .wire import Ends

__all__ = ["Change", "Connection", "Settings", "State", "Status"]

_LOGGER = logging.getLogger(__name__)

# A server that is away is looked for that often, seconds.
RETURN_INTERVAL = 5.0

# Seconds until a server is looked for that may have died of a request
_LOOK_DELAY = 1.0

_HISTORY = 200
_SHUTDOWN = "Shutdown"


class Connection:
    """A session that comes back whenever it is lost. Start it once and close it once."""

    def __init__(
        self,
        server: Server,
        settings: Settings,
        *,
        second: Server | None = None,
        on_event: Callable[[Message], None],
        on_status: Callable[[Status], None],
        wanted: Wanted | None = None,
        is_active: Callable[[], bool] = lambda: False,
        events: str = "call,system",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        random: Callable[[], float] = random,
        create_task: Callable[
            [Coroutine[Any, Any, None]], asyncio.Task[None]
        ] = asyncio.create_task,
    ) -> None:
        """Take what to connect to and whom to tell; nothing happens before `start`.

        `second` is the same server at another address: an attempt tries it when the
        first does not answer.
        `on_event` gets the events that `wanted` lets through (None: all), in
        the reader and never before `on_status` got UP. `on_status` is called
        at each change of state, and again with the same status after each
        heartbeat, when the metrics have a new latency. While `is_active()`,
        what is known would be wrong soon, and a silence is noticed after 20 s.
        """
        self._servers = [server, *([second] if second else [])]
        # The place of the one that was tried last
        self._tried = 0
        self._settings = settings
        self._on_event = on_event
        self._on_status = on_status
        self._wanted = wanted
        self._is_active = is_active
        self._events = events
        self._now = now
        self._create_task = create_task
        self._loop = asyncio.get_running_loop()
        self._backoff = Backoff(settings.retry_initial, settings.retry_max, random)
        self._meter = Meter(self._loop.time())
        self._history: deque[Change] = deque(maxlen=_HISTORY)
        self._status = Status(State.CLOSED, now())
        self._session: Session | None = None
        self._turns = Turns()
        self._task: asyncio.Task[None] | None = None
        self._go_on = asyncio.Event()
        # Whether the next wait is to be short, and its limit while it lasts
        self._looks_soon = False
        self._waits: asyncio.Timeout | None = None
        # When the next attempt is due, UTC; None while none waits
        self.next_attempt: datetime | None = None
        self._name = f"Asterisk at {server.host}:{server.port}"
        self._outages = OutageLog(_LOGGER, self._name)
        self._warned = False
        self._closed = False

    @property
    def status(self) -> Status:
        """What `on_status` got last."""
        return self._status

    @property
    def metrics(self) -> Metrics:
        """The figures up to this moment."""
        return self._meter.snapshot(self._loop.time())

    @property
    def md5_worked(self) -> bool:
        """Whether the server has ever taken the MD5 login: the secret is never sent to it then."""
        return self.server.md5_worked

    @property
    def server(self) -> Server:
        """The server at the address in use, or at the one that was tried last."""
        return self._servers[self._tried]

    @property
    def is_at_second(self) -> bool | None:
        """Whether the session is with the second address, None while there is none."""
        return bool(self._tried) if self._session else None

    @property
    def action_timeout(self) -> float:
        """How long the reply of an action is awaited that does not say so, seconds."""
        return self._settings.action_timeout

    @property
    def history(self) -> tuple[Change, ...]:
        """The last 200 changes of state, oldest first."""
        return tuple(self._history)

    @property
    def manager_version(self) -> str:
        """The version of the manager interface, empty while there is no session."""
        return self._session.manager_version if self._session else ""

    @property
    def ends(self) -> Ends | None:
        """The addresses of the session's two ends, None while there is no session."""
        return self._session.ends if self._session else None

    @property
    def last_message(self) -> float:
        """The loop's time of the last message in this session; 0 when there is none."""
        return self._session.last_message if self._session else 0.0

    async def start(self) -> None:
        """Make the first attempt, and stay connected from then on.

        Raises the error of the attempt, as Session.open does, and leaves
        nothing behind then.
        """
        try:
            session = await self._attempt()
        except BaseException as error:
            self._change(State.CLOSED, error if isinstance(error, AmiError) else None)
            raise
        if self._closed:
            await self._shut()
            raise NotConnected("Closed meanwhile")
        self._task = self._create_task(self._keep(session))

    async def request(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float | None = None,
        silence: float = 0.0,
        on_reply: Callable[[Message], None] | None = None,
        alone: bool = False,
    ) -> Message:
        """Do as Session.request does; raises NotConnected at once when there is no session.

        With `alone`, no other action is pending meanwhile, but a heartbeat. An
        action that waited for that and outlived its session is not sent.
        """
        async with self._turn(alone=alone) as session:
            return await session.request(
                action, *headers, timeout=timeout, silence=silence, on_reply=on_reply
            )

    async def request_list(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float | None = None,
    ) -> list[Message]:
        """Do as Session.request_list does; raises NotConnected at once when there is no session."""
        async with self._turn(alone=False) as session:
            return await session.request_list(action, *headers, timeout=timeout)

    @asynccontextmanager
    async def _turn(self, *, alone: bool) -> AsyncGenerator[Session]:
        """Wait until an action may be sent, in the session of this moment."""
        if (session := self._session) is None:
            raise NotConnected("There is no connection to the server")
        async with self._turns.turn(alone=alone):
            if self._session is not session:
                raise NotConnected("The session ended before the action was sent")
            try:
                yield session
            except ShuttingDown:
                self._backoff.announce_shutdown()
                raise

    def reconnect(self) -> None:
        """Drop the session, or stop waiting, and connect at once."""
        if self._session:
            self._session.abort("Reconnect requested")
            self._go_on.set()
        elif self._status.state is State.WAITING:
            self._go_on.set()

    def look_soon(self) -> None:
        """Try soon, once, whether the server is there: its port may be refused."""
        self._looks_soon = True
        if (wait := self._waits) is not None:
            soon = self._loop.time() + _LOOK_DELAY
            soon = min(wait.when() or soon, soon)
            wait.reschedule(soon)
            self._expect_attempt(soon - self._loop.time())
            self._tell_status()

    async def close(self) -> None:
        """Log off and stay closed; takes a second at most. May be repeated."""
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
        await self._shut()
        self._change(State.CLOSED)
        self._closed = True

    async def _keep(self, session: Session) -> None:
        """Hold a session, and get a new one whenever it is lost."""
        try:
            while True:
                session = await self._next(session)
        finally:
            await self._shut()

    async def _next(self, session: Session) -> Session:
        """Hold a session until it is lost, and return the one after it.

        The error is known here only: its traceback keeps the session and all
        that it had received.
        """
        error = await session.hold(
            self._settings.heartbeat_interval, self._note_heartbeat
        )
        self._lose(session, error)
        return await self._come_back(error)

    async def _come_back(self, error: AmiError) -> Session:
        """Try until there is a session again."""
        while True:
            await self._wait(error)
            try:
                return await self._attempt()
            except AmiError as failure:
                error = failure
                self._note_outage(error)

    async def _wait(self, error: AmiError) -> None:
        """Let the delay after this error pass.

        It ends when somebody asks to go on, and when a server that did not even
        take a connection takes one again.
        """
        if not self._go_on.is_set():
            delay = self._backoff.delay(error)
            if self._looks_soon:
                delay = min(delay, _LOOK_DELAY)
            self._looks_soon = False
            _LOGGER.debug("Next attempt to connect to %s in %.1f s", self._name, delay)
            self._expect_attempt(delay)
            self._change(State.WAITING, error)
            watch = asyncio.create_task(self._watch_for_return(error))
            try:
                with suppress(TimeoutError):
                    async with asyncio.timeout(delay) as self._waits:
                        await self._go_on.wait()
            finally:
                self._waits, self._looks_soon = None, False
                self.next_attempt = None
                watch.cancel()
                await asyncio.wait([watch])
        self._go_on.clear()

    def _expect_attempt(self, delay: float) -> None:
        self.next_attempt = self._now() + timedelta(seconds=delay)

    async def _watch_for_return(self, error: AmiError) -> None:
        """Go on when a server that took no connection takes one; that counts as no attempt."""
        if _is_unanswered(error):
            # A refusal was a look; a time-out is over.
            looked = not isinstance(error, ConnectTimeout)
            await until_any_reachable(self._servers, RETURN_INTERVAL, looked=looked)
            _LOGGER.debug("%s takes connections again", self._name)
            self._go_on.set()

    async def _attempt(self) -> Session:
        """Try each address in turn until one answers; the state is UP when this returns.

        Raises the error of the first that answered, else that of the first.
        """
        failures: list[ConnectFailed | ConnectionLost] = []
        for tried, server in enumerate(self._servers):
            self._tried = tried
            try:
                return await self._attempt_at(server)
            except (ConnectFailed, ConnectionLost) as error:
                failures.append(error)
        answered = [one for one in failures if not _is_unanswered(one)]
        raise (answered or failures)[0]

    async def _attempt_at(self, server: Server) -> Session:
        self._meter.attempts += 1
        session = Session(
            server,
            on_event=self._receive,
            wanted=self._is_wanted,
            traffic=self._meter.traffic,
            is_active=self._is_active,
            action_timeout=self._settings.action_timeout,
        )
        try:
            self._change(State.CONNECTING)
            _LOGGER.debug(
                "Attempt %d to connect to %s", self._meter.attempts, server.address
            )
            await session.connect()
            _LOGGER.debug("Connected to %s", self._name)
            self._change(State.LOGGING_IN)
            await session.login(self._events)
            _LOGGER.debug("Logged in to %s", self._name)
        except AmiError as error:
            self._fail(error)
            raise
        finally:
            self._warn_of_plain_secret(session)
        self._succeed(session)
        return session

    def _succeed(self, session: Session) -> None:
        self._session = session
        if session.md5_worked and not self.server.md5_worked:
            self._servers = [replace(one, md5_worked=True) for one in self._servers]
        self._backoff.connected()
        outage = self._meter.up(self._loop.time(), self._now())
        if outage is not None:
            self._outages.back(outage)
        self._change(State.UP)

    def _fail(self, error: AmiError) -> None:
        self._meter.failures += 1
        where = "" if not self._tried else " at its second address"
        _LOGGER.debug("Attempt to connect to %s%s failed: %s", self._name, where, error)
        if isinstance(error, ShuttingDown):
            self._backoff.announce_shutdown()

    def _lose(self, session: Session, error: AmiError) -> None:
        self._session = None
        age = self._meter.down(self._loop.time())
        _LOGGER.debug("Session with %s ended after %.0f s: %s", self._name, age, error)
        self._backoff.lost(
            age,
            answered=session.answered,
            silent=isinstance(error, ConnectionLost) and error.silent,
        )
        if not self._go_on.is_set():
            self._meter.losses += 1
            self._note_outage(error)

    def _note_outage(self, error: AmiError) -> None:
        now = self._loop.time()
        if self._meter.outage(now):
            self._outages.away(error, now)

    def _note_heartbeat(self, latency: float) -> None:
        self._meter.latency = latency
        self._tell_status()

    def _warn_of_plain_secret(self, session: Session) -> None:
        if session.secret_exposed and not self._warned:
            self._warned = True
            _LOGGER.warning(
                "%s refuses the MD5 login and there is no verified TLS: the secret"
                " was sent so that others on the network may have read it",
                self._name,
            )

    async def _shut(self) -> None:
        session, self._session = self._session, None
        if session:
            await session.close()

    def _is_wanted(self, event: str) -> bool:
        return event == _SHUTDOWN or self._wanted is None or self._wanted(event)

    def _receive(self, event: Message) -> None:
        if event.event == _SHUTDOWN:
            self._backoff.announce_shutdown()
            if self._wanted and not self._wanted(_SHUTDOWN):
                return
        self._on_event(event)

    def _change(self, state: State, error: AmiError | None = None) -> None:
        if self._closed:
            return
        announced = error is not None and self._backoff.is_announced
        self._status = Status(state, self._now(), error, is_announced=announced)
        cause = f"{type(error).__name__}: {error}" if error else None
        self._history.append(Change(self._status.at, state, cause))
        self._tell_status()

    def _tell_status(self) -> None:
        try:
            self._on_status(self._status)
        except Exception:
            _LOGGER.exception("Error while handling %s", self._status.state)


def _is_unanswered(error: AmiError) -> bool:
    """Return whether nothing took the connection."""
    return isinstance(error, ConnectFailed) and not error.tcp_was_up
