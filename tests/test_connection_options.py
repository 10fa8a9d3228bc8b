"""The options of the connection take effect, each by itself."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer, lost

from .conftest import Clock
from .integration import Entities, add_server


def _delay_replies(server: SimulatedServer) -> None:
    server.faults.reply_delay = 100


@pytest.mark.parametrize(
    ("fault", "option"),
    [(SimulatedServer.hang, "connect_timeout"), (_delay_replies, "login_timeout")],
)
@pytest.mark.parametrize(("stored", "seconds"), [(None, 10), (3, 3)])
async def test_a_connection_and_a_login_have_their_time(
    hass: HomeAssistant,
    clock: Clock,
    fault: Callable[[SimulatedServer], None],
    option: str,
    stored: int | None,
    seconds: int,
) -> None:
    """10 s, also for entries that have no such option yet."""
    async with SimulatedServer(["1999"]) as server:
        options = {} if stored is None else {"connection": {option: stored}}
        # All modules are loaded then, which takes time of the real clock.
        entry = await add_server(hass, server, options=options)
        await hass.config_entries.async_unload(entry.entry_id)
        fault(server)
        set_up = asyncio.create_task(hass.config_entries.async_setup(entry.entry_id))
        await clock.advance(seconds - 0.5)
        assert entry.state is ConfigEntryState.SETUP_IN_PROGRESS
        await clock.advance(1)
        await set_up
        assert entry.state is ConfigEntryState.SETUP_RETRY
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("connection", "polls", "seconds"),
    [({}, 3, 10), ({"action_timeout": 2, "failed_polls": 1}, 1, 2)],
)
async def test_a_node_is_unavailable_after_so_many_polls_of_so_many_seconds(
    hass: HomeAssistant,
    clock: Clock,
    connection: dict[str, Any],
    polls: int,
    seconds: int,
) -> None:
    """3 polls and 10 s unless the options say otherwise."""
    async with SimulatedServer(["1999"]) as server:
        entry = await add_server(hass, server, options={"connection": connection})
        states = Entities(hass, entry)
        refresh = {"entity_id": states.server_entity_id("refresh")}
        server.faults.next_reply(lost(), action="NodeStat", times=polls)
        for number in range(polls):
            press = hass.async_create_task(
                hass.services.async_call("button", "press", refresh, blocking=True)
            )
            await clock.advance(seconds - 0.5)
            assert states["receiving"] == "off", number
            await clock.advance(1)
            await press
        assert states["receiving"] == "unavailable"
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("connection", "kept"), [({}, 1000), ({"history_size": 100}, 100)]
)
async def test_a_history_has_its_size(
    hass: HomeAssistant, clock: Clock, connection: dict[str, Any], kept: int
) -> None:
    """The oldest go first; a reload keeps as many."""
    async with SimulatedServer(["1999"]) as server:
        entry = await add_server(hass, server, options={"connection": connection})
        for number in range(1100):
            server.node("1999").dtmf(str(number % 10))
            if number % 100 == 99:
                await clock.settle()

        async def digits() -> list[str]:
            (node,) = entry.runtime_data.nodes.values()
            answer: Any = await hass.services.async_call(
                "allstarlink",
                "get_activity",
                {"device_id": node.device_id, "limit": 5000},
                blocking=True,
                return_response=True,
            )
            return [one["digit"] for one in answer["activities"]]

        found = await digits()
        assert (len(found), found[0]) == (kept, "9")
        await hass.config_entries.async_reload(entry.entry_id)
        assert await digits() == found
        await hass.config_entries.async_unload(entry.entry_id)
