"""Servers and squelches that say far more than anybody wants to know."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.allstarlink.const import DOMAIN

from ..automations import automate, on
from ..conftest import Clock
from ..integration import Entities, add_entry
from ..timeline import Timeline
from .server import HostileServer, entry_of


class Writes:
    """The states that some entity was given, in their order."""

    def __init__(self, hass: HomeAssistant, entity_id: str | None) -> None:
        """Watch an entity from now on."""
        self.states: list[str] = []
        self._entity_id = entity_id
        hass.bus.async_listen("state_changed", self._changed)

    @callback
    def _changed(self, event: Event[Any]) -> None:
        if event.data["entity_id"] == self._entity_id:
            self.states.append(event.data["new_state"].state)


def _device(hass: HomeAssistant, entry: Any) -> str:
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    (device,) = (device.id for device in devices if device.name == "Node 1999")
    return device


async def test_a_squelch_that_chatters(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, server: HostileServer
) -> None:
    """20 changes at once, then 5 a second, and the last one in any case."""
    time = Timeline(freezer)
    entry = await add_entry(hass, entry_of(server, "1999"))
    states = Entities(hass, entry)
    device = _device(hass, entry)
    ended = await automate(hass, on("talk_ended", device))
    writes = [
        Writes(hass, states.entity_id(key))
        for key in ("receiving", "talker", "transmitting")
    ]
    for number in range(1, 251):
        server.event("RPT_RXKEYED", str(number % 2))
        server.event("RPT_TXKEYED", str(number % 2))
        await time.advance(0.04)
    for watched in writes:
        assert 60 <= len(watched.states) <= 21 + 5 * 10
        assert watched.states[:3] in (
            ["on", "off", "on"],
            ["local", "nobody", "local"],
        )
    # It ends keyed, and that is seen a fifth of a second later.
    server.event("RPT_RXKEYED", "1")
    await time.advance(0.21)
    assert (states["receiving"], states["talker"]) == ("on", "local")
    server.event("RPT_RXKEYED", "0")
    await time.advance(0.21)
    assert states["receiving"] == "off"
    await time.advance(3)
    # The talk is one, from the first edge to the last.
    (run,) = ended.triggers
    assert run["duration"] == pytest.approx(10.21, abs=0.01)


async def test_what_is_written_less_is_still_seen(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """Triggers and the history have each of 60 talks that begin at once."""
    entry = await add_entry(hass, entry_of(server, "1999"))
    device = _device(hass, entry)
    started = await automate(hass, on("talk_started", device))
    writes = Writes(hass, Entities(hass, entry).entity_id("talker"))
    names = [str(2000 + number) for number in range(60)]
    begun = clock.time()
    for talker in names:
        links = ",".join(f"{name}T{'K' if name == talker else 'U'}" for name in names)
        server.event("RPT_ALINKS", f"{len(names)},{links}")
        await clock.settle()
    await hass.async_block_till_done()
    assert [run["node"] for run in started.triggers] == names
    assert 20 <= len(writes.states) <= 21 + 5 * (clock.time() - begun) < 60
    response: Any = await hass.services.async_call(
        DOMAIN,
        "get_activity",
        {"device_id": device, "limit": 1000},
        blocking=True,
        return_response=True,
    )
    talks = [a for a in response["activities"] if a["type"] == "talk_started"]
    assert [talk["node"] for talk in reversed(talks)] == names


async def test_a_lost_node_is_unavailable_at_once(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """However much it has said before."""
    entry = await add_entry(hass, entry_of(server, "1999"))
    for number in range(1, 51):
        server.event("RPT_RXKEYED", str(number % 2))
    await clock.settle()
    server.peers[-1].close()
    await clock.settle()
    assert Entities(hass, entry)["receiving"] == "unavailable"


def _tasks(name: str) -> int:
    return sum(name in task.get_name() for task in asyncio.all_tasks())


async def test_a_flutter_while_receivers_are_asked_for(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """One question is under way, and one waits at most."""
    server.says["VoterStatus"] = lambda _action: (
        "Response: Success",
        "Node: 1999",
        "Voted: main",
        "Client: main",
        "RSSI: 100",
    )
    await add_entry(hass, entry_of(server, "1999"))
    await clock.advance(1)
    server.says["VoterStatus"] = server.says["Ping"] = lambda _action: None
    most = 0
    for number in range(1, 301):
        server.event("RPT_RXKEYED", str(number % 2))
        await clock.advance(0.01)
        most = max(most, _tasks("voters"))
    assert most <= 2
    asked = [a for a in server.peers[-1].actions if a["Action"] == "VoterStatus"]
    assert len(asked) <= 4


async def test_a_server_that_says_all_the_time_that_it_has_booted(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """The rights are asked for once more, not a thousand times."""
    await add_entry(hass, entry_of(server, "1999"))
    asked = len(server.peers[-1].actions)
    server.says["ListCommands"] = lambda _action: None
    for _ in range(1000):
        server.send(
            "Event: FullyBooted", "Privilege: system,all", "Status: Fully Booted"
        )
    await clock.settle()
    actions = server.peers[-1].actions[asked:]
    assert [a["Action"] for a in actions].count("ListCommands") == 1
    assert _tasks("modules") <= 1


async def test_links_that_change_while_polls_get_no_answer(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """One poll is under way, and one more waits for it."""
    await add_entry(hass, entry_of(server, "1999"))
    asked = len(server.peers[-1].actions)
    server.says["XStat"] = lambda _action: None
    for number in range(1, 30):
        server.event("RPT_ALINKS", f"1,{2000 + number}TU")
        await clock.advance(0.3)
    polls = [a for a in server.peers[-1].actions[asked:] if a.get("Command") == "XStat"]
    assert len(polls) <= 2
