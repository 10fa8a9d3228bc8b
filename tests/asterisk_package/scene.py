"""Scenes that are not among the recordings, told with the events of real ones."""

from dataclasses import dataclass

from .wire import Received


@dataclass
class Channel:
    """A channel of a scene; what it is called now may be changed."""

    name: str
    uniqueid: str
    linkedid: str
    exten: str = "s"
    number: str = "<unknown>"
    connected: str = "<unknown>"
    state: int = 0

    def headers(self, prefix: str = "") -> dict[str, str]:
        """Return the headers that each event has of a channel."""
        return {
            f"{prefix}Channel": self.name,
            f"{prefix}ChannelState": str(self.state),
            f"{prefix}CallerIDNum": self.number,
            f"{prefix}CallerIDName": "<unknown>",
            f"{prefix}ConnectedLineNum": self.connected,
            f"{prefix}Context": "phones",
            f"{prefix}Exten": self.exten,
            f"{prefix}Uniqueid": self.uniqueid,
            f"{prefix}Linkedid": self.linkedid,
        }


class Scene:
    """Events one after the other; `wait` lets time pass between them."""

    def __init__(self) -> None:
        self.events: list[Received] = []
        self.seconds = 0.0
        self._count = 0

    def tell(self, event: str, **headers: str) -> None:
        """Add an event."""
        self.events.append(Received(self.seconds, {"Event": event, **headers}))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds

    def caller(self, device: str, exten: str, number: str = "<unknown>") -> Channel:
        """Begin a call: somebody dials a number."""
        return self._new(device, "", exten, number, 4)

    def callee(self, device: str, of: Channel, number: str = "<unknown>") -> Channel:
        """Add the channel of a device that a dialplan is about to dial."""
        return self._new(device, of.linkedid, "s", number, 0)

    def dials(self, caller: Channel | None, to: Channel, string: str = "") -> None:
        """Begin to dial; without a caller, Originate and app_rpt do."""
        headers = caller.headers() if caller else {}
        self.tell("DialBegin", **headers, **to.headers("Dest"), DialString=string)

    def dialled(self, caller: Channel | None, to: Channel, status: str) -> None:
        """End a dial."""
        headers = caller.headers() if caller else {}
        self.tell("DialEnd", **headers, **to.headers("Dest"), DialStatus=status)

    def rings(self, channel: Channel) -> None:
        """Let a device ring."""
        self._becomes(channel, 5)

    def goes_up(self, channel: Channel) -> None:
        """Let a channel go up."""
        self._becomes(channel, 6)

    def is_refused(self, channel: Channel) -> None:
        """Let a caller hear the busy signal."""
        self._becomes(channel, 7)

    def answers(self, caller: Channel, callee: Channel) -> None:
        """Let a device answer, and both talk."""
        self.goes_up(callee)
        self.dialled(caller, callee, "ANSWER")
        self.goes_up(caller)
        self.talk(caller, callee)

    def talk(self, *channels: Channel) -> None:
        """Put channels into one bridge."""
        for count, channel in enumerate(channels, 1):
            self.tell(
                "BridgeEnter",
                BridgeUniqueid="b-1",
                BridgeNumChannels=str(count),
                **channel.headers(),
            )

    def wants_to_hang_up(self, channel: Channel, **headers: str) -> None:
        """Let a device ask for the end of its channel."""
        self.tell("HangupRequest", **channel.headers(), **headers)

    def is_ended(self, channel: Channel) -> None:
        """Let the server tell a channel to end."""
        self.tell("SoftHangupRequest", **channel.headers(), Cause="16")

    def hangs_up(self, *channels: Channel, cause: int = 16) -> None:
        """End channels."""
        for channel in channels:
            self.tell("Hangup", **channel.headers(), Cause=str(cause))

    def row(self, channel: Channel, **headers: str) -> dict[str, str]:
        """Return a row of CoreShowChannels."""
        told = {"Duration": "00:00:01", "BridgeId": "", "Application": "Dial"}
        return channel.headers() | told | headers

    def _new(
        self, device: str, linkedid: str, exten: str, number: str, state: int
    ) -> Channel:
        uniqueid = f"1795229999.{self._count}"
        name = f"{device}-{self._count:08x}"
        if device.endswith((";1", ";2")):
            name = f"{device[:-2]}-{self._count:08x}{device[-2:]}"
        self._count += 1
        channel = Channel(name, uniqueid, linkedid or uniqueid, exten, number)
        channel.state = state
        self.tell("Newchannel", **channel.headers())
        return channel

    def _becomes(self, channel: Channel, state: int) -> None:
        channel.state = state
        self.tell("Newstate", **channel.headers())
