"""The lists of ASL2 and HamVoIP: names that were cut or changed are never shown or used."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from simulator import Remote, SimulatedServer
from tests.conftest import Clock
from tests.integration import add_server
from tests.station import Station, user

pytestmark = pytest.mark.usefixtures("every_entity")

# 2001, 638 whole numbers of six digits, and `T40063` of the next (asl2_51)
CHILDREN = tuple(f"T{400_000 + number}" for number in range(700))
CUT = "40063"


@pytest.mark.parametrize(
    ("dialect", "names"), [("asl3", 701), ("asl2", 639), ("hamvoip", 701)]
)
async def test_a_list_that_is_cut(
    hass: HomeAssistant, clock: Clock, dialect: str, names: int
) -> None:
    """ASL2 cuts within a number: what is left of it is no node of the network."""
    network = (Remote(CUT), Remote("400005"))
    async with SimulatedServer(
        ["1999"], [user()], dialect=dialect, network=network
    ) as server:
        await clock.advance(100)
        node = server.node("1999")
        node.link("2001", children=CHILDREN)
        node.key_link("2001")
        entry = await add_server(hass, server, options={"xstat_safe": True})
        here = Station(hass, clock, server, entry)
        assert here.states["network_nodes"] == str(names)
        if dialect == "asl2":
            # The server takes its own list for whole, too.
            await here.fail(here.start("connect", node=CUT), "not_taken")
        else:
            await here.act("connect", node=CUT)
        # One that is whole is known to be there.
        await here.fail(here.start("connect", node="400005"), "already_in_network")
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_a_mode_beyond_the_cut(
    hass: HomeAssistant, clock: Clock, dialect: str
) -> None:
    """A link that neither list has is no local monitor where one of them was cut."""
    async with SimulatedServer(
        ["1999"], [user()], dialect=dialect, network=(Remote("2002"),)
    ) as server:
        await clock.advance(100)
        node = server.node("1999")
        node.link("2001", children=CHILDREN)
        node.link("2002", direction="out")
        entry = await add_server(hass, server, options={"xstat_safe": True})
        here = Station(hass, clock, server, entry)
        assert here.states.links()["2002"]["mode"] == "transceive"
        # The last RPT_ALINKS is from when it was connecting (asl2_50).
        node.take_command("ilink 2 2002")
        await clock.advance(65)
        expected = None if dialect == "asl2" else "monitor"
        assert here.states.links()["2002"]["mode"] == expected
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_a_monitored_client_keeps_its_name(
    hass: HomeAssistant, clock: Clock, dialect: str
) -> None:
    """In RPT_ALINKS and LinkedNodes each T of it became R (__mklinklist)."""
    async with SimulatedServer(["1999"], [user()], dialect=dialect) as server:
        await clock.advance(100)
        node = server.node("1999")
        entry = await add_server(hass, server)
        here = Station(hass, clock, server, entry)
        seen = async_capture_events(hass, "allstarlink_activity")
        names = async_capture_events(hass, "state_changed")
        node.link("K9TEST", mode="monitor", direction="out")
        await clock.advance(8)
        assert {name: link["mode"] for name, link in here.states.links().items()} == {
            "K9TEST": "monitor"
        }
        node.key_link("K9TEST")
        await clock.advance(3)
        assert here.states["talker"] == "K9TEST"
        node.unkey_link("K9TEST")
        await clock.advance(3)
        node.unlink("K9TEST")
        await clock.advance(3)
        assert [(e.data["type"], e.data["node"]) for e in seen] == [
            ("link_connected", "K9TEST"),
            ("talk_started", "K9TEST"),
            ("talk_ended", "K9TEST"),
            ("link_disconnected", "K9TEST"),
        ]
        assert "K9RESR" not in str([event.data for event in names])
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_name_behind_a_monitored_link_only_counts(
    hass: HomeAssistant, clock: Clock
) -> None:
    """K9TEST-P is in the lists as K9RESR-P (asl2_63), which is another station."""
    network = (Remote("2001", children=("TK9TEST-P",)),)
    async with SimulatedServer(
        ["1999"], [user()], dialect="asl2", network=network
    ) as server:
        node = server.node("1999")
        entry = await add_server(hass, server)
        here = Station(hass, clock, server, entry)
        seen = async_capture_events(hass, "state_changed")
        await here.act("connect", node="2001", mode="monitor")
        await clock.advance(70)
        assert node.network == {"2001", "K9RESR-P"}
        assert here.states["network_nodes"] == "2"
        assert list(here.states.links()) == ["2001"]
        assert "K9RESR-P" not in str([event.data for event in seen])
        await hass.config_entries.async_unload(entry.entry_id)
