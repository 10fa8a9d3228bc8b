"""What a user types or pastes as the host of a server."""

import re

# What may stand in a host's name or address; an IPv6 address may have a zone
_HOST = re.compile(r"[\w.:%-]{1,253}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BRACKETS = re.compile(r"\[([^\[\]]*)\](?::([0-9]*))?")


def parse_host(text: str) -> tuple[str, int | None] | None:
    """Return the host and the port that a text names, None when it names no host.

    It takes `host:port`, addresses in brackets, and URLs with all that they
    have; the port is None when there is none.
    """
    text = text.strip()
    if scheme := _SCHEME.match(text):
        text = text[scheme.end() :]
    text = re.split(r"[/?#]", text, maxsplit=1)[0].rpartition("@")[2].strip()
    host, port = text, ""
    if found := _BRACKETS.fullmatch(text):
        host, port = found[1].strip(), found[2] or ""
    elif text.count(":") == 1:
        host, _, port = map(str.strip, text.partition(":"))
    if not _HOST.fullmatch(host):
        return None
    if not port:
        return host, None
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        return None
    return host, int(port)


def is_user_name(text: str) -> bool:
    """Return whether a section of manager.conf can have this name.

    Control characters are for the session to refuse.
    """
    return not re.search(r"[ \[\]]", text.strip()) or not text.isprintable()
