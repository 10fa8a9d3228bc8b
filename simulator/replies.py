"""What RptStatus says of a node: XStat, SawStat and NodeStat, line by line.

app_rpt's `rpt_manager.c`; transcripts 20 to 22, 41 to 43, 51, 61, 65, 81, 93.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .dialect import Dialect
from .links import Link

if TYPE_CHECKING:
    from .node import SimulatedNode

NONE = "<NONE>"
_NEVER = -1
# Milliseconds at which a signed number of 32 bits changes its sign
_SIGN = 2**31

_IDENTIFIER = {
    "clean": ("2", "CLEAN"),
    "queued_in_tail": ("0", "QUEUED IN TAIL"),
    "queued_for_cleanup": ("1", "QUEUED FOR CLEANUP"),
}
_PATCH_DOWN, _PATCH_UP = ("4", "DOWN"), ("2", "UP")
_TIMER = {"reset": ("2", "RESET"), "armed": ("1", "ARMED"), "out": ("0", "TIMED OUT!")}


def xstat(node: SimulatedNode) -> Iterator[str]:
    """Yield the lines of XStat after the lead-in."""
    yield f"Node: {node.number}"
    yield from _connections(node)
    yield f"LinkedNodes: {', '.join(node.linked_nodes) or NONE}"
    for name, value in reversed(node.variables.items()):
        yield f"Var: {name}={value}"
    for name, value in flags(node, inverted=not node.world.dialect.asterisk_14):
        yield f"{name}: {value}"


def partial(node: SimulatedNode, command: str) -> str | None:
    """Return what is sent before the session or the server ends; None where none does.

    A node without a thread ends app_rpt 3's session (transcripts d13 and
    odd_xstat_remote_base) and an older Asterisk (asl2_55, hv_55); NodeStat of a remote
    base is whole on all. Too many names end Asterisk, too (hv_51).
    """
    start = f"Node: {node.number}\r\n"
    if command == "XStat":
        if node.ending == "session":
            return start
        if node.ending == "server":
            return f"{start}LinkedNodes: {NONE}\r\n"
        if len(node.linked_nodes) in node.world.dialect.fatal_names:
            rows = "".join(f"{line}\r\n" for line in _connections(node))
            return f"{start}{rows}LinkedNodes: "
    if command == "NodeStat" and node.ending == "session" and not node.remote_base:
        return ""
    return None


def sawstat(node: SimulatedNode) -> Iterator[str]:
    """Yield the lines of SawStat after the lead-in."""
    yield f"Node: {node.number}"
    now = node.world.now()
    for link in node.link_list.reported:
        if not link.hidden:
            key, unkey = _ago(now, link.last_key), _ago(now, link.last_unkey)
            yield f"Conn: {link.name} {int(link.keyed)} {key} {unkey}"


def nodestat(node: SimulatedNode) -> Iterator[str]:
    """Yield the lines of NodeStat after the lead-in."""
    if node.remote_base is not None:
        yield from node.remote_base.lines()
        return
    states, usage, today = node.states, node.usage, node.usage.today
    names = ",".join(link.name for link in node.link_list)
    seconds = node.transmitter.seconds
    dialect = node.world.dialect
    yield "IsRemoteBase: NO"
    yield "NodeState: 0"
    yield f"SignalOnInput: {_yes(node.receiving)}"
    yield f"TransmitterKeyed: {_yes(node.transmitting)}"
    yield f"Transmitter: {enabled(states.transmitter)}"
    yield f"Parrot: {enabled(states.parrot)}"
    yield f"Scheduler: {enabled(states.scheduler)}"
    yield f"TailLength: {states.tail.upper()}"
    yield f"TimeOutTimer: {enabled(states.time_out_timer)}"
    yield f"TimeOutTimerState: {time_out_state(node)[1]}"
    yield f"TimeOutsSinceSystemInitialization: {usage.time_outs}"
    yield f"IdentifierState: {_IDENTIFIER[states.identifier][1]}"
    yield f"KerchunksToday: {today.kerchunks}"
    yield f"KerchunksSinceSystemInitialization: {usage.total.kerchunks}"
    yield f"KeyupsToday: {today.keyups}"
    yield f"KeyupsSinceSystemInitialization: {usage.total.keyups}"
    yield f"DtmfCommandsToday: {today.dtmf_commands}"
    yield f"DtmfCommandsSinceSystemInitialization: {usage.total.dtmf_commands}"
    yield f"LastDtmfCommandExecuted: {usage.last_dtmf_command or 'N/A'}"
    yield f"TxTimeToday: {with_milliseconds(today.tx_time + seconds, dialect)}"
    total = with_milliseconds(usage.total.tx_time + seconds, dialect)
    yield f"TxTimeSinceSystemInitialization: {total}"
    yield f"NodesCurrentlyConnectedToUs: {names or NONE}"
    yield f"Autopatch: {enabled(states.autopatch)}"
    yield f"AutopatchState: {patch_state(node)[1]}"
    yield f"AutopatchCalledNumber: {node.autopatch_number or 'N/A'}"
    reverse = any(link.hidden for link in node.link_list)
    yield f"ReversePatchIaxrptConnected: {'UP' if reverse else 'DOWN'}"
    yield f"UserLinkingCommands: {enabled(states.linking)}"
    yield f"UserFunctions: {enabled(states.user_functions)}"


def _connections(node: SimulatedNode) -> Iterator[str]:
    dialect = node.world.dialect
    for link in node.link_list.listed:
        time = connected(node.world.now() - link.since, dialect)
        yield f"Conn: {connection(link, time, dialect)}"


def connection(link: Link, time: str, dialect: Dialect) -> str:
    """Return a link as XStat and `rpt lstats` lay it out; names may overflow."""
    return (
        f"{link.name[: dialect.name_length]:<10}{link.peer:<20}{link.reconnects:<12}"
        f"{link.direction.upper():<11}{time:<20}"
        f"{link.truth.state.upper():<20}"
    )


def flags(node: SimulatedNode, *, inverted: bool) -> Iterator[tuple[str, str]]:
    """Yield the 13 state lines. Inverted, a flag tells what is disabled.

    XStat of ASL3 inverts seven of them; ASL2 and `rpt xnode` do not (transcript 93).
    """
    states = node.states

    def flag(on: bool) -> str:
        return str(int(on != inverted))

    yield "parrot_ena", str(int(states.parrot))
    yield "sys_ena", flag(states.transmitter)
    yield "tot_ena", flag(states.time_out_timer)
    yield "link_ena", flag(states.linking)
    yield "patch_ena", flag(states.autopatch)
    yield "patch_state", patch_state(node)[0]
    yield "sch_ena", flag(states.scheduler)
    yield "user_funs", flag(states.user_functions)
    yield "tail_type", str(int(states.tail == "alternate"))
    yield "iconns", flag(states.incoming_connections)
    yield "tot_state", time_out_state(node)[0]
    yield "ider_state", _IDENTIFIER[states.identifier][0]
    yield "tel_mode", str(states.telemetry_mode)


def elapsed(seconds: float) -> str:
    """Return a duration as hh:mm:ss; hours grow past 99."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def connected(seconds: float, dialect: Dialect) -> str:
    """Return a connect time; hours of 32-bit milliseconds may be negative (hv_59)."""
    whole = max(0, int(seconds))
    if not dialect.wraps:
        return elapsed(whole)
    milliseconds = (whole * 1000 + _SIGN) % (2 * _SIGN) - _SIGN
    hours = int(milliseconds / 3_600_000)
    return f"{hours:02d}{elapsed(whole % 3600)[2:]}"


