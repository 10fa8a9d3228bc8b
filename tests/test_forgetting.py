"""Nodes that are removed while their server is not loaded: nothing of them is kept."""

import asyncio
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import SUBENTRY_TYPE_NODE
from simulator import SimulatedServer

from .integration import add_server, history_key
from .scene import Scene
from .timeline import Timeline


def _remove(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    (subentry_id,) = entry.subentries
    hass.config_entries.async_remove_subentry(entry, subentry_id)


async def _settle(scene: Scene) -> None:
    await scene.time.settle()
    await scene.hass.async_block_till_done()


def _node() -> ConfigSubentry:
    return ConfigSubentry(
        data=MappingProxyType({"node": "1999"}),
        subentry_type=SUBENTRY_TYPE_NODE,
        title="Node 1999",
        unique_id="1999",
    )


async def _activities(scene: Scene) -> Any:
    response = await scene.hass.services.async_call(
        "allstarlink",
        "get_activity",
        {"device_id": scene.device},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    return response["activities"]


@pytest.fixture
async def key(scene: Scene, hass_storage: dict[str, Any]) -> str:
    """Return where the history of the node is, once it is there."""
    key = history_key(scene.entry)
    scene.node.dtmf("1")
    await scene.time.advance(1000)
    await _settle(scene)
    assert key in hass_storage
    return key


@pytest.mark.parametrize("is_down", [False, True])
async def test_it_begins_anew_when_it_is_added_again(
    scene: Scene, key: str, hass_storage: dict[str, Any], is_down: bool
) -> None:
    """Whether the server was turned off or out of reach."""
    entries, entry = scene.hass.config_entries, scene.entry
    if is_down:
        await scene.server.stop()
        await entries.async_reload(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
    else:
        await entries.async_unload(entry.entry_id)
    _remove(scene.hass, scene.entry)
    await _settle(scene)
    assert key not in hass_storage
    if is_down:
        await scene.server.start()
    entries.async_add_subentry(entry, _node())
    await entries.async_reload(entry.entry_id)
    assert await _activities(scene) == []


async def test_it_is_gone_with_its_server(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """Even if both are removed at once."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = await add_server(hass, server)
        server.node("1999").dtmf("1")
        await time.advance(1000)
        await hass.async_block_till_done()
        key = history_key(entry)
        assert key in hass_storage
        await hass.config_entries.async_unload(entry.entry_id)
        _remove(hass, entry)
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()
        assert key not in hass_storage


async def test_it_is_removed_while_its_history_is_saved(
    scene: Scene,
    key: str,
    hass_storage: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slow disk brings nothing back."""
    save, answered = Store.async_save, asyncio.Event()

    async def slow(store: Store[dict[str, Any]], data: dict[str, Any]) -> None:
        await answered.wait()
        await save(store, data)

    monkeypatch.setattr(Store, "async_save", slow)
    scene.node.dtmf("2")
    await scene.time.settle()
    entries, entry = scene.hass.config_entries, scene.entry
    unload = scene.hass.async_create_task(entries.async_unload(entry.entry_id))
    await scene.time.settle()
    assert entry.state is ConfigEntryState.UNLOAD_IN_PROGRESS
    _remove(scene.hass, scene.entry)
    await scene.time.settle()
    answered.set()
    await unload
    await _settle(scene)
    assert key not in hass_storage


async def test_it_is_added_again_at_once(
    scene: Scene, key: str, hass_storage: dict[str, Any]
) -> None:
    """What happens from then on is kept."""
    _remove(scene.hass, scene.entry)
    scene.hass.config_entries.async_add_subentry(scene.entry, _node())
    await _settle(scene)
    assert await _activities(scene) == []
    scene.node.dtmf("2")
    await scene.time.settle()
    await scene.reload()
    assert [activity["digit"] for activity in await _activities(scene)] == ["2"]
