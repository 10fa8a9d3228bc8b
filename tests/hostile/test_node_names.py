"""A node's name never becomes a file name: it is a number, or there is no such node."""

import json
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest

from custom_components.allstarlink.const import DOMAIN

from ..ami.server import SECRET
from ..conftest import Clock
from ..flows import options_of, start, submit
from ..integration import add_entry
from .conftest import Disk
from .server import HostileServer, entry_of

TRAVERSAL = "1999,/../../www/x.html,/../../secrets.yaml"

# No node's number: what escapes a folder, and what only looks like a number
NAMES = (
    *("/../../www/x.html", "../../../secrets.yaml", "..", ".", "/etc/passwd"),
    *("0", "01999", "12345678901", "+1999", "1_999", "1999.0", "١٩٩٩", "²", "1999\x00"),
    *("1999/..", "1999 2000", "-1", "1e3", "0x7cf", "a" * 300, "<img src=x>", "%2e%2e"),
)


def _nodes(entry: ConfigEntry) -> list[dict[str, Any]]:
    return [dict(subentry.data) for subentry in entry.subentries.values()]


async def _save(hass: HomeAssistant) -> None:
    """Let all that waits be written, as it is when Home Assistant stops."""
    hass.bus.async_fire("homeassistant_final_write")
    await hass.async_block_till_done()


async def test_a_hostile_list_of_nodes_reaches_no_file(
    hass: HomeAssistant, clock: Clock, disk: Disk, server: HostileServer
) -> None:
    """From the form to the removal of the entry."""
    server.nodes = TRAVERSAL
    form = await start(hass)
    data = {
        "host": "127.0.0.1",
        "port": server.port,
        "username": "admin",
        "password": SECRET,
        "ssl": False,
    }
    form = await submit(hass, form, data)
    assert form["step_id"] == "nodes"
    assert options_of(form, "nodes") == ["1999"]
    assert form["data_schema"]({}) == {"nodes": ["1999"]}
    entry = (await submit(hass, form, {"nodes": ["1999"]}))["result"]
    await hass.async_block_till_done()
    assert _nodes(entry) == [{"node": "1999"}]

    for name in TRAVERSAL.split(","):
        server.event("DTMF", "5", node=name)
    await clock.settle()
    await clock.advance(1000)
    await _save(hass)
    (subentry_id,) = entry.subentries
    name = f"allstarlink.{entry.entry_id}.{subentry_id}"
    assert set(disk.own) == {name, f"allstarlink.{entry.entry_id}.connection"}
    saved = json.loads((disk.storage / name).read_text())["data"]
    assert saved["digits" if "digits" in saved else "activities"]
    disk.check()

    await hass.config_entries.async_remove(entry.entry_id)
    await _save(hass)
    assert disk.own == []
    disk.check()


@pytest.mark.parametrize("name", NAMES)
async def test_a_stored_node_that_is_no_number_is_left_out(
    hass: HomeAssistant, clock: Clock, disk: Disk, server: HostileServer, name: str
) -> None:
    """The other nodes go on; a repair issue says what to do, until it is removed."""
    entry = await add_entry(hass, entry_of(server, name, "1999"))
    assert entry.state.value == "loaded"
    assert [*entry.runtime_data.nodes] == ["1999"]
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert sorted(device.name or "" for device in devices) == ["127.0.0.1", "Node 1999"]
    wrong = next(s for s in entry.subentries.values() if s.data["node"] == name)
    issue_id = f"node_name_invalid_{entry.entry_id}_{wrong.subentry_id}"
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    placeholders = issue.translation_placeholders
    assert placeholders is not None
    assert placeholders["server"] == "127.0.0.1"
    assert len(placeholders["node"]) <= 64
    assert placeholders["node"].isprintable()

    server.event("DTMF", "5", node=name)
    server.event("DTMF", "5")
    await clock.settle()
    await _save(hass)
    hass.config_entries.async_remove_subentry(entry, wrong.subentry_id)
    await hass.async_block_till_done()
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None
    await hass.config_entries.async_remove(entry.entry_id)
    await _save(hass)
    assert disk.own == []
    disk.check()


@pytest.mark.parametrize("name", [5, None, ["1999"], {"a": 1}, ""])
async def test_a_stored_node_that_is_no_text_is_left_out(
    hass: HomeAssistant, disk: Disk, server: HostileServer, name: Any
) -> None:
    """As in a damaged file of config entries."""
    entry = await add_entry(hass, entry_of(server, name, "1999"))
    assert [*entry.runtime_data.nodes] == ["1999"]
    await hass.config_entries.async_remove(entry.entry_id)
    disk.check()


async def test_a_node_that_is_no_number_cannot_be_added(
    hass: HomeAssistant, disk: Disk, server: HostileServer
) -> None:
    """Not even one that the server has."""
    server.nodes = f"{TRAVERSAL},1998"
    entry = await add_entry(hass, entry_of(server, "1999"))
    flow = hass.config_entries.subentries
    form: Any = await flow.async_init(
        (entry.entry_id, "node"), context={"source": SOURCE_USER}
    )
    assert options_of(form, "node") == ["1998"]
    for name in NAMES:
        form = await flow.async_configure(form["flow_id"], {"node": name})
        assert form["errors"] == {"node": "invalid_node"}
    assert _nodes(entry) == [{"node": "1999"}]


async def test_a_history_of_the_previous_version_is_taken_over_once(
    hass: HomeAssistant, clock: Clock, disk: Disk, server: HostileServer
) -> None:
    """It was named after the node; it is named after the subentry from then on."""
    entry = entry_of(server, "1999", "../1998")
    old = f"allstarlink.{entry.entry_id}.1999"
    record = {
        "time": "2026-11-01T12:00:00+00:00",
        "type": "link_connected",
        "node": "2001",
    }
    data = {"activities": [record], "talks": []}
    store = {"version": 1, "minor_version": 1, "key": old, "data": data}
    (disk.storage / old).write_text(json.dumps(store))
    await add_entry(hass, entry)
    (device,) = (
        device.id
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        if device.name == "Node 1999"
    )

    async def activities() -> Any:
        response: Any = await hass.services.async_call(
            DOMAIN,
            "get_activity",
            {"device_id": device},
            blocking=True,
            return_response=True,
        )
        return response["activities"]

    assert await activities() == [record]
    subentry = next(s for s in entry.subentries.values() if s.data["node"] == "1999")
    assert disk.own == [f"allstarlink.{entry.entry_id}.{subentry.subentry_id}"]
    await hass.config_entries.async_reload(entry.entry_id)
    assert await activities() == [record]
    disk.check()
