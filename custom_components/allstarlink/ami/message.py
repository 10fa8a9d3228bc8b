"""One AMI message: what the server says, and what we say to it.

Facts are from transcripts 12 to 15 and 90, and Asterisk's main/manager.c.
"""

from typing import override

from .errors import InvalidValue

# Asterisk reads a line, its line end included, into 1024 bytes (transcript 14).
MAX_LINE = 1022
# ... and a message into 128 lines (transcript 15).
MAX_HEADERS = 128

_FORBIDDEN = "\r\n\0"


class Message:
    """A message of the server: ordered headers, repeated ones kept.

    Made from the bytes of one message, without the empty line that ends it.
    They are taken apart at the first question, so that a message nobody asks
    costs little. Never raises: a line without a colon is a value without a
    name, and bytes that are no UTF-8 become U+FFFD.
    """

    __slots__ = ("_fields", "_raw")

    def __init__(self, raw: bytes) -> None:
        """Take the bytes of one message."""
        self._raw = raw
        self._fields: tuple[tuple[str, str], ...] | None = None

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All headers in order as (name, value).

        One blank after the colon is dropped, trailing blanks are kept: some
        values are columns. A line without a colon is `("", line)`. The text of
        `Response: Follows`, the command reply of Asterisk before 14, is there
        as `("Output", line)`, as newer servers send it.
        """
        raise NotImplementedError

    def get(self, name: str, default: str = "") -> str:
        """Return the first value of that name, in any case of letters."""
        wanted = name.lower()
        for key, value in self.fields:
            if key.lower() == wanted:
                return value
        return default

    def get_all(self, name: str) -> list[str]:
        """Return all values of that name, in order."""
        wanted = name.lower()
        return [value for key, value in self.fields if key.lower() == wanted]

    @property
    def event(self) -> str:
        """Name of the event, empty when this is no event (its first line says so)."""
        raise NotImplementedError

    @property
    def response(self) -> str:
        """Value of `Response`, empty when this is no reply."""
        return "" if self.event else self.get("Response")

    @property
    def action_id(self) -> str:
        """The ActionID that came back, empty when there is none."""
        return self.get("ActionID")

    @property
    def is_success(self) -> bool:
        """Whether this reply says that the action was accepted.

        `Goodbye` answers Logoff; `Follows` is what old servers say to every
        Command, even to one they do not know.
        """
        return self.response.lower() in ("success", "goodbye", "follows")

    @property
    def output(self) -> list[str]:
        """Lines of text of a command reply, of new and old servers alike."""
        return self.get_all("Output")


def encode_action(action: str, action_id: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Return the bytes of an action.

    Raises InvalidValue for CR, LF or NUL (each ends the header early on the
    server), for a colon in a name, and for what exceeds Asterisk's limits.
    """
    raise NotImplementedError
