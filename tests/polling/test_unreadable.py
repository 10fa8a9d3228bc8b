"""Replies that cannot be read, and a time-out that no event tells of."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.const import DOMAIN
from simulator import NodeSetup, Outgoing, SimulatedServer
from tests.integration import Entities, add_server
from tests.timeline import Timeline

SLOW = {"poll_interval": 3600, "adaptive_polling": False}


def _foreign(reply: Outgoing) -> Outgoing:
    return replace(reply, data=reply.data.replace(b"Node: 1999", b"Node: N0CALL 7"))


async def test_three_in_a_row_raise_an_issue(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It shows the line, with letters and digits masked, until one can be read."""
    time = Timeline(freezer)
    async with SimulatedServer(["1999"]) as server:
        entry = await add_server(hass, server)
        issue_id = f"reply_unreadable_{entry.entry_id}_1999"
        issues = ir.async_get(hass)
        server.faults.next_reply(_foreign, action="XStat", times=3)
        await time.advance(125)
        assert issues.async_get_issue(DOMAIN, issue_id) is None
        await time.advance(60)
        issue = issues.async_get_issue(DOMAIN, issue_id)
        assert issue
        assert issue.translation_placeholders == {
            "server": "127.0.0.1",
            "node": "1999",
            "line": "Reply for node 'x9xxxx 9'",
        }
        await time.advance(60)
        assert issues.async_get_issue(DOMAIN, issue_id) is None
        await hass.config_entries.async_unload(entry.entry_id)


def test_masked() -> None:
    """What is ours stays, of what came only which signs stood where."""
    error = MalformedError("RPT_ALINKS item 'W1ABC-P/7TU'")
    assert error.masked == "RPT_ALINKS item 'x9xxx-x/9xx'"
    assert MalformedError("XStat without tel_mode").masked == "XStat without tel_mode"
    assert len(MalformedError("Conn " + repr("x" * 5000)).masked) == 200


async def test_a_time_out_by_a_link_shows_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The transmitter drops while the link is keyed; no event says more."""
    time = Timeline(freezer)
    async with SimulatedServer([NodeSetup("1999", time_out_after=10.0)]) as server:
        node = server.node("1999")
        node.link("2001")
        entry = await add_server(hass, server, options=SLOW)
        states = Entities(hass, entry)
        await time.advance(5)
        node.key_link("2001")
        await time.advance(1)
        assert states["timed_out"] == STATE_OFF
        while node.transmitting:
            await time.advance(0.5)
        await time.advance(0.2)
        assert node.timed_out
        assert states["timed_out"] == STATE_ON
        await hass.config_entries.async_unload(entry.entry_id)
