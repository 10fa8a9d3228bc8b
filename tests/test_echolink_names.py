"""Callsigns of EchoLink stations, which the server is asked for."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.directory import echolink_names, stations
from simulator import EchoLinkStation, Outgoing, SimulatedServer, faults

from .conftest import Clock
from .integration import Entities, add_entry, add_server, entry_for
from .list_server import ListServer
from .names import HUB, Writes, keep_list, named
from .replay import ReplayServer
from .scene import Scene
from .station import user
from .timeline import Timeline
from .transcript import find

ASK = "echolink dbget nodename"
DATABASE = [
    EchoLinkStation("345678", "W1EL-L", "127.0.0.2"),
    EchoLinkStation("9001", "K9EL-R", "127.0.0.3"),
    *(EchoLinkStation(f"{n}", f"W{n}X-L", "127.0.0.4") for n in range(200, 500)),
]


def _asked(stage: Scene) -> list[str]:
    """Return the numbers that the server was asked for, in order."""
    return [c.removeprefix(f"{ASK} ") for c in stage.server.commands if ASK in c]


def _callsigns(stage: Scene) -> dict[str, str | None]:
    return {name: link["callsign"] for name, link in stage.states.links().items()}


@asynccontextmanager
async def _with_echolink(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    write: str = "command",
    **options: Any,
) -> AsyncGenerator[Scene]:
    """Set up a node of a server with EchoLink, on a frozen clock."""
    # Days pass quickly when nobody asks for anything else.
    seldom = {
        "poll_interval": 3600,
        "adaptive_polling": False,
        "connection": {"heartbeat_interval": 600},
    }
    async with SimulatedServer(nodes=["1999"], users=[user(write)]) as server:
        server.echolink += DATABASE
        entry = await add_server(hass, server, options={**seldom, **options})
        yield Scene(hass, server, entry, Timeline(freezer))
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Scene]:
    """Return a node of a server with EchoLink."""
    async with _with_echolink(hass, freezer) as stage:
        yield stage


def _without_echolink(reply: Outgoing) -> Outgoing:
    """Answer as an Asterisk without chan_echolink, in the words of transcript 90."""
    action_id = next(x for x in reply.data.split(b"\r\n") if x.startswith(b"ActionID"))
    output = b"Output: No such command 'echolink dbget nodename 345678' (type 'core"
    lines = (b"Response: Error", action_id, b"Message: Command output follows", output)
    return Outgoing(b"\r\n".join([*lines, b"", b""]))


async def test_a_station_is_called_by_its_callsign(stage: Scene) -> None:
    """The 3 and the zeros are stripped; the entities are written once more."""
    stage.node.link("3345678", peer="")
    stage.node.link("3009001", peer="")
    stage.node.key_link("3009001")
    await stage.time.settle()
    assert _callsigns(stage) == {"3345678": None, "3009001": None}
    written = Writes(
        stage.hass, *(stage.states.entity_id(key) for key in ("talker", "links"))
    )
    await stage.time.advance(0.25)
    assert _callsigns(stage) == {"3345678": "W1EL-L", "3009001": "K9EL-R"}
    assert stage.states["talker"] == "3009001"
    assert stage.states.get("talker").attributes["callsign"] == "K9EL-R"
    assert sorted(_asked(stage)) == ["345678", "9001"]
    # The talker once, and the links with each name.
    assert written.count == 3
    written.stop()


async def test_a_callsign_is_asked_for_once_a_day(stage: Scene) -> None:
    """And is shown meanwhile, also when the answer does not come."""
    stage.node.link("3345678", peer="")
    await stage.time.advance(3)
    stage.node.unlink("3345678")
    await stage.time.advance(23.9 * 3600)
    stage.node.link("3345678", peer="")
    await stage.time.advance(3)
    assert _asked(stage) == ["345678"]

    await stage.time.advance(3600)
    stage.server.echolink.clear()
    stage.node.key_link("3345678")
    await stage.time.advance(3)
    assert _asked(stage) == ["345678"] * 2
    assert _callsigns(stage) == {"3345678": "W1EL-L"}


async def test_who_is_missing_is_asked_for_again_after_a_while(stage: Scene) -> None:
    """The server's own list of stations may be old."""
    missing, stage.server.echolink[:] = stage.server.echolink[:], []
    stage.node.link("3345678", peer="")
    await stage.time.advance(299)
    for _ in range(3):
        stage.node.key_link("3345678")
        await stage.time.advance(0.1)
        stage.node.unkey_link("3345678")
        await stage.time.advance(0.1)
    assert _asked(stage) == ["345678"]
    stage.server.echolink += missing
    await stage.time.advance(3)
    stage.node.key_link("3345678")
    await stage.time.advance(3)
    assert _asked(stage) == ["345678"] * 2
    assert _callsigns(stage) == {"3345678": "W1EL-L"}


