"""The output of `core show version`: `Asterisk 22.10.1 built by ...` (transcripts 90, c10).

A build from a repository has no number (`Asterisk GIT  built by`, asl2_90).
"""

from collections.abc import Iterable
import re

_NUMBER = r"[0-9]+\.[\w.-]{0,39}"
_LINE = re.compile(rf"Asterisk ({_NUMBER})")


def parse_asterisk_version(output: Iterable[str]) -> str | None:
    """Return the version of Asterisk without what a packager added, None without one."""
    found = filter(None, map(_LINE.match, output))
    return next((match[1] for match in found), None)


# Before it no event names the call that a channel belongs to: there is no Linkedid
LEAST_FOR_CALLS = "13.5"
_LEAST = (13, 5)


def can_follow_calls(version: str | None) -> bool | None:
    """Return whether the events of this Asterisk tell of calls, None when nobody knows.

    `version` is `13.4.0` or the like; a build without a number is not known.
    """
    match = re.match(r"([0-9]+)\.([0-9]+)", version or "")
    if match is None:
        return None
    return (int(match[1]), int(match[2])) >= _LEAST
