"""Actions that end or redirect what goes on: Hangup, Redirect (c16b)."""

from functools import partial
import re
from typing import TYPE_CHECKING, Final

from simulator.responses import echo, error, framed, response
from simulator.wire import message

from .channel import CAUSES, Channel

if TYPE_CHECKING:
    from simulator.faults import Outgoing
    from simulator.session import Session
    from simulator.wire import Request

    from .exchange import Pbx

# The SIP status that a cause becomes; normal clearing has none.
_STATUS: Final = {1: "404", 17: "486", 21: "403", 34: "503"}
_NORMAL: Final = 16


def hang_up(session: Session, request: Request) -> Outgoing:
    """Hang up one channel, or all that a /regex/ fits."""
    pbx = session.server.pbx
    name = request.get("Channel")
    if not name:
        return error(request, "No channel specified")
    cause = _cause(request.get("Cause"))
    if name.startswith("/"):
        return _hang_up_many(pbx, request, cause)
    channel = pbx.channels.get(name)
    if channel is None:
        return error(request, "No such channel")
    pbx.world.later(0, partial(_end, pbx, channel, cause))
    return response(request, "Success", ("Message", "Channel Hungup"))


def _cause(text: str) -> int:
    return int(text) if text.isdigit() and int(text) in CAUSES else _NORMAL


def _hang_up_many(pbx: Pbx, request: Request, cause: int) -> Outgoing:
    wanted = request.get("Channel")
    try:
        pattern = re.compile(wanted[1:].removesuffix("/"))
    except re.error:
        return error(request, f"Regex compile failed on: {wanted}")
    found = [c for name, c in pbx.channels.items() if pattern.search(name)]
    for channel in found:
        pbx.world.later(0, partial(_end, pbx, channel, cause))
    messages = [
        message([("Event", "ChannelHungup"), ("Channel", c.name), *echo(request)])
        for c in found
    ]
    text = "Channels hung up will follow"
    return framed(request, text, messages, "ChannelsHungupListComplete")


def _end(pbx: Pbx, channel: Channel, cause: int) -> None:
    if channel.name not in pbx.channels:
        return
    pbx.hang_up(channel, cause, _STATUS.get(cause, ""))
    pbx.devices.settle()


def redirect(session: Session, request: Request) -> Outgoing:
    """Send a channel elsewhere; whom it talked to is hung up."""
    pbx = session.server.pbx
    name = request.get("Channel")
    channel = pbx.channels.get(name)
    if channel is None:
        return error(request, f"Channel does not exist: {name}")
    context, number = request.get("Context"), request.get("Exten")
    pbx.world.later(0, partial(pbx.redirect, channel, context, number))
    return response(request, "Success", ("Message", "Redirect successful"))
