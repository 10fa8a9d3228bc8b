"""A node whose polls fail: when it is available again, and what is told then."""

from collections.abc import AsyncGenerator
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Event, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.activity.history import EVENT_ACTIVITY
from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, late, lost

from .integration import Entities, add_server, history_key
from .timeline import Timeline

_FOR_EVER = 10**9


class Reach:
    """A node whose answers can be lost, and what Home Assistant tells of it."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: SimulatedServer,
        entry: MockConfigEntry,
        time: Timeline,
    ) -> None:
        """Listen to the activities of the node."""
        self.server = server
        self.node = server.node("1999")
        self.time = time
        self._states = Entities(hass, entry)
        self._told: list[Event[dict[str, Any]]] = async_capture_events(
            hass, EVENT_ACTIVITY
        )

    @property
    def links(self) -> str:
        """The state of the links."""
        return self._states["links"]

    @property
    def told(self) -> list[tuple[str, str, bool]]:
        """The activities: type, node or digit, and whether they are late."""
        return [
            (data["type"], data.get("digit", data["node"]), data.get("late", False))
            for data in (event.data for event in self._told)
        ]

    def lose(self, poll: str, times: int = _FOR_EVER) -> None:
        """Let replies to a poll be lost."""
        self.server.faults.next_reply(lost(), action=poll, times=times)

    async def cut(self, seconds: float) -> None:
        """End the session, and let time pass."""
        self.server.sessions[0].close()
        await self.time.advance(seconds)


@pytest.fixture
async def reach(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Reach]:
    """Return a node that has been quiet for two minutes."""
    async with SimulatedServer(nodes=["1999"]) as server:
        time = Timeline(freezer)
        entry = await add_server(hass, server)
        await time.advance(130)
        yield Reach(hass, server, entry, time)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_first_poll_of_a_session_is_cut_short(reach: Reach) -> None:
    """The next one is whole and says nothing new: the node is available."""
    reach.lose("NodeStat", times=1)
    await reach.cut(20)
    assert reach.links == "0"


async def test_polls_are_cut_short_for_a_while(reach: Reach) -> None:
    """The node is available with the first whole one, though nothing has changed."""
    reach.lose("NodeStat", times=4)
    await reach.time.advance(280)
    assert reach.links == STATE_UNAVAILABLE
    await reach.time.advance(70)
    assert reach.links == "0"


async def test_polls_fail_in_two_sessions(reach: Reach) -> None:
    """Each session begins anew: its first polls are tried again soon."""
    node = reach.server.world.nodes.pop("1999")
    await reach.cut(70)
    assert reach.links == STATE_UNAVAILABLE
    await reach.cut(6)
    reach.server.world.nodes["1999"] = node
    await reach.time.advance(4)
    assert reach.links == "0"


async def test_digits_and_talks_of_another_session(reach: Reach) -> None:
    """A digit that nobody could act on then is none an hour later."""
    reach.lose("NodeStat")
    await reach.cut(7)
    reach.node.dtmf("7")
    reach.node.key()
    await reach.time.advance(1)
    reach.node.unkey()
    reach.server.faults.clear()
    await reach.cut(60)
    assert reach.links == "0"
    assert reach.told == []


async def test_links_of_another_session(reach: Reach) -> None:
    """What became of a link while the node was out of reach is told, as late."""
    reach.lose("NodeStat")
    await reach.cut(7)
    reach.node.link("2001")
    await reach.time.advance(3)
    assert reach.told == []
    reach.server.faults.clear()
    await reach.cut(60)
    assert reach.told == [("link_connected", "2001", True)]


async def test_what_happens_while_a_node_is_long_out_of_reach(reach: Reach) -> None:
    """Digits and talks mean nothing afterwards, and nothing piles up."""
    reach.node.link("2001")
    await reach.time.advance(10)
    reach.lose("NodeStat")
    await reach.time.advance(240)
    assert reach.links == STATE_UNAVAILABLE
    for _ in range(20):
        reach.node.dtmf("7")
        reach.node.key_link("2001")
        await reach.time.advance(5)
        reach.node.unkey_link("2001")
        await reach.time.advance(5)
    reach.node.unlink("2001")
    await reach.time.advance(5)
    reach.server.faults.clear()
    reach.node.dtmf("8")
    await reach.time.advance(120)
    assert reach.links == "0"
    assert reach.told == [
        ("link_connected", "2001", False),
        ("link_disconnected", "2001", True),
    ]


async def test_a_server_that_refuses_everything(reach: Reach) -> None:
    """`core stop gracefully`: the session stays, and nobody knows the node."""
    reach.node.link("2001")
    await reach.time.advance(10)
    reach.server.shutting_down = True
    await reach.time.advance(3600)
    assert reach.links == STATE_UNAVAILABLE
    assert len(reach.server.sessions) == 1
    reach.server.shutting_down = False
    await reach.time.advance(70)
    assert reach.links == "1"


@pytest.mark.parametrize("phase", range(0, 60, 10))
async def test_one_node_that_does_not_answer_is_in_the_log(
    reach: Reach, caplog: pytest.LogCaptureFixture, phase: int
) -> None:
    """However quiet the rest of the server is between its answers."""
    await reach.time.advance(phase)
    caplog.clear()
    reach.lose("XStat")
    await reach.time.advance(600)
    assert reach.links == STATE_UNAVAILABLE
    reach.server.faults.clear()
    await reach.time.advance(130)
    lines = [r.getMessage() for r in caplog.records if r.levelno == logging.INFO]
    assert [line for line in lines if "1999" in line] == [
        "Node 1999 is unavailable: No reply to RptStatus in time",
        "Node 1999 is available again",
    ]


async def test_a_node_is_removed_during_the_poll_that_it_waits_for(
    hass: HomeAssistant, reach: Reach, hass_storage: dict[str, Any]
) -> None:
    """What was held for it is told to nobody, and its history stays away."""
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    reach.lose("NodeStat", times=1)
    await reach.cut(7)
    reach.node.dtmf("7")
    reach.server.faults.next_reply(late(5), action="NodeStat")
    await reach.time.advance(11)
    assert reach.links == STATE_UNAVAILABLE
    (subentry_id,) = entry.subentries
    key = history_key(entry)
    hass.config_entries.async_remove_subentry(entry, subentry_id)
    await reach.time.advance(1000)
    await hass.async_block_till_done()
    assert reach.told == []
    assert key not in hass_storage
