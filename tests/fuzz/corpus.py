"""Bytes to begin with: what real servers sent, and ways to spoil it."""

from functools import cache
from random import Random

from tests import transcript

# What the field's words are made of, and what breaks readers of them
_PIECES = (
    b"\r\n",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"\n\n",
    b"\0",
    b"\xff",
    b"\xc3",
    b": ",
    b":",
    b",",
    b" " * 40,
    b"9" * 5000,
    b"-1",
    b"0",
    b"TK",
    b"CU",
    b"Event: RPT_ALINKS\r\n",
    b"Response: Success\r\n",
    b"Response: Follows\r\n",
    b"--END COMMAND--",
    b"ActionID: 1\r\n",
    b"Node: 1999\r\n",
    b"Conn: ",
    b"LinkedNodes: ",
    b"tel_mode: 2\r\n",
)
_MAX_MESSAGES = 12


@cache
def messages() -> tuple[bytes, ...]:
    """Return all different messages of the transcripts, each with its empty line."""
    found: dict[bytes, None] = {}
    for name in transcript.names():
        for frame in transcript.load(name).received.split(b"\r\n\r\n"):
            found.setdefault(frame + b"\r\n\r\n")
    return tuple(found)


def generate(random: Random) -> bytes:
    """Return a stream of real messages, most often with some damage."""
    count = random.randint(1, _MAX_MESSAGES)
    stream = bytearray(b"".join(random.choices(messages(), k=count)))
    for _ in range(random.choice((0, 1, 1, 2, 4, 16))):
        _damage(stream, random)
    return bytes(stream)


def _damage(stream: bytearray, random: Random) -> None:
    start = random.randrange(len(stream) + 1)
    length = min(random.choice((1, 2, 8, 64, 512)), len(stream) - start)
    match random.randrange(6):
        case 0:
            del stream[start : start + length]
        case 1:
            stream[start:start] = random.choice(_PIECES)
        case 2:
            stream[start : start + length] = random.randbytes(length)
        case 3:
            stream[start:start] = stream[start : start + length] * random.randint(1, 8)
        case 4:
            elsewhere = random.choice(messages())
            stream[start : start + length] = elsewhere[:length]
        case _ if length:
            stream[start] ^= 1 << random.randrange(8)
