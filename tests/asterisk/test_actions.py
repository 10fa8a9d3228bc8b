"""Actions and their replies: privileges, CLI commands, and the limits of a request."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import re

import pytest

from custom_components.allstarlink.ami.encoding import MAX_HEADERS, MAX_LINE
from custom_components.allstarlink.ami.errors import (
    ActionFailed,
    InvalidValue,
    PermissionDenied,
    UnknownAction,
)
from custom_components.allstarlink.ami.session import Session
from tests.asterisk.stage import Asterisk

_UNKNOWN = (
    "No such command 'no such thing' (type 'core show help no such'"
    " for other possible commands)"
)


@asynccontextmanager
async def session_of(asterisk: Asterisk, user: str) -> AsyncGenerator[Session]:
    """Return a session of this user, and log off in the end."""
    session = await Session.open(asterisk.server(user))
    try:
        yield session
    finally:
        await session.close()


async def test_ping(asterisk: Asterisk) -> None:
    """The reply has our ActionID and the server's time, and nothing else."""
    async with session_of(asterisk, "reader") as session:
        reply = await session.request("Ping")
    assert [name for name, _ in reply.fields] == [
        "Response",
        "ActionID",
        "Ping",
        "Timestamp",
    ]
    assert (reply.response, reply.get("Ping")) == ("Success", "Pong")
    assert re.fullmatch(r"\d{10}\.\d{6}", reply.get("Timestamp"))


async def test_command(asterisk: Asterisk) -> None:
    """A command gives its output, line by line."""
    async with session_of(asterisk, "node") as session:
        reply = await session.request("Command", ("Command", "core show uptime"))
    uptime, last_reload = reply.output
    assert re.fullmatch(r"System uptime: (\d seconds?)?", uptime)
    assert re.fullmatch(r"Last reload: (\d seconds?)?", last_reload)


async def test_command_without_output(asterisk: Asterisk) -> None:
    """No output is one empty line."""
    async with session_of(asterisk, "node") as session:
        reply = await session.request("Command", ("Command", "manager reload"))
    assert reply.output == [""]


@pytest.mark.parametrize(
    ("command", "message", "output"),
    [
        (
            "no such thing",
            "Command output follows",
            [_UNKNOWN],
        ),
        (
            "core show uptime nonsense",
            "Command output follows",
            [
                "Usage: core show uptime [seconds]",
                "       Shows Asterisk uptime information.",
                "       The seconds word returns the uptime in seconds only.",
            ],
        ),
        ("module load app_echo.so", "Command blacklisted", []),
        ("", "No command provided", []),
    ],
)
async def test_command_that_fails(
    asterisk: Asterisk, command: str, message: str, output: list[str]
) -> None:
    """The error has the server's words, and the output if there is one."""
    async with session_of(asterisk, "node") as session:
        with pytest.raises(ActionFailed) as failure:
            await session.request("Command", ("Command", command))
    assert type(failure.value) is ActionFailed
    assert failure.value.message == message
    assert failure.value.reply.output == output


async def test_denied_command(asterisk: Asterisk) -> None:
    """Without write=command, Command is denied and the session goes on."""
    async with session_of(asterisk, "reader") as session:
        with pytest.raises(PermissionDenied) as failure:
            await session.request("Command", ("Command", "core show uptime"))
        assert failure.value.message == "Permission denied"
        assert (await session.request("Ping")).is_success


@pytest.mark.parametrize(("user", "allowed"), [("node", True), ("reader", False)])
async def test_list_commands(asterisk: Asterisk, user: str, allowed: bool) -> None:
    """ListCommands tells whether the user may use Command."""
    async with session_of(asterisk, user) as session:
        reply = await session.request("ListCommands")
    names = [name for name, _ in reply.fields]
    assert ("Command" in names) is allowed
    assert {"Ping", "Events", "ListCommands"} <= set(names)
    assert "CoreStatus" not in names
    assert reply.get("Ping") == "Keepalive command.  (Priv: <none>)"


async def test_unknown_action(asterisk: Asterisk) -> None:
    """An action of a module that is not there is unknown, and the session goes on."""
    async with session_of(asterisk, "admin") as session:
        with pytest.raises(UnknownAction):
            await session.request("VoterStatus")
        assert (await session.request("Ping")).is_success


async def test_many_at_once(asterisk: Asterisk) -> None:
    """Replies find their actions, good and bad ones."""
    async with session_of(asterisk, "node") as session:
        asked = [
            session.request("Command", ("Command", f"unknown {number}"))
            if number % 2
            else session.request("Ping")
            for number in range(200)
        ]
        answers = await asyncio.gather(*asked, return_exceptions=True)
    for number, answer in enumerate(answers):
        if number % 2:
            assert isinstance(answer, ActionFailed)
            (line,) = answer.reply.output
            assert line.startswith(f"No such command 'unknown {number}'")
        else:
            assert not isinstance(answer, BaseException)
            assert answer.get("Ping") == "Pong"


async def test_longest_line(asterisk: Asterisk) -> None:
    """What we send at most is taken, and one byte more would not be."""
    text = "x" * (MAX_LINE - len("Command: "))
    async with session_of(asterisk, "node") as session:
        with pytest.raises(ActionFailed) as failure:
            await session.request("Command", ("Command", text))
        assert failure.value.reply.output[0].startswith(f"No such command '{text}'")
        with pytest.raises(InvalidValue):
            await session.request("Command", ("Command", text + "x"))


async def test_most_headers(asterisk: Asterisk) -> None:
    """What we send at most is taken, Action and ActionID included."""
    headers = [(f"X-{number}", "x") for number in range(MAX_HEADERS - 2)]
    async with session_of(asterisk, "reader") as session:
        assert (await session.request("Ping", *headers)).is_success
        with pytest.raises(InvalidValue):
            await session.request("Ping", *headers, ("X", "x"))
