"""A node's part of rpt.conf."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .remote_base import RemoteBase
from .voter import Voter


@dataclass(frozen=True, slots=True)
class NodeSetup:
    """A node's part of rpt.conf.

    `time_out_after` is totime in seconds; `functions` maps the digits of a DTMF
    command to the ilink function that it does; `macros` maps numbers to digits.
    `variables` are those that a script has set on the node's channel.
    With `radio_missing` the interface of its radio does not exist: no thread runs.
    """

    number: str
    channel: str = "Local/pseudo@default-00000000;1"
    time_out_after: float = 180.0
    parrot_always: bool = False
    functions: Mapping[str, int] = field(
        default_factory=lambda: {"1": 1, "2": 2, "3": 3, "70": 5}
    )
    macros: Mapping[str, str] = field(default_factory=dict)
    remote_base: RemoteBase | None = None
    voter: Voter | None = None
    radio_missing: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
