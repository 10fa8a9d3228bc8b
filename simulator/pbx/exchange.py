"""The PBX of a server: its channels, its dialplan, and how calls end."""

from collections.abc import Callable
import random
import re
from typing import TYPE_CHECKING
import uuid

from simulator.wire import message

from .bridge import Bridge
from .call import Call
from .channel import BUSY, UNKNOWN, UP, Channel, Party
from .devices import Devices
from .dial import Dial, pass_answer_on
from .endpoints import directory
from .lines import Lines
from .mailboxes import Mailboxes
from .parking import ParkingLot
from .registrations import tell_system
from .setup import NO_PBX, Extension, PbxSetup

if TYPE_CHECKING:
    from simulator.world import World

# What a phone is told when nobody can be called or is let down, as (cause, status).
_REFUSALS = {"Busy": (17, "486"), "Congestion": (34, "503")}
_DIALLING = {"Dial", "Queue"}
# Applications that end by themselves; all others go on until somebody hangs up.
_BRIEF = {"Wait", "System"}


class Pbx:
    """See the package. `calls` are those that are up, the oldest first."""

    def __init__(self, world: World, setup: PbxSetup = NO_PBX) -> None:
        """Be the PBX of a server."""
        self.setup = setup
        self._world = world
        self._dice = random.Random(0)
        self._begin()

    def _begin(self) -> None:
        self.lines = Lines(self)
        self.calls: list[Call] = []
        self.who = directory(self)
        self.devices = Devices(self)
        self.parking = ParkingLot(self)
        self.mailboxes = Mailboxes(self)

    def restart(self) -> None:
        """Start Asterisk: no channel is left, and numbers begin anew."""
        self._begin()

    def reload(self) -> None:
        """Read the configuration again, as `core reload` does (c18)."""
        self.devices.reload()
        for registration in self.who.peer_registrations.values():
            registration.become(registration.state)
        tell_system(self, "Reload", ("Module", "All"), ("Status", "0"))

    # What the parts of a PBX need

    @property
    def channels(self) -> dict[str, Channel]:
        """The channels that are up, by name."""
        return self.lines.channels

    @property
    def emit(self) -> Callable[[str, bytes], None]:
        """What takes the class and the bytes of an event."""
        return self._world.emit

    @property
    def world(self) -> World:
        """What the PBX shares with the nodes."""
        return self._world

    def new_bridge(self, kind: str = "basic") -> Bridge:
        """Return a new bridge."""
        unique = uuid.UUID(int=self._dice.getrandbits(128), version=4)
        return Bridge(self.emit, str(unique), kind)

    def enter_state(self, channel: Channel, state: int) -> None:
        """Change a channel's state, which may change that of its device."""
        if channel.state != state:
            channel.enter_state(state)
            self.devices.changed(channel.device)

    def extension(self, context: str, number: str) -> Extension | None:
        """Return what happens when a number is dialled in a context."""
        return next((x for x in self.setup.dialplan if x.fits(context, number)), None)

    # Calls

    def dial(self, by: str, number: str) -> Call:
        """Let somebody dial: a phone or a trunk by its name, or `IAX2/peer`.

        LookupError if there is nothing at that number: the phone is told so, and
        the manager interface nothing (c04e).
        """
        device = by if "/" in by else f"PJSIP/{by}"
        endpoint = self.who.endpoints.get(by)
        context = endpoint.context if endpoint else "phones"
        if self.extension(context, number) is None:
            raise LookupError(f"{number} is not in {context}")
        call = self.follow(self.lines.arrive(device, number))
        self.run(call.root, number)
        self.devices.settle()
        return call

    def follow(self, root: Channel) -> Call:
        """Return the call that begins with this channel."""
        call = Call(self, root)
        self.calls.append(call)
        return call

    def attend(self, dial: Dial, leg: Channel) -> None:
        """Let a phone that answers by itself do so."""
        endpoint = self.who.endpoints.get(leg.device.partition("/")[2])
        if endpoint is None or endpoint.answers_after is None:
            return

        def do(step: Callable[[Channel], None]) -> None:
            if leg in dial.legs:
                step(leg)
                self.devices.settle()

        self._world.later(0, lambda: do(dial.ring))
        self._world.later(endpoint.answers_after, lambda: do(dial.answer))

    def redirect(self, channel: Channel, context: str, number: str) -> None:
        """Send a channel elsewhere, and hang up whom it talked to (c16b)."""
        if channel.name not in self.channels:
            return
        if channel.bridge is not None:
            channel.context, channel.extension = context, number
            for partner in channel.bridge.empty(channel):
                self.hang_up(partner, 16)
        channel.context = context
        if channel.dial is not None and channel.dial.legs:
            # It is elsewhere already when its dial ends (c33).
            channel.extension = number
            channel.dial.let_go_all()
        self.run(channel, number)
        self.devices.settle()

    def user_event(self, name: str, *headers: tuple[str, str]) -> None:
        """Tell something in own words, as the dialplan's UserEvent does (c35)."""
        first = ("Event", "UserEvent"), ("Privilege", "user,all")
        self.emit("user", message([*first, ("UserEvent", name), *headers]))

    # The dialplan

    def run(self, channel: Channel, number: str) -> None:
        """Let a channel run the dialplan from a number."""
        entry = self.extension(channel.context, number)
        if entry is None:
            channel.tell_soft_request()
        channel.extension, channel.priority = number, 1
        channel.runs_dialplan = True
        if entry is None:
            self.end(channel, 16)
            return
        if entry.caller:
            channel.caller = Party(entry.caller, entry.caller_name or UNKNOWN.name)
            channel.tell_caller()
        skip = re.compile(r"\$\{EXTEN:(\d+)\}")
        data = skip.sub(lambda match: number[int(match[1]) :], entry.data)
        self.execute(channel, entry.application, data)

    def execute(self, channel: Channel, application: str, data: str) -> None:
        """Let a channel run an application."""
        channel.application, channel.data = application, data
        if application in _DIALLING:
            dial = channel.dial = Dial(self, channel)
            for call in self.calls:
                call.take(dial)
            if not dial.begin(data.partition(",")[0].split("&")):
                channel.priority = 2
                self.refuse(channel, "Congestion")
        elif application in _REFUSALS:
            self.refuse(channel, application)
        else:
            self._answer(channel)
            if application == "Park":
                channel.priority = 1
                self.parking.park(channel)
            elif application == "Rpt":
                # A phone becomes the client of a node, and has no number (c22).
                channel.caller = Party("0", "app_rpt user")
                channel.tell_caller()
            elif application in _BRIEF:
                seconds = float(data) if application == "Wait" else 0.0
                self._world.later(seconds, lambda: self._done(channel))

    def _done(self, channel: Channel) -> None:
        if channel.name in self.channels:
            self.hang_up(channel, 0)
            self.devices.settle()

    def _answer(self, channel: Channel) -> None:
        """Answer for an application that talks to the caller alone (c01f)."""
        if channel.state != UP:
            self.enter_state(channel, UP)
            pass_answer_on(channel)
        if channel.runs_dialplan:
            # Answer() was its first line, the application is the second.
            channel.priority = 2

    def refuse(self, channel: Channel, application: str) -> None:
        """Let Busy or Congestion end a channel (c04c, c04d)."""
        cause, status = _REFUSALS[application]
        self.enter_state(channel, BUSY)
        self.devices.settle()
        channel.tech_cause = status
        channel.tell_request(cause)
        channel.tell_soft_request()
        self.end(channel, cause)
        self.let_half_fail(channel, application.upper(), cause)

    def let_half_fail(self, channel: Channel, status: str, cause: int) -> None:
        """Pass on to the other half of a Local channel that nobody is there."""
        half = channel.other_half
        if half is not None and half.dialled_by is not None:
            half.tell_request(cause)
            half.dialled_by.fail(half, status, cause, "")

    # Bridges and ends

    def join(self, leg: Channel, caller: Channel, *, native: bool = False) -> None:
        """Join a called party and its caller."""
        bridge = self.new_bridge()
        bridge.create()
        bridge.join(leg, caller)
        if native:
            bridge.technology = "native_rtp"

    def bridge(self, one: Call, two: Call) -> None:
        """Join two who talk to nobody, as the action Bridge does (c07d).

        Their Linkedid becomes the older one, in the middle of an event stream.
        """
        channels = one.root, two.root
        oldest = min((c.since, c.linked_id) for c in channels)[1]
        for channel in channels:
            channel.priority = 3
        two.root.runs_dialplan = False
        self.join(*channels, native=True)
        for channel, other in (channels, channels[::-1]):
            channel.linked_id = oldest
            channel.connect_line(other.caller)
        self.devices.settle()

    def far_end_hung_up(
        self, channel: Channel, cause: int | None, status: str = ""
    ) -> None:
        """Let a channel go whose far end has hung up, and who talked to it."""
        channel.tech_cause = status
        channel.tell_request(cause)
        if cause is None:
            cause = 16 if channel.bridge else 0
        self.hang_up(channel, cause)

    def hang_up(self, channel: Channel, cause: int, status: str = "") -> None:
        """End a channel, whom it calls, and who talks to it.

        `status` is the SIP status that the channel is ended with.
        """
        if channel.dial is not None:
            channel.dial.cancel()
        calling = channel.dialled_by
        if calling is not None and channel in calling.legs:
            calling.fail(channel, "NOANSWER", cause, "")
            return
        self.parking.leave(channel)
        partners = channel.bridge.empty(channel) if channel.bridge else []
        half = channel.other_half
        if channel.application == "Rpt":
            channel.tell_soft_request(32)
        if channel.runs_dialplan:
            channel.tell_soft_request()
        channel.tech_cause = channel.tech_cause or status
        self.end(channel, cause)
        for partner in partners:
            self.hang_up(partner, 16)
        if half is not None and half.name in self.channels:
            half.tell_request(cause)
            self.hang_up(half, cause)

    def end(self, channel: Channel, cause: int) -> None:
        """Take a channel away."""
        if self.channels.pop(channel.name, None) is None:
            return
        channel.held = False
        channel.tell_hangup(cause)
        self.devices.changed(channel.device)
        self.calls = [call for call in self.calls if call.is_up]
