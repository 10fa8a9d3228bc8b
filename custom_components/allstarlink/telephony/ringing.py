"""Extensions that begin to ring, and who calls."""

from collections.abc import Callable, Iterable
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_call_later

from ..asterisk.call import Call
from ..asterisk.extensions import LineState
from .call_data import caller_data
from .calls import Calls
from .line import Line
from .lines import Lines
from .signals import SIGNAL_EXTENSION_RINGING

# Seconds for which the call is awaited that lets an extension ring: their events
# come in any order (transcript c01)
_TIMEOUT = 1.0


class Ringing:
    """Tells of each extension that begins to ring, once."""

    def __init__(
        self,
        hass: HomeAssistant,
        lines: Lines,
        calls: Calls,
        is_known: Callable[[Line], bool],
    ) -> None:
        """Follow nothing; `is_known` returns whether a line's state is true now."""
        self._hass = hass
        self._lines = lines
        self._calls = calls
        self._is_known = is_known
        # By device id: what ends the waiting for a call
        self._waiting: dict[str, CALLBACK_TYPE] = {}

    @callback
    def async_follow(self, line: Line, device_id: str) -> CALLBACK_TYPE:
        """Tell when a line begins to ring, until what is returned is called."""
        before = self._state(line)

        @callback
        def changed() -> None:
            nonlocal before
            known, before = before, self._state(line)
            # One that rings at the first sight of it may have done so for long.
            if before is LineState.RINGING and known not in (None, before):
                self._begin(line, device_id)
            elif before is not LineState.RINGING:
                self._stop_waiting(device_id)

        stop_listening = self._lines.async_listen(line, changed)

        @callback
        def stop() -> None:
            stop_listening()
            self._stop_waiting(device_id)

        return stop

    def _state(self, line: Line) -> LineState | None:
        return self._lines.state(line) if self._is_known(line) else None

    def _begin(self, line: Line, device_id: str) -> None:
        if call := self._caller(line):
            self._tell(device_id, call)
            return

        @callback
        def look() -> None:
            if call := self._caller(line):
                self._stop_waiting(device_id)
                self._tell(device_id, call)

        @callback
        def give_up(_now: object) -> None:
            self._stop_waiting(device_id)
            self._tell(device_id, self._caller(line))

        stops = (
            self._calls.async_listen(look),
            async_call_later(self._hass, _TIMEOUT, give_up),
        )

        @callback
        def stop() -> None:
            for each in stops:
                each()

        self._stop_waiting(device_id)
        self._waiting[device_id] = stop

    def _stop_waiting(self, device_id: str) -> None:
        if stop := self._waiting.pop(device_id, None):
            stop()

    def _caller(self, line: Line) -> Call | None:
        """Return the newest call that rings at a line, None if none is known."""
        phones = set(self._lines.phones(line))
        return next(filter(_rings_at(phones), reversed(self._calls.active)), None)

    def _tell(self, device_id: str, call: Call | None) -> None:
        data: dict[str, Any] = caller_data(call)
        async_dispatcher_send(self._hass, SIGNAL_EXTENSION_RINGING, device_id, data)


def _rings_at(phones: Iterable[str]) -> Callable[[Call], bool]:
    wanted = set(phones)
    return lambda call: not call.answered and not wanted.isdisjoint(call.targets)