async def test_many_stations_are_asked_for_one_by_one(stage: Scene) -> None:
    """A server with 300 of them is not flooded at once, nor for ever."""
    names = [f"3000{number}" for number in range(200, 500)]
    for name in names:
        stage.node.link(name, peer="")
    # So many changes at once are not all written; the last is within a second.
    await stage.time.advance(1)
    assert stage.states["links"] == "300"
    assert 5 <= len(_asked(stage)) <= 10
    for _ in range(40):
        # Those beyond the first hundred are asked for when they are seen again.
        await stage.key(names[0])
        await stage.time.advance(0.5)
        await stage.unkey(names[0])
        await stage.time.advance(0.5)
    assert sorted(_asked(stage)) == sorted(name[4:] for name in names)
    assert set(_callsigns(stage).values()) == {f"W{n}X-L" for n in range(200, 500)}


async def test_what_is_remembered_has_a_bound(
    stage: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was asked for first is forgotten first, and can be asked for again."""
    monkeypatch.setattr(echolink_names, "_MAX_ANSWERS", 2)
    monkeypatch.setattr(stations, "_MAX_CACHED", 2)
    names = ("3345678", "3009001", "3000200")
    for name in (*names, names[0]):
        stage.node.link(name, peer="")
        await stage.time.advance(3)
        assert stage.states.links()[name]["callsign"]
        stage.node.unlink(name)
        await stage.time.advance(3)
    assert _asked(stage) == ["345678", "9001", "200", "345678"]


async def test_without_the_right_to_command_nobody_is_asked(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A reader sees the number."""
    async with _with_echolink(hass, freezer, write="") as stage:
        stage.node.link("3345678", peer="")
        await stage.time.advance(3)
        assert _callsigns(stage) == {"3345678": None}
        assert stage.server.commands == []


async def test_a_server_without_echolink_is_asked_once_a_login(stage: Scene) -> None:
    """It may have the module after a restart."""
    stage.server.faults.next_reply(_without_echolink, action=f"{ASK} 345678")
    for name in ("3345678", "3009001"):
        stage.node.link(name, peer="")
    await stage.time.advance(600)
    stage.node.key_link("3345678")
    await stage.time.advance(3)
    assert _asked(stage) == ["345678"]
    assert set(_callsigns(stage).values()) == {None}

    stage.server.close_sessions()
    await stage.time.advance(30)
    assert _callsigns(stage) == {"3345678": "W1EL-L", "3009001": "K9EL-R"}


async def test_a_server_that_takes_the_right_away_is_asked_once(
    stage: Scene,
) -> None:
    """It is told of at the next login, and not before."""
    stage.server.faults.denied.add("command")
    for name in ("3345678", "3009001"):
        stage.node.link(name, peer="")
    await stage.time.advance(600)
    stage.node.key_link("3345678")
    await stage.time.advance(3)
    asked = [r for r in stage.server.requests if ASK in r.get("Command")]
    assert len(asked) == 1
    assert _callsigns(stage) == {"3345678": None, "3009001": None}


async def test_an_answer_that_does_not_come_stops_nothing(stage: Scene) -> None:
    """The others are asked for after its time is over."""
    stage.server.faults.next_reply(faults.lost(), action=f"{ASK} 345678")
    stage.node.link("3345678", peer="")
    await stage.time.advance(1)
    stage.node.link("3009001", peer="")
    await stage.time.advance(15)
    assert _callsigns(stage) == {"3345678": None, "3009001": "K9EL-R"}
    assert _asked(stage) == ["345678", "9001"]


async def test_an_outage_ends_the_questions(stage: Scene) -> None:
    """None is sent again by itself; after the login they are asked anew."""
    stage.server.faults.next_reply(faults.lost(), action=f"{ASK} 345678")
    for name in ("3345678", "3009001"):
        stage.node.link(name, peer="")
    await stage.time.advance(1)
    stage.server.refuse()
    stage.server.close_sessions()
    await stage.time.advance(20)
    assert _asked(stage) == ["345678"]
    await stage.server.listen()
    await stage.time.advance(400)
    stage.node.key_link("3345678")
    await stage.time.advance(3)
    assert _callsigns(stage) == {"3345678": "W1EL-L", "3009001": "K9EL-R"}


async def test_the_users_and_the_published_names_go_first(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, list_server: ListServer
) -> None:
    """Nobody is asked for who is known."""
    keep_list(hass, "3009001|W1X1|Hub 1|Town 1\n")
    own = {"node": "3345678", "name": "Sue"}
    async with _with_echolink(hass, freezer, private_nodes=[own]) as stage:
        for name in ("3345678", "3009001"):
            stage.node.link(name, peer="")
        await stage.time.advance(3)
        links = stage.states.links()
        expected: dict[str, dict[str, Any]]
        expected = {"3345678": named("Sue"), "3009001": HUB}
        for name, names in expected.items():
            assert names.items() <= links[name].items()
        assert _asked(stage) == []


async def test_stations_of_the_transcripts_have_their_callsigns(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Transcripts 64 to 66, with the answer that transcript 65 has for 345678."""
    async with ReplayServer("1999") as server:
        (answer,) = find("65_").replies("echolink dbget n 345678")
        server.commands[f"{ASK} 345678"] = answer
        entry = await add_entry(hass, entry_for(server.port))
        states = Entities(hass, entry)
        server.play(find("64_"), end=29)
        await clock.advance(1)
        for transcript in ("65_", "66_"):
            server.show(transcript)
            await hass.services.async_call(
                "button",
                "press",
                {"entity_id": states.server_entity_id("refresh")},
                blocking=True,
            )
            await clock.advance(1)
            links = states.links()
            assert {name: link["callsign"] for name, link in links.items()} == {
                "3345678": "W1EL-L",
                "3009001": None,
                "2001": None,
            }
        assert states["talker"] == "3345678"
        assert states.get("talker").attributes["callsign"] == "W1EL-L"
        heard = states.get("last_heard")
        assert datetime.fromisoformat(heard.state)
        asked = [text for _, text, _ in server.asked if ASK in text]
        assert sorted(asked) == [f"{ASK} 345678", f"{ASK} 9001"]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_station_that_is_being_called_has_no_callsign_yet(stage: Scene) -> None:
    """The server names it OUTBOUND until it has answered; then it is asked again."""
    calling = EchoLinkStation("345678", "OUTBOUND", "127.0.0.2")
    stage.server.echolink[:] = [calling]
    stage.node.link("3345678", peer="")
    await stage.time.advance(0.5)
    assert _asked(stage) == ["345678"]
    assert _callsigns(stage) == {"3345678": None}
    stage.server.echolink[:] = DATABASE
    await stage.time.advance(1)
    stage.node.key_link("3345678")
    await stage.time.advance(0.5)
    assert _callsigns(stage) == {"3345678": "W1EL-L"}
    asked = _asked(stage)
    await stage.time.advance(3600)
    assert _asked(stage) == asked
