"""Answers about registrations that are wrong, late, refused or never come."""

from dataclasses import replace
import logging

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
import pytest

from simulator import Outgoing, User, cut_short
from tests.integration import SECRET, USER

from .stage import Stage


async def test_answers_that_are_cut_short(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """They say nothing; the third in a row makes the state unknown.

    Each is a failed poll, of which nobody hears who does not debug.
    """
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    stage.by_http(state="Not Registered")
    for known in (STATE_ON, STATE_ON, STATE_UNKNOWN):
        stage.server.faults.next_reply(_cut_output, action="Command")
        await stage.wait(300)
        assert stage.registered("1999") == known
    polls = [
        record.getMessage()
        for record in caplog.records
        if "Finished fetching allstarlink registrations" in record.getMessage()
    ]
    assert polls
    assert all("(success: False)" in poll for poll in polls[:3])
    assert not [
        record
        for record in caplog.records
        if record.name.startswith("custom_components")
        and record.levelno >= logging.WARNING
    ]
    await stage.wait(300)
    assert stage.states == (STATE_OFF, STATE_ON)


async def test_an_answer_that_does_not_come(stage: Stage) -> None:
    """The list that is not answered whole does not take what is known."""
    stage.server.faults.next_reply(cut_short(60), action="IAXregistry")
    await stage.wait(320)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_a_server_without_the_modules(stage: Stage) -> None:
    """A command that is not there tells of no registrations, which is an answer."""
    stage.server.faults.next_reply(_no_such_command, action="Command")
    await stage.wait(310)
    assert stage.states == (STATE_UNKNOWN, STATE_ON)
    assert (await stage.told())["http"] == {"total": 0, "registered": 0}


async def test_rights_that_are_taken_away(stage: Stage) -> None:
    """Unknown from the next login on; that of the session that is up stays."""
    stage.server.reload_manager([User(USER, SECRET, read="call,system", write="")])
    stage.entry.runtime_data.client.connection.reconnect()
    await stage.wait(20)
    assert stage.states == (STATE_UNKNOWN, STATE_UNKNOWN)


async def test_rights_that_are_taken_away_while_connected(stage: Stage) -> None:
    """The server says so, and what it said before counts no more."""
    stage.server.faults.denied |= {"command", "system"}
    await stage.wait(310)
    assert stage.states == (STATE_UNKNOWN, STATE_UNKNOWN)


@pytest.mark.parametrize("question", ["rpt show registrations", "IAXregistry"])
async def test_a_session_that_ends_at_a_question(stage: Stage, question: str) -> None:
    """As any other outage."""
    stage.server.faults.next_reply(cut_short(20, close=True), action=question)
    asked = len(stage.questions)
    while len(stage.questions) == asked:
        await stage.wait(1)
    assert stage.states == (STATE_UNAVAILABLE, STATE_UNAVAILABLE)

    await stage.wait(20)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_an_outage(stage: Stage) -> None:
    """What was known before says nothing of what is now."""
    await stage.server.stop()
    await stage.wait(2)
    assert stage.states == (STATE_UNAVAILABLE, STATE_UNAVAILABLE)

    stage.by_http(state="Not Registered")
    await stage.server.start()
    await stage.wait(20)
    assert stage.states == (STATE_OFF, STATE_ON)


def _cut_output(reply: Outgoing) -> Outgoing:
    """Lose the last line of what a command printed."""
    lines = reply.data.split(b"\r\n")
    return replace(reply, data=b"\r\n".join((*lines[:-3], b"", b"")))


def _no_such_command(reply: Outgoing) -> Outgoing:
    """Answer as a server without that module does."""
    (action_id,) = [x for x in reply.data.split(b"\r\n") if x.startswith(b"ActionID")]
    return replace(
        reply,
        data=b"Response: Error\r\n%b\r\nMessage: Command output follows\r\n"
        b"Output: No such command 'rpt show registrations' (type 'core show help rpt"
        b" show' for other possible commands)\r\n\r\n" % action_id,
    )
