"""A station as a device: when and where it is heard, on one server and on two."""

from datetime import datetime, timedelta
import json

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_mock_service,
    mock_restore_cache_with_extra_data,
)

from simulator import lost

from ..documents import automations, blocks, page
from .stage import ECHOLINK, KEYS, STATION, stage


async def test_a_station_is_a_device_with_four_entities(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Of its subentry; it goes with it."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        entry = scene.entries[0]
        registry = dr.async_get(hass)
        identifier = ("allstarlink", f"{entry.entry_id}_{scene.subentry.subentry_id}")
        device = registry.async_get_device_by_identifier(identifier, entry.entry_id)
        assert device is not None
        assert (device.name, device.model) == (STATION, "Station")
        assert device.config_subentry_id == scene.subentry.subentry_id
        assert [scene[key] for key in KEYS] == ["off", "unknown", "unknown", "0.0"]
        assert scene.entity_id("talking") == "binary_sensor.w1x1_talking"

        hass.config_entries.async_remove_subentry(entry, scene.subentry.subentry_id)
        await hass.async_block_till_done()
        assert [scene.entity_id(key) for key in KEYS] == [None] * 4
        await scene.talk(scene.one, "2001", 1)


async def test_links_of_which_nothing_was_reported(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Without polls the station is not said to be silent on links that are unknown."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        options = {"connection": {"do_not_poll": True}}
        hass.config_entries.async_update_entry(scene.entries[0], options=options)
        await hass.async_block_till_done()
        await scene.talk(scene.one, "local", 1)
        assert scene["talking"] == "unknown"
        scene.one.link("2003")
        await scene.time.settle()
        assert scene["talking"] == "off"


async def test_all_names_of_a_callsign_count(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its nodes, EchoLink, phone, with suffixes; another callsign does not."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        for name, state in {
            "2001": "on",
            "2002": "off",
            ECHOLINK: "on",
            "W1X1-P": "on",
            "w1x1/M": "on",
            "W1X10": "off",
            "local": "off",
        }.items():
            await scene.key(scene.one, name)
            assert scene["talking"] == state, name
            await scene.unkey(scene.one, name)
            assert scene["talking"] == "off"

        await scene.add(callsign="W1X1-L")
        for name, state in {"2001": "off", ECHOLINK: "on", "W1X1-P": "off"}.items():
            await scene.key(scene.one, name)
            assert scene["talking"] == state, name
            await scene.unkey(scene.one, name)


async def test_nodes_count_by_their_numbers(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Beside a callsign or alone; that of the server's own node is its receiver."""
    async with stage(hass, freezer, nodes=["2002", "1999"]) as scene:
        for name, state in {"2001": "off", "2002": "on", "local": "on"}.items():
            await scene.key(scene.one, name)
            assert scene["talking"] == state, name
            await scene.unkey(scene.one, name)
        await scene.key(scene.two, "local")
        assert scene["talking"] == "off"


async def test_a_name_of_ones_own_hides_no_callsign(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Whoever calls node 2001 `Dad` still has it among those of the callsign."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        names = [{"node": "2001", "name": "Dad"}, {"node": "2002", "name": "W1X1 car"}]
        hass.config_entries.async_update_entry(
            scene.entries[0], options={"private_nodes": names}
        )
        await hass.async_block_till_done()
        await scene.time.advance(3)
        for name in ("2001", "2002"):
            await scene.key(scene.one, name)
            assert scene["talking"] == "on"
            await scene.unkey(scene.one, name)


async def test_one_over(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Last heard is the key-down until the talk has ended, written once, then its key-up."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        written = async_capture_events(hass, EVENT_STATE_CHANGED)
        began = scene.time.now.replace(microsecond=0)

        def heard() -> float:
            return (datetime.fromisoformat(scene["last_heard"]) - began).total_seconds()

        await scene.key(scene.one, "2001")
        assert (scene.heard, heard()) == (("on", "1999"), 0)
        await scene.time.advance(10)
        await scene.unkey(scene.one, "2001")
        assert (scene.heard, heard(), scene.seconds) == (("off", "1999"), 0, 0)
        await scene.time.advance(1)
        await scene.key(scene.one, "2001")
        await scene.time.advance(4)
        await scene.unkey(scene.one, "2001")
        await scene.time.advance(2.5)
        assert (scene.heard, heard(), scene.seconds) == (("off", "1999"), 15, 15)
        ours = [event.data["entity_id"] for event in written]
        counts = {key: ours.count(scene.entity_id(key) or "") for key in KEYS}
        assert counts == {
            "talking": 4,
            "heard_on": 1,
            "last_heard": 2,
            "talk_time_today": 1,
        }


async def test_two_nodes_that_hear_it_at_once_count_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The other's node counts with all servers, by its own names, also its receiver."""
    async with stage(hass, freezer, callsign=STATION, all_servers=True) as scene:
        await scene.key(scene.two, "2100")
        assert scene.heard == ("on", "1998")
        await scene.time.advance(2)
        await scene.key(scene.one, "2001")
        await scene.time.advance(6)
        await scene.unkey(scene.two, "2100")
        assert scene.heard == ("on", "1999")
        await scene.time.advance(4)
        assert scene.seconds == 8
        await scene.unkey(scene.one, "2001")
        await scene.time.advance(2.5)
        assert (scene.heard, scene.seconds) == (("off", "1999"), 12)

        # Both end in the same moment.
        for node, name in ((scene.one, "2001"), (scene.two, "local")):
            await scene.key(node, name)
        await scene.time.advance(3)
        scene.one.unkey_link("2001")
        scene.two.unkey()
        await scene.time.advance(2.5)
        assert (scene["talking"], round(scene.seconds)) == ("off", 15)


async def test_one_of_two_servers_is_lost(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """What the other hears counts on; without both nothing is known."""
    async with stage(hass, freezer, callsign=STATION, all_servers=True) as scene:
        for node, name in ((scene.one, "2001"), (scene.two, "2100")):
            await scene.key(node, name)
        await scene.time.advance(5)
        await scene.servers[0].stop()
        await scene.time.settle()
        assert scene.heard == ("on", "1998")
        await scene.unkey(scene.two, "2100")
        assert scene.heard == ("off", "1998")
        await scene.time.advance(2.5)
        assert scene.seconds == 5
        await scene.servers[1].stop()
        await scene.time.settle()
        assert [scene[key] for key in KEYS] == ["unavailable"] * 4
        await scene.servers[1].start()
        scene.two.link("2100")
        await scene.time.advance(65)
        assert (scene.heard, scene.seconds) == (("off", "1998"), 5)
        await scene.talk(scene.two, "2100", 5)
        assert scene.seconds == 10


async def test_a_server_comes_and_goes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Loaded, its nodes count; while it is not, and where only one server is meant, not."""
    async with stage(hass, freezer, callsign=STATION, all_servers=True) as scene:
        other = scene.entries[1]
        await scene.key(scene.two, "2100")
        assert scene.heard == ("on", "1998")
        assert await hass.config_entries.async_unload(other.entry_id)
        await scene.time.settle()
        assert (scene.heard, other.state) == (
            ("off", "1998"),
            ConfigEntryState.NOT_LOADED,
        )
        assert await hass.config_entries.async_setup(other.entry_id)
        await scene.time.advance(3)
        assert scene.heard == ("on", "1998")
        await scene.add(nodes=["2100"])
        assert scene.heard == ("off", "unknown")
        assert await hass.config_entries.async_unload(other.entry_id)


async def test_connected_is_not_yet_known(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Until a node has been polled nobody can say that the station does not talk."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        scene.servers[0].faults.next_reply(lost(), action="XStat", times=9)
        scene.servers[0].close_sessions()
        await scene.time.settle()
        while scene["talking"] != "unknown":
            assert scene["talking"] == "unavailable"
            await scene.time.advance(1)
        scene.servers[0].faults.clear()
        await scene.time.advance(65)
        assert scene["talking"] == "off"


async def test_the_day_outlives_a_restart_and_ends_at_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """So do when and where it was heard, which midnight does not end."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        await scene.talk(scene.one, "2001", 5)
        shown = [scene[key] for key in KEYS]
        assert scene.seconds == 5
        assert await hass.config_entries.async_reload(scene.entries[0].entry_id)
        await scene.time.advance(3)
        assert [scene[key] for key in KEYS] == shown
        await scene.talk(scene.one, "2001", 4)
        assert scene.seconds == 9

        heard = scene["last_heard"]
        midnight = dt_util.start_of_local_day() + timedelta(days=1)
        await scene.time.jump((midnight - scene.time.now).total_seconds() - 30)
        await scene.time.move_to(midnight + timedelta(seconds=0.6))
        assert scene.seconds == 0
        assert (scene["heard_on"], scene["last_heard"]) == ("1999", heard)
        assert await hass.config_entries.async_reload(scene.entries[0].entry_id)
        await scene.time.advance(3)
        assert scene.seconds == 0


async def test_what_a_node_recalls_is_older(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The station was heard later on another server, where somebody else was since."""
    async with stage(hass, freezer, callsign=STATION, all_servers=True) as scene:
        await scene.talk(scene.one, "2001", 5)
        await scene.time.advance(60)
        await scene.talk(scene.two, "2100", 5)
        await scene.time.advance(60)
        await scene.talk(scene.two, "2005", 5)
        shown = [scene[key] for key in KEYS]
        assert scene["heard_on"] == "1998"
        assert await hass.config_entries.async_reload(scene.entries[0].entry_id)
        await scene.time.advance(3)
        assert [scene[key] for key in KEYS] == shown

        await scene.key(scene.one, "2001")
        assert await hass.config_entries.async_reload(scene.entries[0].entry_id)
        await scene.time.advance(3)
        assert scene.heard == ("on", "1999")


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"station": "station_W1X1"},
        {
            "station": "station_W1X1",
            "heard_on": 5,
            "last_heard": "soon",
            "talks": [["x"]],
            "spans": [],
        },
        {
            "station": "station_W1X1",
            "heard_on": "no node",
            "last_heard": "2999-01-01T00:00:00+00:00",
            "talks": [],
            "spans": [1],
        },
        {"station": "station_K1ABC", "heard_on": "1", "talks": 5, "spans": 5},
    ],
)
async def test_what_was_damaged_begins_anew(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, damaged: dict[str, object]
) -> None:
    """So does what was another station."""
    mock_restore_cache_with_extra_data(
        hass, [(State(f"sensor.w1x1_{key}", "3"), damaged) for key in KEYS[1:]]
    )
    async with stage(hass, freezer, callsign=STATION) as scene:
        assert [scene[key] for key in KEYS] == ["off", "unknown", "unknown", "0.0"]
        await scene.talk(scene.one, "2001", 5)
        assert (scene["heard_on"], scene.seconds) == ("1999", 5)


async def test_a_squelch_that_chatters_is_written_as_often_as_is_allowed(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Twenty changes at once, then five a second, the last always."""
    async with stage(hass, freezer, callsign=STATION) as scene:
        written = async_capture_events(hass, EVENT_STATE_CHANGED)
        for _ in range(50):
            await scene.key(scene.one, "2001")
            await scene.unkey(scene.one, "2001")
        await scene.key(scene.one, "2001")
        await scene.time.advance(1)
        ours = [e for e in written if e.data["entity_id"] == scene.entity_id("talking")]
        assert 20 <= len(ours) <= 25
        assert scene["talking"] == "on"


async def test_dad_is_on_the_air(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The example of the documents, as it stands there."""
    (example,) = automations(blocks(page("stations"), "yaml")[0])
    said = async_mock_service(hass, "notify", "notify")
    async with stage(hass, freezer, callsign="W1X1") as scene:
        example = json.loads(json.dumps(example).replace("w1aw", "w1x1"))
        assert await async_setup_component(
            hass, "automation", {"automation": [example]}
        )
        await hass.async_block_till_done()
        await scene.talk(scene.one, "2001", 5)
        await scene.talk(scene.one, "2001", 5)
        assert [call.data["message"] for call in said] == [
            "Dad is on the air, on node 1999"
        ]
        await scene.time.jump(1800)
        await scene.talk(scene.one, "W1X1-P", 5)
        assert len(said) == 2
