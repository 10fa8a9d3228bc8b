"""Triggers on talks and links: from bytes on a socket to the action that runs."""

from typing import Any

import pytest

from simulator import lost

from .scene import LINKS, Scene

LINKED = {"mode": "transceive", "direction": "in"}


async def test_a_talk_starts_with_its_key_down(scene: Scene) -> None:
    """The action knows who talks, and how long nobody had talked before."""
    automation = await scene.automate("talk_started")
    await scene.time.advance(60)
    await scene.key("2001")
    assert automation.triggers == [{"node": "2001", **LINKED, "quiet_for": 60}]
    assert automation.last["device_id"] == scene.device
    assert automation.last["description"] == "talk started on Node 1999"


async def test_a_talk_on_the_air_is_local(scene: Scene) -> None:
    """The node's own receiver has neither mode nor direction."""
    automation = await scene.automate("talk_started")
    await scene.time.advance(10)
    await scene.key("local")
    assert automation.triggers == [{"node": "local", "quiet_for": 10}]


async def test_a_gap_is_not_the_start_of_another_talk(scene: Scene) -> None:
    """Less than two seconds are a pause for breath."""
    automation = await scene.automate("talk_started")
    await scene.talk("2001", 5)
    await scene.time.advance(1.9)
    await scene.talk("2001", 5)
    assert automation.count == 1
    await scene.time.advance(2.1)
    await scene.talk("2001", 5)
    assert automation.count == 2


async def test_quiet_before_a_talk_counts_from_the_last_key_up(scene: Scene) -> None:
    """It is nothing while somebody else is keyed."""
    automation = await scene.automate("talk_started")
    await scene.time.advance(20)
    await scene.key("2001")
    await scene.time.advance(5)
    await scene.key("2002")
    await scene.unkey("2001")
    await scene.unkey("2002")
    await scene.time.advance(30)
    await scene.key("local")
    quiet = [(trigger["node"], trigger["quiet_for"]) for trigger in automation.triggers]
    assert quiet == [("2001", 20), ("2002", 0), ("local", 30)]


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        ("anyone", ["2001", "local", "N0CALL-P"]),
        ([], ["2001", "local", "N0CALL-P"]),
        ("local", ["local"]),
        ("2001", ["2001"]),
        (2001, ["2001"]),
        (["local", 2001], ["2001", "local"]),
        ("n0call", ["N0CALL-P"]),
        (["N0CALL-P", "2002"], ["N0CALL-P"]),
        (["anyone", "2002"], ["2001", "local", "N0CALL-P"]),
        ("200", []),
    ],
)
async def test_talks_of_those_who_are_meant(
    scene: Scene, who: Any, heard: list[str]
) -> None:
    """Nodes by number, others by callsign in any case, all others not."""
    automation = await scene.automate("talk_ended", who=who)
    for name in ("2001", "local", "N0CALL-P"):
        await scene.talk(name, 1)
        await scene.time.advance(3)
    assert [trigger["node"] for trigger in automation.triggers] == heard


async def test_a_talk_ends_two_seconds_after_its_last_key_up(scene: Scene) -> None:
    """Its duration is from the first key-down to the last key-up."""
    automation = await scene.automate("talk_ended")
    await scene.talk("2001", 4)
    await scene.time.advance(1)
    await scene.talk("2001", 7)
    await scene.time.advance(1.99)
    assert automation.count == 0
    await scene.time.advance(0.02)
    assert automation.triggers == [{"node": "2001", **LINKED, "duration": 12}]


@pytest.mark.parametrize(("seconds", "count"), [(4.9, 0), (5, 1), (9, 1)])
async def test_only_long_talks_end(scene: Scene, seconds: float, count: int) -> None:
    """A kerchunk is none of them."""
    automation = await scene.automate("talk_ended", minimum_duration=5)
    await scene.talk("2002", seconds)
    await scene.time.advance(3)
    assert automation.count == count


async def test_a_long_talk_is_told_as_soon_as_it_is_long(scene: Scene) -> None:
    """It starts for the action when it has lasted long enough, once."""
    automation = await scene.automate("talk_started", minimum_duration=5)
    await scene.time.advance(10)
    await scene.key("2001")
    await scene.time.advance(4.99)
    assert automation.count == 0
    await scene.time.advance(0.02)
    assert automation.triggers == [{"node": "2001", **LINKED, "quiet_for": 10}]
    await scene.time.advance(60)
    await scene.unkey("2001")
    await scene.time.advance(10)
    assert automation.count == 1


async def test_a_gap_does_not_make_a_talk_long(scene: Scene) -> None:
    """In a gap the talk is as long as it was; the next key-down makes it longer."""
    automation = await scene.automate("talk_started", minimum_duration=5)
    await scene.talk("2001", 4.5)
    await scene.time.advance(1.5)
    assert automation.count == 0
    await scene.key("2001")
    assert automation.count == 1
    await scene.unkey("2001")
    await scene.time.advance(5)
    await scene.talk("2001", 4.5)
    await scene.time.advance(60)
    assert automation.count == 1


async def test_a_long_talk_is_not_told_when_the_connection_is_lost(
    scene: Scene,
) -> None:
    """Nobody knows how long it lasted."""
    automation = await scene.automate("talk_started", minimum_duration=60)
    await scene.key("2001")
    await scene.time.advance(50)
    await scene.lose_server()
    await scene.time.advance(60)
    assert automation.count == 0


