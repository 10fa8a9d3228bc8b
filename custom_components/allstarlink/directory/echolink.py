"""EchoLink stations: from the name of a link to the number, from an answer to the callsign.

What chan_echolink answers to `echolink dbget nodename N` is one line,
`345678|W1EL-L|127.0.0.2` (transcript 65), or an error in words.
"""

from collections.abc import Iterable
import re

# `3` and the number in six digits (chan_echolink.c): 3009001 is station 9001
_LINK = re.compile(r"30*([1-9][0-9]*)")
_LINK_LENGTH = 7

# Conferences have asterisks, as *ECHOX*; EchoLink's own limit is 10 characters
_CALLSIGN = re.compile(r"[A-Za-z0-9*/_-]{1,16}")

# Whom the server calls itself is named so until it has answered (chan_echolink.c)
_CALLING = "OUTBOUND"

_OUTPUT = "Output: "
_NO_SUCH_COMMAND = "No such command"


class NoEchoLink(Exception):
    """The server has no such command: chan_echolink is not loaded."""


class NotAnswered(Exception):
    """The server still calls the station, and does not know its callsign yet."""


def station_number(name: str) -> str | None:
    """Return the number of the EchoLink station that a link's name means, if it does."""
    if len(name) != _LINK_LENGTH or not name.isascii():
        return None
    match = _LINK.fullmatch(name)
    return match[1] if match else None


def callsign_in(output: Iterable[str], number: str) -> str | None:
    """Return the callsign that an answer has for a station's number, None without one.

    Raises NoEchoLink or NotAnswered.
    """
    for line in output:
        text = line.removeprefix(_OUTPUT).strip()
        if text.startswith(_NO_SUCH_COMMAND):
            raise NoEchoLink
        found, _, rest = text.partition("|")
        callsign = rest.partition("|")[0]
        if found == number and callsign == _CALLING:
            raise NotAnswered
        if found == number and _CALLSIGN.fullmatch(callsign):
            return callsign
    return None
