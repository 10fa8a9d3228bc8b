"""The reply to `RptStatus` / `RptStat` (rpt_manager.c:819)."""

from dataclasses import dataclass
from datetime import timedelta
import re

from ..names import MAX_NODES, is_node_number
from .errors import MalformedError
from .xstat import Fields

# While app_rpt starts, it counts from 1970: 498907 hours (transcripts asl2_24, hv_24)
_MAX_HOURS = 400_000

# Names that are looked at; the rest is counted
_MAX_READ = 10_000

# Each part may be negative
_UPTIME = re.compile(r"(-?[0-9]{1,7}):(-?[0-9]{1,2}):(-?[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class RptStat:
    """The nodes of a server in rpt.conf's order, and app_rpt's uptime.

    The uptime is None where it cannot be true: just after a start, or when the
    clock of the server has been set. `left_out` is how many nodes there are
    beyond the limit.
    """

    nodes: tuple[str, ...]
    uptime: timedelta | None
    left_out: int = 0


def parse_rptstat(fields: Fields) -> RptStat:
    """Return the parsed reply. Raises MalformedError when it is cut short.

    A server without nodes sends a bare `<NONE>` line in place of `Nodes:`. A
    name that is not the number of a node is left out: app_rpt has no such node
    (app_rpt.c, load_config), and names become parts of devices and requests.
    """
    nodes: tuple[str, ...] | None = None
    uptime: timedelta | None = None
    has_uptime, unread = False, 0
    for name, value in fields:
        if name == "Nodes":
            names = value.split(",", _MAX_READ)
            unread = names.pop().count(",") + 1 if len(names) > _MAX_READ else 0
            nodes = tuple(dict.fromkeys(filter(is_node_number, map(str.strip, names))))
        elif (name, value) == ("", "<NONE>"):
            nodes = ()
        elif name == "RptUptime":
            uptime, has_uptime = _uptime(value), True
    if nodes is None or not has_uptime:
        raise MalformedError("RptStat without nodes or uptime")
    left_out = max(0, len(nodes) - MAX_NODES) + unread
    return RptStat(nodes[:MAX_NODES], uptime, left_out)


def _uptime(value: str) -> timedelta | None:
    if (found := _UPTIME.fullmatch(value.strip())) is None:
        raise MalformedError(f"RptUptime {value[:40]!r}")
    hours, minutes, seconds = (int(part) for part in found.groups())
    uptime = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return uptime if timedelta() <= uptime <= timedelta(hours=_MAX_HOURS) else None
