"""Bytes in, messages out; no I/O.

Goals, in this order:
- any bytes, cut anywhere, give the same messages, and never an error but FrameTooLong;
- linear time and bounded memory, whatever is sent;
- an event that nobody wants costs little more than finding its end. That is
  why messages are cut out by `split` and known by their first bytes.
"""

from collections.abc import Callable, Iterator, Set as AbstractSet
from itertools import takewhile
import re

from .errors import FrameTooLong
from .message import END_OF_COMMAND, FOLLOWS, Message, decoded

# Whether an event of this name is delivered. The answer is remembered, so it stays the same.
type Wanted = Callable[[str], bool]

# Replies have some 10 kB, the longest output of a command some 100 kB.
MAX_FRAME = 1 << 20

# An event is known by so many first bytes: its name's line, and some of the
# next, which most often is the same for a name. So many are known at most.
_START = 32
_KNOWN_STARTS = 1000

_END_OF_COMMAND = END_OF_COMMAND.encode()

_ACTION_ID = b"\nActionID: "

_CRLF_CRLF = b"\r\n\r\n"
_CRLF_LF = b"\r\n\n"
_LF_LF = b"\n\n"
_LINE_ENDS = b"\r\n"
_BLANK = re.compile(rb"[\r\n]*")

# Bytes, more than the lines have by which a reply is known
_MAX_UNFINISHED = 500


