"""The file favorites.ini of AllScan and Supermon, pasted into a form.

Each favorite is two lines: `label[] = "W1AW Newington 2560"` and
`cmd[] = "rpt cmd %node% ilink 3 2560"`. The number after `ilink` is a way to
connect (app_rpt's function ilink); a semicolon or a number sign before it begins
a comment. A form's field has one line, so that a browser makes one of the file.
"""

from collections.abc import Iterator
import re

from ..names import is_node_number

# Characters of a file that are read: some thousand favorites
_MAX_FILE = 200_000

# Each command with what stands before it, whatever has become of the lines
_COMMAND = re.compile(
    r"([;#]?)[ \t]{0,8}\bcmd[ \t]{0,8}\[\][ \t]{0,8}=[ \t]{0,8}\"([^\"]{1,200})\""
)

# The ways to connect: monitor, transceive and local monitor, and permanently
_CONNECT = re.compile(r"\bilink (?:2|3|8|12|13|18) ([0-9]{1,10})\b")


def numbers_in_favorites_ini(text: str) -> list[str]:
    """Return the nodes that a file connects to, in its order; none of any other text."""
    return list(dict.fromkeys(_numbers(text[:_MAX_FILE])))


def _numbers(text: str) -> Iterator[str]:
    for comment, command in _COMMAND.findall(text):
        if not comment:
            numbers = _CONNECT.findall(" ".join(command.split()))
            yield from filter(is_node_number, numbers)
