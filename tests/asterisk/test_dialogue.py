"""The simulator answers byte for byte as the real Asterisk of today does."""

import asyncio
import re

from tests.asterisk.real import RealAsterisk
from tests.asterisk.simulated import SimulatedAsterisk
from tests.asterisk.stage import HOST
from tests.simulator.stage import constant

LOGIN = b"Action: Login\r\nUsername: admin\r\nSecret: s3cret-admin\r\n"
PING = b"Action: Ping\r\n"


def headers(count: int) -> bytes:
    """Return so many headers of no meaning."""
    return b"".join(b"X-%d: x\r\n" % number for number in range(count))


def line(length: int) -> bytes:
    """Return a header of that many bytes, its line end included."""
    return b"X: " + b"x" * (length - 5) + b"\r\n"


def command(text: bytes) -> bytes:
    """Return the headers of a CLI command."""
    return b"Action: Command\r\nActionID: c\r\nCommand: " + text + b"\r\n"


def events(mask: bytes) -> bytes:
    """Return the headers of a change of the event mask."""
    return b"Action: Events\r\nActionID: e\r\nEventMask: " + mask + b"\r\n"


BEFORE_LOGIN = [
    PING,
    b"Action: NoSuchThing\r\nActionID: n\r\n",
    b"Action: RptStatus\r\n",
    b"",
    b"Action: Challenge\r\n",
    b"Action: Challenge\r\nAuthType: SHA1\r\n",
    b"Action: Challenge\r\nActionID: c\r\nAuthType: MD5\r\n",
    b"Action: Challenge\r\nAuthType: md5\r\n",
    LOGIN + b"ActionID: l\r\nEvents: off\r\n",
]
AFTER_LOGIN = [
    LOGIN,
    PING,
    b"action: ping\r\nactionid: lower\r\n",
    b"Action:Ping\r\nActionID:tight\r\n",
    b"Action:   Ping\r\nActionID:   wide  \r\n",
    b"Action: Ping\r\nActionID: \r\n",
    b"Action: Ping\r\nActionID: one\r\nActionID: two\r\n",
    b"Action: \r\nAction: Ping\r\n",
    b"Action: Ping\r\nActionID: a:b c\xc3\xa9\xff\r\n",
    b"Action: Ping\nActionID: lf\n",
    b"Foo\r\n",
    b"Foo\r\n" + PING,
    b": empty\r\n" + PING,
    b"",
    b"ActionID: nothing\r\n",
    b"Action: NoSuchThing\r\nActionID: n\r\n",
    b"Action: Challenge\r\n",
    PING + line(1023),
    PING + line(1024),
    PING + line(1025),
    PING + line(1026),
    PING + line(2048),
    PING + line(3000),
    PING + line(1023 + 2)[:-2] + b"ActionID: hidden\r\n",
    PING + headers(126),
    PING + headers(127),
    PING + headers(128),
    PING + headers(300),
    events(b"on"),
    events(b"off"),
    events(b"0"),
    events(b"nonsense"),
    events(b"off,call"),
    events(b"off"),
    events(b""),
    b"Action: Events\r\n",
    command(b"core show uptime seconds"),
    command(b"core show uptime nonsense"),
    command(b"core show help core show uptime"),
    command(b"core show help nonsense"),
    command(b"nonsense"),
    command(b"no such thing"),
    command(b"core"),
    command(b"core show"),
    command(b"core show nonsense"),
    command(b"  core   show  uptime  seconds "),
    command(b"CORE SHOW UPTIME Seconds"),
    command(b"Core Show nonsense"),
    command(b"core show uptime; ls"),
    command(b"!ls"),
    command(b"module load app_echo.so"),
    command(b"module  load app_echo.so"),
    command(b"MODULE LOAD app_echo.so"),
    command(b"restart gracefully"),
    command(b"manager reload"),
    command(b""),
    b"Action: Command\r\n",
    b"Action: UserEvent\r\nActionID: u\r\nUserEvent: Hello\r\nX: x\r\n",
    b"Action: UserEvent\r\n",
]


def without_times(answer: bytes) -> bytes:
    """Return an answer without what cannot be the same on two servers."""
    return constant(re.sub(rb"(System uptime|Last reload): \d+", rb"\1: N", answer))


async def talk(port: int) -> list[bytes]:
    """Return the banner and all that is said to each request, until the end."""
    reader, writer = await asyncio.open_connection(HOST, port)
    answers = [await reader.readline()]
    for number, request in enumerate(BEFORE_LOGIN + AFTER_LOGIN):
        # Some requests have two answers: that of a Ping shows that no more come.
        mark = b"ActionID: mark-%d\r\n" % number
        writer.write(request + (b"\n" if request.endswith(b"f\n") else b"\r\n"))
        writer.write(PING + mark + b"\r\n")
        async with asyncio.timeout(5):
            answer = await reader.readuntil(mark)
            await reader.readuntil(b"\r\n\r\n")
        answers.append(answer.removesuffix(mark))
    writer.write(b"Action: Logoff\r\nActionID: z\r\n\r\n")
    answers.append(await reader.read())
    writer.close()
    return answers


async def test_same_answers(real: RealAsterisk, simulated: SimulatedAsterisk) -> None:
    """Each answer equals the real one but for times and random numbers."""
    causes = [b"banner", *BEFORE_LOGIN, *AFTER_LOGIN, b"end"]
    recorded, answered = await talk(real.port), await talk(simulated.port)
    for cause, told, said in zip(causes, recorded, answered, strict=True):
        assert without_times(said) == without_times(told), cause
