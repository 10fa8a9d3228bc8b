"""The parking lot (transcript c09)."""

from typing import TYPE_CHECKING, Final

from simulator.wire import Header

from .bridge import Bridge
from .channel import Channel, tell

if TYPE_CHECKING:
    from .exchange import Pbx

_FIRST_SPACE: Final = 701
# parkingtime of the recorded res_parking.conf, seconds.
_TIMEOUT: Final = 20


class ParkingLot:
    """Who is parked, by space."""

    def __init__(self, pbx: Pbx) -> None:
        """Be empty."""
        self._pbx = pbx
        self._bridge: Bridge | None = None
        self._parked: dict[int, tuple[Channel, float]] = {}

    def park(self, channel: Channel) -> None:
        """Park a channel in the first free space."""
        if self._bridge is None:
            self._bridge = self._pbx.new_bridge("parking")
            self._bridge.technology = "holding_bridge"
            self._bridge.creator, self._bridge.name = "Parking", "default"
            self._bridge.create()
        space = next(n for n in range(_FIRST_SPACE, 1000) if n not in self._parked)
        self._parked[space] = channel, self._pbx.world.now()
        self._change(space)
        self._bridge.join(channel)
        self._tell("ParkedCall", space)

    def leave(self, channel: Channel) -> None:
        """Let a channel go that has hung up, if it is parked."""
        for space, (parked, _) in self._parked.items():
            if parked is channel and self._bridge is not None:
                self._tell("ParkedCallGiveUp", space)
                self._bridge.leave(channel)
                del self._parked[space]
                self._change(space)
                return

    def _change(self, space: int) -> None:
        device = f"park:{space}@parkedcalls"
        self._pbx.devices.spaces ^= {device}
        self._pbx.devices.changed(device)

    def _tell(self, event: str, space: int) -> None:
        channel, _ = self._parked[space]
        tell(self._pbx.emit, event, *channel.headers("Parkee"), *self._headers(space))

    def _headers(self, space: int) -> list[Header]:
        channel, since = self._parked[space]
        seconds = int(self._pbx.world.now() - since)
        return [
            ("ParkerDialString", channel.device),
            ("Parkinglot", "default"),
            ("ParkingSpace", str(space)),
            ("ParkingTimeout", str(_TIMEOUT - seconds)),
            ("ParkingDuration", str(seconds)),
        ]

    def rows(self) -> list[list[Header]]:
        """Return a row of ParkedCalls for each who is parked."""
        return [
            [*channel.headers("Parkee"), *self._headers(space)]
            for space, (channel, _) in self._parked.items()
        ]
