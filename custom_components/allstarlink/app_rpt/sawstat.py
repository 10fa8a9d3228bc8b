"""The reply to `RptStatus` / `SawStat` (rpt_manager.c, rpt_manager_do_sawstat)."""

from dataclasses import dataclass

from .errors import MalformedError
from .xstat import Fields

# Seconds since 1970, the most there can be, have as many
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Saw:
    """When a link was last heard.

    `since_key` and `since_unkey` are whole seconds since its last key-down
    and key-up; None when there was none on this connection.
    """

    name: str
    keyed: bool
    since_key: int | None
    since_unkey: int | None


@dataclass(frozen=True, slots=True)
class SawStat:
    """One entry a link, newest link first: not the order of XStat."""

    node: str
    links: tuple[Saw, ...]


def parse_sawstat(fields: Fields) -> SawStat:
    """Return the parsed reply. Raises MalformedError when it is cut short."""
    node = ""
    links = []
    for name, value in fields:
        if name == "Node":
            node = node or value.strip()
        elif name == "Conn":
            links.append(_parse_conn(value))
    if not node:
        raise MalformedError("SawStat without Node")
    return SawStat(node, tuple(links))


def _parse_conn(value: str) -> Saw:
    try:
        name, keyed, since_key, since_unkey = value.split()
        return Saw(
            name,
            {"0": False, "1": True}[keyed],
            _seconds(since_key),
            _seconds(since_unkey),
        )
    except (ValueError, KeyError) as err:
        raise MalformedError(f"SawStat Conn {value[:80]!r}") from err


def _seconds(text: str) -> int | None:
    if len(text) > _MOST_DIGITS:
        raise ValueError(text)
    seconds = int(text)
    return seconds if seconds >= 0 else None
