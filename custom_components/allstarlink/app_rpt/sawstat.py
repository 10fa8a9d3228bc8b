"""The reply to `RptStatus` / `SawStat` (rpt_manager.c, rpt_manager_do_sawstat)."""

from dataclasses import dataclass
import re

from ..names import MAX_LINKS, kept_form, normal_name
from .errors import MalformedError
from .xstat import Fields

# Seconds since 1970, the most there can be, have ten digits; more than 400,000 hours,
# as for RptUptime, are due to a clock that was set
_SECONDS = re.compile(r"-?[0-9]{1,10}")
_MAX_SECONDS = 400_000 * 3600

_KEYED = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class Saw:
    """When a link was last heard.

    `since_key` and `since_unkey` are whole seconds since its last key-down
    and key-up; None when there was none on this connection, or when it cannot be
    true. `odd_name` is the
    wire's form of the name where `name` is another.
    """

    name: str
    keyed: bool
    since_key: int | None
    since_unkey: int | None
    odd_name: str | None = None


@dataclass(frozen=True, slots=True)
class SawStat:
    """One entry a link, newest link first: not the order of XStat.

    `unread` is the number of lines that could not be read.
    """

    node: str
    links: tuple[Saw, ...]
    unread: int = 0


def parse_sawstat(fields: Fields, limit: int = MAX_LINKS) -> SawStat:
    """Return the parsed reply; of more links than `limit` the oldest are kept.

    A line that cannot be read tells nothing of its link, and no more. Raises
    MalformedError when the reply is cut short.
    """
    node = ""
    lines = []
    for name, value in fields:
        if name == "Node":
            node = node or value.strip()
        elif name == "Conn":
            lines.append(value)
    if not node:
        raise MalformedError("SawStat without Node")
    lines = lines[-limit:]
    links = [saw for saw in map(_parse_conn, lines) if saw is not None]
    return SawStat(node, tuple(links), len(lines) - len(links))


def _parse_conn(value: str) -> Saw | None:
    # From the right: a name may have blanks, at its ends as well (transcript odd).
    wire, *rest = value.rstrip().rsplit(" ", 3)
    if len(rest) != 3 or not (name := normal_name(wire)):
        return None
    keyed, *seconds = rest
    if keyed not in _KEYED or not all(map(_SECONDS.fullmatch, seconds)):
        return None
    since_key, since_unkey = map(_since, seconds)
    odd_name = None if name == wire else kept_form(wire)
    return Saw(name, _KEYED[keyed], since_key, since_unkey, odd_name)


def _since(text: str) -> int | None:
    seconds = int(text)
    return seconds if 0 <= seconds <= _MAX_SECONDS else None
