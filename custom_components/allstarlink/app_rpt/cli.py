"""CLI commands that only ask: an allow-list, and the only form they may have.

A command is allowed when it begins with the words of a rule. What follows is
one line of plain words, so it can be nothing but that command.
"""

from collections.abc import Iterable
import re

from .commands import RefusedError

# Asterisk's input line has 1024 bytes (manager.c); no question is this long.
MAX_LENGTH = 250

_PLAIN = re.compile(r"[A-Za-z0-9._:@/-]+( [A-Za-z0-9._:@/-]+)*")

# Nothing that shows a secret, such as `iax2 show users` or `pjsip show auths`, or
# `core show channels`: a trunk is dialled with its password (transcript c10b), of
# which its columns may cut off all that would tell. And nothing that never ends,
# such as `voter display` (transcript 27), or ends old servers, such as `rpt xnode` of
# a remote base (transcript asl2_55).
READ_ONLY = (
    "core show channels count",
    "core show uptime",
    "core show version",
    "echolink dbget",
    "echolink show nodes",
    "echolink show stats",
    "iax2 show channels",
    "iax2 show netstats",
    "iax2 show registry",
    "module show like",
    "pjsip show contacts",
    "pjsip show endpoints",
    "pjsip show registrations",
    "rpt localnodes",
    "rpt lookup",
    "rpt lstats",
    "rpt nodes",
    "rpt show channels",
    "rpt show registrations",
    "rpt show variables",
    "rpt show version",
    "rpt stats",
)


def words_of(text: str) -> list[str]:
    """Return the words of a CLI command as Asterisk reads them, in small letters.

    They may have quotation marks and backslashes (cli.c, parse_args), and any case.
    """
    return [re.sub(r'["\\]', "", word).lower() for word in text.split()]


def is_plain(text: str) -> bool:
    """Tell whether text is one line of plain words with one blank between them."""
    return len(text) <= MAX_LENGTH and _PLAIN.fullmatch(text) is not None


def commanded_node(text: str) -> str | None:
    """Return the node whose command slot a CLI command uses, None if it uses none.

    Only `rpt cmd` does (rpt_cli.c, rpt_do_cmd).
    """
    words = words_of(text)
    return words[2] if words[:2] == ["rpt", "cmd"] and len(words) > 2 else None


def xnode_of(text: str) -> str | None:
    """Return the node that a CLI command asks XStat's questions of, None if it does not."""
    words = words_of(text)
    return words[2] if words[:2] == ["rpt", "xnode"] and len(words) > 2 else None


def count_names(output: Iterable[str]) -> int | None:
    """Return how many names `rpt nodes` printed, None if this is not its output.

    A line with a title, then eight names a line, or `<NONE>` (transcript hv_43).
    """
    lines = [line.strip() for line in output if line.strip()]
    if not lines or "CONNECTED NODES" not in lines[0]:
        return None
    names = [name for line in lines[1:] for name in line.split(",") if name.strip()]
    return 0 if names == ["<NONE>"] else len(names)


def checked_command(text: str, more: Iterable[str] = ()) -> str:
    """Return the command if a rule allows it, `more` being rules as READ_ONLY has.

    Raises RefusedError.
    """
    if is_plain(text):
        words = text.lower().split(" ")
        for rule in (*READ_ONLY, *more):
            allowed = rule.lower().split()
            if allowed and words[: len(allowed)] == allowed:
                return text
    raise RefusedError("command", text)
