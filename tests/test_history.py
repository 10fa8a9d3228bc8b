"""What happened on a node: told once, in order, and remembered."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.storage import Store
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from simulator import SimulatedServer

from .integration import add_server, history_key
from .scene import Scene
from .timeline import Timeline

EVENT = "allstarlink_activity"
LINKED = {"mode": "transceive", "direction": "in"}


async def _ask(scene: Scene, action: str = "get_activity", **data: Any) -> list[Any]:
    response = await scene.hass.services.async_call(
        "allstarlink",
        action,
        {"device_id": scene.device, **data},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    (answer,) = response.values()
    assert isinstance(answer, list)
    return answer


def _told(events: list[Event[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [event.data for event in events]


async def test_each_activity_is_an_event_on_the_bus(scene: Scene) -> None:
    """With the device of its node."""
    events = async_capture_events(scene.hass, EVENT)
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    scene.node.dtmf("5")
    scene.node.unlink("2002")
    await scene.time.settle()
    where = {"device_id": scene.device}
    *talk, digit, gone = _told(events)
    assert talk == [
        {"type": "talk_started", "node": "2001", **LINKED, **where},
        {"type": "talk_ended", "node": "2001", "duration": 12.0, **LINKED, **where},
    ]
    assert digit == {"type": "dtmf", "node": "local", "digit": "5", **where}
    assert (gone["type"], gone["node"]) == ("link_disconnected", "2002")
    assert gone["duration"] == pytest.approx(15, abs=0.1)


async def test_what_happened_is_answered_newest_first(scene: Scene) -> None:
    """Each with its time and type."""
    before = scene.time.now
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    activities = await _ask(scene)
    assert [activity["type"] for activity in activities] == [
        "talk_ended",
        "talk_started",
    ]
    started = activities[1]
    assert started == {
        "time": started["time"],
        "type": "talk_started",
        "node": "2001",
        **LINKED,
    }
    assert before.isoformat() <= started["time"] <= scene.time.now.isoformat()
    assert started["time"].endswith("+00:00")


@pytest.mark.parametrize(
    ("limit", "digits"), [(1, "9"), (3, "987"), (11, "9876543210")]
)
async def test_the_limit_is_the_number_of_activities(
    scene: Scene, limit: int, digits: str
) -> None:
    """The newest are answered."""
    scene.node.dtmf("0123456789")
    await scene.time.settle()
    activities = await _ask(scene, limit=limit)
    assert [activity["digit"] for activity in activities] == [*digits]


async def test_a_hundred_are_answered_and_a_thousand_kept(scene: Scene) -> None:
    """A burst that is longer pushes the oldest out."""
    digits = [str(number % 10) for number in range(1234)]
    scene.node.dtmf("".join(digits))
    await scene.time.settle(400)
    assert len(await _ask(scene)) == 100
    activities = await _ask(scene, limit=5000)
    assert [activity["digit"] for activity in activities] == digits[:-1001:-1]


async def test_digits_push_no_talk_out(scene: Scene) -> None:
    """Neither out of what is kept, nor out of an answer of a hundred."""
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    scene.node.dtmf("5" * 1200)
    await scene.time.settle(400)
    for limit in (100, 1000, 5000):
        activities = await _ask(scene, limit=limit)
        kinds = [activity["type"] for activity in activities]
        assert kinds[-2:] == ["talk_ended", "talk_started"]
        assert kinds.count("dtmf") == min(limit - 2, 1000)
    await scene.reload()
    activities = await _ask(scene, limit=5000)
    assert [activity["type"] for activity in activities[-2:]] == kinds[-2:]


@pytest.mark.parametrize("limit", [1, 30, 50])
async def test_few_are_the_newest_of_all(scene: Scene, limit: int) -> None:
    """Whatever they are."""
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    scene.node.dtmf("5" * 60)
    await scene.time.settle(100)
    activities = await _ask(scene, limit=limit)
    assert [activity["type"] for activity in activities] == ["dtmf"] * limit


async def test_the_history_outlives_a_reload(scene: Scene) -> None:
    """From what was stored; and nothing of it is told again."""
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    scene.node.dtmf("5")
    await scene.time.settle()
    before = await _ask(scene)
    talkers = await _ask(scene, "get_talkers")
    events = async_capture_events(scene.hass, EVENT)
    await scene.reload()
    assert await _ask(scene) == before
    assert await _ask(scene, "get_talkers") == talkers
    assert scene.states["talks_today"] == "1"
    await scene.time.advance(60)
    assert events == []


@pytest.mark.parametrize("is_begun", [False, True])
async def test_what_happens_while_a_full_history_is_read(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, is_begun: bool
) -> None:
    """A disk that is slow, or busy at first, costs none of it but the oldest."""
    scene.node.dtmf("1" * 1000)
    await scene.time.settle(400)
    load, begun, answered = Store.async_load, asyncio.Event(), asyncio.Event()

    key = history_key(scene.entry)

    async def slow(store: Store[dict[str, Any]]) -> dict[str, Any] | None:
        if store.key != key:
            return await load(store)
        data = await load(store) if is_begun else None
        begun.set()
        await answered.wait()
        return data if is_begun else await load(store)

    monkeypatch.setattr(Store, "async_load", slow)
    hass, entry_id = scene.hass, scene.entry.entry_id
    reload = hass.async_create_task(hass.config_entries.async_reload(entry_id))
    await begun.wait()
    await scene.time.settle()
    # An event of a node that has not been polled yet makes it poll soon.
    scene.node.dtmf("9")
    await scene.time.advance(5)
    answered.set()
    await reload
    activities = await _ask(scene, limit=5000)
    digits = [activity["digit"] for activity in activities]
    assert digits == ["9", *["1"] * 999]


async def test_the_history_is_written_lazily(
    scene: Scene, hass_storage: dict[str, Any]
) -> None:
    """A busy node is written every quarter hour, however busy it is."""
    key = history_key(scene.entry)
    scene.node.dtmf("1")
    await scene.time.advance(600)
    scene.node.dtmf("2")
    await scene.time.advance(290)
    assert key not in hass_storage
    await scene.time.advance(20)
    await scene.hass.async_block_till_done()
    saved = hass_storage[key]["data"]["activities"]
    assert [activity["digit"] for activity in saved] == ["1", "2"]
    scene.node.dtmf("3")
    await scene.time.advance(910)
    await scene.hass.async_block_till_done()
    assert len(hass_storage[key]["data"]["activities"]) == 3


async def test_the_history_is_written_when_home_assistant_stops(
    scene: Scene, hass_storage: dict[str, Any]
) -> None:
    """Whatever was not written yet."""
    scene.node.dtmf("1")
    await scene.time.settle()
    scene.hass.bus.async_fire("homeassistant_final_write")
    await scene.hass.async_block_till_done()
    saved = hass_storage[history_key(scene.entry)]
    assert len(saved["data"]["activities"]) == 1


async def test_a_removed_node_is_forgotten(
    scene: Scene, hass_storage: dict[str, Any]
) -> None:
    """So it begins anew when it is added again."""
    key = history_key(scene.entry)
    scene.node.dtmf("1")
    await scene.time.advance(1000)
    (subentry_id,) = scene.entry.subentries
    scene.hass.config_entries.async_remove_subentry(scene.entry, subentry_id)
    await scene.time.settle()
    await scene.hass.async_block_till_done()
    assert key not in hass_storage


async def test_a_removed_server_is_forgotten(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """With all of its nodes."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1998", "1999"]) as server:
        entry = await add_server(hass, server, ["1998", "1999"])
        server.node("1998").dtmf("1")
        server.node("1999").dtmf("1")
        await time.advance(1000)
        await hass.async_block_till_done()
        histories = f"allstarlink.{entry.entry_id}."
        # Those of both nodes, and the record of the connection.
        assert sum(key.startswith(histories) for key in hass_storage) == 3
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()
        assert not any(key.startswith(histories) for key in hass_storage)
