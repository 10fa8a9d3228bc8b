"""Adding a station, and changing it."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
import pytest

from ..flows import checked, suggested
from .stage import STATION, Stage, stage

KIND = "config_subentries.station"


@pytest.fixture
async def scene(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Stage]:
    """Return a server that has a station."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        yield scene


async def _start(scene: Stage) -> Any:
    flow = scene.hass.config_entries.subentries
    handler = (scene.entries[0].entry_id, "station")
    form = await flow.async_init(handler, context={"source": SOURCE_USER})
    return checked(form, KIND)


async def _submit(scene: Stage, form: Any, **typed: Any) -> Any:
    flow = scene.hass.config_entries.subentries
    result = checked(await flow.async_configure(form["flow_id"], typed), KIND)
    await scene.hass.async_block_till_done()
    return result


async def _change(scene: Stage) -> Any:
    entry, subentry = scene.entries[0], scene.subentry
    form = await entry.start_subentry_reconfigure_flow(scene.hass, subentry.subentry_id)
    return checked(form, KIND)


@pytest.mark.parametrize(
    ("typed", "title", "unique_id", "data"),
    [
        (
            {"callsign": " k1abc/m "},
            "K1ABC/M",
            "station_K1ABC/M",
            {"callsign": "K1ABC/M", "nodes": [], "all_servers": False},
        ),
        (
            {"nodes": ["2001"], "all_servers": True},
            "Station 2001",
            "station_2001",
            {"nodes": ["2001"], "all_servers": True},
        ),
        (
            {"nodes": ["2002, 2001", " 2001 "]},
            "Station 2002 and 1 more",
            "station_2001_2002",
            {"nodes": ["2002", "2001"], "all_servers": False},
        ),
        (
            {"callsign": "K1ABC", "nodes": ["2001"]},
            "K1ABC",
            "station_K1ABC",
            {"callsign": "K1ABC", "nodes": ["2001"], "all_servers": False},
        ),
    ],
)
async def test_a_station_is_added(
    scene: Stage,
    typed: dict[str, Any],
    title: str,
    unique_id: str,
    data: dict[str, Any],
) -> None:
    """By its callsign, its nodes, or both; then it has a device."""
    form = await _start(scene)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    result = await _submit(scene, form, **typed)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    (added,) = (
        subentry
        for subentry in scene.entries[0].subentries.values()
        if subentry.unique_id == unique_id
    )
    assert (added.subentry_type, added.title, added.data) == ("station", title, data)
    scene.subentry = added
    assert scene["talking"] == "off"

    result = await _submit(scene, await _start(scene), **typed)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_what_is_no_station_is_an_error(scene: Stage) -> None:
    """Of its field; the form keeps what was typed."""
    form = await _start(scene)
    for typed, errors in (
        ({}, {"base": "no_station"}),
        ({"callsign": " ", "nodes": [""]}, {"base": "no_station"}),
        ({"callsign": "Dad"}, {"callsign": "invalid_callsign"}),
        ({"callsign": "12345"}, {"callsign": "invalid_callsign"}),
        ({"callsign": "W1AW\r\nAction: x"}, {"callsign": "invalid_callsign"}),
        ({"callsign": "W1AW" * 9}, {"callsign": "invalid_callsign"}),
        ({"callsign": "W1AW/"}, {"callsign": "invalid_callsign"}),
        ({"nodes": ["2001", "0123"]}, {"nodes": "invalid_node"}),
        ({"nodes": ["２００１"]}, {"nodes": "invalid_node"}),
        (
            {"callsign": "Dad", "nodes": ["x"]},
            {"callsign": "invalid_callsign", "nodes": "invalid_node"},
        ),
        (
            {"nodes": [str(number) for number in range(2000, 2101)]},
            {"nodes": "too_many_nodes"},
        ),
    ):
        form = await _submit(scene, form, **typed)
        assert form["errors"] == errors, typed
        assert suggested(form) == {"all_servers": False, **typed}
    result = await _submit(scene, form, nodes=["2001"])
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_station_is_changed(scene: Stage) -> None:
    """With more nodes it is the same; another begins anew."""
    await scene.talk(scene.one, "2001", 5)
    form = await _change(scene)
    assert form["step_id"] == "reconfigure"
    assert suggested(form) == {"callsign": STATION, "nodes": [], "all_servers": False}
    form = await _submit(scene, form, callsign=STATION, nodes=["no"])
    assert form["errors"] == {"nodes": "invalid_node"}
    result = await _submit(
        scene, form, callsign=STATION, nodes=["2002"], all_servers=True
    )
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "reconfigure_successful",
    )
    await scene.talk(scene.one, "2002", 4)
    await scene.talk(scene.two, "2100", 3)
    assert (scene["heard_on"], scene.seconds) == ("1998", 12)

    result = await _submit(scene, await _change(scene), nodes=["2005"])
    assert result["reason"] == "reconfigure_successful"
    assert dict(scene.subentry.data) == {"nodes": ["2005"], "all_servers": False}
    assert (scene.subentry.title, scene.subentry.unique_id) == (
        "Station 2005",
        "station_2005",
    )
    assert (scene["heard_on"], scene["last_heard"], scene.seconds) == (
        "unknown",
        "unknown",
        0,
    )
    entry = scene.entries[0]
    device = dr.async_get(scene.hass).async_get_device_by_identifier(
        ("allstarlink", f"{entry.entry_id}_{scene.subentry.subentry_id}"),
        entry.entry_id,
    )
    assert device is not None
    assert device.name == "Station 2005"

    changed = scene.subentry
    await scene.add(callsign=STATION)
    scene.subentry = changed
    result = await _submit(scene, await _change(scene), callsign=STATION.lower())
    assert result["reason"] == "already_configured"
    assert changed.unique_id == "station_2005"
