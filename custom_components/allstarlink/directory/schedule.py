"""When to ask for a newer list. Pure: the time enters as an argument."""

from datetime import datetime, timedelta

_DAY = timedelta(days=1)

# Seconds
_FIRST_RETRY = 30 * 60
_LONGEST_RETRY = 24 * 3600


def until_due(checked: datetime | None, now: datetime) -> float:
    """Return the seconds until a list that was checked then is a day old.

    A clock that was wrong, then or now, makes it a day at most.
    """
    if checked is None:
        return 0.0
    left = min(checked + _DAY - now, _DAY)
    return max(left.total_seconds(), 0.0)


def retry_delay(failures: int, asked: float) -> float:
    """Return the seconds to wait after so many failures in a row.

    `asked` is what the publisher asked for.
    """
    growing = _FIRST_RETRY * 2.0 ** min(max(failures - 1, 0), 10)
    return min(max(growing, asked), _LONGEST_RETRY)


def jitter_range(known: bool) -> tuple[float, float]:
    """Return between how many seconds to wait besides, so that not all ask at once.

    Who knows no list yet is in more of a hurry than who has an old one.
    """
    return (60.0, 3600.0) if known else (5.0, 30.0)
