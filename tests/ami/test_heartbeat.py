"""Whether a silent server is still there."""

import asyncio

import pytest

from custom_components.allstarlink.ami.errors import ActionTimeout, ConnectionLost
from tests.conftest import Clock

from .talk import talking


async def test_a_silent_server_gets_a_heartbeat(clock: Clock) -> None:
    """Only when no message came for the interval."""
    latencies: asyncio.Queue[float] = asyncio.Queue()
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, latencies.put_nowait))
        await clock.advance(20)
        talk.peer.message("Event: A")
        await talk.hears("A")
        await clock.advance(29)
        assert talk.traffic.actions_sent == 2
        await clock.advance(2)

        ping = await talk.peer.action()
        assert ping["Action"] == "Ping"
        await clock.advance(4)
        talk.peer.reply(ping, "Response: Success", "Ping: Pong")

        assert 4 <= await latencies.get() < 6
        assert not held.done()
        held.cancel()


async def test_a_heartbeat_that_is_refused_is_an_answer(clock: Clock) -> None:
    """The server is alive."""
    latencies: asyncio.Queue[float] = asyncio.Queue()
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, latencies.put_nowait))
        await clock.advance(31)
        talk.peer.reply(
            await talk.peer.action(), "Response: Error", "Message: Permission denied"
        )
        await latencies.get()

        assert not held.done()
        held.cancel()


async def test_the_end_during_a_heartbeat(clock: Clock) -> None:
    """The end is the reason, not the missing answer."""
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        await clock.settle()
        await clock.advance(31)
        await talk.peer.action()
        talk.peer.close()

        assert str(await held) == "The server closed the connection"


@pytest.mark.parametrize("drip", [b"", b"x", b"\r"])
async def test_a_dead_server_is_noticed(clock: Clock, drip: bytes) -> None:
    """Within the interval and 10 s, even if a byte comes now and then."""
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        for _ in range(39):
            await clock.advance(1)
            talk.peer.send(drip)
            await clock.settle()
        assert not held.done()

        await clock.advance(2)

        error = await held
        assert isinstance(error, ConnectionLost)
        assert error.reason == "No answer to a heartbeat"


async def test_an_active_server_gets_its_heartbeat_sooner(clock: Clock) -> None:
    """10 s after the last message, also if it became active only then."""
    active = False
    async with talking(is_active=lambda: active) as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        await clock.advance(14)
        active = True
        talk.peer.message("Event: A")
        await talk.hears("A")
        await clock.advance(9.5)
        assert talk.traffic.actions_sent == 2
        await clock.advance(1)
        ping = await talk.peer.action()
        assert ping["Action"] == "Ping"
        await clock.advance(10)

        error = await held
        assert isinstance(error, ConnectionLost)
        assert error.silent


async def test_a_shorter_interval_stays(clock: Clock) -> None:
    """What the user has chosen is the longest."""
    async with talking(is_active=lambda: True) as talk:
        held = asyncio.create_task(talk.session.hold(3, print))
        await clock.advance(3.5)
        assert (await talk.peer.action())["Action"] == "Ping"
        held.cancel()


async def test_a_question_that_fails_ends_nothing(clock: Clock) -> None:
    """It counts as active."""
    async with talking(is_active=lambda: 1 / 0 > 0) as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        await clock.advance(10.5)
        ping = await talk.peer.action()
        talk.peer.reply(ping, "Response: Success")
        await clock.settle()
        assert not held.done()
        held.cancel()


@pytest.mark.parametrize("answered", [True, False])
async def test_an_action_that_takes_long_is_no_silence(
    clock: Clock, answered: bool
) -> None:
    """No heartbeat is sent for so long as it may take; then it is as always."""
    async with talking(is_active=lambda: True) as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        call = asyncio.create_task(
            talk.session.request("Originate", timeout=5, silence=45)
        )
        originate = await talk.peer.action()
        await clock.advance(5.5)
        with pytest.raises(ActionTimeout):
            await call
        await clock.advance(38)
        assert talk.traffic.actions_sent == 3
        assert not held.done()
        if answered:
            # Late, but from then on it is not busy any more.
            talk.peer.reply(originate, "Response: Success")
            await clock.settle()
            await clock.advance(9.5)
            assert talk.traffic.actions_sent == 3
            await clock.advance(1)
        else:
            await clock.advance(2)
        assert (await talk.peer.action())["Action"] == "Ping"
        await clock.advance(10.5)
        lost = await held
        assert isinstance(lost, ConnectionLost)
        assert lost.silent


async def test_no_action_silences_the_heartbeat_for_long(clock: Clock) -> None:
    """Five minutes at most."""
    async with talking() as talk:
        held = asyncio.create_task(talk.session.hold(30, print))
        call = asyncio.create_task(
            talk.session.request("Command", timeout=1, silence=1e9)
        )
        await clock.advance(2)
        with pytest.raises(ActionTimeout):
            await call
        await clock.advance(297)
        assert not held.done()
        await clock.advance(15)
        lost = await held
        assert isinstance(lost, ConnectionLost)
        assert lost.silent
