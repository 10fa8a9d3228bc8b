"""Actions that list channels: CoreShowChannels, Status (c10, c22)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.channels import of_nodes
from simulator.faults import Outgoing
from simulator.replies import elapsed
from simulator.responses import echo, error, framed, listing
from simulator.wire import Header, message

from .channel import Channel

if TYPE_CHECKING:
    from simulator.session import Session
    from simulator.wire import Request


def core_show_channels(session: Session, request: Request) -> Outgoing:
    """List every channel, those of the nodes first."""
    now = session.server.world.now()
    rows = [("CoreShowChannel", _row(channel, now)) for channel in _all(session)]
    text = "Channels will follow"
    return listing(request, text, rows, "CoreShowChannelsComplete")


def _all(session: Session) -> Iterator[Channel]:
    server = session.server
    if server.app_rpt:
        yield from of_nodes(server.world, server.started)
    yield from server.pbx.channels.values()


def _row(channel: Channel, now: float) -> list[Header]:
    return [
        *channel.headers(),
        ("Application", channel.application),
        ("ApplicationData", channel.data),
        ("Duration", elapsed(now - channel.since)),
        ("BridgeId", channel.bridge.unique_id if channel.bridge else ""),
    ]


def status(session: Session, request: Request) -> Outgoing:
    """Tell the status of one channel or of all (c10)."""
    now = session.server.world.now()
    every = {channel.name: channel for channel in _all(session)}
    name = request.get("Channel")
    if name and name not in every:
        return error(request, "No such channel")
    wanted = [every[name]] if name else every.values()
    messages = [_status(channel, request, now) for channel in wanted]
    text, items = "Channel status will follow", ("Items", str(len(messages)))
    return framed(request, text, messages, "StatusComplete", items)


def _status(channel: Channel, request: Request, now: float) -> bytes:
    """Return a row, which has its ActionID at its end."""
    return message(
        [
            ("Event", "Status"),
            ("Privilege", "Call"),
            *channel.headers(),
            ("Type", channel.technology),
            ("DNID", channel.dialled),
            ("EffectiveConnectedLineNum", channel.connected.number),
            ("EffectiveConnectedLineName", channel.connected.name),
            ("TimeToHangup", "0"),
            ("BridgeID", channel.bridge.unique_id if channel.bridge else ""),
            ("Application", channel.application),
            ("Data", channel.data),
            ("Nativeformats", "(ulaw)"),
            ("Readformat", "ulaw"),
            ("Readtrans", ""),
            ("Writeformat", "ulaw"),
            ("Writetrans", ""),
            ("Callgroup", "0"),
            ("Pickupgroup", "0"),
            ("Seconds", str(int(now - channel.since))),
            *echo(request),
        ]
    )


def parked_calls(session: Session, request: Request) -> Outgoing:
    """List who is parked; the rows have their ActionID at their end (c09b)."""
    rows = session.server.pbx.parking.rows()
    messages = [message([("Event", "ParkedCall"), *r, *echo(request)]) for r in rows]
    total = ("Total", str(len(rows)))
    text = "Parked calls will follow"
    return framed(request, text, messages, "ParkedCallsComplete", total)
