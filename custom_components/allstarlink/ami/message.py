"""One message of an AMI server.

Facts are from transcripts 12, 13 and 90, and Asterisk's main/manager.c.
"""

import codecs
from functools import cache
import re

# How the Command reply of Asterisk before 14 begins (ActionID may come first
# from old servers); its text ends with a mark, not with an empty line.
FOLLOWS = re.compile(
    rb"(?:ActionID:[^\n]*\n)?Response: *Follows *\r?(?:\n|$)", re.IGNORECASE
)
END_OF_COMMAND = "--END COMMAND--"


class Message:
    """A message of the server: ordered headers, repeated ones kept.

    Made from the bytes of one message, without the empty line that ends it.
    They are taken apart at the first question, so that a message nobody asks
    costs little. Never raises: a line without a colon is a value without a
    name, and bytes that are no UTF-8 are read as Latin-1, as old telephone
    exchanges send names.
    """

    __slots__ = ("_event", "_fields", "_raw")

    def __init__(self, raw: bytes, event: str | None = None) -> None:
        """Take the bytes of one message, and the event's name if it is known already."""
        self._raw = raw
        self._event = event
        self._fields: tuple[tuple[str, str], ...] | None = None

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All headers in order as (name, value).

        One blank after the colon is dropped, trailing blanks are kept: some
        values are columns. A line without a colon is `("", line)`. The text of
        `Response: Follows`, the command reply of Asterisk before 14, is there
        as `("Output", line)`, as newer servers send it.
        """
        if self._fields is None:
            is_text = not self._event and FOLLOWS.match(self._raw)
            self._fields = (_parse_follows if is_text else _parse)(_lines(self._raw))
        return self._fields

    def get(self, name: str, default: str = "") -> str:
        """Return the first value of that name: spelled so, else in any case of letters."""
        if self._fields is None and self._event:
            # Of an event few headers are asked for: finding them takes less time
            # than taking all apart.
            raw, header = self._raw, _header(name)
            start = raw.find(header)
            if start >= 0:
                start += len(header)
                end = raw.find(b"\n", start)
                line = raw[start:] if end < 0 else raw[start:end].removesuffix(b"\r")
                return decoded(line)
        for key, value in self.fields:
            if key == name:
                return value
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
    def raw(self) -> bytes:
        """The bytes, without the empty line at the end."""
        return self._raw

    @property
    def size(self) -> int:
        """Bytes, without the empty line at the end."""
        return len(self._raw)

    @property
    def event(self) -> str:
        """Name of the event, empty when this is no event: its first line says so."""
        if self._event is None:
            name, value = self.fields[0] if self.fields else ("", "")
            self._event = value.strip() if name.lower() == "event" else ""
        return self._event

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

        `Goodbye` answers Logoff. Old servers say `Pong` to Ping, and `Follows`
        to every Command, even to one they do not know.
        """
        return self.response.lower() in ("success", "goodbye", "follows", "pong")

    @property
    def output(self) -> list[str]:
        """Lines of text of a command reply, of new and old servers alike."""
        return self.get_all("Output")


@cache
def _header(name: str) -> bytes:
    """Return how this header begins on the wire; our own code names all that are asked for."""
    return f"\n{name}: ".encode()


def _lines(raw: bytes) -> list[str]:
    return decoded(raw).replace("\r\n", "\n").split("\n")


def decoded(text: bytes) -> str:
    """Return bytes of the wire as text; those that are no UTF-8 are Latin-1.

    Byte by byte, so that a name is the same whatever stands beside it.
    """
    return text.decode(errors=_LATIN_1)


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


_LATIN_1 = "allstarlink_latin_1"
codecs.register_error(_LATIN_1, _as_latin_1)


def _parse(lines: list[str]) -> tuple[tuple[str, str], ...]:
    # Every message comes through here, so the usual header costs no call.
    return tuple(
        [
            (name, value) if colon else _parse_odd(name)
            for name, colon, value in [line.partition(": ") for line in lines if line]
        ]
    )


def _parse_odd(line: str) -> tuple[str, str]:
    """Return the header of a line that has no colon with a blank after it."""
    name, colon, value = line.partition(":")
    return (name, value) if colon else ("", line)


def _parse_follows(lines: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the headers of an old command reply, and its text as Output lines.

    Only what Asterisk 1.4 to 13 write before the text is a header (manager.c,
    action_command), for the text may look like headers itself.
    """
    expected = {"response", "privilege", "actionid"}
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower() not in expected:
            break
        expected.remove(name.lower())
        fields.append((name, value))
    for line in lines[len(fields) :]:
        before, mark, _ = line.partition(END_OF_COMMAND)
        if before or not mark:
            fields.append(("Output", before))
        if mark:
            break
    return tuple(fields)
