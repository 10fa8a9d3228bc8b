"""What app_rpt before 3.10 does to its lists of links: names that were changed or cut.

Of a link in another mode than transceive it changes the letters in the whole part
of the list, names included (rpt_link.c, __mklinklist; transcripts asl2_63, hv_63):
T to R behind a monitored link, T and R to C behind one that connects. ASL2 cuts a
list at 5,119 bytes, wherever that is (MAXLINKLIST; transcript asl2_51).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from .alinks import AdjacentLink
from .names import Mode

# Letters of a name that become another one, by the mode of the link
_CHANGED: Final[Mapping[Mode, tuple[str, str]]] = {
    Mode.MONITOR: ("T", "R"),
    Mode.CONNECTING: ("TR", "C"),
}

# Bytes of a list that may have been cut: as recorded, and as its buffer holds
_MAY_BE_CUT = range(5_116, 5_120)


def as_listed(name: str, mode: Mode) -> str:
    """Return how an old list has the name of a link that is in this mode."""
    letters, becomes = _CHANGED.get(mode, ("", ""))
    return "".join([becomes if sign in letters else sign for sign in name])


def may_be_changed(name: str, mode: Mode) -> bool:
    """Whether a name in a list is perhaps another one: a letter in it may have been changed."""
    _, becomes = _CHANGED.get(mode, ("", "\0"))
    return becomes in name


class TrueNames:
    """The names of the links of a node, to be found by how a list has them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names as something else than a list has them."""
        self._names = frozenset(names)
        self._listed: dict[tuple[Mode, str], str | None] = {}
        for name in self._names:
            if name.isdigit():
                continue
            for mode in _CHANGED:
                if (listed := as_listed(name, mode)) != name:
                    # Of two that look the same nobody knows which is meant.
                    is_first = (mode, listed) not in self._listed
                    self._listed[mode, listed] = name if is_first else None

    def of(self, name: str, mode: Mode) -> str:
        """Return the true name of an item of a list; the same if no link is known by it."""
        if not self._listed or name in self._names:
            return name
        return self._listed.get((mode, name)) or name

    def adjacent(self, links: tuple[AdjacentLink, ...]) -> tuple[AdjacentLink, ...]:
        """Return the items of RPT_ALINKS with true names."""
        if not self._listed:
            return links
        return tuple(
            link
            if (name := self.of(link.name, link.mode)) == link.name
            else replace(link, name=name, odd_name=None)
            for link in links
        )

    def is_doubtful(self, link: AdjacentLink) -> bool:
        """Whether an item of RPT_ALINKS has a name that nobody knows and that may be changed."""
        return link.name not in self._names and may_be_changed(link.name, link.mode)


def read_adjacent(
    links: tuple[AdjacentLink, ...], names: Iterable[str]
) -> tuple[tuple[AdjacentLink, ...], bool]:
    """Return the items of RPT_ALINKS with their true names, and whether all have one.

    `names` are those of the links that are known. Items without a true name are left
    out: they are new, and a poll has their names.
    """
    if all(link.mode is Mode.TRANSCEIVE or link.name.isdigit() for link in links):
        return links, True
    true = TrueNames(names)
    found = true.adjacent(links)
    sure = tuple(link for link in found if not true.is_doubtful(link))
    return sure, len(sure) == len(found)


def is_cut(value: str) -> bool:
    """Whether ASL2 may have cut LinkedNodes, which has a blank after each comma."""
    return len(value.encode()) - value.count(", ") in _MAY_BE_CUT


def ends_whole(items: Iterable[str]) -> bool:
    """Whether a list that was cut was cut between names, or has no more than a mode of one."""
    return any(not item[1:] for item in items)


def whole_names(reported: str) -> frozenset[str]:
    """Return the names in RPT_LINKS that are whole: all but the last one may be."""
    return frozenset(item[1:] for item in reported.split(",")[1:-1])
