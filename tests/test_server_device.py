"""The device of a server: its name and the versions that run there."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User

from .conftest import Clock
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
