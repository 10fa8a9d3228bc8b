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
