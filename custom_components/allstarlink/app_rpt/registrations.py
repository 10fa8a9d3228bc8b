"""The output of `rpt show registrations` (res_rpt_http_registrations.c; transcript c21).

A registrar that does not answer any more leaves `Registered` as it was, for
that module takes it back only when an answer says so.
"""

from collections.abc import Iterable

from ..asterisk.registrations import Registration, Technology, parse_registry_table
from .errors import MalformedError


def parse_http_registrations(lines: Iterable[str]) -> tuple[Registration, ...]:
    """Return the HTTP registrations of a server.

    Raises MalformedError when the output is cut short or another text.
    """
    registrations = parse_registry_table(lines, Technology.HTTP)
    if registrations is None:
        raise MalformedError("No whole list of registrations")
    return registrations
