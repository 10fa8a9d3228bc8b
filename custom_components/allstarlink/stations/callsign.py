"""Callsigns and their forms: with a suffix or a prefix, and in a text.

A callsign has forms such as `W1AW-L` and `W1AW-R` (EchoLink), `W1AW-7` (one of several
devices), `W1AW/M` and `DL/W1AW` (on the way, abroad); names that people give to nodes
have more words. All of them are the station W1AW.
"""

import re

# Characters of a callsign with all of its additions
_LONGEST = 20

# Letters and digits, at least one of each
_CALLSIGN = re.compile(r"(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{3,10}")
_TYPED = re.compile(r"[A-Z0-9]+([-/][A-Z0-9]+)*")
_BETWEEN = re.compile(r"[-/\s]+")


def typed_callsign(text: str) -> str | None:
    """Return a callsign that was typed, in upper case; None if it is none."""
    callsign = text.strip().upper()
    if len(callsign) > _LONGEST or not _TYPED.fullmatch(callsign):
        return None
    return callsign if base_callsign(callsign) else None


def base_callsign(text: str) -> str | None:
    """Return the callsign without additions: the longest that is in the text."""
    parts = _BETWEEN.split(text.upper())
    callsigns = [part for part in parts if _CALLSIGN.fullmatch(part)]
    return max(callsigns, key=len, default=None)


def is_of_station(callsign: str, wanted: str) -> bool:
    """Return whether a callsign is of the station `wanted`, as `typed_callsign` has it.

    One without an addition has every form, one with an addition is only itself.
    """
    if callsign.strip().upper() == wanted:
        return True
    return base_callsign(callsign) == wanted
