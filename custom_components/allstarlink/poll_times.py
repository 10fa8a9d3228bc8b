"""When each node of a server is polled: spread over the interval, not in one burst."""

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
