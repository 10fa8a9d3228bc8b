"""What app_rpt lists on the command line.

rpt_cli.c; transcripts 51, 61, 65 and 90.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import replies
from .dialect import HAMVOIP
from .links import Link
from .output import Output

if TYPE_CHECKING:
    from .node import SimulatedNode
    from .server import SimulatedServer

_COLUMNS = "NODE      PEER                RECONNECTS  DIRECTION  CONNECT TIME        "
_UNDERLINES = (
    "----      ----                ----------  ---------  ------------        "
)
_NODES_IN_A_LINE = 8
_NAMES_IN_A_LINE = 4
_LABEL_WIDTH = 49


def local_nodes(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the nodes of this server."""
    first = "" if server.world.dialect is HAMVOIP else " " * 25
    return Output((first, "Node", "----", *server.world.nodes, ""))


def version(server: SimulatedServer, arguments: list[str]) -> Output:
    """Tell the version of app_rpt."""
    return Output(("app_rpt version: 3.10.4",))


def auth(server: SimulatedServer, arguments: list[str]) -> Output:
    """Tell that no login is needed for DTMF commands."""
    return Output((f"Node {arguments[0]} auth: auth disabled",))


def restart(server: SimulatedServer, arguments: list[str]) -> Output:
    """Start all nodes again."""
    for node in server.world.nodes.values():
        node.restart()
    return Output()


