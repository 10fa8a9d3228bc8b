"""Callsigns in the names of links: those who come in by phone, web or IAX client."""

import re

# app_rpt adds it to who comes in through the phone portal (transcript 61)
_PHONE = "-P"

# Letters and digits, at least one of each; what follows `-` or `/` is a part of it
_CALLSIGN = re.compile(
    r"(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{3,10}([-/][A-Z0-9]{1,4})?", re.IGNORECASE
)


def client_callsign(name: str) -> str | None:
    """Return the callsign by which a client is named, None if it is no callsign."""
    callsign = name.removesuffix(_PHONE)
    return callsign if _CALLSIGN.fullmatch(callsign) else None
