"""Users of the manager interface and what they may see and do."""

from dataclasses import dataclass
from functools import cache
from typing import Final

# manager.c, perms[]: the classes that read=, write= and Events know.
CLASSES: Final = frozenset(
    {
        "system",
        "call",
        "log",
        "verbose",
        "command",
        "agent",
        "user",
        "config",
        "dtmf",
        "reporting",
        "cdr",
        "dialplan",
        "originate",
        "agi",
        "cc",
        "aoc",
        "test",
        "security",
        "message",
    }
)


@dataclass(frozen=True, slots=True)
class User:
    """A section of manager.conf.

    `read` and `write` are comma lists of classes as written there. `permitted`
    is false for a user whose ACL denies the client (transcript 06),
    `multiple_logins` for one with `allowmultiplelogin = no`.
    """

    name: str
    secret: str
    read: str = "all"
    write: str = "all"
    permitted: bool = True
    multiple_logins: bool = True


@cache
def classes(text: str) -> frozenset[str]:
    """Return the classes that a comma list names; unknown ones count for nothing."""
    names = {name.strip().lower() for name in text.split(",")}
    return CLASSES if "all" in names else CLASSES & names


def mask_14(text: str) -> frozenset[str] | None:
    """Return what Asterisk 1.4 makes of an event mask; None where it changes nothing.

    Its manager.c, strings_to_mask; transcript asl2_11: `on` gets no answer.
    """
    mask = event_mask(text)
    return None if mask == CLASSES else mask


def event_mask(text: str) -> frozenset[str] | None:
    """Return the classes of a Login's Events or of an EventMask, None if invalid.

    manager.c, strings_to_mask: on, off, a number, or a comma list (transcript 11).
    """
    word = text.strip().lower()
    if not word:
        return None
    if word in {"on", "yes", "true", "y", "t"}:
        return CLASSES
    if word in {"off", "no", "false", "n", "f"}:
        return frozenset()
    if word.isdigit():
        return CLASSES if int(word) else frozenset()
    return classes(word)
