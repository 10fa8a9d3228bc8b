"""Devices that are no nodes, although they belong to the same server as one."""

from collections.abc import AsyncGenerator

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .automations import device_of
from .telephony.stage import Stage, telephones

COMMANDS = (
    "allstarlink/node/subscribe",
    "allstarlink/activity/subscribe",
    "allstarlink/talks/today",
)
NAMES = ("127.0.0.1", "Extension 1001", "Endpoint 1001", "Trunk trunk")


@pytest.fixture
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Stage]:
    """Return node 1999 on a server with telephones."""
    async with telephones(hass, freezer) as ready:
        yield ready


def _device_named(stage: Stage, name: str) -> str:
    devices = dr.async_entries_for_config_entry(
        dr.async_get(stage.hass), stage.entry.entry_id
    )
    return next(device.id for device in devices if device.name == name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS)
async def test_dashboards_are_told_that_it_is_no_node(
    stage: Stage, hass_ws_client: WebSocketGenerator, command: str, name: str
) -> None:
    """A card with such a device says so, instead of showing a node that is away."""
    client = await hass_ws_client(stage.hass)
    device = _device_named(stage, name)
    await client.send_json_auto_id({"type": command, "device_id": device})
    assert (await client.receive_json())["error"] == {
        "code": "not_found",
        "message": "There is no such node",
    }


@pytest.mark.parametrize("name", NAMES)
async def test_actions_on_nodes_refuse_it(stage: Stage, name: str) -> None:
    """The text is right for each of them."""
    data = {"device_id": _device_named(stage, name), "node": "2001"}
    before = stage.asked("Command")
    with pytest.raises(ServiceValidationError) as caught:
        await stage.hass.services.async_call(
            "allstarlink", "connect", data, blocking=True
        )
    assert str(caught.value) == "This is not the device of a node"
    assert stage.asked("Command") == before


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_node_is_one_while_its_server_is_disabled(
    stage: Stage, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    """A dashboard may be opened between two set-ups."""
    entry_id = stage.entry.entry_id
    device = device_of(stage.hass, stage.entry)
    await stage.hass.config_entries.async_set_disabled_by(
        entry_id, ConfigEntryDisabler.USER
    )
    client = await hass_ws_client(stage.hass)
    await client.send_json_auto_id({"type": command, "device_id": device})
    assert (await client.receive_json())["success"]
    await stage.hass.config_entries.async_set_disabled_by(entry_id, None)
    await stage.settle()
