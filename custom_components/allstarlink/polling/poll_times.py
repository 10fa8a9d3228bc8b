"""When each node of a server is polled: spread over the interval, not in one burst."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..app_rpt.state import NodeState
from ..const import (
    CONF_ADAPTIVE_POLLING,
    CONF_EVENT_LESS_INTERVAL,
    CONF_POLL_INTERVAL,
    DEFAULT_ADAPTIVE_POLLING,
    DEFAULT_EVENT_LESS_INTERVAL,
    DEFAULT_POLL_INTERVAL,
    MIN_POLL_INTERVAL,
)
from ..moment import Moment

# Seconds between two polls of a node that sends no events and is idle, at least
_IDLE_INTERVAL = 2

# A node counts as busy for so long after it was last heard
_BUSY = timedelta(minutes=5)

# Multiples of this fill the interval evenly, however many nodes there are
_GOLDEN_RATIO = (5**0.5 - 1) / 2

# A poll so shortly before its time is the one that was due, seconds
_SLACK = 2.0


def share_of(index: int) -> float:
    """Return how far into the interval the polls of the n-th node lie, 0 to 1."""
    return index * _GOLDEN_RATIO % 1


def until_next_poll(now: float, epoch: float, share: float, interval: float) -> float:
    """Return the seconds until the next poll, at most `interval` and some slack.

    Polls lie at `epoch` plus this share of the interval, and whole intervals
    after that; what else was polled meanwhile does not move them.
    """
    wait = (epoch + share * interval - now) % interval
    return wait if wait >= _SLACK else wait + interval


def poll_interval(
    options: Mapping[str, Any], settings: Mapping[str, Any], *, is_busy: bool
) -> float:
    """Return the seconds between two polls, by a server's options and a node's settings."""
    default = options.get(CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL)
    seconds = settings.get(CONF_POLL_INTERVAL) or default
    if is_busy and options.get(CONF_ADAPTIVE_POLLING, DEFAULT_ADAPTIVE_POLLING):
        seconds = max(MIN_POLL_INTERVAL, seconds / 4)
    return float(seconds)


def event_less_interval(options: Mapping[str, Any], *, is_active: bool) -> float:
    """Return the seconds between two polls of a node that sends no events."""
    seconds = options.get(CONF_EVENT_LESS_INTERVAL, DEFAULT_EVENT_LESS_INTERVAL)
    return float(seconds if is_active else max(_IDLE_INTERVAL, seconds))


def is_busy(state: NodeState, now: Moment) -> bool:
    """Tell whether a node has links, or somebody has been talking lately."""
    talking = state.talking
    if state.links or talking.keyed:
        return True
    return talking.last_heard is not None and now - talking.last_heard < _BUSY
