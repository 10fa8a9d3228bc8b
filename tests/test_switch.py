"""Switches: favorites and system states, as they are and not as they were asked to be."""

from collections.abc import AsyncGenerator
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from simulator import NodeSetup, RemoteBase

from .conftest import Clock
from .integration import Entities
from .station import Station, station

ON_BY_DEFAULT = ["transmitter", "linking"]
OFF_BY_DEFAULT = [
    "autopatch_enabled",
    "time_out_timer",
    "scheduler",
    "user_functions",
    "incoming_connections",
    "parrot",
]


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, every_entity: None
) -> AsyncGenerator[Station]:
    """Return node 1999 with two favorites and all of its switches enabled."""
    settings = {"favorites": ["2001", "299999"]}
    async with station(hass, clock, settings=settings) as ready:
        yield ready


def _subentry(stage: Station) -> ConfigSubentry:
    (subentry,) = stage.entry.subentries.values()
    return subentry


async def _choose(stage: Station, *favorites: str) -> None:
    """Change the favorites as the settings of the node do."""
    stage.hass.config_entries.async_update_subentry(
        stage.entry,
        _subentry(stage),
        data={"node": "1999", "favorites": list(favorites)},
    )
    await stage.clock.advance(0.1)
    await stage.hass.async_block_till_done()


def _favorite(stage: Station, number: str = "2001") -> tuple[str, bool]:
    state = stage.states.get(f"favorite_{number}")
    return state.state, state.attributes["pending"]


async def test_a_favorite_connects_and_disconnects(stage: Station) -> None:
    """Each command is sent once; the state follows the polls."""
    assert _favorite(stage) == ("off", False)
    await stage.finish(stage.switch("favorite_2001", on=True))
    assert _favorite(stage) == ("on", False)
    await stage.finish(stage.switch("favorite_2001", on=False))
    assert _favorite(stage) == ("off", False)
    assert stage.commands == [
        "rpt cmd 1999 ilink 3 2001",
        "rpt cmd 1999 ilink 11 2001",
    ]


async def test_a_favorite_is_pending_until_a_poll_shows_the_link(
    stage: Station,
) -> None:
    """What was asked for is never shown as a fact."""
    seen = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        seen.append(_favorite(stage))

    entity_id = stage.states.entity_id("favorite_2001")
    assert entity_id is not None
    stop = async_track_state_change_event(stage.hass, entity_id, changed)
    await stage.finish(stage.switch("favorite_2001", on=True))
    stop()
    assert seen == [("off", True), ("on", False)]


async def test_a_favorite_that_does_not_answer_stays_pending(stage: Station) -> None:
    """App_rpt goes on calling when the action has failed, and gives up at last."""
    call = stage.switch("favorite_299999", on=True)
    await stage.fail(call, "still_connecting")
    assert _favorite(stage, "299999") == ("off", True)
    await stage.clock.advance(40)
    assert _favorite(stage, "299999") == ("off", False)


async def test_a_favorite_is_on_when_the_other_side_called(stage: Station) -> None:
    """In any mode and direction; turning it on then sends nothing."""
    stage.node.link("2001", "monitor", "in")
    await stage.clock.settle()
    assert _favorite(stage) == ("on", False)
    await stage.finish(stage.switch("favorite_2001", on=True))
    assert stage.commands == []
    stage.node.unlink("2001")
    await stage.clock.settle()
    assert _favorite(stage) == ("off", False)


async def test_turning_a_favorite_off_ends_a_permanent_link(stage: Station) -> None:
    """`ilink 1` would leave it."""
    await stage.act("connect", node="2001", permanent=True)
    await stage.finish(stage.switch("favorite_2001", on=False))
    assert stage.node.links == ()
    assert stage.commands[-1] == "rpt cmd 1999 ilink 11 2001"


async def test_turning_off_a_favorite_that_is_being_called_hangs_up(
    stage: Station,
) -> None:
    """Who changed his mind need not wait for the call to fail."""
    calling = stage.switch("favorite_299999", on=True)
    await stage.clock.advance(1)
    assert _favorite(stage, "299999") == ("off", True)
    await stage.finish(stage.switch("favorite_299999", on=False), within=6)
    assert stage.node.links == ()
    await stage.fail(calling, "no_link")
    assert _favorite(stage, "299999") == ("off", False)


