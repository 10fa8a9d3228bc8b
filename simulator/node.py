"""A node of the simulated server: what tests and scenarios do to it and ask of it."""

import asyncio

from . import links as payload, rpt_cmd
from .clips import Clips
from .decoder import Decoder
from .dialect import Ending
from .link_list import LinkList
from .linking import Linking
from .links import Direction, Link, LinkTruth, Mode
from .node_setup import NodeSetup
from .states import SystemStates
from .transmitter import Transmitter
from .usage import Usage
from .wire import message
from .world import World

# app_rpt.c: a fresh node pretends that it was last keyed this long ago, seconds.
_LOCKOUT = 10.0


class SimulatedNode:
    """A node that can be linked, keyed and commanded, and says so by its events.

    What it really is can be read at any time: `links`, `linked_nodes`,
    `receiving`, `transmitting`, `autopatch_up`, `states`, `usage`, `variables`;
    `clips.played`; `running`, whether it has a thread; and which commands it did (`commands`) or
    lost (`lost_commands`).
    """

    def __init__(self, setup: NodeSetup, world: World) -> None:
        """Build the node as it is when app_rpt has just started."""
        self.setup = setup
        self.number = setup.number
        self.channel = setup.channel
        self.world = world
        self.remote_base = setup.remote_base
        self.voter = setup.voter
        self.commands: list[str] = []
        self.lost_commands: list[str] = []
        self._begin()

    def _begin(self) -> None:
        now = self.world.now()
        self.receiving = False
        self.autopatch_up = False
        self.autopatch_number = ""
        self.last_keyed = self.last_tx_keyed = now - _LOCKOUT
        self.received_since = now
        self.states = SystemStates(parrot=self.setup.parrot_always)
        self.usage = Usage(lambda: self.world.local(self.world.now()).date())
        self.link_list = LinkList(self.world.dialect)
        self.variables = dict.fromkeys(self.world.dialect.start_variables, "0")
        self.variables.update(self.setup.variables)
        self.transmitter = Transmitter(self)
        self.clips = Clips(self)
        self.linking = Linking(self)
        self.decoder = Decoder(self)
        # A remote base has no thread of its own (app_rpt.c, rpt_master).
        self.ready = self.running = (
            self.remote_base is None and not self.setup.radio_missing
        )
        self._slot = ""
        self._emptied: asyncio.TimerHandle | None = None
        self._starting: asyncio.TimerHandle | None = None

    # What it is

    @property
    def links(self) -> tuple[LinkTruth, ...]:
        """All links, the oldest first."""
        return tuple(link.truth for link in self.link_list)

    @property
    def linked_nodes(self) -> list[str]:
        """LinkedNodes of XStat: mode letter and name, sorted by name."""
        return payload.linked_nodes(self.link_list.reported, self.world.dialect)

    @property
    def network(self) -> set[str]:
        """The names of all nodes that links lead to, those that are connecting left out."""
        items = payload.network(self.link_list.reported, self.world.dialect)
        return {item[1:] for item in items if item[0] != "C"}

    @property
    def transmitting(self) -> bool:
        """Whether the transmitter is on (RPT_TXKEYED)."""
        return self.transmitter.keyed

    @property
    def timed_out(self) -> bool:
        """Whether the time-out timer has run out."""
        return self.transmitter.timed_out

    @property
    def link_keyed(self) -> bool:
        """Whether any link is keyed toward this node."""
        return any(link.keyed for link in self.link_list)

    @property
    def ending(self) -> Ending | None:
        """What XStat of it ends while it has no thread, None while it has one."""
        if self.running:
            return None
        dialect = self.world.dialect
        if self.setup.radio_missing:
            return dialect.radio_missing
        return dialect.thread_missing

    @property
    def tx_follows(self) -> bool:
        """Whether the transmitter keys by itself, as a real node's does."""
        return self.transmitter.follows

    @tx_follows.setter
    def tx_follows(self, follows: bool) -> None:
        self.transmitter.follows = follows

    # What happens to it

    def key(self) -> None:
        """Key the local receiver; app_rpt reports a repeated key-up again."""
        if not self.running:
            return
        if not self.receiving:
            self.received_since = self.world.now()
        self.receiving = True
        self.last_keyed = self.world.now()
        self.report("RPT_RXKEYED", "1")
        self.heard()

    def unkey(self) -> None:
        """Unkey the local receiver."""
        if not self.receiving:
            return
        self.receiving = False
        self.last_keyed = self.world.now()
        if self.world.now() - self.received_since < self.world.timings.kerchunk:
            self.usage.kerchunked()
        self.report("RPT_RXKEYED", "0")
        self.heard()

    def transmit(self, on: bool, *, external: bool = True) -> None:
        """Turn the transmitter on or off by hand, where it does not follow by itself.

        With `external`, RPT_ETXKEYED goes with it.
        """
        if on:
            self.transmitter.key()
        if external:
            self.transmitter.external = on
            self.report("RPT_ETXKEYED", "1" if on else "0")
        if not on:
            self.transmitter.unkey()

    def link(
        self,
        name: str,
        mode: Mode = "transceive",
        direction: Direction = "in",
        peer: str = "127.0.0.1",
        *,
        permanent: bool = False,
        children: tuple[str, ...] = (),
        reconnects: int = 0,
        connected_for: float = 0.0,
    ) -> None:
        """Establish a link at once, with the events of one.

        `peer` is empty for EchoLink and local phones. `children` are what the far
        end reports (`T2002`); they come after the events, as on a real node.
        A node without a running thread takes none.
        """
        if not self.running:
            return
        link = Link(name, mode, direction, peer, self.world.now() - connected_for)
        link.permanent = permanent
        link.reconnects = reconnects
        self.link_list.add(link)
        self.linking.establish(link, children)

    def unlink(self, name: str) -> None:
        """End a link from the far end."""
        self.linking.ended(self.find(name))

    def key_link(self, name: str, nth: int = 0) -> None:
        """Let a linked station talk; `nth` tells links of the same name apart."""
        link = self.find(name, nth)
        if not link.established:
            raise ValueError(f"{name} is connecting: it cannot be keyed")
        self.hear_link(link, talking=True)

    def unkey_link(self, name: str, nth: int = 0) -> None:
        """Let a linked station stop talking."""
        self.hear_link(self.find(name, nth), talking=False)

    def hear_link(self, link: Link, *, talking: bool) -> None:
        """Begin or stop to receive a link."""
        link.keyed = talking
        if talking:
            link.last_key = self.world.now()
        else:
            link.last_unkey = self.world.now()
        self.publish_links()
        self.heard()

    def hear_of(self, name: str, children: tuple[str, ...]) -> None:
        """Take a neighbour's new list of nodes; no event tells of it."""
        self.find(name).children = children

    def dtmf(self, digits: str) -> None:
        """Decode DTMF digits: an event each, and the command they complete."""
        for digit in digits:
            self.decoder.take(digit)

    def mdc(self, text: str) -> None:
        """Decode MDC-1200 data, such as `I1234` (rpt_mdc1200.c, mdc1200_notify)."""
        self.send_event("MDC-1200", text)

    def pin(self, name: str, on: bool) -> None:
        """Let the radio interface report a pin: `URI_GPIO1`, `PP10` (app_rpt.c 4411)."""
        self.report(f"RPT_{name}", "1" if on else "0")

    def autopatch(self, up: bool, number: str = "") -> None:
        """Bring the autopatch up or down."""
        if up == self.autopatch_up:
            return
        self.autopatch_up = up
        self.autopatch_number = number or self.autopatch_number
        self.transmitter.update()
        self.report("RPT_AUTOPATCHUP", "1" if up else "0")

    def set_state(self, name: str, value: object) -> None:
        """Turn a switch of `SystemStates`; no event tells of it."""
        if name == "parrot" and self.setup.parrot_always:
            return
        if not hasattr(self.states, name):
            raise ValueError(f"no such state: {name}")
        setattr(self.states, name, value)
        self.transmitter.update()

    def restart(self) -> None:
        """Start the node's thread again (transcript d13).

        Links are gone at once and no event says so. Until the eight events of a
        start, the node has no thread: XStat and NodeStat end the session.
        """
        self.stop()
        self._begin()
        self.ready = self.running = False
        self._starting = self.world.later(self.world.timings.node_restart, self.start)

    def start(self) -> None:
        """Start the node: links gone, counters new, eight events."""
        self.stop()
        self._begin()
        if self.running:
            for name in self.world.dialect.start_variables:
                self.report(name, "0")

    def stop(self) -> None:
        """Let nothing more happen at this node, and hang up at the far ends."""
        self.clips.retire()
        self.transmitter.retire()
        self.linking.retire()
        for timer in (self._emptied, self._starting):
            if timer is not None:
                timer.cancel()

    def take_command(self, text: str) -> None:
        """Take an `rpt cmd` (`ilink 3 2001`), or lose it while the slot is full.

        `commands` are those that were done, `lost_commands` the others.
        """
        if self._slot:
            self.lost_commands.append(text)
            return
        self._slot = text
        slot = self.world.timings.command_slot
        self._emptied = self.world.later(slot, self._empty_slot)

    def _empty_slot(self) -> None:
        text, self._slot = self._slot, ""
        self.commands.append(text)
        rpt_cmd.execute(self, text)

    # How it tells

    def report(self, name: str, value: str) -> None:
        """Set a channel variable and send the event of that name."""
        self.set_variable(name, value)
        self.send_event(name, value)

    def set_variable(self, name: str, value: str) -> None:
        """Set a channel variable; the one set last is listed first."""
        self.variables.pop(name, None)
        self.variables[name] = value

    def send_event(self, name: str, value: str) -> None:
        """Send an event of app_rpt (rpt_manager.c, rpt_manager_trigger)."""
        if not self.world.dialect.rpt_events:
            return
        keyed = self.world.ctime(self.last_keyed)
        tx_keyed = self.world.ctime(self.last_tx_keyed)
        if self.world.dialect.asterisk_14:
            # ctime's own line end is left in, so the event holds empty lines, and
            # both times are the same static buffer (asl2_40).
            keyed = tx_keyed = f"{keyed}\n"
        event = (
            ("Event", name),
            ("Privilege", "call,all"),
            ("Node", self.number),
            ("Channel", self.channel),
            ("EventValue", value),
            ("LastKeyedTime", keyed),
            ("LastTxKeyedTime", tx_keyed),
        )
        self.world.emit("call", message(event))

    def publish_links(self, *again: Link) -> None:
        """Send the four events of rpt_update_links, in its order.

        `again` are links that only the second half of them has.
        """
        adjacent = payload.adjacent(self.link_list.reported, self.world.dialect)
        network = payload.network(
            (*again, *self.link_list.reported), self.world.dialect
        )
        most = self.world.dialect.list_length
        # rpt_link.c 650 to 690: its buffer still holds the count when LINKS is empty.
        empty = "0" if self.world.dialect.asterisk_14 else ""
        self.report("RPT_ALINKS", payload.counted(adjacent) if adjacent else empty)
        self.report("RPT_NUMALINKS", str(len(adjacent)))
        self.report("RPT_LINKS", payload.counted(network, most) if network else "0")
        self.report("RPT_NUMLINKS", str(len(network)))

    def heard(self) -> None:
        """Pass on that somebody began or stopped talking."""
        self.transmitter.update()
        for link in self.link_list:
            self.linking.relay(link)

    def knows(self, number: str) -> bool:
        """Whether this is a node that can be called, or a current link."""
        names = {link.name for link in self.link_list}
        return number in names | self.world.nodes.keys() | self.world.network.keys()

    def find(self, name: str, nth: int = 0) -> Link:
        """Return a link by name; KeyError when there is none."""
        found = [link for link in self.link_list if link.name == name]
        if nth >= len(found):
            raise KeyError(name)
        return found[nth]
