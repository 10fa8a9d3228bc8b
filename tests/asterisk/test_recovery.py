"""Restarts, stops, reloads, a process that stands still, and one that is killed."""

import asyncio
from time import monotonic

import pytest

from custom_components.allstarlink.ami.connection import Settings, State
from custom_components.allstarlink.ami.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ConnectRefused,
    NotAsterisk,
    ShuttingDown,
)
from custom_components.allstarlink.ami.session import Session
from simulator import User
from tests.asterisk.client import Client
from tests.asterisk.stage import USERS, Asterisk, until

FIRST = [State.CONNECTING, State.LOGGING_IN, State.UP]
# Far longer than the second after which an announced restart is looked for.
PATIENT = Settings(retry_initial=30, retry_max=60)


async def test_core_restart_now(asterisk: Asterisk) -> None:
    """Shutdown tells, and soon after the session has ended we are back."""
    async with (
        Client(asterisk.server("node"), settings=PATIENT) as client,
        Client(asterisk.server("node"), settings=PATIENT) as commander,
    ):
        with pytest.raises(ConnectionLost):
            await commander.command("core restart now")
        await client.is_up(2)
        assert client.states[:4] == [*FIRST, State.WAITING]
        metrics = client.connection.metrics
        assert metrics.losses == 1
        assert metrics.last_outage is not None
        assert 0.9 < metrics.last_outage < 4
        assert (await client.connection.request("Ping")).is_success
        await client.told_of("FullyBooted", 2)
        _, shutdown, _ = client.events
        assert shutdown.fields == (
            ("Event", "Shutdown"),
            ("Privilege", "system,all"),
            ("Shutdown", "Cleanly"),
            ("Restart", "True"),
        )
        # Whoever commands it hears nothing but the end, and waits as for any loss.
        assert [event.event for event in commander.events] == ["FullyBooted"]
        assert commander.states == [*FIRST, State.WAITING]


async def test_core_stop_now(asterisk: Asterisk) -> None:
    """Shutdown tells that it does not restart; after a while it is started again."""
    async with (
        Client(asterisk.server("node")) as client,
        Client(asterisk.server("node")) as commander,
    ):
        with pytest.raises(ConnectionLost):
            await commander.command("core stop now")
        await client.is_waiting()
        assert client.events[-1].event == "Shutdown"
        assert client.events[-1].get("Restart") == "False"
        await asterisk.gone()
        await client.has_failed(ConnectRefused)
        await asterisk.start()
        await client.is_up(2)
        assert client.connection.metrics.losses == 1


async def test_while_it_shuts_down(asterisk: Asterisk) -> None:
    """Actions and logins are refused as such, and the session stays to the end."""

    async def refuses_actions() -> bool:
        try:
            await client.connection.request("Ping")
        except ShuttingDown:
            return True
        return False

    async with Client(asterisk.server("node")) as client:
        await asterisk.shut_down_slowly()
        await until(refuses_actions)
        with pytest.raises(ShuttingDown):
            await Session.open(asterisk.server("node"))
        assert client.states == FIRST
        await client.is_waiting()
        assert client.events[-1].event == "Shutdown"


async def test_manager_reload(asterisk: Asterisk) -> None:
    """A user who was deleted keeps the session and all its rights, until it ends."""
    others = [user for user in USERS if user.name != "node"]
    async with Client(asterisk.server("node")) as client:
        await asterisk.set_users(others)
        with pytest.raises(AuthenticationFailed):
            await Session.open(asterisk.server("node"))
        assert await client.command("manager reload") == [""]
        assert client.states == FIRST
        await asterisk.kill()
        await asterisk.start()
        await client.has_failed(AuthenticationFailed)
        assert client.states[-1] is State.WAITING


async def test_manager_reload_with_other_rights(asterisk: Asterisk) -> None:
    """Rights that a user gains or loses are those of its next session."""
    changed = [
        User("node", "s3cret-node", read="call,system", write=""),
        User("reader", "changed", read="call,system", write="command"),
    ]
    async with Client(asterisk.server("node")) as client:
        await asterisk.set_users([USERS[0], *changed])
        assert await client.command("manager reload") == [""]
        async with Client(asterisk.server("reader", "changed")) as other:
            assert await other.command("manager reload") == [""]


async def test_killed(asterisk: Asterisk) -> None:
    """The loss is seen at once, and so is the server when it is there again."""
    async with Client(asterisk.server("node")) as client:
        killed = monotonic()
        await asterisk.kill()
        await client.is_waiting()
        assert monotonic() - killed < 2
        assert isinstance(client.causes[0], ConnectionLost)
        await client.has_failed(ConnectRefused)
        await asterisk.start()
        await client.is_up(2)
        assert client.connection.metrics.losses == 1


async def test_killed_with_an_action_under_way(asterisk: Asterisk) -> None:
    """The action fails, and is not sent again."""
    async with Client(asterisk.server("node"), settings=PATIENT) as client:
        await asterisk.freeze()
        sent = client.connection.metrics.actions_sent
        asking = asyncio.create_task(client.command("core show uptime"))
        await asyncio.wait([asking], timeout=0.2)
        assert client.connection.metrics.actions_sent == sent + 1
        await asterisk.kill()
        with pytest.raises(ConnectionLost):
            await asking
        await asterisk.start()
        client.connection.reconnect()
        await client.is_up(2)
        # Challenge and Login
        assert client.connection.metrics.actions_sent == sent + 1 + 2


async def test_standing_still_for_a_moment(asterisk: Asterisk) -> None:
    """A heartbeat that is answered late, but in time, ends nothing."""
    async with Client(asterisk.server("node")) as client:
        await client.has_heartbeats(1)
        await asterisk.freeze()
        asking = asyncio.create_task(client.command("core show uptime"))
        answered, _ = await asyncio.wait([asking], timeout=1)
        assert not answered
        await asterisk.thaw()
        assert len(await asking) == 2
        await client.has_heartbeats(3)
        assert client.states == FIRST


async def test_standing_still_for_long(asterisk: Asterisk) -> None:
    """The heartbeat notices after 10 s; later it is there again by itself."""
    async with Client(asterisk.server("node")) as client:
        await client.has_heartbeats(1)
        began = monotonic()
        await asterisk.freeze()
        await client.is_waiting()
        assert 10 <= monotonic() - began < 13
        assert [str(cause) for cause in client.causes] == ["No answer to a heartbeat"]
        # The kernel accepts connections for it, but no banner comes.
        await client.has_failed(NotAsterisk)
        await asterisk.thaw()
        await client.is_up(2)
        assert client.connection.metrics.losses == 1
        assert (await client.connection.request("Ping")).is_success
