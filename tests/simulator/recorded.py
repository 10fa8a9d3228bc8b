"""Brings a simulated node into the state in which a recording of an old system begins.

What a node has counted, whom it is linked to and since when is read from the
recording's own replies; how the simulator words it, and what follows, is its own.
"""

from collections.abc import Iterator
import re

from simulator import SimulatedNode, SimulatedServer
from simulator.links import Direction, Mode
from tests.simulator.stage import began
from tests.transcript import Transcript

_UPTIME = re.compile(r"(?:RptUptime: |Uptime\.+: )(\d+):(\d\d):(\d\d)")
_CONN = re.compile(
    r"^(?:Conn: )?(.{10,}?)(.{20})(\d+) +(IN|OUT) +(-?\d+):(\d\d):(\d\d)(?:[:.]\d+)? +(\w+) +(?:~.*)?$"
)
_LETTER: dict[str, Mode] = {"T": "transceive", "R": "monitor"}
_IDENTIFIER = {"0": "queued_in_tail", "1": "queued_for_cleanup", "2": "clean"}
_SECONDS = 3600, 60, 1
_ROUNDING = 0.01


def replies(transcript: Transcript) -> Iterator[tuple[float, str]]:
    """Yield when each request was sent, seconds since the epoch, and its reply."""
    start = began(transcript)
    for exchange in transcript.exchanges:
        yield start + exchange.at, exchange.reply.decode(errors="replace")


def started(transcript: Transcript) -> float | None:
    """Return when app_rpt must have started for all recorded uptimes to be right."""
    moments = [
        moment - _duration(found.groups())
        for moment, reply in replies(transcript)
        for found in _UPTIME.finditer(reply)
    ]
    return min(moments) - _ROUNDING if moments else None


def _duration(parts: tuple[str, ...]) -> int:
    seconds = sum(int(part) * size for part, size in zip(parts, _SECONDS, strict=True))
    # What was 32 bits of milliseconds (hv_59); its minutes and seconds are right.
    return seconds + 1192 * 3600 if parts[0].startswith("-") else seconds


def values(transcript: Transcript, mark: str) -> dict[str, str]:
    """Return the fields of the first reply in which this is."""
    reply = next((x for _, x in replies(transcript) if mark in x), "")
    return dict(
        line.partition(": ")[::2] for line in reply.split("\r\n") if ": " in line
    )


def restore(
    server: SimulatedServer, transcript: Transcript, number: str, **children: str
) -> SimulatedNode:
    """Let a node be what the recording shows first; return it.

    `children` are what links report, by `n` and their names: `n2001="T2002"`.
    """
    node = server.node(number)
    node.tx_follows = False
    _link(node, transcript, children)
    stat = values(transcript, "IsRemoteBase: NO")
    xstat = values(transcript, "parrot_ena: ")
    if stat:
        _count(node, stat)
    elif keyups := _statistic(transcript, "Keyups today"):
        for counts in (node.usage.today, node.usage.total):
            counts.keyups = int(keyups)
            counts.dtmf_commands = int(_statistic(transcript, "DTMF commands today"))
        last = _statistic(transcript, "Last DTMF command executed")
        node.usage.last_dtmf_command = "" if last == "N/A" else last
    node.receiving = stat.get("SignalOnInput") == "YES"
    if xstat.get("tot_state") == "1":
        node.transmit(True, external=False)
        node.usage.today.keyups = node.usage.total.keyups = int(
            stat.get("KeyupsToday", "0")
        )
    if xstat:
        node.set_state("telemetry_mode", int(xstat["tel_mode"]))
        node.set_state("identifier", _IDENTIFIER[xstat["ider_state"]])
    if variables := _variables(transcript):
        node.variables = variables
    return node


def _variables(transcript: Transcript) -> dict[str, str]:
    reply = next((x for _, x in replies(transcript) if "RPT_RXKEYED=" in x), "")
    found = re.findall(r"^(?:Var: )?([A-Z_]+)=(.*?)\r?$", reply, re.MULTILINE)
    return dict(reversed(found))


def _statistic(transcript: Transcript, label: str) -> str:
    """Return a value of `rpt stats`, empty where the recording has none."""
    text = "".join(reply for _, reply in replies(transcript))
    found = re.search(rf"^{label}\.+: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def _count(node: SimulatedNode, stat: dict[str, str]) -> None:
    *clock, last = re.split("[:.]", stat["TxTimeToday"])
    for counts in (node.usage.today, node.usage.total):
        counts.keyups = int(stat["KeyupsToday"])
        counts.kerchunks = int(stat["KerchunksToday"])
        counts.dtmf_commands = int(stat["DtmfCommandsToday"])
        counts.tx_time = _duration(tuple(clock)) + int(last) / 1000
    last_command = stat["LastDtmfCommandExecuted"]
    node.usage.last_dtmf_command = "" if last_command == "N/A" else last_command


def _link(
    node: SimulatedNode, transcript: Transcript, children: dict[str, str]
) -> None:
    since: dict[str, float] = {}
    found: dict[str, re.Match[str]] = {}
    for moment, reply in replies(transcript):
        for line in re.split("\r?\n", reply):
            if match := _CONN.match(line):
                name = match[1].rstrip()
                start = moment - _duration(match.groups()[4:7])
                since[name] = min(since.get(name, start), start)
                found.setdefault(name, match)
    modes = re.findall(
        r"([^,=]+)([TRC])[KU]", values_line(transcript, "Var: RPT_ALINKS=")
    )
    for name, match in found.items():
        whole, letter = next(
            ((n, x) for n, x in modes if n.startswith(name)), (name, "")
        )
        direction: Direction = "out" if match[4] == "OUT" else "in"
        node.link(
            whole,
            _LETTER.get(letter, "local_monitor"),
            direction,
            match[2].strip(),
            reconnects=int(match[3]),
            connected_for=node.world.now() - since[name] + _ROUNDING,
            children=tuple(children.get(f"n{whole}", "").split()),
        )
    _age(node, transcript)


def values_line(transcript: Transcript, start: str) -> str:
    """Return the rest of the first received line that starts so."""
    for _, reply in replies(transcript):
        for line in reply.split("\r\n"):
            if line.startswith(start):
                return line.removeprefix(start)
    return ""


def _age(node: SimulatedNode, transcript: Transcript) -> None:
    """Let each link have been keyed when SawStat says it was."""
    for moment, reply in replies(transcript):
        found = re.findall(
            r"^Conn: (.*) ([01]) (-?\d+) (-?\d+)\r$", reply, re.MULTILINE
        )
        for name, keyed, key, unkey in found:
            link = node.find(name)
            link.keyed = keyed == "1"
            link.last_key = None if key == "-1" else moment - int(key) - _ROUNDING
            link.last_unkey = None if unkey == "-1" else moment - int(unkey) - _ROUNDING
        if found:
            return
