"""How channels come to be: their names, numbers and first words."""

from typing import TYPE_CHECKING, Final

from .channel import RING, Channel, Party

if TYPE_CHECKING:
    from .exchange import Pbx

_IAX_FIRST: Final = 2_000


class Lines:
    """The channels that are up, by name, and the numbers of the next ones.

    `numbers` has one for each channel driver.
    """

    def __init__(self, pbx: Pbx) -> None:
        """Have no channel yet."""
        self._pbx = pbx
        self.channels: dict[str, Channel] = {}
        self.numbers = {"PJSIP": 0, "Local": 0, "IAX2": _IAX_FIRST}

    def arrive(self, device: str, number: str, unique_id: str = "") -> Channel:
        """Return the channel of somebody who dials (transcript c01)."""
        name = device.partition("/")[2]
        endpoint = self._pbx.who.endpoints.get(name)
        context = endpoint.context if endpoint else "phones"
        caller = endpoint.caller if endpoint else Party(name)
        channel = self._channel(device, "", unique_id)
        channel.state, channel.caller = RING, caller
        channel.context, channel.extension, channel.dialled = context, number, number
        channel.tell("Newchannel")
        return channel

    def request(self, target: str, linked_id: str, unique_id: str) -> Channel | None:
        """Return the channel of somebody who is to be called, None if that fails."""
        technology, _, address = target.partition("/")
        match technology:
            case "PJSIP":
                return self._request_pjsip(address, linked_id, unique_id)
            case "IAX2":
                return self._request_iax(address, linked_id, unique_id)
            case "Local":
                return self._request_local(address, linked_id, unique_id)
        return None

    def _request_pjsip(
        self, address: str, linked_id: str, unique_id: str
    ) -> Channel | None:
        endpoint = self._pbx.who.endpoints.get(address.rpartition("@")[2])
        if endpoint is None or not endpoint.online:
            return None
        channel = self._channel(endpoint.device, linked_id, unique_id)
        # A trunk that names callers does so for its incoming calls.
        if not endpoint.static:
            channel.caller = endpoint.caller
        channel.context = endpoint.context
        channel.tell("Newchannel")
        return channel

    def _request_iax(self, address: str, linked_id: str, unique_id: str) -> Channel:
        """Call over IAX2: the channel is named after the peer at that port (c10b)."""
        where = address.rpartition("@")[2].partition("/")[0]
        host, _, port = where.partition(":")
        at = (host, int(port or 4569))
        peers = self._pbx.who.peers.values()
        names = (p.setup.name for p in peers if (p.setup.address, p.setup.port) == at)
        known = next(names, where if host != where else f"{where}:4569")
        peer = self._pbx.who.peers.get(where)
        device = peer.device if peer else f"IAX2/{known}"
        channel = self._channel(device, linked_id, unique_id)
        channel.tell("Newchannel")
        return channel

    def _request_local(
        self, address: str, linked_id: str, unique_id: str
    ) -> Channel | None:
        number, _, context = address.partition("/")[0].partition("@")
        if self._pbx.extension(context, number) is None:
            return None
        self.numbers["Local"] += 1
        stem = f"Local/{number}@{context}-{self.numbers['Local'] - 1:08x}"
        one = self._add(f"{stem};1", f"Local/{number}@{context}", linked_id, unique_id)
        two = self._add(f"{stem};2", one.device, one.linked_id, "")
        one.other_half, two.other_half = two, one
        two.state = RING
        for half in (one, two):
            half.context, half.extension = context, number
            half.tell("Newchannel")
        return one

    def _channel(self, device: str, linked_id: str, unique_id: str) -> Channel:
        technology = device.partition("/")[0]
        number = self.numbers[technology]
        self.numbers[technology] += 1
        number_text = str(number) if technology == "IAX2" else f"{number:08x}"
        return self._add(f"{device}-{number_text}", device, linked_id, unique_id)

    def _add(self, name: str, device: str, linked_id: str, unique_id: str) -> Channel:
        unique_id = unique_id or self._pbx.world.new_unique_id()
        now = self._pbx.world.now()
        channel = Channel(
            self._pbx.emit, name, unique_id, linked_id or unique_id, device, now
        )
        self.channels[name] = channel
        return channel
