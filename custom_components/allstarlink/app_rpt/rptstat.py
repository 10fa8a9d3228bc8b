"""The reply to `RptStatus` / `RptStat` (rpt_manager.c:819)."""

from dataclasses import dataclass
from datetime import timedelta

from ..names import MAX_NODES, is_node_number
from .errors import MalformedError
from .xstat import Fields

# A century
_MOST_HOURS = 1_000_000


@dataclass(frozen=True, slots=True)
class RptStat:
    """The nodes of a server in rpt.conf's order, and app_rpt's uptime.

    `left_out` is how many nodes there are beyond the limit.
    """

    nodes: tuple[str, ...]
    uptime: timedelta
    left_out: int = 0


def parse_rptstat(fields: Fields) -> RptStat:
    """Return the parsed reply. Raises MalformedError when it is cut short.

    A server without nodes sends a bare `<NONE>` line in place of `Nodes:`. A
    name that is not the number of a node is left out: app_rpt has no such node
    (app_rpt.c, load_config), and names become parts of devices and requests.
    """
    nodes: tuple[str, ...] | None = None
    uptime: timedelta | None = None
    for name, value in fields:
        if name == "Nodes":
            names = (name.strip() for name in value.split(","))
            nodes = tuple(dict.fromkeys(filter(is_node_number, names)))
        elif (name, value) == ("", "<NONE>"):
            nodes = ()
        elif name == "RptUptime":
            uptime = _uptime(value)
    if nodes is None or uptime is None:
        raise MalformedError("RptStat without nodes or uptime")
    return RptStat(nodes[:MAX_NODES], uptime, max(0, len(nodes) - MAX_NODES))


def _uptime(value: str) -> timedelta:
    try:
        hours, minutes, seconds = (int(part) for part in value.split(":"))
        if not 0 <= hours <= _MOST_HOURS:
            raise ValueError(value)  # noqa: TRY301  (as for what is no number)
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (ValueError, OverflowError) as err:
        raise MalformedError(f"RptUptime {value[:40]!r}") from err
