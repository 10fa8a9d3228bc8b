"""What a node's settings allow Home Assistant to put on the air."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..const import (
    CONF_LONGEST_CLIP,
    CONF_LONGEST_WAIT,
    CONF_MAY_TRANSMIT,
    CONF_PAUSE,
    CONF_QUIET_TIME,
    CONF_SCOPE,
    CONF_TIME_OUT,
    DEFAULT_LONGEST_CLIP,
    DEFAULT_LONGEST_WAIT,
    DEFAULT_PAUSE,
    DEFAULT_QUIET_TIME,
    DEFAULT_TIME_OUT,
    SCOPE_LOCAL,
    SCOPE_NETWORK,
)

# Seconds by which a clip is shorter than the time-out timer, which begins with
# the keying, 2 s before the clip (transcript p10_timeout_timer)
_BEFORE_TIME_OUT = 10.0


@dataclass(frozen=True, slots=True)
class OnAirSettings:
    """What is allowed; all times are in seconds.

    `network` is whether linked nodes may hear a clip. No clip is longer than
    `longest`. `pause` is from the end of a clip to the next, `quiet_time` how long
    the node must have been quiet, `longest_wait` how long a clip may wait for that.
    """

    may_transmit: bool
    network: bool
    longest: float
    pause: float
    quiet_time: float
    longest_wait: float

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read the data of a node's subentry."""
        time_out = data.get(CONF_TIME_OUT, DEFAULT_TIME_OUT)
        longest = data.get(CONF_LONGEST_CLIP, DEFAULT_LONGEST_CLIP)
        return cls(
            may_transmit=data.get(CONF_MAY_TRANSMIT, False) is True,
            network=data.get(CONF_SCOPE, SCOPE_LOCAL) == SCOPE_NETWORK,
            longest=min(longest, time_out - _BEFORE_TIME_OUT),
            pause=data.get(CONF_PAUSE, DEFAULT_PAUSE),
            quiet_time=data.get(CONF_QUIET_TIME, DEFAULT_QUIET_TIME),
            longest_wait=data.get(CONF_LONGEST_WAIT, DEFAULT_LONGEST_WAIT),
        )