class Framer:
    """Cuts what a server sends after its banner into messages.

    A message ends with an empty line: CR LF CR LF. A lone LF counts for
    nothing here, so the empty line inside some old modules' events (ctime's own
    LF before CR LF) does not end the event. Only a stream whose first line ends
    with a lone LF has LF LF instead. CR LF LF ends a message, too, as some
    versions end that of CoreShowChannelMap, but for the text of an old command
    reply, which has lone LFs.

    Empty messages are skipped, and so are events that are not wanted; replies
    always pass, and so do the rows of a list, which have the id of its action.
    """

    def __init__(
        self,
        wanted: Wanted | None = None,
        max_frame: int = MAX_FRAME,
        lists: AbstractSet[bytes] = frozenset(),
    ) -> None:
        """Take the choice of events (None: all) and the most bytes of one message.

        `lists` are the ids of the actions whose rows come now; it may change at any time.
        """
        # Messages that were complete, skipped and empty ones included.
        self.frames = 0
        self._wanted = wanted
        self._max_frame = max_frame
        self._lists = lists
        self._separator = b""
        self._is_spent = False
        self._has_lone_ends = False
        self._pending = bytearray()
        self._text = bytearray()
        # How events start: those that are wanted, with the name, and the others.
        self._known: dict[bytes, str] = {}
        self._unwanted: set[bytes] = set()

    @property
    def unfinished(self) -> bytes:
        """The first bytes of the message that is not complete yet."""
        return bytes(self._pending[:_MAX_UNFINISHED])

    def feed(self, data: bytes) -> Iterator[Message]:
        """Return the messages that `data` completes, to be used up before the next call.

        The iterator raises FrameTooLong after the messages before it; the framer is spent then.
        """
        frames = self._cut(data)
        if self._has_lone_ends:
            return self._messages_with_lone_ends(frames)
        if not frames and not self._is_spent:
            return iter(())
        self.frames += len(frames)
        return self._messages(frames)

    def _messages_with_lone_ends(self, frames: list[bytes]) -> Iterator[Message]:
        self._has_lone_ends = False
        for frame in frames:
            # Whether it is a text is known when those before it are examined.
            parts, start = self._split(frame)
            yield from self._short_messages([*parts, frame[start:]])
        parts, start = self._split(self._pending)
        yield from self._short_messages(parts)
        del self._pending[:start]
        self._is_spent = len(self._pending) >= self._max_frame + len(_CRLF_CRLF)
        yield from self._messages([])

    def _short_messages(self, frames: list[bytes]) -> Iterator[Message]:
        """Yield the messages before one that is too long."""
        for frame in frames:
            self._is_spent = len(frame) > self._max_frame
            self.frames += 1
            yield from self._messages([] if self._is_spent else [frame])

    def _split(self, data: bytes | bytearray) -> tuple[list[bytes], int]:
        """Return the messages that end with CR LF LF, and where the rest begins."""
        parts: list[bytes] = []
        start = 0
        while not self._text:
            blank = _BLANK.match(data, start)
            begin = blank.end() if blank else start
            if FOLLOWS.match(data, begin):
                break
            end = data.find(_CRLF_LF, begin)
            if end < 0:
                break
            parts.append(bytes(data[begin:end]))
            start = end + len(_CRLF_LF)
        return parts, start

    def _messages(self, frames: list[bytes]) -> Iterator[Message]:
        yield from self._known_messages(frames)
        if self._is_spent:
            raise FrameTooLong(self._max_frame)

    def _known_messages(self, frames: list[bytes]) -> Iterator[Message]:
        known, unwanted, lists = self._known, self._unwanted, self._lists
        for frame in frames:
            start = frame[:_START]
            if start in unwanted and not (lists and self._is_row(frame)):
                continue
            if event := known.get(start):
                yield Message(frame, event)
            else:
                yield from self._examine(frame)

    def _cut(self, data: bytes) -> list[bytes]:
        """Return the frames that are complete now, and keep the rest.

        Linear: a byte is copied a few times at most, and none that is kept is
        searched again but the last three.
        """
        pending = self._pending
        size = len(pending) + len(data)
        if not self._separator:
            self._learn_separator(data)
        if pending and pending[-1] in _LINE_ENDS:
            # A separator may have begun.
            data = bytes(pending[-3:]) + data
            del pending[-3:]
        if _CRLF_LF in data and self._separator == _CRLF_CRLF:
            self._has_lone_ends = True
        frames = data.split(self._separator or _CRLF_CRLF)
        rest = frames.pop()
        if frames:
            frames[0] = bytes(pending) + frames[0]
            pending[:] = rest
        else:
            pending += rest
        if size <= self._max_frame or self._has_lone_ends:
            return frames
        return self._until_too_long(frames)

    def _learn_separator(self, data: bytes) -> None:
        if b"\n" in data:
            first_line = (self._pending + data).partition(b"\n")[0]
            self._separator = _CRLF_CRLF if first_line.endswith(b"\r") else _LF_LF

    def _until_too_long(self, frames: list[bytes]) -> list[bytes]:
        """Return the frames before one that is too long; the unfinished one counts, too."""
        limit = self._max_frame
        good = list(takewhile(lambda frame: len(frame) <= limit, frames))
        # Less than a separator may follow what is just not too long.
        unfinished = limit + len(_CRLF_CRLF)
        self._is_spent = len(good) < len(frames) or len(self._pending) >= unfinished
        return good

    def _examine(self, frame: bytes) -> Iterator[Message]:
        """Yield the frame if it is a message that somebody wants."""
        if self._text:
            yield from self._continue_text(frame)
            return
        frame = frame.lstrip(b"\r\n")
        line = frame.partition(b"\n")[0]
        if line[:6].lower() == b"event:":
            event = decoded(line[6:].strip())
            is_wanted = bool(event) and (self._wanted is None or self._wanted(event))
            self._remember(frame[:_START], event, is_wanted)
            if is_wanted or (event and self._is_row(frame)):
                yield Message(frame, event)
        elif FOLLOWS.match(frame) and _END_OF_COMMAND not in frame:
            # A text may look like events, so none is known while it goes on.
            self._forget()
            self._text += frame
        elif frame:
            yield Message(frame)

    def _is_row(self, frame: bytes) -> bool:
        if not self._lists or (start := frame.find(_ACTION_ID)) < 0:
            return False
        line, line_end, _ = frame[start + len(_ACTION_ID) :].partition(b"\n")
        return (line.removesuffix(b"\r") if line_end else line) in self._lists

    def _remember(self, start: bytes, event: str, is_wanted: bool) -> None:
        if b"\n" not in start:
            return
        if len(self._known) + len(self._unwanted) >= _KNOWN_STARTS:
            self._forget()
        if is_wanted:
            self._known[start] = event
        else:
            self._unwanted.add(start)

    def _forget(self) -> None:
        self._known.clear()
        self._unwanted.clear()

    def _continue_text(self, frame: bytes) -> Iterator[Message]:
        """Yield the reply of an old server once its text has come to the end."""
        self._text += self._separator + frame
        if len(self._text) > self._max_frame:
            raise FrameTooLong(self._max_frame)
        if _END_OF_COMMAND in frame:
            yield Message(bytes(self._text))
            self._text.clear()
