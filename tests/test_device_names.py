"""Callsigns in the names of devices and switches; ids of entities stay as they are."""

from collections.abc import AsyncGenerator, Mapping
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.allstarlink.const import SUBENTRY_TYPE_NODE
from custom_components.allstarlink.directory.directory import copy_path

from .conftest import Clock
from .directory.stage import until
from .list_server import ListServer, answering, listing
from .names import keep_list
from .station import Station, station

LISTED = "1998|W1OWN|Own hub|Home\n"
FAVORITES = {"favorites": ["2001", "2040"]}


def _device(stage: Station, node: str) -> dr.DeviceEntry:
    device_id = stage.entry.runtime_data.nodes[node].device_id
    device = dr.async_get(stage.hass).async_get(device_id)
    assert isinstance(device, dr.DeviceEntry)
    return device


def _entity_ids(stage: Station) -> dict[str, str]:
    registry = er.async_get(stage.hass)
    entries = er.async_entries_for_config_entry(registry, stage.entry.entry_id)
    return {entry.unique_id: entry.entity_id for entry in entries}


def _friendly(stage: Station, key: str, node: str = "1998") -> str:
    name: str = stage.states.get(key, node).attributes["friendly_name"]
    return name


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> AsyncGenerator[Station]:
    """Return a server with a published node, before the first list has come."""
    list_server.handler = answering(body=listing(extra=LISTED))
    async with station(
        hass, clock, "1998", chosen=("1999", "1998"), settings=FAVORITES
    ) as stage:
        yield stage


async def _fetch(stage: Station) -> None:
    await stage.clock.advance(31)
    directory = stage.hass.data["allstarlink_directory"]
    await until(lambda: directory.status.rows > 0)
    await stage.clock.settle()


async def test_a_callsign_joins_the_name_of_its_node(stage: Station) -> None:
    """The names of the entities follow, their ids do not."""
    ids = _entity_ids(stage)
    assert _device(stage, "1998").name == "Node 1998"
    assert _friendly(stage, "links") == "Node 1998 Links"
    await _fetch(stage)
    assert _device(stage, "1998").name == "Node 1998 W1OWN"
    assert _friendly(stage, "links") == "Node 1998 W1OWN Links"
    assert _device(stage, "1999").name == "Node 1999"
    assert _entity_ids(stage) == ids


async def test_a_name_that_the_user_gave_stays(stage: Station) -> None:
    """It goes before any other."""
    registry = dr.async_get(stage.hass)
    registry.async_update_device(_device(stage, "1998").id, name_by_user="Hilltop")
    await _fetch(stage)
    assert _device(stage, "1998").name_by_user == "Hilltop"
    assert _friendly(stage, "links") == "Hilltop Links"


async def test_a_favorite_is_called_by_its_number(stage: Station) -> None:
    """Its callsign is an attribute, as soon as it is known."""
    ids = _entity_ids(stage)
    favorite = stage.states.entity_id("favorite_2001", "1999")
    assert favorite == "switch.node_1999_favorite_2001"
    assert _friendly(stage, "favorite_2001", "1999") == "Node 1999 Favorite 2001"
    await _fetch(stage)
    assert _friendly(stage, "favorite_2001", "1999") == "Node 1999 Favorite 2001"
    callsigns = [
        stage.states.get(f"favorite_{number}", "1999").attributes["callsign"]
        for number in ("2001", "2040")
    ]
    assert callsigns == ["W1X1", None]
    assert _entity_ids(stage) == ids


async def test_ids_are_the_same_when_names_are_known_at_once(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """For nodes and favorites that are there at first, and for a node that comes later."""
    keep_list(hass, LISTED)
    async with station(
        hass, clock, "1998", "2005", chosen=("1998",), settings=FAVORITES
    ) as stage:
        assert _device(stage, "1998").name == "Node 1998 W1OWN"
        added = ConfigSubentry(
            data=MappingProxyType({"node": "2005", **FAVORITES}),
            subentry_type=SUBENTRY_TYPE_NODE,
            title="Node 2005",
            unique_id="2005",
        )
        hass.config_entries.async_add_subentry(stage.entry, added)
        await hass.async_block_till_done()
        assert _device(stage, "2005").name == "Node 2005 W1X5"
        ids = _entity_ids(stage).values()
        assert "switch.node_2005_favorite_2001" in ids
        assert "sensor.node_2005_links" in ids
        assert "switch.node_1998_favorite_2001" in ids
        assert "sensor.node_1998_links" in ids
        assert not any("w1" in entity_id for entity_id in ids)
        assert _friendly(stage, "favorite_2001") == "Node 1998 W1OWN Favorite 2001"


async def test_a_restart_changes_nothing(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """Names that are known do not go and come back."""
    keep_list(hass, LISTED)
    async with station(
        hass, clock, "1998", chosen=("1998",), settings=FAVORITES
    ) as stage:
        updates = [
            async_capture_events(hass, dr.EVENT_DEVICE_REGISTRY_UPDATED),
            async_capture_events(hass, er.EVENT_ENTITY_REGISTRY_UPDATED),
        ]
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        assert updates == [[], []]
        assert _friendly(stage, "links") == "Node 1998 W1OWN Links"


async def test_without_a_list_a_name_from_before_stays(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> None:
    """Nothing known is not the same as no name; a list that lacks the node is."""
    list_server.handler = answering(500)
    keep_list(hass, LISTED)
    async with station(hass, clock, "1998", chosen=("1998",)) as stage:
        directory = hass.data["allstarlink_directory"]
        copy_path(hass).unlink()
        await hass.config_entries.async_reload(stage.entry.entry_id)
        assert directory.status.rows == 0
        assert _device(stage, "1998").name == "Node 1998 W1OWN"
        keep_list(hass)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        assert _device(stage, "1998").name == "Node 1998"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"private_nodes": [{"node": "1998", "name": "Attic"}]}, "Node 1998 Attic"),
        ({"use_directory": False}, "Node 1998"),
    ],
)
async def test_the_users_options_decide(
    hass: HomeAssistant,
    clock: Clock,
    list_server: ListServer,
    options: Mapping[str, Any],
    name: str,
) -> None:
    """A name of the user's own goes before the list's, and the list can be left out."""
    keep_list(hass, LISTED)
    async with station(hass, clock, "1998", chosen=("1998",)) as stage:
        assert _device(stage, "1998").name == "Node 1998 W1OWN"
        hass.config_entries.async_update_entry(stage.entry, options=options)
        await hass.async_block_till_done()
        assert _device(stage, "1998").name == name


async def test_an_entity_without_a_name_in_it_is_not_written_for_a_name(
    stage: Station,
) -> None:
    """Node 1999 is in no list, so the entities of its device stay as they are."""
    changes = async_capture_events(stage.hass, EVENT_STATE_CHANGED)
    await _fetch(stage)
    ids = {change.data["entity_id"] for change in changes}
    assert {i for i in ids if "node_1999" in i} == {"switch.node_1999_favorite_2001"}
