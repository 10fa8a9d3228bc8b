"""A channel of the PBX and what Asterisk tells of it (transcripts c01 to c10)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from simulator.wire import Header, message

if TYPE_CHECKING:
    from .bridge import Bridge
    from .dial import Dial


class Party(NamedTuple):
    """A caller ID or a connected line: number and name."""

    number: str = "<unknown>"
    name: str = "<unknown>"


UNKNOWN: Final = Party()

DOWN, RING, RINGING, UP, BUSY = 0, 4, 5, 6, 7
STATES: Final = {
    DOWN: "Down",
    RING: "Ring",
    RINGING: "Ringing",
    UP: "Up",
    BUSY: "Busy",
}

CAUSES: Final = {
    0: "Unknown",
    1: "Unallocated (unassigned) number",
    3: "No route to destination",
    16: "Normal Clearing",
    17: "User busy",
    18: "No user responding",
    19: "User alerting, no answer",
    20: "Subscriber absent",
    21: "Call Rejected",
    26: "Answered elsewhere",
    34: "Circuit/channel congestion",
}


@dataclass(slots=True, eq=False)
class Channel:
    """A channel: `device` is what it belongs to (`PJSIP/1001`).

    `runs_dialplan` is false for a called party, which only runs AppDial.
    `dial` is the Dial that it runs, `dialled_by` the one that calls it.
    `other_half` is the other half of a Local channel. `tech_cause` is the SIP
    status that ended it, as text, empty for none. `since` is when it began,
    seconds since the epoch.
    """

    emit: Callable[[str, bytes], None]
    name: str
    unique_id: str
    linked_id: str
    device: str
    since: float
    state: int = DOWN
    caller: Party = UNKNOWN
    connected: Party = UNKNOWN
    language: str = "en"
    context: str = "default"
    extension: str = "s"
    priority: int = 1
    dialled: str = ""
    application: str = ""
    data: str = ""
    runs_dialplan: bool = False
    held: bool = False
    tech_cause: str = ""
    bridge: Bridge | None = None
    dial: Dial | None = None
    dialled_by: Dial | None = None
    other_half: Channel | None = None

    @property
    def technology(self) -> str:
        """The channel driver: `PJSIP`, `IAX2`, `Local`."""
        return self.name.partition("/")[0]

    def headers(self, prefix: str = "") -> list[Header]:
        """Return the headers that every event about a channel carries."""
        return [
            (f"{prefix}{name}", value)
            for name, value in (
                ("Channel", self.name),
                ("ChannelState", str(self.state)),
                ("ChannelStateDesc", STATES[self.state]),
                ("CallerIDNum", self.caller.number),
                ("CallerIDName", self.caller.name),
                ("ConnectedLineNum", self.connected.number),
                ("ConnectedLineName", self.connected.name),
                ("Language", self.language),
                ("AccountCode", ""),
                ("Context", self.context),
                ("Exten", self.extension),
                ("Priority", str(self.priority)),
                ("Uniqueid", self.unique_id),
                ("Linkedid", self.linked_id),
            )
        ]

    def tell(self, event: str, *more: Header) -> None:
        """Send an event about this channel."""
        tell(self.emit, event, *self.headers(), *more)

    def enter_state(self, state: int) -> None:
        """Change its state, if it is not in it already."""
        if self.state != state:
            self.state = state
            self.tell("Newstate")

    def connect_line(self, party: Party) -> None:
        """Take whom it is connected to, if that is news."""
        if party not in (UNKNOWN, self.connected):
            self.connected = party
            self.tell("NewConnectedLine")

    def tell_caller(self) -> None:
        """Tell of a caller ID that was set."""
        pres = "0 (Presentation Allowed, Not Screened)"
        self.tell("NewCallerid", ("CID-CallingPres", pres))

    def tell_request(self, cause: int | None) -> None:
        """Tell that its far end wants to hang up; some ends give no cause (c01f)."""
        causes = [] if cause is None else [("Cause", str(cause))]
        self.tell("HangupRequest", *causes, *self._tech_cause())

    def tell_soft_request(self, cause: int = 16) -> None:
        """Tell that Asterisk wants it to end."""
        self.tell("SoftHangupRequest", ("Cause", str(cause)), *self._tech_cause())

    def tell_hangup(self, cause: int) -> None:
        """Tell that it is gone."""
        causes = ("Cause", str(cause)), ("Cause-txt", CAUSES[cause])
        self.tell("Hangup", *causes, *self._tech_cause())

    def _tech_cause(self) -> list[Header]:
        return [("TechCause", self.tech_cause)] if self.tech_cause else []


def tell(emit: Callable[[str, bytes], None], event: str, *headers: Header) -> None:
    """Send an event of class `call`."""
    emit("call", message([("Event", event), ("Privilege", "call,all"), *headers]))
