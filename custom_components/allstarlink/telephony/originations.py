"""Makes calls, and waits for what becomes of them."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from homeassistant.core import callback
from homeassistant.util.ulid import ulid_now

from ..ami.errors import ActionTimeout, ConnectionLost
from ..ami.message import Message
from ..asterisk.call import Disposition
from ..asterisk.channels import device_of
from ..client import AmiClient
from .calls import Calls
from .originate import Origination

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


@dataclass(slots=True, eq=False)
class _Expected:
    """An answer that is waited for; the action's id comes with the reply.

    Each session is told of everybody's answers, and others count their actions
    as well, so the id alone does not tell whose one is.
    """

    call_id: str
    endpoint: str
    answer: asyncio.Future[Message]
    action_id: str | None = None
    early: list[Message] = field(default_factory=list)

    def expect(self, reply: Message) -> None:
        """Note the id; the answer may have been before the reply, or follow at once."""
        self.action_id = reply.action_id
        for event in self.early:
            self.take(event)
        self.early.clear()

    def take(self, event: Message) -> None:
        """Take an answer, if it is the one."""
        if self.action_id is None:
            self.early.append(event)
        elif not self.answer.done() and self._is_mine(event):
            self.answer.set_result(event)

    def _is_mine(self, event: Message) -> bool:
        if event.action_id != self.action_id:
            return False
        channel = event.get("Channel")
        return event.get("Uniqueid") == self.call_id or self.endpoint in (
            channel,
            device_of(channel),
        )


class Originations:
    """The calls that were originated here and are not answered yet."""

    def __init__(self, client: AmiClient, calls: Calls) -> None:
        """Listen for the answers, from the next login on."""
        self._client = client
        self._calls = calls
        self._waiting: list[_Expected] = []
        client.async_listen((_RESPONSE,), self._answered)

    async def async_make(self, origination: Origination) -> tuple[str, Outcome]:
        """Make a call, and return its id and what became of it.

        Raises AmiError. Nothing is ever sent twice.
        """
        call_id = f"ha-{ulid_now()}"
        expected = _Expected(
            call_id, origination.endpoint, self._client.hass.loop.create_future()
        )
        self._waiting.append(expected)
        try:
            async with asyncio.timeout(origination.timeout + _GRACE):
                await self._client.request(
                    "Originate",
                    *origination.headers(call_id),
                    on_reply=expected.expect,
                )
                response = await expected.answer
        except TimeoutError as err:
            raise ActionTimeout("Originate") from err
        finally:
            self._waiting.remove(expected)
        if response.get("Response") == "Success":
            return call_id, Outcome.ANSWERED
        outcome = _REASONS.get(response.get("Reason"))
        return call_id, outcome or await self._outcome(call_id)

    @callback
    def async_lose_session(self) -> None:
        """Give up: the connection is lost, and the answers with it."""
        for expected in self._waiting:
            # Without a reply the action itself fails.
            if expected.action_id and not expected.answer.done():
                expected.answer.set_exception(ConnectionLost("The session ended"))

    async def _outcome(self, call_id: str) -> Outcome:
        ended = await self._calls.async_end_of(call_id, _ENDING)
        if ended is None or ended.disposition is None:
            return Outcome.FAILED
        return _DISPOSITIONS.get(ended.disposition, Outcome.FAILED)

    @callback
    def _answered(self, event: Message) -> None:
        for expected in self._waiting:
            expected.take(event)
