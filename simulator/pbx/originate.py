"""Calls that the manager interface makes (transcripts c01g and c16)."""

from collections.abc import Callable
from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Final

from simulator.responses import error, response
from simulator.wire import Header

from .channel import UNKNOWN, Channel, Party, tell
from .dial import ANSWERED, Dial

if TYPE_CHECKING:
    from simulator.faults import Outgoing
    from simulator.session import Session
    from simulator.wire import Request

    from .exchange import Pbx

# manager.c: how long a call may ring, in milliseconds.
_TIMEOUT: Final = 30_000
_CALLER_ID: Final = re.compile(r'^\s*"?([^"<]*?)"?\s*(?:<([^>]*)>)?\s*$')


@dataclass(frozen=True, slots=True)
class Origination:
    """A call that begins with nobody: `channel` is called, then the rest runs on it.

    That is an `application` with its `data`, or an `extension` of a `context`.
    `timeout` is in seconds.
    """

    channel: str
    application: str = ""
    data: str = ""
    context: str = ""
    extension: str = ""
    caller: Party = UNKNOWN
    timeout: float = _TIMEOUT / 1000
    unique_id: str = ""


def begin(
    pbx: Pbx, origination: Origination, outcome: Callable[[int, Channel | None], None]
) -> None:
    """Call; `outcome` takes the Reason and, when it is ANSWERED, the channel."""
    dial = Dial(pbx, None, origination.caller)

    def answered(leg: Channel) -> None:
        outcome(ANSWERED, leg)
        _go_on(pbx, origination, leg)

    dial.on_answer = answered
    dial.on_failure = lambda reason: outcome(reason, None)

    def time_out() -> None:
        if dial.legs:
            dial.time_out()
            pbx.devices.settle()

    if not dial.begin([origination.channel], origination.unique_id):
        outcome(0, None)
        return
    pbx.devices.settle()
    pbx.world.later(origination.timeout, time_out)


def _go_on(pbx: Pbx, origination: Origination, leg: Channel) -> None:
    pbx.devices.settle()
    if origination.extension:
        leg.context = origination.context
        pbx.run(leg, origination.extension)
    elif origination.application:
        pbx.execute(leg, origination.application, origination.data)
    else:
        leg.tell_soft_request()
        pbx.end(leg, 0)


def originate(session: Session, request: Request) -> Outgoing | None:
    """Do the action. Without Async its session hears nothing until the outcome."""
    pbx = session.server.pbx
    channel = request.get("Channel")
    if not channel:
        return error(request, "Channel not specified")
    if "/" not in channel:
        return error(request, "Invalid channel")
    context, extension = request.get("Context"), request.get("Exten")
    if extension and pbx.extension(context, extension) is None:
        return error(request, "Extension does not exist.")
    timeout = request.get("Timeout") or str(_TIMEOUT)
    if not timeout.isdigit():
        return error(request, "Invalid timeout")
    wanted = Origination(
        channel,
        request.get("Application"),
        request.get("Data"),
        context,
        extension,
        _party(request.get("CallerID")),
        int(timeout) / 1000,
        request.get("ChannelId"),
    )
    queued = response(request, "Success", ("Message", "Originate successfully queued"))
    if request.get("Async").lower() in {"true", "yes", "1"}:
        told = _teller(pbx, wanted, request)
        pbx.world.later(0, lambda: begin(pbx, wanted, told))
        return queued
    failed = error(request, "Originate failed")
    session.hold()
    pbx.world.later(
        0,
        lambda: begin(
            pbx, wanted, lambda _, leg: session.release(queued if leg else failed)
        ),
    )
    return None


def _party(text: str) -> Party:
    """Return `"HA" <500>` as name and number."""
    found = _CALLER_ID.match(text)
    if not text or found is None:
        return UNKNOWN
    name, number = found.groups()
    return Party(number or UNKNOWN.number, name or UNKNOWN.name)


def _teller(
    pbx: Pbx, wanted: Origination, request: Request
) -> Callable[[int, Channel | None], None]:
    """Return what tells the outcome in an OriginateResponse."""
    action_id = request.action_id
    rest: tuple[Header, ...] = (
        (("Application", wanted.application), ("Data", wanted.data))
        if wanted.application and not wanted.extension
        else (("Context", wanted.context), ("Exten", wanted.extension))
    )

    def told(reason: int, leg: Channel | None) -> None:
        tell(
            pbx.emit,
            "OriginateResponse",
            *([("ActionID", action_id)] if action_id else []),
            ("Response", "Success" if leg else "Failure"),
            ("Channel", leg.name if leg else wanted.channel),
            *rest,
            ("Reason", str(reason)),
            ("Uniqueid", leg.unique_id if leg else "<unknown>"),
            ("CallerIDNum", wanted.caller.number),
            ("CallerIDName", wanted.caller.name),
        )

    return told
