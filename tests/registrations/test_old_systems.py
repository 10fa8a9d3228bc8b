"""ASL2, HamVoIP and ASL 1: registrations by IAX2, told by the command line alone."""

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer, User
from simulator.pbx import IaxRegistration, PbxSetup
from tests.conftest import Clock
from tests.integration import SECRET, USER, Entities, add_server

NODE = IaxRegistration("192.0.2.7:4569", "1999", "198.51.100.4:4569")


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_registered(hass: HomeAssistant, clock: Clock, dialect: str) -> None:
    """By a table without a count; an event with one name makes the next look sooner."""
    async with SimulatedServer(
        ["1999"],
        [User(USER, SECRET, read="call,system", write="command")],
        pbx=PbxSetup(iax_registrations=(NODE,)),
        dialect=dialect,
    ) as server:
        entry = await add_server(hass, server)
        states = Entities(hass, entry)
        assert states["registered"] == STATE_ON
        server.pbx.who.peer_registrations["1999"].become("Rejected")
        event = (
            "Event: Registry\r\nPrivilege: system,all\r\nChannelDriver: IAX2\r\n"
            "Username: 1999\r\nStatus: Rejected\r\nCause: Registration Refused\r\n\r\n"
        )
        server.broadcast("system", event.encode())
        await clock.advance(2)
        assert states["registered"] == STATE_OFF
        await hass.config_entries.async_unload(entry.entry_id)