async def test_only_those_who_are_meant_start_to_talk(scene: Scene) -> None:
    """Nobody else, and nothing else that happens."""
    automation = await scene.automate("talk_started", who=["2002"])
    scene.node.dtmf("1")
    await scene.talk("2001", 1)
    await scene.talk("2002", 1)
    assert [trigger["node"] for trigger in automation.triggers] == ["2002"]


async def test_a_talk_that_was_over_before_the_node_was_in_reach_again(
    scene: Scene,
) -> None:
    """It is told once the poll is whole; how quiet it was before is not known."""
    started, long = await scene.automate_all(
        talk_started={}, talk_ended={"minimum_duration": 1}
    )
    scene.server.faults.next_reply(lost(), action="SawStat")
    await scene.cut_off(0, talker_back="2001")
    assert started.triggers == [{"node": "2001", **LINKED, "quiet_for": None}]
    assert long.count == 1


async def test_a_new_link_is_told_at_once(scene: Scene) -> None:
    """The event that brings it does not say who called."""
    automation = await scene.automate("link_connected")
    scene.node.link("2003", mode="monitor")
    await scene.time.settle()
    assert automation.triggers == [{"node": "2003", "mode": "monitor"}]
    await scene.time.advance(10)
    assert automation.count == 1


async def test_a_trigger_on_the_direction_waits_until_it_is_known(
    scene: Scene,
) -> None:
    """A poll tells, about a second after the event."""
    automation = await scene.automate("link_connected", direction="out")
    scene.node.link("2003", direction="out")
    scene.node.link("2004", direction="in")
    await scene.time.settle()
    assert automation.count == 0
    await scene.time.advance(2)
    assert automation.triggers == [
        {"node": "2003", "mode": "transceive", "direction": "out"}
    ]
    await scene.time.advance(120)
    assert automation.count == 1


async def test_a_link_that_is_gone_before_its_direction_was_known(
    scene: Scene,
) -> None:
    """It triggers nothing: better late than wrong, and better never than wrong."""
    automation = await scene.automate("link_connected", direction="out")
    scene.node.link("2003", direction="out")
    await scene.time.advance(0.5)
    scene.node.unlink("2003")
    await scene.time.advance(0.1)
    scene.node.link("2003", direction="in")
    await scene.time.advance(10)
    assert automation.count == 0


async def test_only_the_links_that_are_meant(scene: Scene) -> None:
    """Nodes by number, clients by callsign."""
    automation = await scene.automate("link_connected", nodes=["W1AW", 2003])
    for name in ("2003", "2004", "W1AW-P"):
        scene.node.link(name)
        await scene.time.advance(2)
    assert [trigger["node"] for trigger in automation.triggers] == ["2003", "W1AW-P"]


@pytest.mark.parametrize(
    ("direction", "names"), [("any", ["2001", "2003"]), ("out", ["2003"])]
)
async def test_a_link_ends(scene: Scene, direction: str, names: list[str]) -> None:
    """The action knows how long the link was up."""
    scene.node.link("2003", direction="out")
    await scene.time.advance(60)
    automation = await scene.automate("link_disconnected", direction=direction)
    scene.node.unlink("2001")
    await scene.time.advance(3)
    scene.node.unlink("2003")
    await scene.time.settle()
    assert [trigger["node"] for trigger in automation.triggers] == names
    assert automation.last["duration"] == pytest.approx(63, abs=0.1)
    assert automation.last["direction"] == "out"


async def test_links_that_stayed_up_are_not_told_after_an_outage(
    scene: Scene,
) -> None:
    """What merely became known again did not happen."""
    connected = await scene.automate("link_connected")
    await scene.cut_off(30)
    assert scene.states["links"] == str(len(LINKS))
    assert connected.count == 0


async def test_what_changed_during_an_outage_is_told_once_as_late(
    scene: Scene,
) -> None:
    """A link that came while nobody listened, and one that went."""
    automation = await scene.automate("link_connected")
    scene.server.refuse()
    scene.server.close_sessions()
    await scene.time.advance(10)
    scene.node.link("2003", direction="out")
    await scene.server.listen()
    await scene.time.advance(120)
    assert automation.triggers == [
        {"node": "2003", "mode": "transceive", "direction": "out", "late": True}
    ]


async def test_a_direction_that_is_known_after_an_outage_comes_late(
    scene: Scene,
) -> None:
    """The connection was lost between the event and the poll."""
    automation = await scene.automate("link_connected", direction="out")
    scene.node.link("2003", direction="out")
    await scene.time.advance(0.5)
    assert automation.count == 0
    await scene.cut_off(10)
    assert automation.triggers == [
        {"node": "2003", "mode": "transceive", "direction": "out", "late": True}
    ]


async def test_who_was_keyed_when_the_session_began_starts_no_talk(
    scene: Scene,
) -> None:
    """The next event lists both before the poll is whole; only one key-down is new."""
    await scene.key("2002")
    started = await scene.automate("talk_started")
    scene.server.faults.next_reply(lost(), action="SawStat")
    scene.server.close_sessions()
    await scene.time.advance(6)
    await scene.talk("2001", 3)
    await scene.time.advance(60)
    assert [trigger["node"] for trigger in started.triggers] == ["2001"]
