"""Entries that an earlier version stored."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer

from .flows import server_data, serving
from .integration import Entities, entry_for


def _stored(server: SimulatedServer, **changes: Any) -> MockConfigEntry:
    """Return an entry as version 1.1 stored it, with node 1999."""
    data = server_data(server, **changes)
    del data["allow_plain_login"]
    known = entry_for(server.port)
    return MockConfigEntry(
        domain=DOMAIN,
        version=1,
        minor_version=1,
        entry_id="0123456789abcdef",
        title="My repeater",
        data=data,
        options={"poll_interval": 30},
        subentries_data=[subentry.as_dict() for subentry in known.subentries.values()],
    )


@pytest.mark.parametrize(("stored", "migrated"), [(True, "verify"), (False, "off")])
async def test_verify_ssl_becomes_a_choice(
    hass: HomeAssistant, stored: bool, migrated: str
) -> None:
    """A plain login has to be allowed from now on; all else stays."""
    async with serving(hass) as server:
        entry = _stored(server, verify_ssl=stored)
        entry.add_to_hass(hass)
        subentries = dict(entry.subentries)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()

        assert entry.state is ConfigEntryState.LOADED
        assert (entry.version, entry.minor_version) == (1, 3)
        assert entry.data == server_data(server, verify_ssl=migrated)
        assert entry.options == {"poll_interval": 30}
        assert entry.title == "My repeater"
        assert dict(entry.subentries) == subentries
        assert Entities(hass, entry)["links"] == "0"


async def test_favorites_become_a_list_of_mappings(hass: HomeAssistant) -> None:
    """What version 1.2 stored; the switches, their ids and their order are the same."""
    async with serving(hass) as server:
        subentries = [
            {
                "data": {"node": "1999", "poll_interval": 30, "favorites": stored},
                "subentry_id": "01SUBENTRYOFTHENODE1999",
                "subentry_type": "node",
                "title": "Node 1999",
                "unique_id": "1999",
            }
            for stored in (["27339", "2001", "bad", "27339", "1999"],)
        ]
        entry = MockConfigEntry(
            domain=DOMAIN,
            version=1,
            minor_version=2,
            entry_id="0123456789abcdef",
            title="My repeater",
            data=server_data(server),
            subentries_data=subentries,
        )
        entry.add_to_hass(hass)
        registry = er.async_get(hass)
        known = registry.async_get_or_create(
            "switch",
            DOMAIN,
            "0123456789abcdef_1999_favorite_2001",
            suggested_object_id="old_name",
            config_entry=entry,
            config_subentry_id="01SUBENTRYOFTHENODE1999",
        )
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()

        assert (entry.version, entry.minor_version) == (1, 3)
        (subentry,) = entry.subentries.values()
        assert subentry.data == {
            "node": "1999",
            "poll_interval": 30,
            "favorites": [
                {"node": node, "name": None, "mode": "transceive", "group": None}
                for node in ("27339", "2001")
            ],
        }
        states = Entities(hass, entry)
        assert states.entity_id("favorite_2001") == known.entity_id == "switch.old_name"
        assert states["favorite_27339"] == "off"
        assert states.entity_id("favorite_1999") is None
