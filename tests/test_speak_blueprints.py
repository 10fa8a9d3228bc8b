"""The blueprints that speak on the air: each is run on a live node.

The calls are heard of on the bus, as Home Assistant makes them.
"""

from datetime import timedelta

from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event, HomeAssistant, callback
import pytest

from .scene import Scene
from .test_blueprints import Use, use

__all__ = ["use"]


@pytest.fixture
def calls(hass: HomeAssistant) -> list[dict[str, object]]:
    """Return the data of all calls of the action `speak`."""
    found: list[dict[str, object]] = []

    @callback
    def note(event: Event) -> None:
        if event.data["service"] == "speak":
            found.append(event.data["service_data"])

    hass.bus.async_listen(EVENT_CALL_SERVICE, note)
    return found


def said(calls: list[dict[str, object]]) -> list[object]:
    """Return the messages."""
    return [call["message"] for call in calls]


async def settle(scene: Scene) -> None:
    """Let automations run; one that has a delay is not done for long."""
    await scene.time.advance(1)


@pytest.mark.parametrize(
    ("entity", "calm", "alert"),
    [
        ("binary_sensor.meteoalarm", "off", "on"),
        ("sensor.nws_alerts", "0", "1"),
    ],
)
async def test_severe_weather(
    scene: Scene,
    use: Use,
    calls: list[dict[str, object]],
    entity: str,
    calm: str,
    alert: str,
) -> None:
    """At once, again while it lasts, and once when it ends."""
    scene.hass.states.async_set(entity, calm)
    await use("speak_weather_alerts", alert=entity, speaker=scene.device)
    scene.hass.states.async_set(entity, alert, {"headline": "Tornado"})
    await settle(scene)
    assert said(calls) == ["Weather alert. Tornado"]
    assert calls[0]["device_id"] in (scene.device, [scene.device])
    assert calls[0]["scope"] == "local"
    await scene.time.jump(1801)
    await scene.time.advance(1)
    assert said(calls) == ["Weather alert. Tornado"] * 2
    scene.hass.states.async_set(entity, calm)
    await settle(scene)
    await scene.time.jump(4000)
    await scene.time.advance(1)
    assert said(calls)[2:] == ["The weather alert has ended."]


async def test_severe_weather_by_an_event(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """It has no end."""
    scene.hass.states.async_set("event.alert", "unknown")
    await use("speak_weather_alerts", alert="event.alert", speaker=scene.device)
    now = scene.time.now.isoformat()
    scene.hass.states.async_set("event.alert", now, {"event": "Flood"})
    await settle(scene)
    await scene.time.jump(4000)
    await scene.time.advance(1)
    assert said(calls) == ["Weather alert. Flood"]


async def test_a_net_is_announced(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """Once, so many minutes before, on its days."""
    await scene.hass.config.async_set_time_zone("UTC")
    start = scene.time.now.replace(second=0, microsecond=0) + timedelta(minutes=12)
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    await use(
        "speak_net_reminder",
        net="The swap net",
        start=start.strftime("%H:%M:%S"),
        weekdays=[days[start.weekday()]],
        speaker=scene.device,
        scope="network",
    )
    await scene.time.move_to(start - timedelta(minutes=10, seconds=30))
    assert said(calls) == []
    await scene.time.move_to(start + timedelta(minutes=1))
    assert said(calls) == ["The swap net begins in 10 minutes."]
    assert calls[0]["scope"] == "network"


async def test_who_connected_is_said(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """Digit by digit, so that numbers are not read as amounts."""
    await use("speak_who_connected", node=scene.device, speaker=scene.device)
    scene.node.link("2003")
    await scene.time.advance(5)
    assert said(calls) == ["2 0 0 3 has connected."]


async def test_a_node_that_is_down_is_said_on_another(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """Not for a moment; and that it is back only if it was down."""
    inputs = {"node": [scene.device], "down_time": 5, "speaker": scene.device}
    await use("speak_node_down", **inputs)
    await scene.lose_server()
    await scene.time.advance(100)
    await scene.return_server()
    assert said(calls) == []
    await scene.lose_server()
    await scene.time.advance(301)
    assert said(calls) == ["Node 1999 is out of reach."]
    await scene.return_server()
    assert said(calls)[1:] == ["Node 1999 is back."]


async def test_the_doorbell(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """Each ring, and no return from out of reach."""
    states = scene.hass.states
    states.async_set("binary_sensor.bell", "off")
    states.async_set("event.bell", "unknown")
    await use(
        "speak_doorbell_or_alarm",
        source=["binary_sensor.bell", "event.bell"],
        speaker=scene.device,
        urgent=True,
    )
    states.async_set("binary_sensor.bell", "on")
    await settle(scene)
    states.async_set("binary_sensor.bell", "unavailable")
    await settle(scene)
    states.async_set("binary_sensor.bell", "on")
    await settle(scene)
    assert said(calls) == ["Somebody is at the door."]
    assert calls[0]["urgent"] is True
    states.async_set("event.bell", scene.time.now.isoformat())
    await settle(scene)
    assert len(calls) == 2


async def test_the_time_on_the_hour(
    scene: Scene, use: Use, calls: list[dict[str, object]]
) -> None:
    """When somebody was heard in the last hour, and not when nobody was."""
    await scene.hass.config.async_set_time_zone("UTC")
    scene.hass.states.async_set("sensor.outside", "20.6")
    await use(
        "speak_time_and_temperature",
        last_heard=scene.states.entity_id("last_heard"),
        temperature="sensor.outside",
        speaker=scene.device,
    )
    hour = scene.time.now.replace(minute=0, second=0, microsecond=0)

    async def pass_hour(number: int) -> None:
        before = hour + timedelta(hours=number, seconds=-20)
        await scene.time.jump((before - scene.time.now).total_seconds())
        await scene.time.advance(40)

    await pass_hour(1)
    assert said(calls) == []
    await scene.talk("2001", 5)
    await pass_hour(2)
    then = (hour + timedelta(hours=2)).strftime("%H:%M")
    assert said(calls) == [f"It is {then}. The temperature is 21 degrees."]
    await pass_hour(3)
    assert len(calls) == 1
