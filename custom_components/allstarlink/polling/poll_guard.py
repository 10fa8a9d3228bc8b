"""When a node must not be polled: it may end the session, or the server.

For up to five seconds after the nodes were started anew, XStat and NodeStat end the
session and SawStat does not (transcripts d13, d13c). The eight events that a node
sends when it is up are the sign that it may be asked again.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later, async_track_point_in_utc_time

from .incidents import Standing
from .requests import NodeRequests

# Seconds from the login to the first request that a node may not be ready for
START_TIME = 5.0

# Seconds from the last event of a node that has started to its poll
_START_DELAY = 0.1


class HeldBack(Exception):
    """The node is not asked now; the text says why."""


class PollGuard:
    """Holds the polls of one node back as long as they may do harm."""

    def __init__(
        self,
        hass: HomeAssistant,
        node: str,
        requests: NodeRequests,
        poll: Callable[[], Awaitable[object]],
    ) -> None:
        """Take what asks for the node, and what polls it."""
        self._hass = hass
        self._node = node
        self._requests = requests
        self._poll = poll
        self._cancel: CALLBACK_TYPE | None = None
        # The sessions in which the node was asked the harmless, and has started
        self._sawstat_session = self._start_session = -1

    async def async_check(self, ask: Callable[[], Awaitable[None]]) -> None:
        """Return if the node may be polled now. Raises HeldBack, and what `ask` raises.

        `ask` asks for the SawStat of the node, which does no harm.
        """
        requests, node = self._requests, self._node
        standing = requests.standing(node)
        if standing is Standing.BANNED:
            raise HeldBack("its requests ended the server")
        if standing is Standing.SET_ASIDE:
            self._poll_at(requests.due(node))
            raise HeldBack("its requests ended the session")
        if standing is Standing.DOUBTED and not requests.is_judged(node):
            raise HeldBack("it is not known yet whether the server lived on")
        if not requests.may_be_starting(node):
            return
        wait = START_TIME - requests.session_age
        if wait <= 0 or self._start_session == requests.session:
            return
        self._poll_in(wait)
        if self._sawstat_session != requests.session:
            self._sawstat_session = requests.session
            await ask()
        raise HeldBack("its thread may be starting")

    @callback
    def async_node_started(self) -> None:
        """Take note that the thread of the node runs, and poll it if it was held back."""
        self._start_session = self._requests.session
        self._requests.async_node_started(self._node)
        if self._cancel is not None:
            self._poll_in(_START_DELAY)

    @callback
    def async_stop(self) -> None:
        """Poll no more until the node is checked again."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _poll_in(self, seconds: float) -> None:
        self.async_stop()
        self._cancel = async_call_later(self._hass, seconds, self._poll_now)

    def _poll_at(self, when: datetime | None) -> None:
        self.async_stop()
        if when is not None:
            self._cancel = async_track_point_in_utc_time(
                self._hass, self._poll_now, when
            )

    async def _poll_now(self, _now: datetime) -> None:
        self._cancel = None
        await self._poll()
