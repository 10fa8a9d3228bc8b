"""When somebody was heard last: the end of the talk, and its key-down while it lasts."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .scene import Scene


def _heard(scene: Scene) -> tuple[datetime, datetime, str]:
    state = scene.states.get("last_heard")
    started = datetime.fromisoformat(state.attributes["started"])
    return (
        datetime.fromisoformat(state.state),
        started,
        scene.states["last_heard_node"],
    )


def _seconds(scene: Scene, since: datetime) -> tuple[Any, Any, str]:
    """Return both times in whole seconds since a moment, and who it was."""
    heard, started, node = _heard(scene)
    # A timestamp sensor shows whole seconds.
    whole, started = since.replace(microsecond=0), started.replace(microsecond=0)
    return (
        round((heard - whole).total_seconds()),
        round((started - whole).total_seconds()),
        node,
    )


async def test_an_over_of_ten_seconds(scene: Scene) -> None:
    """It is written at the key-down and when the talk has ended, and not between."""
    written = async_capture_events(scene.hass, EVENT_STATE_CHANGED)
    began = scene.time.now
    await scene.key("2001")
    assert _seconds(scene, began) == (0, 0, "2001")
    await scene.time.advance(6)
    await scene.unkey("2001")
    await scene.time.advance(1)
    # A gap of one second is none.
    await scene.key("2001")
    await scene.time.advance(3)
    await scene.unkey("2001")
    await scene.time.advance(1)
    assert _seconds(scene, began) == (0, 0, "2001")
    await scene.time.advance(1.5)
    assert _seconds(scene, began) == (10, 0, "2001")
    entity_id = scene.states.entity_id("last_heard")
    assert [e.data["entity_id"] for e in written].count(entity_id or "") == 2
    response: Any = await scene.hass.services.async_call(
        "allstarlink",
        "get_talkers",
        {"device_id": scene.device},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    (talker,) = response["talkers"]
    heard = datetime.fromisoformat(talker["last_heard"])
    assert heard.replace(microsecond=0) == _heard(scene)[0]


async def test_two_who_talk_at_once(scene: Scene) -> None:
    """The later key-down counts, until that talk is over; then the later key-up."""
    began = scene.time.now
    await scene.key("2001")
    await scene.time.advance(2)
    await scene.key("local")
    await scene.time.advance(2)
    assert _seconds(scene, began) == (2, 2, "local")
    await scene.unkey("local")
    await scene.time.advance(3)
    assert _seconds(scene, began) == (4, 2, "local")
    await scene.unkey("2001")
    await scene.time.advance(3)
    assert _seconds(scene, began) == (7, 0, "2001")


@pytest.mark.parametrize("talker", ["2001", "local"])
async def test_it_survives_a_restart(scene: Scene, talker: str) -> None:
    """It comes from the history when nothing else tells of it any more."""
    await scene.talk(talker, 10)
    await scene.time.advance(5)
    before = _heard(scene)
    # A timestamp sensor shows whole seconds.
    assert timedelta(seconds=9) < before[0] - before[1] <= timedelta(seconds=10)
    if talker != "local":
        scene.node.unlink(talker)
    await scene.time.advance(600)
    await scene.reload()
    assert _heard(scene)[2] == before[2]
    for now, was in zip(_heard(scene)[:2], before[:2], strict=True):
        assert abs(now - was) <= timedelta(seconds=1)
