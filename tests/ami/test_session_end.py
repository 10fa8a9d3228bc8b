"""How a session ends, and what its end leaves behind."""

import asyncio

import pytest

from custom_components.allstarlink.ami import session as session_module
from custom_components.allstarlink.ami.errors import (
    ConnectionLost,
    FrameTooLong,
    TooManyActions,
)
from custom_components.allstarlink.ami.message import Message
from tests.conftest import Clock

from .server import Peer
from .talk import talking


@pytest.mark.parametrize("end", ["close", "reset"])
async def test_a_lost_session_fails_all_pending(end: str) -> None:
    """With an error that says why, and what comes later fails at once."""
    async with talking() as talk:
        tasks = [
            asyncio.create_task(talk.session.request("RptStatus")) for _ in range(3)
        ]
        for _ in tasks:
            await talk.peer.action()
        talk.peer.send(b"Response: Success\r\nActionID: 3\r\nNode: 19")
        getattr(talk.peer, end)()

        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(outcome, ConnectionLost)
            assert outcome.reason == (
                "The server closed the connection"
                if end == "close"
                else "Connection reset by peer"
            )
        with pytest.raises(ConnectionLost):
            await talk.session.request("RptStatus")
        assert talk.traffic.actions_sent == 5


async def test_an_action_cancelled_as_the_session_ends() -> None:
    """Both at once."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        await talk.peer.action()
        talk.session.abort()
        task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await task


async def test_an_ended_session_delivers_nothing_more() -> None:
    """A listener ends it in the midst of what was read."""
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        heard: list[str] = []

        def hear(event: Message) -> None:
            heard.append(event.event)
            talk.session.abort("Enough")

        talk.hear = hear
        talk.peer.send(b"Event: A\r\n\r\nEvent: B\r\n\r\n")

        assert str(await held) == "Enough"
        assert heard == ["A"]


async def test_nothing_piles_up_for_a_server_that_does_not_read() -> None:
    """Its machine hangs, or it waits for us."""
    async with talking() as talk:
        talk.peer.stop_reading()
        tasks = []
        while True:
            task = asyncio.create_task(
                talk.session.request("Command", *[("X", "x" * 1000)] * 30)
            )
            await asyncio.sleep(0)
            if task.done():
                break
            tasks.append(task)

        assert isinstance(task.exception(), TooManyActions)
        assert len(tasks) < session_module.MAX_PENDING
        talk.peer.read_again()
        for _ in tasks:
            talk.peer.reply(await talk.peer.action(), "Response: Success")
        await asyncio.gather(*tasks)
        last = asyncio.create_task(talk.session.request("Ping"))
        talk.peer.reply(await talk.peer.action(), "Response: Success")
        assert (await last).is_success


async def test_a_message_without_end_ends_the_session() -> None:
    """With its own error; memory stays bounded."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("Command"))
        held = asyncio.create_task(talk.session.hold(30, print))
        await talk.peer.action()
        line = b"Output: " + b"x" * (1 << 20)
        talk.peer.send(line)

        assert isinstance(await held, FrameTooLong)
        with pytest.raises(ConnectionLost):
            await task


async def test_closing_logs_off() -> None:
    """The server's Goodbye is awaited; closing again does nothing."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        await peer.log_off()
        await peer.gone()

    async with talking(script) as talk:
        await talk.session.close()
        await talk.session.close()

    assert [action["Action"] for action in talk.peer.actions[2:]] == ["Logoff"]


async def test_closing_waits_a_second_at_most(clock: Clock) -> None:
    """The server does not answer."""
    async with talking() as talk:
        pending = asyncio.create_task(talk.session.request("Command"))
        closing = asyncio.create_task(talk.session.close())
        await clock.settle()
        await clock.advance(0.9)
        assert not closing.done()
        await clock.advance(0.2)

        await closing

        with pytest.raises(ConnectionLost):
            await pending


async def test_closing_twice_at_once() -> None:
    """Both callers find it closed."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        await peer.log_off()

    async with talking(script) as talk:
        await asyncio.gather(talk.session.close(), talk.session.close())
        with pytest.raises(ConnectionLost):
            await talk.session.request("Ping")