async def test_favorites_come_and_go_without_dropping_the_connection(
    stage: Station,
) -> None:
    """Who is a favorite no more is forgotten with its switch."""
    await _choose(stage, "2001", "2002")
    assert _favorite(stage) == _favorite(stage, "2002") == ("off", False)
    assert stage.states.entity_id("favorite_299999") is None
    await _choose(stage)
    assert stage.states.entity_id("favorite_2001") is None
    assert stage.hass.states.get("switch.node_1999_favorite_2001") is None
    await _choose(stage, "2001")
    await stage.finish(stage.switch("favorite_2001", on=True))
    assert _favorite(stage) == ("on", False)
    assert stage.server.logins == 1


async def test_favorites_that_went_while_the_entry_was_unloaded_are_forgotten(
    stage: Station,
) -> None:
    """No switch is left behind that nobody can remove."""
    config_entries = stage.hass.config_entries
    assert await config_entries.async_unload(stage.entry.entry_id)
    await _choose(stage, "2001")
    assert await config_entries.async_setup(stage.entry.entry_id)
    await stage.hass.async_block_till_done()
    assert stage.states.entity_id("favorite_299999") is None
    assert _favorite(stage) == ("off", False)


async def test_a_node_that_is_added_has_switches(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Its favorites too."""
    async with station(hass, clock, "1998") as stage:
        hass.config_entries.async_add_subentry(
            stage.entry,
            ConfigSubentry(
                data=MappingProxyType({"node": "1998", "favorites": ["2002"]}),
                subentry_type="node",
                title="Node 1998",
                unique_id="1998",
            ),
        )
        await clock.advance(1)
        await hass.async_block_till_done()
        states = Entities(hass, stage.entry, "1998")
        assert (states["linking"], states["favorite_2002"]) == ("on", "off")
        assert stage.server.logins == 1


async def test_unique_ids_and_names(stage: Station) -> None:
    """Names are the keys in words, so entity ids are what one expects."""
    registry = er.async_get(stage.hass)
    for key in [*ON_BY_DEFAULT, *OFF_BY_DEFAULT, "favorite_2001"]:
        entity = registry.async_get(f"switch.node_1999_{key}")
        assert entity is not None, key
        assert entity.unique_id == f"{stage.entry.entry_id}_1999_{key}"
        assert entity.translation_key == key.removesuffix("_2001")
        assert (entity.entity_category is None) == key.startswith("favorite")


async def test_six_system_states_are_off_by_default(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Few users ever touch them."""
    async with station(hass, clock) as stage:
        registry = er.async_get(hass)
        enabled = {
            key: not registry.entities[stage.states.entity_id(key) or ""].disabled
            for key in [*ON_BY_DEFAULT, *OFF_BY_DEFAULT]
        }
        assert [key for key, on in enabled.items() if on] == ON_BY_DEFAULT


@pytest.mark.parametrize(
    ("key", "state", "off", "on"),
    [
        ("transmitter", "transmitter", 3, 2),
        ("linking", "linking", 12, 11),
        ("autopatch_enabled", "autopatch", 10, 9),
        ("time_out_timer", "time_out_timer", 8, 7),
        ("scheduler", "scheduler", 16, 15),
        ("user_functions", "user_functions", 18, 17),
        ("incoming_connections", "incoming_connections", 49, 50),
    ],
)
async def test_a_system_state_is_switched_and_proved(
    stage: Station, key: str, state: str, off: int, on: int
) -> None:
    """No event tells of it; a poll does (transcripts 92, 93, d06)."""
    assert stage.states[key] == "on"
    await stage.finish(stage.switch(key, on=False))
    assert stage.states[key] == "off"
    assert getattr(stage.node.states, state) is False
    await stage.finish(stage.switch(key, on=True))
    assert stage.states[key] == "on"
    assert getattr(stage.node.states, state) is True
    assert stage.commands == [f"rpt cmd 1999 cop {off} 0", f"rpt cmd 1999 cop {on} 0"]


async def test_the_parrot_is_switched(stage: Station) -> None:
    """It is off at first."""
    assert stage.states["parrot"] == "off"
    await stage.finish(stage.switch("parrot", on=True))
    assert stage.states["parrot"] == "on"
    await stage.finish(stage.switch("parrot", on=False))
    assert stage.states["parrot"] == "off"
    assert stage.commands == ["rpt cmd 1999 cop 21 0", "rpt cmd 1999 cop 22 0"]


async def test_a_parrot_that_is_always_on_cannot_be_turned_off(
    hass: HomeAssistant, clock: Clock, every_entity: None
) -> None:
    """The rpt.conf says so, and the error does."""
    async with station(hass, clock) as stage:
        stage.server.add_node(NodeSetup("1999", parrot_always=True))
        await stage.clock.advance(61)
        assert stage.states["parrot"] == "on"
        await stage.fail(stage.switch("parrot", on=False), "parrot_always_on")
        assert stage.states["parrot"] == "on"
        await stage.finish(stage.switch("parrot", on=True))
        assert stage.commands == ["rpt cmd 1999 cop 22 0"]


async def test_a_state_that_is_so_already_sends_nothing(stage: Station) -> None:
    """Even if the last poll was before somebody else switched it."""
    stage.node.set_state("linking", False)
    await stage.finish(stage.switch("linking", on=False))
    assert stage.states["linking"] == "off"
    assert stage.commands == []


async def test_a_state_that_does_not_change_is_an_error(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The switch stays as the node is."""
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    await stage.fail(stage.switch("linking", on=False), "state_unchanged")
    assert stage.states["linking"] == "on"
    assert len(stage.commands) == 1


@pytest.mark.parametrize("dialect", ["asl3", "asl2"])
async def test_incoming_connections_whatever_the_flags_mean(
    hass: HomeAssistant, clock: Clock, every_entity: None, dialect: str
) -> None:
    """ASL2 and ASL3 have opposite flags in XStat; NodeStat gives that away."""
    async with station(hass, clock, dialect=dialect) as stage:
        # XStat ends an old server that has just been started.
        stage.server.started -= 60
        await stage.clock.advance(8)
        assert stage.states["incoming_connections"] == "on"
        await stage.finish(stage.switch("transmitter", on=False))
        assert stage.states["incoming_connections"] == "on"
        await stage.finish(stage.switch("incoming_connections", on=False))
        assert stage.states["incoming_connections"] == "off"
        assert stage.node.states.incoming_connections is False


async def test_a_remote_base_does_not_tell_its_states(
    hass: HomeAssistant, clock: Clock
) -> None:
    """What cannot be proved is not switched."""
    async with station(hass, clock) as stage:
        stage.server.add_node(NodeSetup("1999", remote_base=RemoteBase()))
        await stage.clock.advance(61)
        assert stage.states["transmitter"] == "unknown"
        await stage.fail(stage.switch("transmitter", on=False), "state_unknown")
        assert stage.commands == []


async def test_switches_are_unavailable_without_a_connection(stage: Station) -> None:
    """Home Assistant does not press what is unavailable."""
    stage.server.refuse()
    stage.server.sessions[0].reset()
    await stage.clock.settle()
    for key in ("linking", "favorite_2001"):
        assert stage.states[key] == "unavailable"
    await stage.finish(stage.switch("favorite_2001", on=True))
    await stage.server.listen()
    await stage.clock.advance(20)
    assert _favorite(stage) == ("off", False)
    assert stage.commands == []


def _all(stage: Station) -> dict[str, Any]:
    return {
        key: stage.states[key] for key in [*ON_BY_DEFAULT, "favorite_2001", "links"]
    }


async def test_a_lost_connection_while_a_switch_waits(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The switch fails, and shows the truth when the connection is back."""
    before = _all(stage)
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.switch("linking", on=False)
    while not stage.commands:
        await stage.clock.advance(0.05)
    stage.server.sessions[0].reset()
    await stage.fail(call, "lost_while_waiting", within=0.5)
    await stage.clock.advance(20)
    assert _all(stage) == before
    assert stage.commands == ["rpt cmd 1999 cop 12 0"]