def nodes(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the nodes linked to a node."""
    node = server.world.nodes.get(arguments[0])
    if node is None:
        return Output()
    stars = "*" * 25
    banner = f"{stars} CONNECTED NODES {stars}"
    return Output(("", banner, "", *_in_rows(node.linked_nodes, _NODES_IN_A_LINE), ""))


def link_stats(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the links of a node, sorted, with milliseconds."""
    node = server.world.nodes.get(arguments[0])
    if node is None:
        return Output()
    now, dialect = server.world.now(), server.world.dialect

    def row(link: Link) -> str:
        time = replies.with_milliseconds(
            now - link.since, dialect, lambda whole: replies.connected(whole, dialect)
        )
        return replies.connection(link, time, dialect)

    rows = [row(link) for link in node.link_list.listed]
    if not dialect.asterisk_14:
        rows = [text.rstrip() for text in sorted(rows)]
    head = f"{_COLUMNS}CONNECT STATE", f"{_UNDERLINES}-------------"
    return Output((*head, *rows))


def xnode(server: SimulatedServer, arguments: list[str]) -> Output | None:
    """Tell what XStat tells; here a flag says what is enabled.

    It ends what XStat ends (old-systems: a remote base ends an old Asterisk).
    """
    node = server.world.nodes.get(arguments[0])
    if node is None:
        return Output()
    if node.ending is not None:
        if node.ending != "server":
            return Output()
        server.world.later(0, server.crash)
        return None
    now, dialect = server.world.now(), server.world.dialect
    rows = [
        replies.connection(link, replies.connected(now - link.since, dialect), dialect)
        for link in node.link_list.listed
    ]
    if dialect.asterisk_14:
        # In one line (asl2_41, asl2_61).
        rows = ["".join(f"{row}~" for row in rows), ""]
    else:
        rows = [*(row.rstrip() for row in rows), "", ""]
    linked = ", ".join(node.linked_nodes) or replies.NONE
    values = [f"{name}={value}" for name, value in reversed(node.variables.items())]
    flags = [f"{name}={value}" for name, value in replies.flags(node, inverted=False)]
    return Output((*rows, linked, "", *values, "", *flags, ""))


def variables(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the channel variables of a node."""
    node = server.world.nodes.get(arguments[0])
    if node is None:
        return Output()
    rows = [f"   {name}={value}" for name, value in reversed(node.variables.items())]
    head = f"Variable listing for node {node.number}:"
    return Output((head, *rows, f"    -- {len(rows)} variables"))


def set_variable(server: SimulatedServer, arguments: list[str]) -> Output:
    """Set channel variables of a node: `NAME=value`."""
    number, *pairs = arguments
    node = server.world.nodes.get(number)
    for name, mark, value in (pair.partition("=") for pair in pairs):
        if node is not None and mark:
            node.set_variable(name, value)
    return Output()


def stats(server: SimulatedServer, arguments: list[str]) -> Output:
    """Tell what NodeStat tells, for people."""
    node = server.world.nodes.get(arguments[0])
    if node is None:
        return Output()
    stars = "*" * 24
    banner = f"{stars} NODE {node.number} STATISTICS {stars}*"
    uptime = replies.elapsed(server.rpt_uptime)
    return Output((banner, "", *_statistics(node, uptime), ""))


def lookup(server: SimulatedServer, arguments: list[str]) -> Output:
    """Tell where a node is: once for each local node, with the same data."""
    (number,) = arguments
    remote = server.remote(number)
    if remote is None:
        return Output()
    where = f"radio@{remote.address}:{remote.port}/{number},NONE"
    if server.world.dialect.asterisk_14:
        where = f"{where:<70}"
    return Output(
        tuple(f"Node: {local:<10} Data: {where}" for local in server.world.nodes)
    )


def registrations(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the HTTP registrations (res_rpt_http_registrations)."""
    count = len(server.registrations)
    head = _registration("Host", "Username", "Perceived", "Refresh", "State")
    rows = [
        _registration(r.host, r.username, r.perceived, f"{r.refresh:>7}", r.state)
        for r in server.registrations
    ]
    return Output((head, *rows, f"{count} HTTP registration{'s' * (count != 1)}."))


def echolink_get(server: SimulatedServer, arguments: list[str]) -> Output:
    """Look an EchoLink station up by node name, callsign or address."""
    kind, wanted = arguments
    for row in server.echolink:
        column = {"n": row.node, "c": row.callsign, "i": row.address}.get(kind[:1])
        if column == wanted:
            return Output((row.text,))
    return Output((f"Error: Entry for {wanted} not found!",), ok=False)


def echolink_dump(server: SimulatedServer, arguments: list[str]) -> Output:
    """List all EchoLink stations."""
    return Output(tuple(row.text for row in server.echolink))


def echolink_nodes(server: SimulatedServer, arguments: list[str]) -> Output:
    """List the EchoLink stations that are linked to a node of this server."""
    names = {link.name for node in server.world.nodes.values() for link in node.links}
    linked = [row for row in server.echolink if row.link_name in names]
    rows = [
        f"{r.node:>7}  {r.callsign:<10} {r.address:<16}  {r.name:<32}" for r in linked
    ]
    return Output(("   Node  Call Sign  IP Address        Name", *rows))


def _registration(
    host: str, user: str, perceived: str, refresh: str, state: str
) -> str:
    return f"{host:<45}  {user:<10}  {perceived:<35}  {refresh}  {state}"


def _in_rows(items: list[str], size: int) -> list[str]:
    rows = [items[start : start + size] for start in range(0, len(items), size)]
    return [", ".join(row) for row in rows] or [replies.NONE]


def _statistics(node: SimulatedNode, uptime: str) -> Iterator[str]:
    states, usage, today = node.states, node.usage, node.usage.today
    seconds = node.transmitter.seconds
    dialect = node.world.dialect
    today_time = replies.with_milliseconds(today.tx_time + seconds, dialect)
    total_time = replies.with_milliseconds(usage.total.tx_time + seconds, dialect)
    names = _in_rows([link.name for link in node.link_list], _NAMES_IN_A_LINE)
    reverse = any(link.hidden for link in node.link_list)
    yield _row("Selected system state", "0")
    yield _row("Signal on input", "YES" if node.receiving else "NO")
    yield _row("System", replies.enabled(states.transmitter))
    yield _row("Parrot Mode", replies.enabled(states.parrot))
    yield _row("Scheduler", replies.enabled(states.scheduler))
    yield _row("Tail Time", states.tail.upper())
    yield _row("Time out timer", replies.enabled(states.time_out_timer))
    yield _row("Incoming connections", replies.enabled(states.incoming_connections))
    yield _row("Time out timer state", replies.time_out_state(node)[1])
    yield _row("Time outs since system initialization", usage.time_outs)
    yield _row("Identifier state", replies.identifier_state(node))
    yield _row("Kerchunks today", today.kerchunks)
    yield _row("Kerchunks since system initialization", usage.total.kerchunks)
    yield _row("Keyups today", today.keyups)
    yield _row("Keyups since system initialization", usage.total.keyups)
    yield _row("DTMF commands today", today.dtmf_commands)
    yield _row("DTMF commands since system initialization", usage.total.dtmf_commands)
    yield _row("Last DTMF command executed", usage.last_dtmf_command or "N/A")
    yield _row("TX time today", today_time)
    yield _row("TX time since system initialization", total_time)
    yield _row("Uptime", uptime)
    yield _row("Nodes currently connected to us", names[0])
    yield from (f"{'':<{_LABEL_WIDTH}}: {more}" for more in names[1:])
    yield _row("Autopatch", replies.enabled(states.autopatch))
    yield _row("Autopatch state", replies.patch_state(node)[1])
    yield _row("Autopatch called number", node.autopatch_number or "N/A")
    yield _row("Reverse patch/IAXRPT connected", "UP" if reverse else "DOWN")
    yield _row("User linking commands", replies.enabled(states.linking))
    yield _row("User functions", replies.enabled(states.user_functions))


def _row(label: str, value: object) -> str:
    return f"{label:.<{_LABEL_WIDTH}}: {value}"
