"""The output of `rpt show version` (rpt_cli.c; transcript 90): `app_rpt version: 3.10.4`."""

from collections.abc import Iterable
import re

_LINE = re.compile(r"app_rpt version: ?([0-9][\w.+~-]{0,39})", re.IGNORECASE)


def parse_rpt_version(output: Iterable[str]) -> str | None:
    """Return the version of app_rpt, None if the output does not have it."""
    found = filter(None, map(_LINE.match, output))
    return next((match[1] for match in found), None)
