"""The file favorites.ini of AllScan and Supermon, pasted into a form.

Each favorite is two lines: `label[] = "W1AW Newington 2560"` and
`cmd[] = "rpt cmd %node% ilink 3 2560"`. The number after `ilink` is a way to
connect (app_rpt's function ilink); a semicolon or a number sign before it begins
a comment. A form's field has one line, so that a browser makes one of the file.
"""

from collections.abc import Iterator
import re

from ..favorite_list import Favorite
from ..names import MAX_NAME, is_node_number, shown_name

# Characters of a file that are read: some thousand favorites
MAX_FILE = 200_000

# Each label and command with what stands before it, whatever has become of the lines
_LINE = re.compile(
    r"([;#]?)[ \t]{0,8}\b(label|cmd)[ \t]{0,8}\[\][ \t]{0,8}=[ \t]{0,8}\"([^\"]{1,200})\""
)

# The ways to connect: monitor, transceive and local monitor, and permanently
_CONNECT = re.compile(r"\bilink (2|3|8|12|13|18) ([0-9]{1,10})\b")
_TRANSCEIVE = {"3", "13"}


def favorites_in_ini(text: str) -> list[Favorite]:
    """Return what a file connects to, in its order; nothing of any other text."""
    found: dict[str, Favorite] = {}
    for favorite in _favorites(text[:MAX_FILE]):
        found.setdefault(favorite.node, favorite)
    return list(found.values())


def _favorites(text: str) -> Iterator[Favorite]:
    label = ""
    for comment, key, quoted in _LINE.findall(text):
        if comment:
            continue
        value = " ".join(quoted.split())
        if key == "label":
            label = value
            continue
        for way, node in _CONNECT.findall(value):
            if is_node_number(node):
                mode = "transceive" if way in _TRANSCEIVE else "monitor"
                yield Favorite(node, _name(label, node), mode)
        label = ""


def _name(label: str, node: str) -> str | None:
    """Return a label as a name, without the number at its end."""
    return shown_name(label.removesuffix(node).strip(" ,-:")[:MAX_NAME]) or None