def with_milliseconds(
    seconds: float, dialect: Dialect, time: Callable[[float], str] | None = None
) -> str:
    """Return a duration as hh:mm:ss:ms, where 53 ms is `53` (transcript 61, hv_44)."""
    milliseconds = round(max(0.0, seconds) * 1000)
    whole = (time or elapsed)(milliseconds // 1000)
    return f"{whole}{dialect.millisecond.format(milliseconds % 1000)}"


def enabled(on: bool) -> str:
    """Return app_rpt's word for a switch."""
    return "ENABLED" if on else "DISABLED"


def patch_state(node: SimulatedNode) -> tuple[str, str]:
    """Return the autopatch's state as number and word."""
    return _PATCH_UP if node.autopatch_up else _PATCH_DOWN


def time_out_state(node: SimulatedNode) -> tuple[str, str]:
    """Return the time-out timer's state as number and word."""
    if node.transmitter.timed_out:
        return _TIMER["out"]
    return _TIMER["armed" if node.transmitter.armed else "reset"]


def identifier_state(node: SimulatedNode) -> str:
    """Return the identifier's state as NodeStat words it."""
    return _IDENTIFIER[node.states.identifier][1]


def _ago(now: float, moment: float | None) -> int:
    return _NEVER if moment is None else max(0, int(now - moment))


def _yes(on: bool) -> str:
    return "YES" if on else "NO"
