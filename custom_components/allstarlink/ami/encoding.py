"""The bytes of an action, within the limits of Asterisk (transcripts 14 and 15)."""

from .errors import InvalidValue

# Asterisk reads a line, its line end included, into 1024 bytes (transcript 14).
MAX_LINE = 1022
# ... and a message into 128 lines (transcript 15).
MAX_HEADERS = 128

_FORBIDDEN = frozenset("\r\n\0")


def encode_action(
    action: str, action_id: str, headers: tuple[tuple[str, str], ...]
) -> bytes:
    """Return the bytes of an action.

    Raises InvalidValue for CR, LF or NUL (the server would see a header's end),
    for a name that is not one, and for what exceeds Asterisk's limits.
    """
    fields = (("Action", action), ("ActionID", action_id), *headers)
    if len(fields) > MAX_HEADERS:
        raise InvalidValue(f"More than {MAX_HEADERS} headers")
    return b"".join(map(_encode_header, fields)) + b"\r\n"


def _encode_header(header: tuple[str, str]) -> bytes:
    name, value = header
    line = f"{name}: {value}"
    if not name or not _FORBIDDEN.isdisjoint(line) or ":" in name:
        raise InvalidValue(f"Not a header that can be sent: {name[:40]!r}")
    try:
        encoded = line.encode()
    except UnicodeEncodeError as error:
        raise InvalidValue(f"Not a text: the value of {name[:40]!r}") from error
    if len(encoded) > MAX_LINE:
        raise InvalidValue(f"Longer than {MAX_LINE} bytes: the value of {name[:40]!r}")
    return encoded + b"\r\n"
