"""What joins channels, and what Asterisk tells of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.wire import Header

from .channel import Channel, tell


@dataclass(slots=True, eq=False)
class Bridge:
    """A bridge: `kind` and `technology` in Asterisk's words (transcripts c01, c09)."""

    emit: Callable[[str, bytes], None]
    unique_id: str
    kind: str = "basic"
    technology: str = "simple_bridge"
    creator: str = "<unknown>"
    name: str = "<unknown>"
    channels: list[Channel] = field(default_factory=list)

    def headers(self) -> list[Header]:
        """Return the headers that every event about a bridge carries."""
        return [
            ("BridgeUniqueid", self.unique_id),
            ("BridgeType", self.kind),
            ("BridgeTechnology", self.technology),
            ("BridgeCreator", self.creator),
            ("BridgeName", self.name),
            ("BridgeNumChannels", str(len(self.channels))),
            ("BridgeVideoSourceMode", "none"),
        ]

    def create(self) -> None:
        """Tell that it is there."""
        tell(self.emit, "BridgeCreate", *self.headers())

    def join(self, *channels: Channel) -> None:
        """Take channels in."""
        for channel in channels:
            self.channels.append(channel)
            channel.bridge = self
            self._tell_of("BridgeEnter", channel)

    def empty(self, first: Channel) -> list[Channel]:
        """Let everybody out, that one first, and return the others."""
        others = [channel for channel in self.channels if channel is not first]
        for channel in (first, *others):
            self.leave(channel)
        tell(self.emit, "BridgeDestroy", *self.headers())
        return others

    def leave(self, channel: Channel) -> None:
        """Let one out."""
        self.channels.remove(channel)
        channel.bridge = None
        self._tell_of("BridgeLeave", channel)

    def _tell_of(self, event: str, channel: Channel) -> None:
        tell(self.emit, event, *self.headers(), *channel.headers())
