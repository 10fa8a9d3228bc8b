"""The words of app_rpt: link names, modes, directions."""

from collections.abc import Callable
from enum import StrEnum

from ..names import is_node_number

# app_rpt names that stand for no node: the marker of a list cut by
# linkpost_max_message_len (rpt_link.c), as in `R000000`.
TRUNCATION_MARK = "000000"


class Mode(StrEnum):
    """How audio flows over a link (the letters of RPT_ALINKS, rpt_link.c).

    It is unknown of a link that only SawStat has told of.
    """

    TRANSCEIVE = "transceive"
    MONITOR = "monitor"
    LOCAL_MONITOR = "local_monitor"
    CONNECTING = "connecting"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Who called: `out` is a call that this node made."""

    IN = "in"
    OUT = "out"


class Kind(StrEnum):
    """What stands at the other end of a link, judged by its name."""

    ALLSTAR = "allstar"
    PRIVATE = "private"
    ECHOLINK = "echolink"
    IRLP = "irlp"
    PHONE = "phone"
    CLIENT = "client"


LETTERS = {"T": Mode.TRANSCEIVE, "R": Mode.MONITOR, "C": Mode.CONNECTING}


def _unlisted(_number: str) -> bool:
    return False


def kind_of(name: str, is_listed: Callable[[str], bool] = _unlisted) -> Kind:
    """Return what a link's name stands for.

    `is_listed` tells whether a number is that of a published node: the numbers
    of IRLP are given to nodes as well.

    EchoLink links are `3` and the six-digit station number
    (chan_echolink.c); `-P` is the phone portal; other names with letters are
    web transceivers and IAX clients (transcript 61).
    """
    if not (name.isascii() and name.isdigit()):
        return Kind.PHONE if name.endswith("-P") else Kind.CLIENT
    if len(name) == 7 and name.startswith("3"):
        return Kind.ECHOLINK
    if not is_node_number(name.lstrip("0")):
        # Python counts no further than 4,300 digits.
        return Kind.ALLSTAR
    number = int(name)
    if 1 <= number <= 1999:
        return Kind.PRIVATE
    if 80000 <= number <= 89999 and not is_listed(name):
        return Kind.IRLP
    return Kind.ALLSTAR
