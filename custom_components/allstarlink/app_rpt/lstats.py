"""The output of `rpt lstats` (rpt_cli.c, rpt_do_lstats; transcripts hv_41, hv_61).

A head of two lines, then one line a link with the columns of XStat's `Conn`, and a
connect time with milliseconds. It has neither modes nor what is behind a link, and does
no harm where XStat may end the server (transcript hv_55).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..names import MAX_LINKS
from .conn import Conn, ConnLines
from .errors import MalformedError


@dataclass(frozen=True, slots=True)
class LinkStats:
    """The links of a node, and the names in the lines that cannot be read."""

    conns: tuple[Conn, ...]
    unread: tuple[str, ...] = ()


def parse_lstats(
    output: Sequence[str], names: Iterable[str], limit: int = MAX_LINKS
) -> LinkStats:
    """Return the parsed output; of more links than `limit` the oldest are kept.

    `names` are those of the links in the wire's form, newest first, of which the lines
    may have the beginning only. Raises MalformedError when it is another output.
    """
    lines = [line for line in output if line.strip()]
    if len(lines) < 2 or lines[0].split()[:2] != ["NODE", "PEER"]:
        raise MalformedError("rpt lstats without its head")
    conns, unread = ConnLines(lines[2 : 2 + limit]).read(names, ())
    return LinkStats(conns, unread)
