"""The reply to `RptStatus` / `NodeStat` (rpt_manager.c, rpt_manager_do_nodestat)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import re

from ..names import shown_name
from .errors import MalformedError
from .xstat import Fields


class IdentifierState(StrEnum):
    """What the node's identifier does."""

    CLEAN = "clean"
    QUEUED_IN_TAIL = "queued_in_tail"
    QUEUED_FOR_CLEANUP = "queued_for_cleanup"


class RemoteMode(StrEnum):
    """How the radio of a remote base modulates."""

    FM = "fm"
    USB = "usb"
    LSB = "lsb"
    AM = "am"


@dataclass(frozen=True, slots=True)
class NodeStat:
    """System states and counters of a node.

    A value is None where the reply lacks it, as most are for a remote base.
    `receiving` and `transmitting` are the node's own receiver and transmitter.
    Keyups and kerchunks count the transmitter. `tx_time_today` is in seconds.
    The next to last three are those of a remote base, which has the others when it is
    on: `frequency` is in MHz, `remote_mode` one of FM, USB, LSB and AM.
    `tx_time_has_dot` tells by the form of a time that this is an old app_rpt.
    """

    remote_base: bool
    receiving: bool | None = None
    transmitting: bool | None = None
    transmitter: bool | None = None
    parrot: bool | None = None
    scheduler: bool | None = None
    time_out_timer: bool | None = None
    timed_out: bool | None = None
    timeouts: int | None = None
    identifier_state: IdentifierState | None = None
    kerchunks_today: int | None = None
    keyups_today: int | None = None
    dtmf_commands_today: int | None = None
    last_dtmf_command: str | None = None
    tx_time_today: float | None = None
    autopatch_enabled: bool | None = None
    linking: bool | None = None
    user_functions: bool | None = None
    remote_on: bool | None = None
    frequency: float | None = None
    remote_mode: RemoteMode | None = None
    tx_time_has_dot: bool = False


# Up to the bands above 10 GHz
_FREQUENCY = re.compile(r"[0-9]{1,5}(\.[0-9]{1,6})?")

# Those of the largest number that C's int holds
_MAX_DIGITS = 10

_YES = {"YES": True, "NO": False}
_ENABLED = {"ENABLED": True, "DISABLED": False}
_TIMER = {"RESET": False, "ARMED": False, "TIMED OUT!": True}
_IDENTIFIER = {
    "CLEAN": IdentifierState.CLEAN,
    "QUEUED IN TAIL": IdentifierState.QUEUED_IN_TAIL,
    "QUEUED FOR CLEANUP": IdentifierState.QUEUED_FOR_CLEANUP,
}


def parse_nodestat(fields: Fields) -> NodeStat:
    """Return the parsed reply. Raises MalformedError when it is cut short.

    The reply does not name its node: it is matched by ActionID alone.
    """
    values = {name: value.strip() for name, value in fields}
    match values.get("IsRemoteBase"):
        case "YES" if values.get("RemoteOn") == "NO" or "PowerLevel" in values:
            return _remote_base(values)
        case "NO" if "UserFunctions" in values:
            return _repeater(values)
    raise MalformedError("NodeStat is cut short")


def _remote_base(values: Mapping[str, str]) -> NodeStat:
    mode = values.get("RemMode", "").lower()
    return NodeStat(
        remote_base=True,
        remote_on=_YES.get(values.get("RemoteOn", "")),
        frequency=_frequency(values.get("Freq", "")),
        remote_mode=RemoteMode(mode) if mode in RemoteMode else None,
    )


def _frequency(value: str) -> float | None:
    # What the user dialed: `146.580`.
    return float(value) if _FREQUENCY.fullmatch(value) else None


def _repeater(values: Mapping[str, str]) -> NodeStat:
    def enabled(name: str) -> bool | None:
        return _ENABLED.get(values.get(name, ""))

    def count(name: str) -> int | None:
        value = values.get(name, "")
        return int(value) if _is_count(value) else None

    last_command = values.get("LastDtmfCommandExecuted", "N/A")
    return NodeStat(
        remote_base=False,
        receiving=_YES.get(values.get("SignalOnInput", "")),
        transmitting=_YES.get(values.get("TransmitterKeyed", "")),
        transmitter=enabled("Transmitter"),
        parrot=enabled("Parrot"),
        scheduler=enabled("Scheduler"),
        time_out_timer=enabled("TimeOutTimer"),
        timed_out=_TIMER.get(values.get("TimeOutTimerState", "")),
        timeouts=count("TimeOutsSinceSystemInitialization"),
        identifier_state=_IDENTIFIER.get(values.get("IdentifierState", "")),
        kerchunks_today=count("KerchunksToday"),
        keyups_today=count("KeyupsToday"),
        dtmf_commands_today=count("DtmfCommandsToday"),
        last_dtmf_command=(
            None if last_command in ("N/A", "") else shown_name(last_command)
        ),
        tx_time_today=_tx_time(values.get("TxTimeToday", "")),
        tx_time_has_dot="." in values.get("TxTimeToday", ""),
        autopatch_enabled=enabled("Autopatch"),
        linking=enabled("UserLinkingCommands"),
        user_functions=enabled("UserFunctions"),
    )


def _is_count(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MAX_DIGITS


def _tx_time(value: str) -> float | None:
    # h:m:s:milliseconds, the last not padded: `00:00:26:53` is 26.053 s. HamVoIP has
    # a dot before them (transcript hv_63).
    parts = value.replace(".", ":").split(":")
    if len(parts) != 4 or not all(_is_count(part) for part in parts):
        return None
    hours, minutes, seconds, milliseconds = (int(part) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000
