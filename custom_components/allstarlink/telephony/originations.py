"""Makes calls, and waits for what becomes of them."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.util.ulid import ulid_now

from ..ami.errors import ActionTimeout, ConnectionLost
from ..ami.message import Message
from ..asterisk.call import Disposition
from .calls import Calls
from .originate import Origination

if TYPE_CHECKING:
    from ..hub import AmiHub

_RESPONSE = "OriginateResponse"

# Seconds after the ringing until the answer must be there, and then until the
# call, of which the answer did not tell enough, must have ended
_GRACE = 10.0
_ENDING = 2.0


class Outcome(StrEnum):
    """What became of a call that was originated."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    CONGESTION = "congestion"
    FAILED = "failed"


# What Asterisk gives as the reason (transcript c16; 5 and 8: main/manager.c).
# Most failures are 0; the call itself tells more then.
_REASONS = {
    "3": Outcome.NO_ANSWER,
    "4": Outcome.ANSWERED,
    "5": Outcome.BUSY,
    "8": Outcome.CONGESTION,
}
_DISPOSITIONS = {
    Disposition.BUSY: Outcome.BUSY,
    Disposition.NO_ANSWER: Outcome.NO_ANSWER,
    Disposition.CONGESTION: Outcome.CONGESTION,
}


class Originations:
    """The calls that were originated here and are not answered yet."""

    def __init__(self, hub: AmiHub, calls: Calls) -> None:
        """Listen for the answers, from the next login on."""
        self._hub = hub
        self._calls = calls
        self._waiting: dict[str, asyncio.Future[Message]] = {}
        hub.async_listen((_RESPONSE,), self._answered)

    async def async_make(self, origination: Origination) -> tuple[str, Outcome]:
        """Make a call, and return its id and what became of it.

        Raises AmiError. Nothing is ever sent twice.
        """
        call_id = f"ha-{ulid_now()}"
        answer: asyncio.Future[Message] = self._hub.hass.loop.create_future()

        def expect(reply: Message) -> None:
            # The answer may be in the same packet as the reply.
            self._waiting[reply.action_id] = answer

        try:
            async with asyncio.timeout(origination.timeout + _GRACE):
                await self._hub.connection.request(
                    "Originate", *origination.headers(call_id), on_reply=expect
                )
                response = await answer
        except TimeoutError as err:
            raise ActionTimeout("Originate") from err
        finally:
            for action_id in [x for x, it in self._waiting.items() if it is answer]:
                del self._waiting[action_id]
        if response.get("Response") == "Success":
            return call_id, Outcome.ANSWERED
        outcome = _REASONS.get(response.get("Reason"))
        return call_id, outcome or await self._outcome(call_id)

    @callback
    def async_lose_session(self) -> None:
        """Give up: the connection is lost, and the answers with it."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionLost("The session ended"))

    async def _outcome(self, call_id: str) -> Outcome:
        ended = await self._calls.async_end_of(call_id, _ENDING)
        if ended is None or ended.disposition is None:
            return Outcome.FAILED
        return _DISPOSITIONS.get(ended.disposition, Outcome.FAILED)

    @callback
    def _answered(self, event: Message) -> None:
        answer = self._waiting.get(event.action_id)
        if answer is not None and not answer.done():
            answer.set_result(event)
