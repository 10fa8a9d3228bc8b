"""Entries that an earlier version stored."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
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
        assert (entry.version, entry.minor_version) == (1, 2)
        assert entry.data == server_data(server, verify_ssl=migrated)
        assert entry.options == {"poll_interval": 30}
        assert entry.title == "My repeater"
        assert dict(entry.subentries) == subentries
        assert Entities(hass, entry)["links"] == "0"
