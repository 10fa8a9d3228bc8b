"""The device of a server: its name and the versions that run there."""

from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User

from .conftest import Clock
from .flows import open_options, submit_options, suggested_options
from .integration import SECRET, USER, add_server
from .station import station


def _device(hass: HomeAssistant, entry: MockConfigEntry) -> dr.DeviceEntry:
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, entry.entry_id), entry.entry_id
    )
    assert device is not None
    return device


@pytest.mark.parametrize(
    ("rights", "versions"),
    [
        (
            {},
            "Asterisk 22.10.1, app_rpt 3.10.4, Asterisk Call Manager/11.0.0",
        ),
        (
            {"write": "system"},
            "Asterisk 22.10.1, Asterisk Call Manager/11.0.0",
        ),
        ({"write": ""}, "Asterisk Call Manager/11.0.0"),
    ],
)
async def test_versions_are_those_that_the_user_may_see(
    hass: HomeAssistant, rights: dict[str, Any], versions: str
) -> None:
    """`command` shows app_rpt's, `system` only Asterisk's, the banner is for all."""
    async with SimulatedServer(("1999",), (User(USER, SECRET, **rights),)) as server:
        entry = await add_server(hass, server)
        found = _device(hass, entry).sw_version
        assert found is not None
        assert found.replace("22.10.1+dfsg+~cs6.17.60671434-1", "22.10.1") == versions
        await hass.config_entries.async_unload(entry.entry_id)


async def test_versions_follow_an_update_of_the_server(
    hass: HomeAssistant, clock: Clock
) -> None:
    """The next session tells them anew."""
    async with station(hass, clock) as stage:
        before = _device(hass, stage.entry).sw_version
        assert before is not None
        assert "3.10.4" in before
        stage.server.users[USER] = User(USER, SECRET, write="")
        await stage.server.restart()
        await clock.advance(5)
        await clock.settle()
        assert _device(hass, stage.entry).sw_version == "Asterisk Call Manager/11.0.0"


async def test_a_new_name_names_the_device_at_once(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Entity ids stay; nothing is asked, and the connection goes on."""
    async with station(hass, clock) as stage:
        logins = stage.server.logins
        ids = {
            entity.entity_id
            for entity in er.async_entries_for_config_entry(
                er.async_get(hass), stage.entry.entry_id
            )
        }
        hass.config_entries.async_update_entry(stage.entry, title="Hilltop")
        await clock.settle()
        assert _device(hass, stage.entry).name == "Hilltop"
        assert stage.server.logins == logins
        assert ids == {
            entity.entity_id
            for entity in er.async_entries_for_config_entry(
                er.async_get(hass), stage.entry.entry_id
            )
        }


async def test_an_entry_of_the_previous_version_keeps_its_names(
    hass: HomeAssistant,
) -> None:
    """Title, options, entity ids and unique ids: those of new entries are others."""
    async with SimulatedServer(("1999",)) as server:
        stored = {
            "host": "127.0.0.1",
            "port": server.port,
            "username": USER,
            "password": SECRET,
            "ssl": False,
            "verify_ssl": True,
        }
        options: dict[str, Any] = {
            "poll_interval": 120,
            "adaptive_polling": False,
            "private_nodes": [{"node": "1050", "name": "Garage"}],
            "allowed_commands": ["database show"],
            "connection": {
                "retry_initial": 7,
                "retry_max": 70,
                "heartbeat_interval": 20,
            },
        }
        title = f"127.0.0.1:{server.port}"
        node = ConfigSubentryData(
            data={"node": "1999", "favorites": ["2001"]},
            subentry_type="node",
            title="Node 1999",
            unique_id="1999",
        )
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=title,
            data=stored,
            options=options,
            version=1,
            minor_version=1,
            subentries_data=[node],
        )
        entry.add_to_hass(hass)
        registry = er.async_get(hass)
        subentry_id = next(iter(entry.subentries))
        old = {
            f"{entry.entry_id}_connected": ("binary_sensor", "127_0_0_1_5038", None),
            f"{entry.entry_id}_1999_links": ("sensor", "node_1999_links", subentry_id),
        }
        for unique_id, (platform, name, subentry) in old.items():
            registry.async_get_or_create(
                platform,
                DOMAIN,
                unique_id,
                config_entry=entry,
                config_subentry_id=subentry,
                suggested_object_id=name,
            )
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.title == title
        assert entry.options == options
        favorite = {"node": "2001", "name": None, "mode": "transceive", "group": None}
        assert [dict(each.data) for each in entry.subentries.values()] == [
            {"node": "1999", "favorites": [favorite]}
        ]
        assert _device(hass, entry).name == title
        for unique_id, (platform, name, _) in old.items():
            entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
            assert entity_id == f"{platform}.{name}"
            state = hass.states.get(entity_id)
            assert state is not None
            assert state.state in ("on", "0")
        form = await open_options(hass, entry)
        shown = suggested_options(form)
        kept = {key: shown["connection"][key] for key in options["connection"]}
        assert shown | {"connection": kept} == options
        await submit_options(hass, form, options)
        await hass.async_block_till_done()
        assert entry.options == options | {
            "use_directory": True,
            "assist_sentences": True,
        }
        await hass.config_entries.async_unload(entry.entry_id)
