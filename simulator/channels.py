"""The channels of nodes and links: what Asterisk tells of them beside app_rpt.

A client that asks for `call` events gets those of links as well (transcripts 40,
40b, d09). Only links between nodes have them here. CoreShowChannels lists the
channels that nodes hold for ever, too (c22).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
import uuid

from .pbx.bridge import Bridge
from .pbx.channel import RING, RINGING, UP, Channel, Party

if TYPE_CHECKING:
    from .links import Link
    from .node import SimulatedNode
    from .world import World

_FIRST_NUMBER = 10_000
# How many a node makes when it starts, hidden ones included (c22: 9 or 10).
CHANNELS_A_NODE = 10


@dataclass(slots=True)
class LinkChannel:
    """The IAX2 channel of one link."""

    channel: Channel

    def call(self, own: str, target: str) -> None:
        """Call a node."""
        channel = self.channel
        channel.application, channel.data = "Rpt", "Remote Rx"
        channel.tell("Newchannel")
        channel.connected = Party(own)
        channel.context, channel.extension = "", target
        channel.enter_state(RINGING)
        channel.tell("NewConnectedLine")

    def answered(self) -> None:
        """Be answered."""
        self.channel.enter_state(UP)

    def arrive(self, own: str, caller: str) -> None:
        """Come in from a node."""
        channel = self.channel
        channel.application, channel.data = "Rpt", own
        channel.state, channel.caller = RING, Party(caller)
        channel.context, channel.extension = "radio-secure", own
        channel.tell("Newchannel")
        channel.priority = 2
        channel.enter_state(UP)

    def hang_up(self) -> None:
        """Be hung up by this side."""
        self.channel.tell_request(None)
        self.channel.tell_hangup(0)

    def far_end_hangs_up(self) -> None:
        """Learn that the far end hung up; `ended` follows the links' events."""
        self.channel.tell_request(None)
        self.channel.tell_soft_request(32)

    def ended(self) -> None:
        """Be gone after the far end hung up."""
        self.channel.tell_soft_request()
        self.hang_up()


def channel_for(world: World, link: Link) -> LinkChannel | None:
    """Return a new channel for a link, None where the world tells of none."""
    if not world.channel_events or link.is_client or not link.peer:
        return None
    unique_id = world.new_unique_id()
    remote = world.network.get(link.name)
    device = f"IAX2/{link.peer}:{remote.port if remote else 4569}"
    name = f"{device}-{_FIRST_NUMBER + world.channels}"
    now = world.now()
    return LinkChannel(Channel(world.emit, name, unique_id, unique_id, device, now))


def of_nodes(world: World, since: float) -> Iterator[Channel]:
    """Yield the channels of all nodes and their links, as CoreShowChannels has them.

    `since` is when Asterisk has started, seconds since the epoch.
    """
    for number, node in enumerate(world.nodes.values()):
        first = CHANNELS_A_NODE * number
        yield from _halves(world, "LocalTX", since, first, bridged=True)
        if node.channel.startswith("Local/"):
            yield from _halves(world, "pseudo", since, first + 4, bridged=False)
        else:
            yield _radio(world, node, since, first + 4)
        yield from (x.channel.channel for x in node.link_list if x.channel)


def _halves(
    world: World, number: str, since: float, first: int, *, bridged: bool
) -> Iterator[Channel]:
    ids = [f"{int(since)}.{first + half}" for half in (1, 2)]
    for half, unique_id in enumerate(ids, 1):
        device = f"Local/{number}@default"
        name = f"{device}-{first:08x};{half}"
        channel = Channel(world.emit, name, unique_id, ids[0], device, since, UP)
        channel.extension = number
        if bridged and half == 2:
            bridge = uuid.uuid5(uuid.NAMESPACE_OID, name)
            channel.bridge = Bridge(world.emit, str(bridge))
        yield channel


def _radio(world: World, node: SimulatedNode, since: float, first: int) -> Channel:
    unique_id, name = f"{int(since)}.{first + 1}", node.channel
    channel = Channel(world.emit, name, unique_id, unique_id, name, since, UP)
    channel.connected, channel.language = Party(node.number), ""
    channel.extension = ""
    channel.application, channel.data = "Rpt", "Repeater Rx"
    return channel
