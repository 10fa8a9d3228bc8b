"""The links of a node, and the four ways in which app_rpt tells of them.

Formats: RPT_LINKS and RPT_ALINKS as recorded in transcripts 50, 51 and 61;
app_rpt's `rpt_link.c` and `rpt_manager.c`.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .dialect import Dialect

if TYPE_CHECKING:
    from .channels import LinkChannel
    from .node import SimulatedNode
    from .world import World

type Mode = Literal["transceive", "monitor", "local_monitor"]
type Direction = Literal["in", "out"]
type State = Literal["established", "connecting"]

_LETTERS = {"transceive": "T", "monitor": "R"}

NO_CHANNEL = "(none)"


@dataclass(frozen=True, slots=True)
class LinkTruth:
    """A link as it really is, to compare with what a client believes.

    `since` is when this connection or this try began, seconds since the epoch by
    the server's clock.
    """

    name: str
    mode: Mode
    direction: Direction
    state: State
    keyed: bool
    peer: str
    permanent: bool
    reconnects: int
    since: float


@dataclass(slots=True, eq=False)
class Link:
    """A link as the node keeps it.

    `far` is the other end when it is a node of the same server, `channel` that of
    the call while there is one to tell of.
    """

    name: str
    mode: Mode
    direction: Direction
    peer: str
    since: float
    permanent: bool = False
    established: bool = False
    has_connected: bool = False
    reconnects: int = 0
    keyed: bool = False
    last_key: float | None = None
    last_unkey: float | None = None
    children: tuple[str, ...] = ()
    far: SimulatedNode | None = None
    channel: LinkChannel | None = None
    _timer: asyncio.TimerHandle | None = None

    def later(self, world: World, delay: float, callback: Callable[[], None]) -> None:
        """Let the next thing happen to this link, instead of what was to happen."""
        self.forget_timer()
        self._timer = world.later(delay, callback)

    def forget_timer(self) -> None:
        """Let nothing more happen to this link by itself."""
        if self._timer is not None:
            self._timer.cancel()

    @property
    def truth(self) -> LinkTruth:
        """The link as a value."""
        return LinkTruth(
            self.name,
            self.mode,
            self.direction,
            "established" if self.established else "connecting",
            self.keyed,
            self.peer,
            self.permanent,
            self.reconnects,
            self.since,
        )

    @property
    def hidden(self) -> bool:
        """Whether XStat and the events leave it out (transcript 61)."""
        return self.name.startswith("0")

    @property
    def letter(self) -> str:
        """Its mode letter, empty for a local monitor."""
        if self.mode == "local_monitor":
            return ""
        return _LETTERS[self.mode] if self.established else "C"

    @property
    def is_client(self) -> bool:
        """Whether it is named by letters: a phone, a web or an IAX client."""
        return not self.name.isdigit()


def adjacent(links: Iterable[Link], dialect: Dialect) -> list[str]:
    """Return the items of RPT_ALINKS: name, mode letter, key; links in their order."""
    return [
        f"{_name(link, dialect)}{link.letter}{'K' if link.keyed else 'U'}"
        for link in links
        if link.letter and not link.hidden
    ]


def _name(link: Link, dialect: Dialect) -> str:
    """Return a link's own name as the lists have it: changed like those behind it."""
    return dialect.downgraded(f"{link.letter}{link.name}", link.letter)[1:]


def network(links: Iterable[Link], dialect: Dialect) -> list[str]:
    """Return the items of RPT_LINKS: each link and then what it reported."""
    items: list[str] = []
    for link in links:
        if not link.letter or link.hidden:
            continue
        items.append(f"{link.letter}{_name(link, dialect)}")
        items += [dialect.downgraded(child, link.letter) for child in link.children]
    return items


def linked_nodes(links: Iterable[Link], dialect: Dialect) -> list[str]:
    """Return the items of LinkedNodes: sorted by name, duplicates kept.

    app_rpt splits its list at each comma, also within a name, but into no more parts
    than there are items (odd_xstat_odd_names). Old ones cut it (asl2_51).
    """
    items = network(links, dialect)
    if not items:
        return []
    text = ",".join(items)[: dialect.list_length]
    parts = text.split(",", len(items) - 1)
    return sorted(parts, key=lambda item: (not item, item[1:]))


def counted(items: list[str], most: int | None = None) -> str:
    """Return a list as the events carry it: its length, then its items, cut at most."""
    return ",".join([str(len(items)), *items])[:most]
