"""Which system the simulator is: how its wire and its death differ.

Each is held against its own recordings: `asl3` those without a prefix, `asl2`
`asl2_*` (Asterisk 1.4, app_rpt 2.0.0-beta), `hamvoip` `hv_*` (Asterisk 1.4, app_rpt
0.325, which ASL 1 had as well). `asl3-3.8` is app_rpt 3.8 and 3.9, not recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from .timings import Timings

# What XStat of a node without a running thread ends, or that it is unknown
type Ending = Literal["unknown", "session", "server"]

_COMMON: Final = ("RPT_RXKEYED", "RPT_TXKEYED", "RPT_ETXKEYED", "RPT_AUTOPATCHUP")
# How a neighbour's mode changes what it reports: the mode letters of its children
_LETTERS: Final = {"T": {}, "R": {"T": "R"}, "C": {"T": "C", "R": "C"}}


@dataclass(frozen=True, slots=True)
class Dialect:
    """One system.

    - `asterisk_14`: Asterisk 1.4 with manager 1.0 and an app_rpt of its time, else
      Asterisk 22 with manager 11.0.0
    - `thread_missing`: what XStat of a remote base or a starting node ends
    - `radio_missing`: the same of a node whose radio interface is missing
    - `rpt_events`: whether app_rpt sends events
    - `start_variables`: what a starting node sets, in that order
    - `name_length`: how much of a name XStat's Conn has, None for all
    - `millisecond`: how a duration with milliseconds ends
    - `wraps`: connect times are 32-bit milliseconds, whose hours turn negative
    - `list_length`: bytes of a list of links, None for all
    - `fatal_names`: numbers of names in LinkedNodes at which XStat ends Asterisk
    - `counts_machine`: before its start is known, RptUptime is the machine's
    - `timings`: how long it takes for what it does
    """

    name: str
    asterisk_14: bool = False
    thread_missing: Ending = "session"
    radio_missing: Ending = "unknown"
    rpt_events: bool = True
    start_variables: tuple[str, ...] = (
        *_COMMON,
        "RPT_NUMLINKS",
        "RPT_NUMALINKS",
        "RPT_LINKS",
        "RPT_ALINKS",
    )
    name_length: int | None = None
    millisecond: str = ":{:02d}"
    wraps: bool = False
    list_length: int | None = None
    fatal_names: range = range(0)
    counts_machine: bool = False
    timings: Timings = Timings()

    def downgraded(self, child: str, letter: str) -> str:
        """Return what a neighbour reports as a node linked by that letter passes it on.

        Old ones change every such letter, also those of a name (asl2_63, hv_63).
        """
        changes: Mapping[str, str] = _LETTERS[letter]
        if self.asterisk_14:
            return "".join(changes.get(sign, sign) for sign in child)
        return f"{changes.get(child[0], child[0])}{child[1:]}"


ASL3: Final = Dialect("asl3")
ASL3_8: Final = Dialect("asl3-3.8", radio_missing="session")

# Transcripts asl2_50c, asl2_58c, asl2_70 and asl2_45
_OLD_TIMINGS: Final = Timings(
    login_limit=None,
    shutdown=0.2,
    mode_change=0.45,
    no_answer=5.2,
    give_up=0.0,
    time_out_notice=0.57,
    time_out_release=0.0,
)
ASL2: Final = Dialect(
    "asl2",
    asterisk_14=True,
    thread_missing="server",
    radio_missing="server",
    start_variables=(
        *_COMMON,
        "RPT_NUMLINKS",
        "RPT_LINKS",
        "RPT_ALINKS",
        "RPT_NUMALINKS",
    ),
    list_length=5116,
    timings=_OLD_TIMINGS,
)
HAMVOIP: Final = Dialect(
    "hamvoip",
    asterisk_14=True,
    thread_missing="server",
    radio_missing="server",
    rpt_events=False,
    start_variables=(*_COMMON, "RPT_NUMLINKS", "RPT_LINKS"),
    name_length=14,
    millisecond=".{}",
    wraps=True,
    fatal_names=range(128, 256),
    counts_machine=True,
    timings=_OLD_TIMINGS,
)

DIALECTS: Final = {dialect.name: dialect for dialect in (ASL3, ASL3_8, ASL2, HAMVOIP)}
