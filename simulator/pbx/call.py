"""A call, as whoever writes a test or a scenario plays it."""

from typing import TYPE_CHECKING

from simulator.wire import Header

from .channel import Channel, tell
from .optimising import optimise

if TYPE_CHECKING:
    from .dial import Dial
    from .exchange import Pbx


class Call:
    """A call that goes on. `by` is a device's name: `1001`, `trunk`.

    Each step tells what a real Asterisk tells at this point. A step that does not
    fit (an answer to a call that is over) raises ValueError.
    """

    def __init__(self, pbx: Pbx, root: Channel) -> None:
        """Begin with the channel of the caller."""
        self._pbx = pbx
        self.root = root
        self._dial: Dial | None = None

    def take(self, dial: Dial) -> None:
        """Take a Dial that one of its channels runs."""
        if dial.caller is None or dial.caller.linked_id == self.linked_id:
            self._dial = dial

    @property
    def linked_id(self) -> str:
        """The Linkedid of its channels."""
        return self.root.linked_id

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Its channels, the oldest first; empty when it is over."""
        every = self._pbx.channels.values()
        return tuple(one for one in every if one.linked_id == self.linked_id)

    @property
    def is_up(self) -> bool:
        """Whether it has a channel and was not merged into an older call."""
        return any(one.linked_id == self.linked_id for one in self.channels)

    def rings(self) -> bool:
        """Whether somebody is called who may still answer."""
        return self.is_up and self._dial is not None and bool(self._dial.legs)

    def has(self, by: str) -> bool:
        """Whether a device is in it."""
        return any(one.device.partition("/")[2] == by for one in self.channels)

    def channel(self, by: str) -> Channel:
        """Return the channel of a device in it."""
        for channel in self.channels:
            if by in (channel.name, channel.device.partition("/")[2]):
                return channel
        raise ValueError(f"{by} is not in this call")

    # Nobody has answered yet: without `by`, all who are called do it

    def ring(self, *by: str) -> None:
        """Let the called phones ring, all or these."""
        for leg in self._legs(*by):
            self._dialling.ring(leg)
        self._settle()

    def answer(self, by: str = "") -> None:
        """Let a called phone answer, by default the first."""
        self._dialling.answer(self._legs(*([by] if by else ()))[0])
        self._settle()

    def busy(self, by: str = "", reason: int = 0) -> None:
        """Let a called phone be busy (486, c03).

        `reason` is what an OriginateResponse says: 0 was recorded (c16), and
        Asterisk's source has 5 for it.
        """
        self._fail(by, "BUSY", 17, "486", reason)

    def congestion(self, by: str = "", reason: int = 0) -> None:
        """Let a called end be overloaded (503, c04); `reason` 8, as for `busy`."""
        self._fail(by, "CONGESTION", 34, "503", reason)

    def reject(self, by: str = "") -> None:
        """Let a called phone reject the call (403, c16)."""
        self._fail(by, "NOANSWER", 21, "403")

    def unallocated(self, by: str = "") -> None:
        """Let a called number not exist (404)."""
        self._fail(by, "NOANSWER", 1, "404")

    def no_answer(self) -> None:
        """Let the time of the Dial run out (c02)."""
        self._dialling.time_out()
        self._settle()

    def give_up(self) -> None:
        """Let the queue that the caller waits in give up (c32)."""
        self._dialling.give_up()
        self._settle()

    def pick_up(self, by: str) -> None:
        """Let another phone take the call that rings (c30)."""
        self._dialling.pick_up(self._legs()[0], by)
        self._settle()

    def cancel(self) -> None:
        """Let the caller give up (c05)."""
        caller = self._dialling.outermost
        if caller is None:
            raise ValueError("nobody called")
        self._pbx.far_end_hung_up(caller, 19, "487")
        self._settle()

    # Somebody has answered

    def hang_up(
        self, by: str = "", cause: int | None = 16, tech_cause: str = ""
    ) -> None:
        """Let somebody hang up, by default the caller.

        An end whose application talks to it alone gives no cause (c01f).
        """
        channel = self.channel(by) if by else self.root
        if channel.bridge is None:
            cause = None
        self._pbx.far_end_hung_up(channel, cause, tech_cause)
        self._settle()

    def optimise(self) -> None:
        """Let the first Local channel of the call be optimised away."""
        ones = (c for c in self.channels if c.other_half and c.dialled_by)
        one = next(ones, None)
        if one is None or one.other_half is None:
            raise ValueError("no Local channel is in this call")
        optimise(self._pbx, one, one.other_half)

    def hold(self, by: str = "") -> None:
        """Let somebody press hold: the device of the other one is on hold (c08)."""
        channel = self.channel(by) if by else self.root
        channel.tell("Hold", ("MusicClass", "default"))
        self._let_be_held(channel, held=True)

    def unhold(self, by: str = "") -> None:
        """Let somebody end the hold."""
        channel = self.channel(by) if by else self.root
        channel.tell("Unhold")
        self._let_be_held(channel, held=False)

    def _let_be_held(self, by: Channel, *, held: bool) -> None:
        for other in by.bridge.channels if by.bridge else ():
            if other is not by:
                other.held = held
                self._pbx.devices.changed(other.device)
        self._settle()

    def transfer(self, number: str, by: str = "") -> None:
        """Let somebody pass the other one on to a number, blindly (c07)."""
        channel = self.channel(by) if by else self.root
        if channel.bridge is None:
            raise ValueError(f"{channel.name} talks to nobody")
        (other,) = (one for one in channel.bridge.channels if one is not channel)
        channel.tell("Unhold")
        self._tell_transfer(channel, other, number)
        other.extension, other.dialled_by = number, None
        channel.bridge.empty(other)
        self._pbx.hang_up(channel, 16)
        self._pbx.run(other, number)
        self._settle()

    def _tell_transfer(self, by: Channel, other: Channel, number: str) -> None:
        bridge = by.bridge.headers() if by.bridge else []
        # The features of the one who transfers are off by now, as recorded.
        native: list[Header] = [
            (name, "native_rtp" if name == "BridgeTechnology" else value)
            for name, value in bridge
        ]
        tell(
            self._pbx.emit,
            "BlindTransfer",
            ("Result", "Success"),
            *by.headers("Transferer"),
            *other.headers("Transferee"),
            *native,
            ("IsExternal", "Yes"),
            ("Context", other.context),
            ("Extension", number),
        )

    # The parts

    @property
    def _dialling(self) -> Dial:
        if self._dial is None or not self._dial.legs:
            raise ValueError("nobody is being called")
        return self._dial

    def _legs(self, *by: str) -> list[Channel]:
        legs = self._dialling.legs.copy()
        if not by:
            return legs
        return [leg for leg in legs if leg.device.partition("/")[2] in by]

    def _fail(
        self, by: str, status: str, cause: int, tech_cause: str, reason: int = 0
    ) -> None:
        dial = self._dialling
        for leg in self._legs(*([by] if by else ())):
            leg.tech_cause = tech_cause
            leg.tell_request(cause)
            dial.fail(leg, status, cause, tech_cause, reason)
        self._settle()

    def _settle(self) -> None:
        self._pbx.devices.settle()
