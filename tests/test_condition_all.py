"""Conditions that all of several nodes must meet: which of the targets count."""

from collections.abc import AsyncGenerator

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import SimulatedServer

from .automations import device_of
from .guards import Guard, condition, guards
from .integration import add_server
from .scene import Scene

type Second = tuple[SimulatedServer, MockConfigEntry]


@pytest.fixture
async def second(hass: HomeAssistant, scene: Scene) -> AsyncGenerator[Second]:
    """Return another server, with node 3000, whose config entry is set up as well."""
    async with SimulatedServer(nodes=["3000"]) as server:
        entry = await add_server(hass, server, ["3000"])
        yield server, entry
        await hass.config_entries.async_unload(entry.entry_id)


async def _all_receiving(scene: Scene, *devices: str) -> Guard:
    target = {"device_id": [scene.device, *devices]}
    (guard,) = await guards(
        scene.hass, condition("is_receiving", target, behavior="all")
    )
    return guard


async def test_a_node_whose_server_was_down_at_the_start(
    scene: Scene, second: Second
) -> None:
    """It counts, and nothing is known of it."""
    server, entry = second
    guard = await _all_receiving(scene, device_of(scene.hass, entry, "3000"))
    server.node("3000").key()
    await scene.key("local")
    assert await guard.passes()
    await server.stop()
    await scene.hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert not await guard.passes()


async def test_a_server_that_is_disabled(scene: Scene, second: Second) -> None:
    """Its nodes do not count."""
    _, entry = second
    guard = await _all_receiving(scene, device_of(scene.hass, entry, "3000"))
    await scene.key("local")
    assert not await guard.passes()
    await scene.hass.config_entries.async_set_disabled_by(
        entry.entry_id, ConfigEntryDisabler.USER
    )
    assert await guard.passes()


async def test_a_device_that_is_disabled(scene: Scene, second: Second) -> None:
    """It does not count while its server is not set up."""
    _, entry = second
    device = device_of(scene.hass, entry, "3000")
    guard = await _all_receiving(scene, device)
    await scene.key("local")
    await scene.hass.config_entries.async_unload(entry.entry_id)
    assert not await guard.passes()
    dr.async_get(scene.hass).async_update_device(
        device, disabled_by=dr.DeviceEntryDisabler.USER
    )
    assert await guard.passes()


async def test_devices_that_are_no_nodes(scene: Scene) -> None:
    """They do not count, as the server's own does not."""
    registry = dr.async_get(scene.hass)
    identifier = ("allstarlink", scene.entry.entry_id)
    server = registry.async_get_device_by_identifier(identifier, scene.entry.entry_id)
    assert server is not None
    guard = await _all_receiving(scene, server.id, "unknown")
    await scene.key("local")
    assert await guard.passes()
