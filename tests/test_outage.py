"""What users see of an outage: two lines in the log, a reauth flow that heals."""

from collections import Counter
from collections.abc import AsyncGenerator
import logging

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.system_health import get_info
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, Timings, User, lost

from .integration import Entities, add_server
from .timeline import Timeline

_REFUSED_DELAY = 15 * 60


@pytest.fixture
async def time(freezer: FrozenDateTimeFactory) -> Timeline:
    """Return a clock that stands still until it is moved."""
    return Timeline(freezer)


@pytest.fixture
async def server(time: Timeline) -> AsyncGenerator[SimulatedServer]:
    """Return a server with two nodes."""
    async with SimulatedServer(nodes=["1999", "1998"]) as server:
        yield server


async def test_an_hour_in_the_log(
    hass: HomeAssistant,
    server: SimulatedServer,
    time: Timeline,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line when each server goes away and one when it is back."""
    async with SimulatedServer(nodes=["1997"]) as other:
        entries = [
            await add_server(hass, server, ["1999", "1998"]),
            await add_server(hass, other, ["1997"]),
        ]
        caplog.clear()
        caplog.set_level(logging.INFO)
        for down in (server, other):
            await down.stop()
        await time.advance(1800)
        server.hang()
        other.faults.banner = b"220 mail ready\r\n"
        await other.start()
        await time.advance(1800)
        other.faults.clear()
        for down in (server, other):
            await down.start()
        await time.advance(70)
        for entry in entries:
            assert Entities(hass, entry).server("connected").state == STATE_ON
        lines = [
            (record.levelno, record.getMessage())
            for record in caplog.records
            if record.name.startswith("custom_components")
        ]
        assert {level for level, _ in lines} == {logging.INFO}
        for port in (server.port, other.port):
            away, back = (text for _, text in lines if f":{port} " in text)
            assert "is away" in away
            assert "is back after 36" in back
        assert len(lines) == 4
        for entry in entries:
            await hass.config_entries.async_unload(entry.entry_id)


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what we logged, as far as users see it, without the address."""
    return [
        record.getMessage().split(" is ")[-1].split(" after ")[0]
        for record in caplog.records
        if record.name.startswith("custom_components")
        and record.levelno >= logging.INFO
    ]


async def test_a_silent_hour_in_the_log(
    hass: HomeAssistant,
    server: SimulatedServer,
    time: Timeline,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Polls that fail before the silence is noticed add no line."""
    server.node("1999").link("2001")
    options = {"connection": {"heartbeat_interval": 120}}
    entry = await add_server(hass, server, ["1999", "1998"], options)
    await time.advance(90)
    caplog.clear()
    server.vanish()
    await time.advance(3600)
    await server.reappear()
    await time.advance(100)
    assert _lines(caplog) == ["away: No answer to a heartbeat", "back"]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_slow_shutdown_in_the_log(
    hass: HomeAssistant, time: Timeline, caplog: pytest.LogCaptureFixture
) -> None:
    """Polls that Asterisk refuses while it shuts down add no line."""
    timings = Timings(shutdown=16.0)
    async with SimulatedServer(nodes=["1999"], timings=timings) as server:
        node = server.node("1999")
        for name in ("2001", "2002", "2003", "2004"):
            node.link(name)
        entry = await add_server(hass, server)
        await time.advance(90)
        caplog.clear()
        server.shut_down(restart=False)
        for name in ("2001", "2002", "2003", "2004"):
            await time.advance(2)
            node.unlink(name)
        await time.advance(3600)
        await server.start()
        await time.advance(100)
        away, back = _lines(caplog)
        assert away.startswith("away: ")
        assert back == "back"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_node_that_does_not_answer_in_the_log(
    hass: HomeAssistant,
    server: SimulatedServer,
    time: Timeline,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line for it and one when it is back, also when the session is lost meanwhile."""
    entry = await add_server(hass, server)
    await time.advance(130)
    caplog.clear()
    server.faults.next_reply(lost(), action="XStat", times=10**9)
    await time.advance(300)
    server.sessions[0].close()
    await time.advance(300)
    server.faults.clear()
    await time.advance(100)
    assert _lines(caplog) == [
        "unavailable: No reply to RptStatus in time",
        "away: The server closed the connection",
        "back",
        "available again",
    ]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_refused_login_heals_itself(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """The user is asked, tries go on slowly, and a later success takes it back."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    issue = f"config_entry_reauth_{DOMAIN}_{entry.entry_id}"
    server.faults.reject_logins = True
    server.sessions[0].close()
    await time.advance(30)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert ir.async_get(hass).async_get_issue("homeassistant", issue)
    assert states["links"] == STATE_UNAVAILABLE
    tried = _tries(server)
    await time.advance(3 * _REFUSED_DELAY - 60)
    assert _tries(server) - tried == 2
    assert len(hass.config_entries.flow.async_progress_by_handler(DOMAIN)) == 1
    server.faults.reject_logins = False
    await time.advance(_REFUSED_DELAY)
    assert states.server("connected").state == STATE_ON
    assert states["links"] == "0"
    assert hass.config_entries.flow.async_progress_by_handler(DOMAIN) == []
    assert ir.async_get(hass).async_get_issue("homeassistant", issue) is None
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_new_secret_is_used_at_once(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Nobody waits for the slow try."""
    entry = await add_server(hass, server)
    server.reload_manager([User("admin", "another")])
    server.sessions[0].close()
    await time.advance(30)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    await hass.config_entries.flow.async_configure(
        flow["flow_id"], {"username": "admin", "password": "another"}
    )
    await time.advance(1)
    await hass.async_block_till_done()
    assert Entities(hass, entry).server("connected").state == STATE_ON
    assert hass.config_entries.flow.async_progress_by_handler(DOMAIN) == []
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_node_that_the_server_lost(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Only that node is unavailable, and the user is told what to do."""
    entry = await add_server(hass, server, ["1999", "1998"])
    states = Entities(hass, entry)
    issue_id = f"node_missing_{entry.entry_id}_1998"
    issues = ir.async_get(hass)
    server.remove_node("1998")
    await time.advance(61)
    assert states.get("links", "1998").state == "0"
    await time.advance(180)
    assert states.get("links", "1998").state == STATE_UNAVAILABLE
    assert states["links"] == "0"
    assert states.server("connected").state == STATE_ON
    issue = issues.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders == {"server": "127.0.0.1", "node": "1998"}
    server.add_node("1998")
    await time.advance(121)
    assert states.get("links", "1998").state == "0"
    assert issues.async_get_issue(DOMAIN, issue_id) is None
    await hass.config_entries.async_unload(entry.entry_id)


async def test_a_first_poll_that_fails_is_tried_again_soon(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Right after a restart app_rpt may not be ready yet."""
    entry = await add_server(hass, server)
    states = Entities(hass, entry)
    node = server.world.nodes.pop("1999")
    server.sessions[0].close()
    await time.advance(6)
    assert states.server("connected").state == STATE_ON
    assert states["links"] == STATE_UNAVAILABLE
    server.world.nodes["1999"] = node
    await time.advance(2)
    assert states["links"] == "0"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_polls_of_twenty_nodes_are_spread(
    hass: HomeAssistant, time: Timeline
) -> None:
    """Each once a minute, and never many in the same second."""
    nodes = [str(number) for number in range(1980, 2000)]
    async with SimulatedServer(nodes=nodes) as server:
        entry = await add_server(hass, server, nodes)
        await time.advance(61)
        polled: Counter[str] = Counter()
        for _ in range(60):
            server.requests.clear()
            await time.advance(1)
            asked = [r for r in server.requests if r.get("Command") == "XStat"]
            assert len(asked) <= 2
            polled.update(request.get("Node") for request in asked)
        assert polled == dict.fromkeys(nodes, 1)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_system_health(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Servers, nodes, and the worst of all healths."""
    assert await async_setup_component(hass, "system_health", {})
    async with SimulatedServer(nodes=["1997"]) as other:
        entries = [
            await add_server(hass, server, ["1999", "1998"]),
            await add_server(hass, other, ["1997"]),
        ]
        await hass.async_block_till_done()
        assert (await get_info(hass))[DOMAIN] == {
            "servers": 2,
            "servers_connected": 2,
            "nodes": 3,
            "nodes_available": 3,
            "lowest_health": "100 %",
        }
        await other.stop()
        await time.settle()
        assert Entities(hass, entries[1]).server("connected").state == STATE_OFF
        assert (await get_info(hass))[DOMAIN] == {
            "servers": 2,
            "servers_connected": 1,
            "nodes": 3,
            "nodes_available": 2,
            "lowest_health": "0 %",
        }
        for entry in entries:
            await hass.config_entries.async_unload(entry.entry_id)
        assert (await get_info(hass))[DOMAIN] == {
            "servers": 2,
            "servers_connected": 0,
            "nodes": 0,
            "nodes_available": 0,
        }


def _tries(server: SimulatedServer) -> int:
    """Return how often a login was tried."""
    return sum(request.action == "Login" for request in server.requests)
