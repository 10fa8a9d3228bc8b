"""The Dial application: it calls others and joins the first who answers.

Transcripts c01 to c05; c01g with several called parties; c01h and c01i through Local
channels, whose second half runs a Dial of its own; c16 when nobody but the manager
interface calls.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from simulator.wire import Header

from .channel import BUSY, RING, RINGING, UNKNOWN, UP, Channel, Party, tell

if TYPE_CHECKING:
    from .exchange import Pbx

_ANSWERED_ELSEWHERE: Final = 26
# Reasons of an OriginateResponse (c16).
FAILED: Final = 0
RANG: Final = 3
ANSWERED: Final = 4


class Dial:
    """One run of it; `legs` are the channels of the called that still ring.

    `caller` is None if the manager interface calls: then `on_answer` takes who
    answered, and `on_failure` the Reason of an OriginateResponse.
    """

    def __init__(
        self, pbx: Pbx, caller: Channel | None, shown: Party = UNKNOWN
    ) -> None:
        """Be run on a channel, or show this caller ID instead."""
        self._pbx = pbx
        self.caller = caller
        self._shown = shown
        self.legs: list[Channel] = []
        self.on_answer: Callable[[Channel], None] = lambda leg: None
        self.on_failure: Callable[[int], None] = lambda reason: None

    # The beginning

    def begin(self, targets: Sequence[str], unique_id: str = "") -> bool:
        """Call `PJSIP/1001`, `Local/1002@phones/n` ...; false if none can be called."""
        called = [self._request(target, unique_id) for target in targets]
        legs = [leg for leg in called if leg is not None]
        for leg, string in legs:
            self._call(leg, string)
            if len(legs) == 1:
                self._connect_caller(leg)
        for leg, _ in legs:
            if leg.other_half is not None:
                self._pbx.run(leg.other_half, leg.other_half.extension)
        for leg, _ in legs:
            self._pbx.attend(self, leg)
        return bool(legs)

    def _request(self, target: str, unique_id: str) -> tuple[Channel, str] | None:
        linked = self.caller.linked_id if self.caller else ""
        leg = self._pbx.lines.request(target, linked, unique_id)
        if leg is None:
            return None
        leg.dialled_by = self
        leg.application, leg.data = "AppDial", "(Outgoing Line)"
        self.legs.append(leg)
        if self.caller is None:
            self._pbx.follow(leg).take(self)
        return leg, _dial_string(target)

    def _call(self, leg: Channel, string: str) -> None:
        if self.caller is not None:
            self._set_lines(leg, self.caller)
        elif self._shown != UNKNOWN:
            leg.caller = self._shown
            leg.tell_caller()
            leg.connect_line(self._shown)
        if leg.other_half is not None:
            self._tell_local(leg, leg.other_half, string)
        self._tell("DialBegin", leg, ("DialString", string))

    def _set_lines(self, leg: Channel, caller: Channel) -> None:
        """Give a called party the caller's number, and its own if it has none."""
        leg.extension = caller.extension
        if caller.caller == UNKNOWN:
            return
        if leg.caller != UNKNOWN:
            leg.connect_line(caller.caller)
            return
        self._set_caller(leg, Party(caller.extension), caller.caller)

    def _set_caller(self, channel: Channel, own: Party, other: Party) -> None:
        channel.caller, channel.connected = own, other
        channel.tell_caller()
        channel.tell("NewConnectedLine")

    def _tell_local(self, one: Channel, two: Channel, string: str) -> None:
        if one.connected != UNKNOWN:
            self._set_caller(two, one.connected, one.caller)
        optimised = "No" if string.endswith("/n") else "Yes"
        tell(
            self._pbx.emit,
            "LocalBridge",
            *one.headers("LocalOne"),
            *two.headers("LocalTwo"),
            ("Context", two.context),
            ("Exten", two.extension),
            ("LocalOptimization", optimised),
        )

    def _connect_caller(self, leg: Channel) -> None:
        """Let the caller know whom it talks to, also beyond Local channels.

        A called IAX2 channel does not say who it is (c10b).
        """
        channel = self.caller if leg.technology == "PJSIP" else None
        while channel is not None:
            channel.connect_line(leg.caller)
            half = channel.other_half
            outer = half.dialled_by if half else None
            channel = outer.caller if outer else None

    # It rings, and somebody answers

    def ring(self, leg: Channel) -> None:
        """Let a called party ring."""
        if leg.state >= RINGING:
            return
        self._enter_state(leg, RINGING)
        self._pbx.devices.changed(leg.device)
        self._tell("DialState", leg, ("DialStatus", "RINGING"))
        if self.caller is not None:
            self._indicate_ringing(self.caller)

    def _indicate_ringing(self, caller: Channel) -> None:
        half = caller.other_half
        if half is not None and half.dialled_by is not None:
            half.dialled_by.ring(half)
        elif caller.state == RING:
            self._pbx.devices.changed(caller.device)

    def answer(self, leg: Channel) -> None:
        """Let a called party answer, and join it with the caller."""
        self._enter_state(leg, UP)
        self._pbx.devices.changed(leg.device)
        self._connect_caller(leg)
        others = [other for other in self.legs if other is not leg]
        for other in others:
            self._tell("DialEnd", other, ("DialStatus", "CANCEL"))
        if self.caller is not None:
            leg.context = "" if leg.technology == "IAX2" else leg.context
            leg.extension = leg.dialled = ""
        self._tell("DialEnd", leg, ("DialStatus", "ANSWER"))
        self.legs.clear()
        for other in others:
            self._let_go(other, _ANSWERED_ELSEWHERE)
        if self.caller is not None:
            self._join(self.caller, leg)
        else:
            self.on_answer(leg)

    def _join(self, caller: Channel, leg: Channel) -> None:
        called = caller.state == RING
        self._pbx.enter_state(caller, UP)
        features = caller.data.partition(",")[2].partition(",")[2]
        native = {caller.technology, leg.technology} == {"PJSIP"} and not features
        self._pbx.join(leg, caller, native=native)
        if called:
            pass_answer_on(caller)

    def _enter_state(self, leg: Channel, state: int) -> None:
        """Change the state; the first half of a Local channel learns who it is."""
        known = leg.other_half.connected if leg.other_half else UNKNOWN
        news = known not in (UNKNOWN, leg.caller)
        if news:
            leg.caller = known
        leg.enter_state(state)
        if news:
            leg.tell_caller()

    # Nobody answers

    def fail(
        self,
        leg: Channel,
        status: str,
        cause: int,
        tech_cause: str,
        reason: int = FAILED,
    ) -> None:
        """Let a called party be out of reach; if it was the last one, give up."""
        self.legs.remove(leg)
        self._tell("DialEnd", leg, ("DialStatus", status))
        self._let_go(leg, cause)
        if not self.legs:
            self._give_up(status, cause, tech_cause, reason)

    def time_out(self) -> None:
        """Give up because nobody has answered in time (c02, c16)."""
        legs = self.legs.copy()
        self.legs.clear()
        if self.caller is None:
            self.on_failure(
                RANG if any(leg.state == RINGING for leg in legs) else FAILED
            )
            for leg in legs:
                leg.tech_cause = "480"
                self._let_go(leg, 19)
            return
        for leg in legs:
            self._tell("DialEnd", leg, ("DialStatus", "NOANSWER"))
            self._let_go(leg, 0)
        self._give_up("NOANSWER", 16, "", RANG)

    def cancel(self) -> None:
        """Let go of all who are called: the caller has hung up (c05)."""
        legs = self.legs.copy()
        self.legs.clear()
        for leg in legs:
            self._tell("DialEnd", leg, ("DialStatus", "CANCEL"))
            leg.tech_cause = "480"
            self._let_go(leg, 19)

    def let_go_all(self) -> None:
        """Let go of all who are called: the caller goes elsewhere (c33)."""
        legs = self.legs.copy()
        self.legs.clear()
        for leg in legs:
            self._tell("DialEnd", leg, ("DialStatus", "CANCEL"))
            self._let_go(leg, 16)

    def give_up(self) -> None:
        """Let a queue give up: each member has rung in vain, and is let go (c32)."""
        legs = self.legs.copy()
        self.legs.clear()
        for status in ("NOANSWER", "CANCEL"):
            for leg in legs:
                self._tell("DialEnd", leg, ("DialStatus", status))
        for leg in legs:
            self._let_go(leg, 0)
        self._give_up("NOANSWER", 16, "", RANG)

    def pick_up(self, leg: Channel, by: str) -> None:
        """Let another phone take the call that rings at a leg (c30).

        Its channel keeps a Linkedid of its own until both are in the bridge.
        """
        caller = self.caller
        if caller is None:
            raise ValueError("nobody called")
        picker = self._pbx.lines.arrive(f"PJSIP/{by}", "*8")
        picker.connect_line(caller.caller)
        self._pbx.enter_state(picker, UP)
        picker.tell("Pickup", *leg.headers("Target"))
        legs = self.legs.copy()
        self.legs.clear()
        for other in legs:
            self._let_go(other, _ANSWERED_ELSEWHERE)
        self._tell("DialEnd", picker, ("DialStatus", "ANSWER"))
        self._join(caller, picker)
        picker.linked_id = caller.linked_id

    def _let_go(self, leg: Channel, cause: int) -> None:
        self._pbx.end(leg, cause)
        half = leg.other_half
        if half is not None and half.name in self._pbx.channels:
            half.tell_request(cause)
            self._pbx.hang_up(half, cause)

    def _give_up(self, status: str, cause: int, tech_cause: str, reason: int) -> None:
        """End the caller as the recorded dialplan does: Busy() or Hangup()."""
        caller = self.caller
        if caller is None:
            self.on_failure(reason)
            return
        caller.priority = 5 if status == "BUSY" else 4
        if status == "BUSY":
            self._pbx.enter_state(caller, BUSY)
            self._pbx.devices.settle()
            caller.tech_cause = tech_cause
            caller.tell_request(cause)
        caller.tell_soft_request()
        caller.tech_cause = tech_cause
        self._pbx.end(caller, cause)
        self._pbx.let_half_fail(caller, status, cause)

    @property
    def outermost(self) -> Channel | None:
        """The channel that called first, before any Local channel."""
        channel = self.caller
        while channel is not None and channel.other_half is not None:
            outer = channel.other_half.dialled_by
            channel = outer.caller if outer else None
        return channel

    def _tell(self, event: str, leg: Channel, status: Header) -> None:
        caller = self.caller.headers() if self.caller else ()
        tell(self._pbx.emit, event, *caller, *leg.headers("Dest"), status)


def pass_answer_on(channel: Channel) -> None:
    """Let the other half of a Local channel answer too."""
    half = channel.other_half
    if half is not None and half.dialled_by is not None:
        half.dialled_by.answer(half)


def _dial_string(target: str) -> str:
    return target.partition("/")[2]
