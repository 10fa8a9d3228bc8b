"""The directory of a Home Assistant with servers, as its user sees it."""

from datetime import timedelta
from typing import Any

from homeassistant.components.system_health import get_info
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer
from tests.integration import add_server
from tests.list_server import answering

from .stage import DAY, FIRST, HOUR, Stage, until

# Hours pass faster without polls
QUIET = {"poll_interval": 3600, "adaptive_polling": False}
OFF = {**QUIET, "use_directory": False}


async def _request(stage: Stage, seconds: float) -> None:
    """Let so much time pass, at the end of which a request is made and ends."""
    await until(lambda: stage.directory.status.next_request is not None)
    await stage.request(seconds)


async def test_two_servers_share_one_list(hass: HomeAssistant, stage: Stage) -> None:
    """It is fetched once, and is there until the last of them is unloaded."""
    async with SimulatedServer() as one, SimulatedServer() as other:
        first = await add_server(hass, one, options=QUIET)
        second = await add_server(hass, other, options=QUIET)
        await _request(stage, FIRST)
        assert len(stage.server.asked) == 1
        assert stage.callsign == "W1X1"

        await hass.config_entries.async_unload(first.entry_id)
        assert stage.callsign == "W1X1"
        await hass.config_entries.async_unload(second.entry_id)
        assert stage.callsign is None
        await stage.clock.advance(2 * DAY)
        assert len(stage.server.asked) == 1


async def test_a_reload_does_not_ask_again(hass: HomeAssistant, stage: Stage) -> None:
    """The list comes from the disk; after a failure it is left alone as long."""
    async with SimulatedServer() as server:
        entry = await add_server(hass, server, options=QUIET)
        stage.server.handler = answering(500)
        await _request(stage, FIRST)
        for _ in range(3):
            await hass.config_entries.async_reload(entry.entry_id)
            await stage.clock.advance(HOUR / 12)
        assert len(stage.server.asked) == 1
        await hass.config_entries.async_unload(entry.entry_id)


async def test_switched_off_nothing_is_asked(hass: HomeAssistant, stage: Stage) -> None:
    """Nor is a copy read that is there from before."""
    stage.keep_copy(timedelta(days=2))
    async with SimulatedServer() as server:
        entry = await add_server(hass, server, options=OFF)
        await stage.clock.advance(2 * HOUR)
        assert stage.server.asked == []
        assert stage.callsign is None

        hass.config_entries.async_update_entry(entry, options=QUIET)
        await hass.async_block_till_done()
        assert stage.callsign == "W1X1"
        await _request(stage, 60)

        hass.config_entries.async_update_entry(entry, options=OFF)
        await hass.async_block_till_done()
        assert stage.callsign is None
        await stage.clock.advance(2 * HOUR)
        assert len(stage.server.asked) == 1
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_server_is_set_up_with_the_names_of_the_copy(
    hass: HomeAssistant, stage: Stage
) -> None:
    """As soon as it is loaded, they are there."""
    stage.keep_copy(timedelta(hours=1))
    async with SimulatedServer() as server:
        entry = await add_server(hass, server)
        assert stage.callsign == "W1X1"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_copy_goes_with_the_last_server(
    hass: HomeAssistant, stage: Stage
) -> None:
    """Who removes the integration finds nothing of it on the disk."""
    stage.keep_copy(timedelta(hours=1))
    async with SimulatedServer() as one, SimulatedServer() as other:
        first = await add_server(hass, one)
        second = await add_server(hass, other)
        await hass.config_entries.async_remove(first.entry_id)
        assert stage.path.exists()
        await hass.config_entries.async_remove(second.entry_id)
        assert not stage.path.exists()


async def test_what_is_told_of_it(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, stage: Stage
) -> None:
    """Rows, age and the last error, in diagnostics and on the system health page."""
    assert await async_setup_component(hass, "diagnostics", {})
    assert await async_setup_component(hass, "system_health", {})
    stage.keep_copy(timedelta(days=2))
    stage.server.handler = answering(500)
    async with SimulatedServer() as server:
        entry = await add_server(hass, server)
        health = (await get_info(hass))[DOMAIN]
        checked = stage.directory.status.checked
        assert checked is not None
        assert health["list_checked"] == checked.isoformat()
        assert health["listed_nodes"] == 30
        assert "list_error" not in health

        await _request(stage, 60)
        health = (await get_info(hass))[DOMAIN]
        assert (health["listed_nodes"], health["list_error"]) == (30, "HTTP status 500")
        told = await get_diagnostics_for_config_entry(hass, hass_client, entry)
        directory: Any = told["directory"]
        assert directory.pop("next_request") > directory["checked"]
        assert directory == {
            "rows": 30,
            "checked": checked.isoformat(),
            "failures": 1,
            "last_error": "HTTP status 500",
        }
        await hass.config_entries.async_unload(entry.entry_id)
        assert "listed_nodes" not in (await get_info(hass))[DOMAIN]


@pytest.mark.parametrize("options", [{}, {"use_directory": False}])
async def test_a_server_does_not_wait_for_the_list(
    hass: HomeAssistant, stage: Stage, options: dict[str, bool]
) -> None:
    """It is loaded before anything is asked."""
    async with SimulatedServer() as server:
        entry = await add_server(hass, server, options=options)
        assert entry.state.name == "LOADED"
        assert stage.server.asked == []
        await hass.config_entries.async_unload(entry.entry_id)
