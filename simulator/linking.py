"""How a node connects and disconnects: `ilink`, its refusals and its silences.

rpt_functions.c, function_ilink; transcripts 50, 56, 57 and d01 to d10.
"""

from typing import TYPE_CHECKING

from .channels import channel_for
from .links import NO_CHANNEL, Link, Mode
from .world import Remote

if TYPE_CHECKING:
    from .node import SimulatedNode

_DISCONNECT, _DISCONNECT_ALL, _DISCONNECT_PERMANENT = 1, 6, 11
_RECONNECT, _MDC_TEST = 16, 17
_CONNECT: dict[int, tuple[Mode, bool]] = {
    2: ("monitor", False),
    3: ("transceive", False),
    8: ("local_monitor", False),
    12: ("monitor", True),
    13: ("transceive", True),
    18: ("local_monitor", True),
}


class Linking:
    """The linking of one node."""

    def __init__(self, node: SimulatedNode) -> None:
        """Begin without a memory of links."""
        self._node = node
        self._world = node.world
        self._last_used = ""
        self._dropped: list[tuple[str, Mode, bool]] = []

    def ilink(self, function: int, digits: str) -> None:
        """Do an ilink function. What cannot be done is refused in silence."""
        node = self._node
        if not (node.states.transmitter and node.states.linking):
            return
        name = self._last_used if digits.startswith("0") else digits
        if function in _CONNECT:
            mode, permanent = _CONNECT[function]
            self.connect(name, mode, permanent=permanent)
        elif function == _DISCONNECT:
            self.disconnect(name)
        elif function == _DISCONNECT_PERMANENT:
            self.disconnect(name, permanent=True)
        elif function == _DISCONNECT_ALL:
            self.disconnect_all()
        elif function == _RECONNECT:
            self.reconnect()
        elif function == _MDC_TEST:
            node.send_event("MDC-1200", "ID00D")
        else:
            node.transmitter.announce()

    def connect(self, name: str, mode: Mode, *, permanent: bool = False) -> None:
        """Call a node."""
        node = self._node
        remote = self._remote(name)
        if remote is None or name == node.number:
            return
        self._last_used = name
        link = next((link for link in node.link_list if link.name == name), None)
        if link is not None:
            if link.mode != mode:
                self._change_mode(link, mode, permanent=permanent)
            return
        if any(item[1:] == name for item in node.linked_nodes):
            return
        link = Link(name, mode, "out", remote.address, self._world.now())
        link.permanent = permanent
        link.far = self._world.nodes.get(name)
        node.link_list.add(link)
        self._call(link, self._world.timings.connect)

    def disconnect(self, name: str, *, permanent: bool = False) -> None:
        """Hang up a link; a permanent one only if `permanent` says so."""
        node = self._node
        self._last_used = name
        link = next((link for link in node.link_list if link.name == name), None)
        if link is None or (link.permanent and not permanent):
            return
        node.transmitter.announce()
        self._remove(link)

    def disconnect_all(self) -> None:
        """Hang up all links but the clients, and remember them."""
        going = [link for link in self._node.link_list if not link.is_client]
        self._dropped = [(link.name, link.mode, link.permanent) for link in going]
        self._node.transmitter.announce()
        late = self._world.late_threads
        for link in going:
            self._remove(link, told=not late)
        for _ in going if late else ():
            self._node.publish_links()

    def reconnect(self) -> None:
        """Call again whom `disconnect_all` hung up."""
        for name, mode, permanent in self._dropped:
            self.connect(name, mode, permanent=permanent)

    def establish(self, link: Link, children: tuple[str, ...] = ()) -> None:
        """Have a link answered. Only its first time sends events (transcript 56)."""
        node = self._node
        if link.channel is None:
            self._open_channel(link)
        link.established = True
        if link.has_connected:
            link.reconnects += 1
        else:
            link.has_connected = True
            if link.direction == "out":
                node.transmitter.announce()
            node.publish_links()
        link.children = children
        self.relay(link)

    def ended(self, link: Link) -> None:
        """Take it that the far end hung up."""
        if link.is_client or link.hidden:
            # The unkey of a hanging-up client comes first (transcript 60).
            link.keyed = False
            self._node.publish_links()
        self._remove(link, by_far_end=True)
        self._node.transmitter.announce()

    def peer_died(self, number: str) -> None:
        """Lose the far end without a goodbye: a permanent link is tried again.

        Old ones notice nothing before the far end is back (asl2_56c).
        """
        if self._world.dialect.asterisk_14:
            return
        self._lose(number)

    def peer_returned(self, number: str) -> None:
        """Let a far end answer that is being called just now."""
        if self._world.dialect.asterisk_14:
            self._lose(number)
        for link in self._node.link_list:
            if link.name == number and not link.established and link.peer != NO_CHANNEL:
                self._call_answered_in(link, self._world.timings.connect)

    def _lose(self, number: str) -> None:
        """Lose the established links to a far end."""
        links = [link for link in self._node.link_list if link.name == number]
        for link in (link for link in links if link.established):
            if link.permanent and link.direction == "out":
                if link.children:
                    # Since 3.10.4, if it had reported nodes; the events say nothing
                    # new (transcript 56 is one without nodes, and without events)
                    self._node.publish_links()
                self._disconnected(link)
                self._wait(link)
            else:
                self.ended(link)
        self._node.heard()

    def relay(self, link: Link) -> None:
        """Carry our audio to the far end when that is on this server."""
        node = self._node
        if link.far is None or not link.established or link.mode != "transceive":
            return
        others = any(other.keyed for other in node.link_list if other is not link)
        talking = node.receiving or others
        for back in link.far.link_list:
            if back.far is node and back.established and back.keyed != talking:
                link.far.hear_link(back, talking=talking)

    def accept(self, caller: SimulatedNode) -> bool:
        """Answer a call of another node of this server, if this node may."""
        node = self._node
        states = node.states
        if not (node.running and states.incoming_connections and states.transmitter):
            return False
        link = Link(caller.number, "transceive", "in", "127.0.0.1", self._world.now())
        link.far = caller
        node.link_list.add(link)
        self.establish(link)
        return True

    def _hear_far_end(self, link: Link) -> None:
        """Hear at once who was talking when a link was made."""
        if link.far is not None:
            for back in link.far.link_list:
                if back.far is self._node:
                    link.far.linking.relay(back)

    def _change_mode(self, link: Link, mode: Mode, *, permanent: bool) -> None:
        node = self._node
        if self._world.dialect.asterisk_14:
            self._change_mode_14(link, mode, permanent=permanent)
            return
        node.link_list.remove(link)
        self._disconnected(link)
        link.last_key = link.last_unkey = None
        link.mode = mode
        link.permanent = permanent
        node.publish_links(*([link] if self._world.late_threads else ()))
        node.heard()
        node.link_list.add(link)
        self._drop_far_end(link)
        self._call(link, self._world.timings.mode_change)

    def _change_mode_14(self, link: Link, mode: Mode, *, permanent: bool) -> None:
        """Change it as old ones do: the link stays in RPT_ALINKS as `C` (asl2_50)."""
        self._disconnected(link)
        link.last_key = link.last_unkey = None
        link.mode = mode
        link.permanent = permanent
        self._node.publish_links()
        self._node.heard()
        self._drop_far_end(link)
        self._call(link, self._world.timings.mode_change)

    def retire(self) -> None:
        """Let nothing more become of the links: the node stops."""
        for link in self._node.link_list:
            link.forget_timer()
            self._drop_far_end(link)

    def _remote(self, number: str) -> Remote | None:
        if number in self._world.nodes:
            return Remote(number)
        return self._world.network.get(number)

    def _call(self, link: Link, answer_after: float) -> None:
        remote = self._remote(link.name)
        link.since = self._world.now()
        link.peer = remote.address if remote else NO_CHANNEL
        link.channel = channel_for(self._world, link)
        if link.channel is not None:
            link.channel.call(self._node.number, link.name)
        if remote is not None and remote.answers:
            self._call_answered_in(link, answer_after)
        else:
            no_answer = self._world.timings.no_answer
            link.later(self._world, no_answer, lambda: self._unanswered(link))

    def _call_answered_in(self, link: Link, seconds: float) -> None:
        link.later(self._world, seconds, lambda: self._answered(link))

    def _answered(self, link: Link) -> None:
        if link.far is not None and not link.far.linking.accept(self._node):
            self._unanswered(link)
            return
        if link.channel is not None:
            link.channel.answered()
        remote = self._remote(link.name)
        self.establish(link, remote.children if remote else ())
        self._hear_far_end(link)

    def _unanswered(self, link: Link) -> None:
        self._disconnected(link)
        if link.permanent:
            self._wait(link)
            return
        link.peer = NO_CHANNEL
        give_up = self._world.timings.give_up
        link.later(self._world, give_up, lambda: self._given_up(link))

    def _given_up(self, link: Link) -> None:
        """Announce the failure; no event tells of a link that never was (d10)."""
        self._node.link_list.remove(link)
        self._node.transmitter.announce()

    def _wait(self, link: Link) -> None:
        link.peer = NO_CHANNEL
        timings = self._world.timings
        link.later(
            self._world, timings.retry, lambda: self._call(link, timings.connect)
        )

    def _disconnected(self, link: Link) -> None:
        """Take what a link loses with its channel."""
        link.established = link.keyed = False
        link.children = ()
        if link.channel is not None:
            link.channel.hang_up()
            link.channel = None

    def _open_channel(self, link: Link) -> None:
        """Have the channel of a link that is there at once."""
        link.channel = channel_for(self._world, link)
        if link.channel is None:
            return
        if link.direction == "in":
            link.channel.arrive(self._node.number, link.name)
        else:
            link.channel.call(self._node.number, link.name)
            link.channel.answered()

    def _remove(
        self, link: Link, *, by_far_end: bool = False, told: bool = True
    ) -> None:
        node = self._node
        link.forget_timer()
        node.link_list.remove(link)
        channel = link.channel
        if channel is not None:
            if by_far_end:
                channel.far_end_hangs_up()
            else:
                channel.hang_up()
        if told:
            node.publish_links()
        if channel is not None and by_far_end:
            channel.ended()
        node.heard()
        self._drop_far_end(link)

    def _drop_far_end(self, link: Link) -> None:
        if link.far is None:
            return
        for back in [back for back in link.far.link_list if back.far is self._node]:
            back.far = None
            link.far.linking.ended(back)
