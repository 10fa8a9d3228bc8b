"""Device states and the hints that watch them.

The rules are those of Asterisk's `main/devicestate.c` and of transcripts c01, c12
and c12b. Asterisk computes states a moment later: `changed` notes what may have
changed, `settle` computes it and tells.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from .channel import BUSY, DOWN, RINGING, tell
from .setup import Hint

if TYPE_CHECKING:
    from .exchange import Pbx

# devicestate.c, ast_devstate_aggregate_add: the state with the highest rank wins.
_RANK: Final = (
    "INVALID",
    "UNKNOWN",
    "UNAVAILABLE",
    "NOT_INUSE",
    "ONHOLD",
    "RINGING",
    "INUSE",
    "BUSY",
    "RINGINUSE",
)
_USED: Final = {"INUSE", "ONHOLD", "BUSY"}
# pbx.c, ast_devstate_to_extenstate and extension_states.
STATUS: Final = {
    "UNKNOWN": (0, "Idle"),
    "NOT_INUSE": (0, "Idle"),
    "INUSE": (1, "InUse"),
    "BUSY": (2, "Busy"),
    "UNAVAILABLE": (4, "Unavailable"),
    "INVALID": (4, "Unavailable"),
    "RINGING": (8, "Ringing"),
    "RINGINUSE": (9, "InUse&Ringing"),
    "ONHOLD": (16, "Hold"),
}


def combined(states: list[str]) -> str:
    """Return the state of several devices, or channels, as one."""
    if "RINGING" in states and _USED & set(states):
        return "RINGINUSE"
    return max(states, key=_RANK.index, default="INVALID")


class Devices:
    """The device states of a PBX.

    `known` are those that DeviceStateList tells, `hints` those of the dialplan,
    `spaces` the parking spaces in use.
    """

    def __init__(self, pbx: Pbx) -> None:
        """Take the states as they are when Asterisk has started."""
        self._pbx = pbx
        self._changed: list[str] = []
        self.spaces: set[str] = set()
        devices = [
            *(end.device for end in pbx.who.endpoints.values()),
            *(peer.device for peer in pbx.who.peers.values()),
        ]
        self.known = {device: self.state(device) for device in devices}
        self.hints = list(pbx.setup.all_hints)
        self._told = {hint: self.status(hint) for hint in self.hints}

    def state(self, device: str) -> str:
        """Return the state that a device has now."""
        technology, _, name = device.partition("/")
        used = self._of_channels(device)
        if technology == "PJSIP":
            endpoint = self._pbx.who.endpoints.get(name)
            if endpoint is None:
                return "INVALID"
            return used or ("NOT_INUSE" if endpoint.online else "UNAVAILABLE")
        if technology == "IAX2":
            peer = self._pbx.who.peers.get(name)
            if peer is None or not peer.reachable:
                return "UNAVAILABLE" if peer else "INVALID"
            return used or ("NOT_INUSE" if peer.setup.qualify else "UNKNOWN")
        if technology == "Local":
            return "INUSE" if used else "NOT_INUSE"
        if device.startswith("park:"):
            return "INUSE" if device in self.spaces else "NOT_INUSE"
        return "UNKNOWN"

    def _of_channels(self, device: str) -> str:
        states = [
            "ONHOLD"
            if channel.held
            else {BUSY: "BUSY", RINGING: "RINGING", DOWN: "NOT_INUSE"}.get(
                channel.state, "INUSE"
            )
            for channel in self._pbx.channels.values()
            if channel.device == device
        ]
        return combined(states) if states else ""

    def status(self, hint: Hint) -> tuple[int, str]:
        """Return number and text of a hint's status."""
        devices = hint.devices.partition(",")[0].split("&")
        return STATUS[combined([self.state(device) for device in devices])]

    def changed(self, device: str) -> None:
        """Note that the state of a device may have changed."""
        # The states of Local channels are not cached: each change is told (c01h).
        if device.startswith("Local/") or device not in self._changed:
            self._changed.append(device)

    def settle(self) -> None:
        """Tell what has changed."""
        changed, self._changed = self._changed, []
        for device in changed:
            self._settle(device)

    def _settle(self, device: str) -> None:
        state = self.state(device)
        if not device.startswith("Local/"):
            if self.known.get(device, "NOT_INUSE") == state:
                return
            self.known[device] = state
        if "res_manager_devicestate" in self._pbx.setup.modules:
            headers = ("Device", device), ("State", state)
            tell(self._pbx.emit, "DeviceStateChange", *headers)
        for hint in self.hints:
            if device in hint.devices.partition(",")[0].split("&"):
                self._tell_if_new(hint)

    def _tell_if_new(self, hint: Hint) -> None:
        status = self.status(hint)
        if self._told[hint] != status:
            self._told[hint] = status
            self._tell(hint, hint.devices)

    def reload(self) -> None:
        """Tell the status of every hint again, as `dialplan reload` does (c18)."""
        for hint in self.hints:
            self._tell(hint, hint.devices)

    def remove_hint(self, number: str) -> None:
        """Take a hint out of the dialplan: of all the others it is told (c18b)."""
        self.hints = [hint for hint in self.hints if hint.number != number]
        self.reload()

    def restore_hint(self, number: str) -> None:
        """Put a hint back: it is told as if it had no devices (c18b)."""
        before = self.hints
        back = [hint for hint in self._told if hint.number == number]
        self.hints = sorted((*before, *back), key=attrgetter("number"))
        for hint in self.hints:
            self._tell(hint, "" if hint in back else hint.devices)

    def _tell(self, hint: Hint, devices: str) -> None:
        number, text = self.status(hint)
        tell(
            self._pbx.emit,
            "ExtensionStatus",
            ("Exten", hint.number),
            ("Context", hint.context),
            ("Hint", devices),
            ("Status", str(number)),
            ("StatusText", text),
        )
