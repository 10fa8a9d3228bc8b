"""Polls that do not wait for their time: after a change, and until it has settled."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..app_rpt.state import NodeState
from ..once_more import OnceMore

# Seconds from a change in the links to the poll that corrects it
_DELAY = 1.0

# Seconds from an event that does not say what has changed to the poll that does.
# Of more than so many in so many seconds, as when a squelch chatters, it is the
# usual delay.
_LOOK_DELAY = 0.1
_MAX_LOOKS = 20
_LOOKS_PERIOD = 10.0

# A link that is still connecting after so many of these polls (a permanent
# link whose peer is gone) is polled at the slower pace, seconds
_MAX_QUICK = 45
_DELAY_SLOW = 5.0


class QuickPolls:
    """The next quick poll of one node: one at most waits while another goes on."""

    def __init__(
        self, hass: HomeAssistant, poll: Callable[[], Awaitable[object]]
    ) -> None:
        """Take what polls the node."""
        self._hass = hass
        self._poll = OnceMore(poll)
        self._cancel: CALLBACK_TYPE | None = None
        # The loop's time of the next poll
        self._when = 0.0
        self._looks: deque[float] = deque(maxlen=_MAX_LOOKS)
        self._count = 0
        self._links: object = None

    @callback
    def async_poll_soon(self, delay: float = _DELAY) -> None:
        """Poll after a moment, once, however often this is called meanwhile.

        The shortest delay counts.
        """
        when = self._hass.loop.time() + delay
        if self._cancel is not None:
            if self._when <= when:
                return
            self._cancel()
        self._when = when
        self._cancel = async_call_later(self._hass, delay, self._poll_now)

    @callback
    def async_look(self) -> None:
        """Poll at once, but for what is happening just now."""
        now = self._hass.loop.time()
        if self._cancel is not None and self._when <= now + _LOOK_DELAY:
            return
        if len(self._looks) == _MAX_LOOKS and now - self._looks[0] < _LOOKS_PERIOD:
            self.async_poll_soon()
            return
        self._looks.append(now)
        self.async_poll_soon(_LOOK_DELAY)

    @callback
    def async_settle(self, state: NodeState) -> None:
        """Poll again until nothing is connecting and two whole polls agree."""
        links = state.link_set
        agreed = self._links in (None, links)
        self._links = links
        if agreed and not state.connecting:
            self._count = 0
            return
        self._count += 1
        self.async_poll_soon(_DELAY_SLOW if self._count > _MAX_QUICK else _DELAY)

    @callback
    def async_stop(self) -> None:
        """Poll no more until somebody asks again."""
        self._links = None
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    async def _poll_now(self, _now: datetime) -> None:
        self._cancel = None
        await self._poll.async_run()
