"""The Asterisk Manager Interface as bytes: requests read, messages written.

Facts from Asterisk 22's `main/manager.c` and the transcripts 12 to 16.
"""

from collections.abc import Iterable
from dataclasses import dataclass

type Header = tuple[str, str]

# A line with its line end must fit Asterisk's input buffer (transcript 14).
_LINE_LIMIT = 1024
# manager.c, AST_MAX_MANHEADERS (transcript 15).
_HEADER_LIMIT = 128

_TOO_LONG = "Failed to parse message: line too long"
_TOO_MANY = "Too many lines in message or allocation failure"


@dataclass(frozen=True, slots=True)
class Request:
    """One action as it arrived: `headers` in order, `raw` its exact bytes.

    `fault` is Asterisk's complaint about its form, empty when it has none.
    """

    headers: tuple[Header, ...]
    raw: bytes = b""
    fault: str = ""

    def get(self, name: str) -> str:
        """Return the first value of this header, empty when there is none."""
        return next(
            (value for key, value in self.headers if key.lower() == name.lower()), ""
        )

    @property
    def action(self) -> str:
        """The first Action that is not empty."""
        return next(
            (value for key, value in self.headers if key.lower() == "action" and value),
            "",
        )

    @property
    def action_id(self) -> str:
        """The ActionID to be echoed, empty for none."""
        return self.get("ActionID")


class RequestReader:
    """Cuts a client's bytes into requests, with Asterisk's limits.

    Those of Asterisk 1.4 (`old`): only CR LF ends a line, a name ends with colon and
    blank, and what is too much is dropped in silence (asl2_12, asl2_14, asl2_15).
    """

    def __init__(self, *, old: bool = False) -> None:
        """Begin with an empty buffer."""
        self._old = old
        self._end = b"\r\n" if old else b"\n"
        self._mark = ": " if old else ":"
        self._buffer = b""
        self._raw = b""
        self._lines: list[str] = []
        self._fault = ""

    def feed(self, data: bytes) -> list[Request]:
        """Return the requests that these bytes complete."""
        *lines, self._buffer = (self._buffer + data).split(self._end)
        taken = (self._take(line + self._end) for line in lines)
        return [request for request in taken if request is not None]

    def _take(self, line: bytes) -> Request | None:
        self._raw += line
        while len(line) > _LINE_LIMIT:
            # The full buffer is dropped, and what follows is a line of its own.
            line = line[_LINE_LIMIT - 1 :]
            self._fault = self._fault or _TOO_LONG
        text = line.rstrip(b"\n").removesuffix(b"\r").decode(errors="surrogateescape")
        if not text:
            return self._finish()
        if len(self._lines) >= _HEADER_LIMIT:
            self._fault = self._fault or _TOO_MANY
            return None
        self._lines.append(text)
        return None

    def _finish(self) -> Request:
        pairs = (line.partition(self._mark) for line in self._lines)
        strip = "" if self._old else " \t"
        headers = tuple((name, value.lstrip(strip)) for name, _, value in pairs)
        request = Request(headers, self._raw, "" if self._old else self._fault)
        self._raw, self._lines, self._fault = b"", [], ""
        return request


def encode(text: str) -> bytes:
    """Return the bytes of text, those that were no UTF-8 as they came in."""
    return text.encode(errors="surrogateescape")


def message(headers: Iterable[Header]) -> bytes:
    """Return headers as an AMI message, closed by its empty line."""
    return encode("".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n")
