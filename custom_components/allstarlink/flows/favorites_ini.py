"""The file favorites.ini of AllScan and Supermon, pasted into a form.

Each favorite is two lines: `label[] = "W1AW Newington 2560"` and
`cmd[] = "rpt cmd %node% ilink 3 2560"`. The number after `ilink` is a way to
connect (app_rpt's function ilink); a semicolon begins a comment. A browser
may paste the file as one line.
"""

from collections.abc import Iterator
import re

from ..names import is_node_number

# Characters of a file that are read: some thousand favorites
_MAX_FILE = 200_000

# The ways to connect: monitor, transceive and local monitor, and permanently
_CONNECT = re.compile(r"\bilink (?:2|3|8|12|13|18) ([0-9]{1,10})\b")


def numbers_in_favorites_ini(text: str) -> list[str]:
    """Return the nodes that a file connects to, in its order; none of any other text."""
    return list(dict.fromkeys(_numbers(text[:_MAX_FILE])))


def _numbers(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for line in lines:
        # In one line nothing shows where a comment ends.
        if len(lines) == 1 or not line.lstrip().startswith((";", "#")):
            numbers = _CONNECT.findall(" ".join(line.split()))
            yield from filter(is_node_number, numbers)
