"""What Asterisk tells of the IAX2 channel of a link, beside app_rpt's own events.

A client that asks for `call` events gets these as well (transcripts 40, 40b,
d09). Only links between nodes have them here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .wire import Header, message

if TYPE_CHECKING:
    from .links import Link
    from .world import World

_UNKNOWN = "<unknown>"
_STATES = {0: "Down", 4: "Ring", 5: "Ringing", 6: "Up"}
_FIRST_NUMBER = 10_000


@dataclass(slots=True)
class Channel:
    """The channel of one call."""

    world: World
    name: str
    unique_id: str
    caller: str = _UNKNOWN
    connected: str = _UNKNOWN
    context: str = "default"
    extension: str = "s"
    priority: int = 1
    state: int = 0

    def call(self, own: str, target: str) -> None:
        """Call a node."""
        self._tell("Newchannel")
        self.state = 5
        self.connected, self.context, self.extension = own, "", target
        self._tell("Newstate")
        self._tell("NewConnectedLine")

    def answered(self) -> None:
        """Be answered."""
        self.state = 6
        self._tell("Newstate")

    def arrive(self, own: str, caller: str) -> None:
        """Come in from a node."""
        self.state = 4
        self.caller, self.context, self.extension = caller, "radio-secure", own
        self._tell("Newchannel")
        self.state, self.priority = 6, 2
        self._tell("Newstate")

    def hang_up(self) -> None:
        """Be hung up by this side."""
        self._tell("HangupRequest")
        self._tell("Hangup", ("Cause", "0"), ("Cause-txt", "Unknown"))

    def far_end_hangs_up(self) -> None:
        """Learn that the far end hung up; `ended` follows the links' events."""
        self._tell("HangupRequest")
        self._tell("SoftHangupRequest", ("Cause", "32"))

    def ended(self) -> None:
        """Be gone after the far end hung up."""
        self._tell("SoftHangupRequest", ("Cause", "16"))
        self.hang_up()

    def _tell(self, event: str, *more: Header) -> None:
        headers = (
            ("Event", event),
            ("Privilege", "call,all"),
            ("Channel", self.name),
            ("ChannelState", str(self.state)),
            ("ChannelStateDesc", _STATES[self.state]),
            ("CallerIDNum", self.caller),
            ("CallerIDName", _UNKNOWN),
            ("ConnectedLineNum", self.connected),
            ("ConnectedLineName", _UNKNOWN),
            ("Language", "en"),
            ("AccountCode", ""),
            ("Context", self.context),
            ("Exten", self.extension),
            ("Priority", str(self.priority)),
            ("Uniqueid", self.unique_id),
            ("Linkedid", self.unique_id),
        )
        self.world.emit("call", message((*headers, *more)))


def channel_for(world: World, link: Link) -> Channel | None:
    """Return a new channel for a link, None where the world tells of none."""
    if not world.channel_events or link.is_client or not link.peer:
        return None
    world.channels += 1
    remote = world.network.get(link.name)
    name = f"IAX2/{link.peer}:{remote.port if remote else 4569}"
    return Channel(
        world,
        f"{name}-{_FIRST_NUMBER + world.channels}",
        f"{int(world.now())}.{world.channels}",
    )
