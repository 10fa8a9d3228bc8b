"""A user who gets no events: noticed, told which line to change, and forgiven."""

from collections.abc import AsyncGenerator
import json
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User

from .integration import Entities, add_server
from .timeline import Timeline

_ENGLISH = json.loads(
    Path("custom_components/allstarlink/translations/en.json").read_text()
)
DEAF = User("admin", "secret", read="system", write="command")
HEARING = User("admin", "secret", read="call,system", write="command")


@pytest.fixture
async def time(freezer: FrozenDateTimeFactory) -> Timeline:
    """Return a clock that stands still until it is moved."""
    return Timeline(freezer)


@pytest.fixture
async def server(time: Timeline) -> AsyncGenerator[SimulatedServer]:
    """Return a server that keeps its events to itself."""
    async with SimulatedServer(nodes=["1999", "1998"], users=[DEAF]) as server:
        yield server


@pytest.fixture
async def entry(
    hass: HomeAssistant, server: SimulatedServer
) -> AsyncGenerator[MockConfigEntry]:
    """Return the entry of both nodes."""
    entry = await add_server(hass, server, ["1999", "1998"])
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)
    assert issue(hass, entry) is None


def issue(hass: HomeAssistant, entry: MockConfigEntry) -> ir.IssueEntry | None:
    """Return the issue, None when there is none."""
    issue_id = f"events_missing_{entry.entry_id}"
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id)


async def miss(server: SimulatedServer, time: Timeline, times: int) -> None:
    """Let links come that only polls can see."""
    node = server.node("1999")
    for _ in range(times):
        node.link(f"200{len(node.links)}")
        await time.advance(61)


async def test_links_come_and_go_unannounced(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """The third time the user is told, and the states are right all the same."""
    states = Entities(hass, entry)
    server.node("1999").link("2001")
    await time.advance(62)
    assert states["links"] == "1"
    server.node("1998").link("2002")
    await time.advance(62)
    assert states.get("links", "1998").state == "1"
    assert issue(hass, entry) is None
    server.node("1999").unlink("2001")
    await time.advance(62)
    assert states["links"] == "0"
    told = issue(hass, entry)
    assert told is not None
    assert told.is_fixable
    assert told.severity is ir.IssueSeverity.WARNING
    assert told.translation_placeholders == {"server": "127.0.0.1", "username": "admin"}
    step = _ENGLISH["issues"]["events_missing"]["fix_flow"]["step"]["confirm"]
    assert "`read = call,system`" in step["description"]
    assert "/etc/asterisk/manager.conf" in step["description"]


async def test_key_ups_unannounced(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """Of the receiver and of a link; SawStat tells of those between two polls."""
    node = server.node("1999")
    node.link("2001")
    await time.advance(62)
    node.key()
    await time.advance(45)
    node.unkey()
    await time.advance(20)
    assert issue(hass, entry) is None
    node.key_link("2001")
    await time.advance(5)
    node.unkey_link("2001")
    await time.advance(62)
    assert issue(hass, entry) is not None


async def test_one_event_proves_that_events_arrive(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """The issue goes away by itself when manager.conf has been put right."""
    await miss(server, time, 3)
    assert issue(hass, entry) is not None
    server.reload_manager([HEARING])
    entry.runtime_data.client.connection.reconnect()
    await time.advance(5)
    assert issue(hass, entry) is not None
    server.node("1999").key_link("2000")
    await time.settle()
    assert issue(hass, entry) is None
    await miss(server, time, 2)
    assert issue(hass, entry) is None


async def test_the_fix_connects_again(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """The session keeps the rights of its login, so it takes a new one."""
    assert await async_setup_component(hass, "repairs", {})
    await miss(server, time, 3)
    told = issue(hass, entry)
    assert told is not None
    manager = repairs_flow_manager(hass)
    assert manager is not None
    form = await manager.async_init(DOMAIN, context={"issue_id": told.issue_id})
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == told.translation_placeholders
    server.reload_manager([HEARING])
    result = await manager.async_configure(form["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await time.advance(5)
    assert server.logins == 2
    assert issue(hass, entry) is None
    states = Entities(hass, entry)
    server.node("1999").key()
    await time.settle()
    assert states["receiving"] == "on"


async def test_the_fix_that_did_not_help(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """The issue comes back the third time from then."""
    assert await async_setup_component(hass, "repairs", {})
    await miss(server, time, 3)
    told = issue(hass, entry)
    manager = repairs_flow_manager(hass)
    assert told is not None
    assert manager is not None
    form = await manager.async_init(DOMAIN, context={"issue_id": told.issue_id})
    await manager.async_configure(form["flow_id"], {})
    await time.advance(5)
    await miss(server, time, 2)
    assert issue(hass, entry) is None
    await miss(server, time, 1)
    assert issue(hass, entry) is not None


async def test_a_healthy_server_is_never_suspected(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, time: Timeline
) -> None:
    """Permanent links that die and return, dead ports and local monitors."""
    server.reload_manager([HEARING])
    entry.runtime_data.client.connection.reconnect()
    await time.advance(5)
    node = server.node("1999")
    node.take_command("ilink 13 2001")
    await time.advance(5)
    node.take_command("ilink 8 2002")
    await time.advance(5)
    for permanently in (12, 13, 12, 13):
        server.peer_dies("2001")
        await time.advance(70)
        node.take_command("ilink 3 299999")
        await time.advance(60)
        server.peer_returns("2001")
        await time.advance(70)
        node.hear_of("2001", ("T2007",))
        server.jump_clock(-600)
        await time.advance(61)
        node.take_command(f"ilink {permanently} 2001")
        await time.advance(61)
    assert entry.runtime_data.events.is_missing is False
    assert issue(hass, entry) is None
