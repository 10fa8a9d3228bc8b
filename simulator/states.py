"""The switches of a node that `cop` commands turn, and how replies name them."""

from dataclasses import dataclass
from typing import Literal

type Identifier = Literal["clean", "queued_in_tail", "queued_for_cleanup"]
type Tail = Literal["standard", "alternate"]


@dataclass(slots=True)
class SystemStates:
    """What is switched on; true is enabled, whatever a reply makes of it.

    `parrot_always` is rpt.conf's own parrot setting, which no command can undo.
    """

    transmitter: bool = True
    time_out_timer: bool = True
    linking: bool = True
    autopatch: bool = True
    scheduler: bool = True
    user_functions: bool = True
    incoming_connections: bool = True
    parrot: bool = False
    parrot_always: bool = False
    tail: Tail = "standard"
    telemetry_mode: int = 2
    identifier: Identifier = "clean"


# rpt_functions.c, function_cop, as transcripts 92, 93 and d06 show it.
COP: dict[int, tuple[str, object]] = {
    2: ("transmitter", True),
    3: ("transmitter", False),
    7: ("time_out_timer", True),
    8: ("time_out_timer", False),
    9: ("autopatch", True),
    10: ("autopatch", False),
    11: ("linking", True),
    12: ("linking", False),
    15: ("scheduler", True),
    16: ("scheduler", False),
    17: ("user_functions", True),
    18: ("user_functions", False),
    19: ("tail", "alternate"),
    20: ("tail", "standard"),
    21: ("parrot", True),
    22: ("parrot", False),
    33: ("telemetry_mode", 1),
    34: ("telemetry_mode", 0),
    35: ("telemetry_mode", 2),
    49: ("incoming_connections", False),
    50: ("incoming_connections", True),
}
