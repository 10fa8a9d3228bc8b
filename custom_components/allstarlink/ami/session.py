"""One logged-in connection to an Asterisk server: login, actions with replies, events, heartbeat."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
import logging
import re
from typing import Self

from .dial import Server
from .encoding import encode_action
from .errors import (
    ActionFailed,
    ActionTimeout,
    AmiError,
    ConnectionLost,
    ConnectTimeout,
    FrameTooLong,
    TooManyActions,
    refusal,
)
from .framing import Framer, Wanted
from .listing import Listing, Listings
from .login import log_in, prove
from .message import Message
from .silences import Silences
from .wire import Ends, Traffic, Wire

__all__ = ["Server", "Session", "Traffic", "Wanted"]

_LOGGER = logging.getLogger(__name__)

type Listener = Callable[[Message], None]

ACTION_TIMEOUT = 10.0
HEARTBEAT_TIMEOUT = 10.0
# The most silence before a heartbeat while anything is active.
ACTIVE_HEARTBEAT = 10.0
LOGOFF_TIMEOUT = 1.0
MAX_PENDING = 1000

_HEARTBEAT = "Ping"

# In a reply that was cut short
_ACTION_ID = re.compile(rb"^ActionID: ([0-9]+)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class _Pending:
    """An action that waits for its reply."""

    action: str
    answer: asyncio.Future[Message]
    on_reply: Listener | None

    def fail(self, error: AmiError) -> None:
        """Raise this where the reply is awaited, unless nobody waits any more."""
        if not self.answer.done():
            self.answer.set_exception(error)


class Session:
    """A session from the TCP connection to its end.

    `open` is what most callers want; `connect` and `login` are its two steps.
    Events and replies are handed on in the reader, in the order of the wire.
    """

    def __init__(
        self,
        server: Server,
        *,
        on_event: Listener | None = None,
        wanted: Wanted | None = None,
        traffic: Traffic | None = None,
        is_active: Callable[[], bool] = lambda: False,
        action_timeout: float = ACTION_TIMEOUT,
    ) -> None:
        """Take where to connect, and who gets which events (`wanted` None: all).

        While `is_active()`, a silent server is noticed sooner. `action_timeout` is for
        actions that do not say how long their reply is awaited, seconds.
        """
        self.action_timeout = action_timeout
        # Whether the secret crossed the wire as it is, and others may have read it.
        self.secret_exposed = False
        # Whether the login was accepted by MD5.
        self.md5_worked = False
        # Whether anything but the login was answered.
        self.answered = False
        self._server = server
        self._on_event = on_event or _ignore
        self._traffic = traffic or Traffic()
        self._is_active = is_active
        self._pending: dict[str, _Pending] = {}
        self._listings = Listings()
        self._silences = Silences(asyncio.get_running_loop().time)
        self._last_id = 0
        self._hand_on: Listener = _ignore
        self._held: list[Message] = []
        self._loop = asyncio.get_running_loop()
        self._wire = Wire(
            Framer(wanted if on_event else _nothing, lists=self._listings.ids),
            self._traffic,
            on_message=self._dispatch,
            on_end=self._fail_pending,
        )

    @classmethod
    async def open(
        cls,
        server: Server,
        *,
        on_event: Listener | None = None,
        wanted: Wanted | None = None,
        events: str = "call,system",
        traffic: Traffic | None = None,
    ) -> Self:
        """Connect and log in; nothing is left behind when that fails.

        Raises what `connect` and `login` raise.
        """
        session = cls(server, on_event=on_event, wanted=wanted, traffic=traffic)
        await session.connect()
        await session.login(events)
        return session

    @property
    def is_up(self) -> bool:
        """Whether the session has not ended."""
        return self._wire.error is None

    @property
    def last_message(self) -> float:
        """The loop's time of the last whole message from the server."""
        return self._wire.last_message

    @property
    def manager_version(self) -> str:
        """The version in the banner, empty before it came."""
        return self._wire.manager_version

    @property
    def ends(self) -> Ends | None:
        """The addresses of the connection's two ends, None before it is up."""
        return self._wire.ends

    async def connect(self) -> None:
        """Make the connection and read the banner. Raises ConnectFailed."""
        await self._wire.connect(self._server)

    async def login(self, events: str = "call,system") -> None:
        """Log in, by MD5 challenge so that the secret does not cross the wire.

        Only a server that answers the challenge itself with an error gets the
        plain secret, and only if `Server.may_send_secret` says so. The first
        event is handed on after this has returned.

        Raises AuthenticationFailed, PlainLoginRefused, ConnectTimeout,
        NotAsterisk, ConnectionLost, LoginInUse, ShuttingDown. The connection
        is closed then.
        """
        try:
            proof = await prove(self._server, self.request)
            self.secret_exposed = proof.exposes_secret
            await log_in(
                self._server, proof, events, self.request, on_reply=self._hold_events
            )
            self.md5_worked = proof.is_md5
        except ActionTimeout as error:
            self.abort()
            raise ConnectTimeout("The login was not answered in time") from error
        except BaseException:
            self.abort()
            raise
        self.answered = False
        # What came with the answer follows when our caller knows of the login.
        self._loop.call_soon(self._release_events)

    async def request(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float | None = None,
        silence: float = 0.0,
        on_reply: Listener | None = None,
    ) -> Message:
        """Send an action and return its good reply; many may be under way at once.

        `on_reply` is called with a good reply in the reader, so in its place
        among the events, before this returns. Asterisk does one action of a
        session after another and says nothing meanwhile: `silence` is for how
        many seconds, at most 300, that may be because of this one, even if
        nobody waits for its reply any more. No heartbeat is sent then.

        Raises ActionFailed for an error reply, ActionTimeout, ConnectionLost,
        InvalidValue, TooManyActions. Nothing is ever sent twice.
        """
        if timeout is None:
            timeout = self.action_timeout
        self._last_id += 1
        action_id = str(self._last_id)
        data = encode_action(action, action_id, headers)
        if self._wire.error:
            raise ConnectionLost(str(self._wire.error))
        if len(self._pending) >= MAX_PENDING or not self._wire.writable:
            raise TooManyActions("Too many actions await their reply")
        answer: asyncio.Future[Message] = self._loop.create_future()
        self._pending[action_id] = _Pending(action, answer, on_reply)
        if silence:
            self._silences.expect(action_id, silence)
        deadline = self._loop.call_later(timeout, self._expire, action_id)
        self._wire.send(data)
        self._traffic.actions_sent += 1
        try:
            return await answer
        finally:
            deadline.cancel()
            self._pending.pop(action_id, None)

    async def request_list(
        self,
        action: str,
        *headers: tuple[str, str],
        timeout: float | None = None,
    ) -> list[Message]:
        """Send an action that is answered by a list, and return its rows in order.

        Rows are known by their ActionID, whatever their event's name, and are
        not handed on as events. The event that ends the list is not among them.
        `timeout` is for the whole list.

        Raises what `request` raises (some lists say by ActionFailed that they
        are empty, transcript c14b), and ListTooLong.
        """
        if timeout is None:
            timeout = self.action_timeout
        listing = Listing(action)
        deadline = self._loop.time() + timeout
        try:
            await self.request(
                action,
                *headers,
                timeout=timeout,
                on_reply=lambda reply: self._listings.begin(listing, reply),
            )
            async with asyncio.timeout_at(deadline):
                return await listing.rows
        except TimeoutError as error:
            self._traffic.actions_timed_out += 1
            raise ActionTimeout(action) from error
        finally:
            listing.give_up()

    async def hold(
        self, heartbeat_interval: float, on_heartbeat: Callable[[float], None]
    ) -> AmiError:
        """Stay until the session ends and return why.

        Whenever no message came for `heartbeat_interval` seconds, at most 10
        while anything is active, Ping; `on_heartbeat` gets the seconds that each
        answer took, and no answer in 10 s ends the session.
        """
        while (error := self._wire.error) is None:
            interval = heartbeat_interval
            if _is_true(self._is_active):
                interval = min(interval, ACTIVE_HEARTBEAT)
            due = max(self.last_message + interval, self._silences.until)
            pause = min(due - self._loop.time(), ACTIVE_HEARTBEAT)
            if pause <= 0:
                await self._ping(on_heartbeat)
                continue
            # What becomes active meanwhile is noticed in time.
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wire.ended.wait()
        return error

    async def close(self) -> None:
        """Log off and close; a server that does not answer is given a second. May be repeated."""
        try:
            with suppress(AmiError):
                await self.request("Logoff", timeout=LOGOFF_TIMEOUT)
        finally:
            self.abort()
        await self._wire.ended.wait()

    def abort(self, reason: str = "Closed here") -> None:
        """Close without a word to the server; what is pending fails with ConnectionLost."""
        self._wire.end(ConnectionLost(reason))

    def _hold_events(self, _login: Message) -> None:
        self._hand_on = self._held.append

    def _release_events(self) -> None:
        self._hand_on = self._tell
        for message in self._held:
            self._tell(message)
        self._held.clear()

    async def _ping(self, on_heartbeat: Callable[[float], None]) -> None:
        sent = self._loop.time()
        try:
            await self.request(_HEARTBEAT, timeout=HEARTBEAT_TIMEOUT)
        except ActionFailed:
            pass  # Refused, but alive.
        except ActionTimeout, TooManyActions:
            self._wire.end(ConnectionLost("No answer to a heartbeat", silent=True))
            return
        except ConnectionLost:
            return
        on_heartbeat(self._loop.time() - sent)

    def _dispatch(self, message: Message) -> None:
        if message.event:
            if not (self._listings.ids and self._listings.take(message)):
                self._hand_on(message)
        elif message.response:
            self._settle(message)

    def _tell(self, message: Message) -> None:
        self._traffic.events_received += 1
        _call(self._on_event, message)

    def _settle(self, reply: Message) -> None:
        """Give a reply to the action that waits for it; others are late, foreign or repeated."""
        self._silences.end(reply.action_id)
        pending = self._pending.pop(reply.action_id, None)
        if pending is None or pending.answer.done():
            return
        self.answered = True
        if not reply.is_success:
            self._traffic.actions_failed += 1
            pending.fail(refusal(pending.action, reply))
            return
        if pending.on_reply:
            _call(pending.on_reply, reply)
        if not pending.answer.done():
            # `on_reply` may have cancelled whoever waits.
            pending.answer.set_result(reply)

    def _expire(self, action_id: str) -> None:
        if pending := self._pending.pop(action_id, None):
            self._traffic.actions_timed_out += 1
            pending.fail(ActionTimeout(pending.action))

    def _fail_pending(self, error: AmiError) -> None:
        by_server = isinstance(error, ConnectionLost) and error.by_server
        # A message without end is the server's doing as well.
        is_meant = by_server or isinstance(error, FrameTooLong)
        # In the order in which they were sent.
        asked = [p for p in self._pending.values() if p.action != _HEARTBEAT]
        begun = _ACTION_ID.search(self._wire.unfinished)
        for action_id, pending in self._pending.items():
            is_oldest = is_meant and pending in asked[:1]
            pending.fail(
                ConnectionLost(
                    str(error),
                    by_server=by_server,
                    is_oldest=is_oldest,
                    is_alone=is_oldest and len(asked) == 1,
                    is_begun=is_meant
                    and begun is not None
                    and begun[1].decode() == action_id,
                )
            )
        self._pending.clear()
        self._listings.fail(ConnectionLost(str(error)))


def _ignore(_message: Message) -> None:
    """Drop an event: nobody listens, or the server speaks before the login."""


def _nothing(_event: str) -> bool:
    """Want no event at all."""
    return False


def _call(listener: Listener, message: Message) -> None:
    """Call a listener; its failure is its own and does not end the session."""
    try:
        listener(message)
    except Exception:
        _LOGGER.exception("Error while handling %s", message.event or "a reply")


def _is_true(question: Callable[[], bool]) -> bool:
    """Ask; the failure of the question is its own and does not end the session."""
    try:
        return question()
    except Exception:
        _LOGGER.exception("Error while asking whether anything is active")
        return True
