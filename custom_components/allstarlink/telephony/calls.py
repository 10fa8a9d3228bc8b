"""The calls of a server, as its events and lists tell of them."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..ami.message import Message
from ..asterisk.call import Call, CallChange, ChangeType
from ..asterisk.calls import (
    CallsChange,
    CallsState,
    apply_event,
    apply_list,
    lose_session,
)
from ..listeners import Listeners
from ..moments import async_now

# The list that tells of all there are
CHANNELS = "CoreShowChannels"

# Calls that have ended, for those who ask a moment later
_ENDED_KEPT = 100


class Calls:
    """Follows the calls and tells who listens of each change, once and in order."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know of no call."""
        self._hass = hass
        self._state = CallsState()
        self._ended: deque[Call] = deque(maxlen=_ENDED_KEPT)
        self._change_listeners = Listeners[[CallChange]]()
        self._listeners = Listeners[[]]()

    @property
    def active(self) -> tuple[Call, ...]:
        """The calls that are going on, oldest first."""
        return self._state.calls

    @property
    def count(self) -> int:
        """How many calls are going on."""
        return self._state.active

    @property
    def incomplete(self) -> bool:
        """Whether a list is needed: an event was about an unknown channel."""
        return self._state.incomplete

    def find(self, call_id: str) -> Call | None:
        """Return the call of this id if it is going on."""
        return next((call for call in self.active if call.linkedid == call_id), None)

    @callback
    def async_know(self, nodes: Iterable[str], trunks: Iterable[str]) -> None:
        """Know which channels belong to nodes and to trunks, from now on."""
        state = self._state
        if (frozenset(nodes), frozenset(trunks)) != (state.nodes, state.trunks):
            self._state = replace(
                state, nodes=frozenset(nodes), trunks=frozenset(trunks)
            )

    @callback
    def async_take(self, event: Message) -> None:
        """Take an event of asterisk.calls.EVENT_NAMES."""
        self._accept(
            apply_event(self._state, event.event, event, async_now(self._hass))
        )

    @callback
    def async_take_list(self, rows: Sequence[Message]) -> None:
        """Take the list of all channels."""
        self._accept(apply_list(self._state, rows, async_now(self._hass)))
        self.async_notify()

    @callback
    def async_lose_session(self) -> None:
        """Note that events are lost from here on."""
        self._state = lose_session(self._state)
        self.async_notify()

    @callback
    def async_listen_changes(
        self, listener: Callable[[CallChange], None]
    ) -> CALLBACK_TYPE:
        """Call for each change of a call."""
        return self._change_listeners.async_add(listener)

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when there may be more or fewer calls, or when it gets unknown."""
        return self._listeners.async_add(listener)

    @callback
    def async_notify(self) -> None:
        """Tell all who listen, as when the connection comes and goes."""
        self._listeners.async_notify()

    async def async_end_of(self, call_id: str, timeout: float) -> Call | None:
        """Return a call when it has ended, None if it does not in time or never was."""
        if ended := self._find_ended(call_id):
            return ended
        if self.find(call_id) is None:
            return None
        over = asyncio.Event()

        @callback
        def check(change: CallChange) -> None:
            if change.type is ChangeType.ENDED and change.call.linkedid == call_id:
                over.set()

        stop = self.async_listen_changes(check)
        try:
            async with asyncio.timeout(timeout):
                await over.wait()
        except TimeoutError:
            return None
        finally:
            stop()
        return self._find_ended(call_id)

    def _find_ended(self, call_id: str) -> Call | None:
        return next((call for call in self._ended if call.linkedid == call_id), None)

    def _accept(self, result: CallsChange) -> None:
        self._state, changes = result
        for change in changes:
            if change.type is ChangeType.ENDED:
                self._ended.append(change.call)
            self._change_listeners.async_notify(change)
        if changes:
            self.async_notify()


def begun_before(events: Iterable[Message], rows: Iterable[Message]) -> int:
    """Return how many events tell of what a list of channels knows already.

    Those up to the last that tells of the beginning of a channel in the list.
    """
    listed = {row.get("Uniqueid") for row in rows}
    return max(
        (
            index
            for index, event in enumerate(events, 1)
            if event.event == "Newchannel" and event.get("Uniqueid") in listed
        ),
        default=0,
    )
