"""Which system the simulator is: how its wire and its death differ.

Each is held against its own recordings: `asl3` those without a prefix, `asl2`
`asl2_*`, `hamvoip` `hv_*`. `asl3-3.8` is app_rpt 3.8 and 3.9, not recorded.
"""

from dataclasses import dataclass
from typing import Literal

# What XStat of a node without a running thread does to a client or the server
type Ending = Literal["unknown", "session", "server"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One system.

    - `asterisk_14`: Asterisk 1.4 with its manager 1.0, else 22 with 11.0.0
    - `thread_missing`: what XStat of a remote base or a starting node ends
    - `radio_missing`: the same of a node whose radio interface is missing
    """

    name: str
    asterisk_14: bool = False
    thread_missing: Ending = "session"
    radio_missing: Ending = "unknown"


ASL3 = Dialect("asl3")
ASL3_8 = Dialect("asl3-3.8", radio_missing="session")
ASL2 = Dialect(
    "asl2", asterisk_14=True, thread_missing="server", radio_missing="server"
)

DIALECTS = {dialect.name: dialect for dialect in (ASL3, ASL3_8, ASL2)}
