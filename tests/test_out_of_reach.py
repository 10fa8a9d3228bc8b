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


class Stage:
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
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Stage]:
    """Return a node that has been quiet for two minutes."""
    async with SimulatedServer(nodes=["1999"]) as server:
        time = Timeline(freezer)
        entry = await add_server(hass, server)
        await time.advance(130)
        yield Stage(hass, server, entry, time)
        await hass.config_entries.async_unload(entry.entry_id)


async def test_the_first_poll_of_a_session_is_cut_short(stage: Stage) -> None:
    """The next one is whole and says nothing new: the node is available."""
    stage.lose("NodeStat", times=1)
    await stage.cut(20)
    assert stage.links == "0"


async def test_polls_are_cut_short_for_a_while(stage: Stage) -> None:
    """The node is available with the first whole one, though nothing has changed."""
    stage.lose("NodeStat", times=4)
    await stage.time.advance(280)
    assert stage.links == STATE_UNAVAILABLE
    await stage.time.advance(70)
    assert stage.links == "0"


async def test_polls_fail_in_two_sessions(stage: Stage) -> None:
    """Each session begins anew: its first polls are tried again soon."""
    node = stage.server.world.nodes.pop("1999")
    await stage.cut(70)
    assert stage.links == STATE_UNAVAILABLE
    await stage.cut(6)
    stage.server.world.nodes["1999"] = node
    await stage.time.advance(4)
    assert stage.links == "0"


async def test_digits_and_talks_of_another_session(stage: Stage) -> None:
    """A digit that nobody could act on then is none an hour later."""
    stage.lose("NodeStat")
    await stage.cut(7)
    stage.node.dtmf("7")
    stage.node.key()
    await stage.time.advance(1)
    stage.node.unkey()
    stage.server.faults.clear()
    await stage.cut(60)
    assert stage.links == "0"
    assert stage.told == []


async def test_links_of_another_session(stage: Stage) -> None:
    """What became of a link while the node was out of reach is told, as late."""
    stage.lose("NodeStat")
    await stage.cut(7)
    stage.node.link("2001")
    await stage.time.advance(3)
    assert stage.told == []
    stage.server.faults.clear()
    await stage.cut(60)
    assert stage.told == [("link_connected", "2001", True)]


async def test_what_happens_while_a_node_is_long_out_of_reach(stage: Stage) -> None:
    """Digits and talks mean nothing afterwards, and nothing piles up."""
    stage.node.link("2001")
    await stage.time.advance(10)
    stage.lose("NodeStat")
    await stage.time.advance(240)
    assert stage.links == STATE_UNAVAILABLE
    for _ in range(20):
        stage.node.dtmf("7")
        stage.node.key_link("2001")
        await stage.time.advance(5)
        stage.node.unkey_link("2001")
        await stage.time.advance(5)
    stage.node.unlink("2001")
    await stage.time.advance(5)
    stage.server.faults.clear()
    stage.node.dtmf("8")
    await stage.time.advance(120)
    assert stage.links == "0"
    assert stage.told == [
        ("link_connected", "2001", False),
        ("link_disconnected", "2001", True),
    ]


async def test_a_server_that_refuses_everything(stage: Stage) -> None:
    """`core stop gracefully`: the session stays, and nobody knows the node."""
    stage.node.link("2001")
    await stage.time.advance(10)
    stage.server.shutting_down = True
    await stage.time.advance(3600)
    assert stage.links == STATE_UNAVAILABLE
    assert len(stage.server.sessions) == 1
    stage.server.shutting_down = False
    await stage.time.advance(70)
    assert stage.links == "1"


@pytest.mark.parametrize("phase", range(0, 60, 10))
async def test_one_node_that_does_not_answer_is_in_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture, phase: int
) -> None:
    """However quiet the rest of the server is between its answers."""
    await stage.time.advance(phase)
    caplog.clear()
    stage.lose("XStat")
    await stage.time.advance(600)
    assert stage.links == STATE_UNAVAILABLE
    stage.server.faults.clear()
    await stage.time.advance(130)
    lines = [r.getMessage() for r in caplog.records if r.levelno == logging.INFO]
    assert [line for line in lines if "1999" in line] == [
        "Node 1999 is unavailable: No reply to RptStatus in time",
        "Node 1999 is available again",
    ]


async def test_a_node_is_removed_during_the_poll_that_it_waits_for(
    hass: HomeAssistant, stage: Stage, hass_storage: dict[str, Any]
) -> None:
    """What was held for it is told to nobody, and its history stays away."""
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    stage.lose("NodeStat", times=1)
    await stage.cut(7)
    stage.node.dtmf("7")
    stage.server.faults.next_reply(late(5), action="NodeStat")
    await stage.time.advance(11)
    assert stage.links == STATE_UNAVAILABLE
    (subentry_id,) = entry.subentries
    key = history_key(entry)
    hass.config_entries.async_remove_subentry(entry, subentry_id)
    await stage.time.advance(1000)
    await hass.async_block_till_done()
    assert stage.told == []
    assert key not in hass_storage
