"""Callsigns in triggers, conditions, the logbook and the live data of cards."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.allstarlink.logbook import sentence
from simulator import EchoLinkStation, faults

from .automations import automate_all, on
from .list_server import ListServer
from .names import HUB, keep_list, named
from .scene import Scene, one_node

ECHOLINK = EchoLinkStation("345678", "W1EL-L", "127.0.0.2")


@pytest.fixture
async def scene(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, list_server: ListServer
) -> AsyncGenerator[Scene]:
    """Return a node whose links 2001 and 2002 are in the list: W1X1 and W1X2."""
    keep_list(hass)
    async with one_node(hass, freezer) as scene:
        scene.server.echolink.append(ECHOLINK)
        yield scene


async def test_a_talker_is_meant_by_the_callsign(scene: Scene) -> None:
    """In any case of letters; the number does as well, and others do not."""
    started, ended = await scene.automate_all(
        talk_started={"who": ["w1x1", "2002"]}, talk_ended={"who": "W1X1"}
    )
    for name in ("2001", "2002", "N0CALL-P", "local"):
        await scene.talk(name, 2)
        await scene.time.advance(5)
    assert [(t["node"], t["callsign"]) for t in started.triggers] == [
        ("2001", "W1X1"),
        ("2002", "W1X2"),
    ]
    assert [(t["node"], t["callsign"]) for t in ended.triggers] == [("2001", "W1X1")]


async def test_a_link_is_meant_by_the_callsign(scene: Scene) -> None:
    """Also by one that a trigger with a direction has to wait for."""
    connected, called = await scene.automate_all(
        link_connected={"nodes": ["W1X3"]},
        link_disconnected={"nodes": ["W1X3"], "direction": "out"},
    )
    for name in ("2003", "2004"):
        scene.node.link(name, direction="out")
    await scene.time.advance(3)
    scene.node.unlink("2003")
    scene.node.unlink("2004")
    await scene.time.advance(3)
    assert [t["callsign"] for t in connected.triggers] == ["W1X3"]
    assert [t["callsign"] for t in called.triggers] == ["W1X3"]


async def test_an_echolink_station_is_meant_when_it_comes_for_the_first_time(
    scene: Scene,
) -> None:
    """The trigger waits until the server has said who that is, and knows it next time."""
    automation = await scene.automate("link_connected", nodes=["W1EL-L"])
    others = await scene.automate("link_connected", nodes=["W1AW"])
    for name in ("3345678", "3009001"):
        scene.node.link(name, peer="")
    await scene.time.settle()
    assert automation.count == 0
    await scene.time.advance(3)
    assert [(t["node"], t["callsign"]) for t in automation.triggers] == [
        ("3345678", "W1EL-L")
    ]
    scene.node.unlink("3345678")
    await scene.time.advance(3)
    scene.node.link("3345678", peer="")
    await scene.time.settle()
    assert automation.count == 2
    assert others.count == 0


async def test_a_talk_waits_for_the_name_and_then_for_its_length(scene: Scene) -> None:
    """The seconds count from the key-down."""
    rules: list[dict[str, Any]] = [{"who": "W1EL-L", "minimum_duration": 2}]
    rules.append({"who": "W1EL-L"})
    long, first = await automate_all(
        scene.hass, [(on("talk_started", scene.device, rule), ()) for rule in rules]
    )
    scene.node.link("3345678", peer="")
    await scene.key("3345678")
    assert first.count == 0
    await scene.time.advance(1.9)
    assert (first.count, long.count) == (1, 0)
    await scene.time.advance(0.2)
    assert long.count == 1


async def test_an_answer_that_never_comes_triggers_nothing(scene: Scene) -> None:
    """And is not waited for any longer."""
    ask = "echolink dbget nodename 345678"
    scene.server.faults.next_reply(faults.lost(), action=ask)
    automation = await scene.automate("link_connected", nodes=["W1EL-L"])
    scene.node.link("3345678", peer="")
    await scene.time.advance(60)
    assert automation.count == 0
    scene.node.key_link("3345678")
    await scene.time.advance(400)
    scene.node.unkey_link("3345678")
    await scene.time.advance(3)
    assert scene.states.links()["3345678"]["callsign"] == "W1EL-L"
    assert automation.count == 0


@pytest.mark.parametrize(
    ("condition", "options", "is_met"),
    [
        ("is_talking", {"who": "W1X1"}, True),
        ("is_talking", {"who": ["W1X2", "local"]}, False),
        ("is_linked_to", {"nodes": ["w1x2"]}, True),
        ("is_linked_to", {"nodes": ["W1X3"]}, False),
        ("is_linked_to", {"nodes": ["n0call"]}, True),
    ],
)
async def test_conditions_mean_callsigns(
    scene: Scene, condition: str, options: dict[str, Any], is_met: bool
) -> None:
    """As triggers do."""
    config = {
        "condition": f"allstarlink.{condition}",
        "target": {"device_id": scene.device},
        "options": options,
    }
    go = {"trigger": "event", "event_type": "test_go"}
    (automation,) = await automate_all(scene.hass, [(go, [config])])
    await scene.key("2001")
    scene.hass.bus.async_fire("test_go")
    await scene.hass.async_block_till_done()
    assert (automation.count == 1) is is_met


@pytest.mark.parametrize(
    ("node", "callsign", "words"),
    [
        ("2001", "W1X1", "W1X1 (2001) began to talk"),
        ("N0CALL-P", "N0CALL", "N0CALL-P began to talk"),
        ("2001", None, "2001 began to talk"),
        ("local", None, "a local station began to talk"),
    ],
)
def test_the_logbook_has_callsign_and_number(
    node: str, callsign: str | None, words: str
) -> None:
    """Unless the name is the callsign."""
    data = {"type": "talk_started", "node": node}
    if callsign:
        data["callsign"] = callsign
    assert sentence(data) == words


async def test_cards_are_told_of_names(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """With the links, and of those who have no link; and when one is learnt."""
    (subentry,) = scene.entry.subentries.values()
    data = {**subentry.data, "favorites": ["2001", "2003", "2999"]}
    scene.hass.config_entries.async_update_subentry(scene.entry, subentry, data=data)
    await scene.talk("2002", 3)
    await scene.time.advance(5)
    scene.node.unlink("2002")
    await scene.time.advance(3)
    client = await hass_ws_client(scene.hass)
    await client.send_json_auto_id(
        {"type": "allstarlink/node/subscribe", "device_id": scene.device}
    )
    assert (await client.receive_json())["success"]
    first = (await client.receive_json())["event"]
    assert HUB.items() <= first["links"]["2001"].items()
    third = {"callsign": "W1X3", "description": "Hub 3", "location": "Town 3"}
    second = {"callsign": "W1X2", "description": "Hub 2", "location": "Town 2"}
    assert first["state"]["last_heard_node"] == "2002"
    assert first["state"]["names"] == {"2002": second, "2003": third}

    scene.node.link("3345678", peer="")
    await scene.time.advance(3)
    while True:
        event = (await client.receive_json())["event"]
        link = event.get("links", {}).get("3345678", {})
        if link.get("callsign"):
            break
    assert named("W1EL-L").items() <= link.items()
    assert list(event["links"]) == ["3345678"]


async def test_cards_are_told_who_talked_today(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """In the list of talks, and with each activity."""
    await scene.talk("2001", 3)
    await scene.time.advance(5)
    client = await hass_ws_client(scene.hass)
    for kind in ("talks/today", "activity/subscribe"):
        await client.send_json_auto_id(
            {"type": f"allstarlink/{kind}", "device_id": scene.device}
        )
    talks = (await client.receive_json())["result"]
    assert [(t["node"], t["callsign"]) for t in talks["talkers"]] == [("2001", "W1X1")]
    assert (await client.receive_json())["success"]
    known = (await client.receive_json())["event"]["activities"]
    assert {activity.get("callsign") for activity in known[:2]} == {"W1X1"}
    await scene.key("2002")
    told = (await client.receive_json())["event"]["activity"]
    assert (told["type"], told["callsign"]) == ("talk_started", "W1X2")
