"""From a byte on a socket to the state of an entity, and back."""

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer

from .conftest import Clock
from .integration import Entities, add_server

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


async def test_a_keyup_on_a_linked_node_names_the_talker(
    hass: HomeAssistant, clock: Clock
) -> None:
    """The reason why all of this exists."""
    async with SimulatedServer(nodes=["1999"]) as server:
        node = server.node("1999")
        node.link("2001")
        entry = await add_server(hass, server)
        states = Entities(hass, entry)
        assert states["links"] == "1"
        assert states["link_keyed"] == STATE_OFF
        node.key_link("2001")
        await clock.settle()
        assert states["link_keyed"] == STATE_ON
        assert states["talker"] == "2001"
        assert await hass.config_entries.async_unload(entry.entry_id)
