"""The blueprints: each is loaded as a user imports it, and run on a live node."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
import shutil
from typing import Any

from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_mock_service,
)

from .scene import Scene

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "blueprints" / "automation" / "allstarlink"
BLUEPRINTS = sorted(path.name for path in FOLDER.glob("*.yaml"))

type Use = Callable[..., Awaitable[None]]


@pytest.fixture
async def notices(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what would be notified."""
    return async_mock_service(hass, "persistent_notification", "create")


@pytest.fixture
async def use(hass: HomeAssistant, tmp_path: Path) -> AsyncGenerator[Use]:
    """Return a function that makes an automation of a blueprint."""
    shutil.copytree(FOLDER, tmp_path / "blueprints" / "automation" / "allstarlink")
    hass.config.config_dir = str(tmp_path)

    async def make(name: str, **inputs: Any) -> None:
        path = f"allstarlink/{name}.yaml"
        config = {"use_blueprint": {"path": path, "input": inputs}}
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()
        (automation,) = hass.states.async_all("automation")
        assert automation.state == "on"

    yield make
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "all"}, blocking=True
    )


def _said(notices: list[ServiceCall]) -> list[str]:
    return [notice.data["message"] for notice in notices]


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_a_blueprint_can_be_imported(name: str) -> None:
    """Its inputs are described, and it says where it comes from."""
    data = load_yaml_dict(str(FOLDER / name))
    blueprint = Blueprint(
        data, path=name, expected_domain="automation", schema=BLUEPRINT_SCHEMA
    )
    assert blueprint.validate() is None
    assert blueprint.metadata["source_url"].endswith(f"/{name}")
    assert blueprint.metadata["homeassistant"]["min_version"] == "2026.10.0"
    for key, value in blueprint.inputs.items():
        assert value["name"], key
        assert value["selector"] is not None, key


def test_there_are_fourteen() -> None:
    """As the documents list them."""
    assert BLUEPRINTS == [
        "disconnect_idle_links.yaml",
        "dtmf_runs_script.yaml",
        "light_follows_receiver.yaml",
        "node_down.yaml",
        "scheduled_net.yaml",
        "server_unstable.yaml",
        "speak_doorbell_or_alarm.yaml",
        "speak_net_reminder.yaml",
        "speak_node_down.yaml",
        "speak_time_and_temperature.yaml",
        "speak_weather_alerts.yaml",
        "speak_who_connected.yaml",
        "talk_after_quiet.yaml",
        "transmitter_timed_out.yaml",
    ]


async def test_somebody_talks_after_a_quiet_time(
    scene: Scene, use: Use, notices: list[ServiceCall]
) -> None:
    """Not the one who answers, and no kerchunk."""
    await use("talk_after_quiet", node=scene.device, quiet_time=10)
    await scene.time.advance(700)
    await scene.talk("2001", 5)
    await scene.time.advance(30)
    await scene.talk("2002", 5)
    assert _said(notices) == ["2001 talks on Node 1999, after 12 minutes of quiet."]
    await scene.time.advance(601)
    await scene.talk("local", 1)
    await scene.time.advance(601)
    await scene.talk("local", 3)
    assert _said(notices)[1:] == [
        "A local station talks on Node 1999, after 10 minutes of quiet."
    ]
    await scene.time.advance(601)
    await scene.talk("N0CALL-P", 3)
    assert _said(notices)[2:] == [
        "N0CALL talks on Node 1999, after 10 minutes of quiet."
    ]


async def _schedule_net(scene: Scene, use: Use, net: str, **inputs: Any) -> datetime:
    """Have a net of half an hour five minutes after the time that is returned."""
    await scene.hass.config.async_set_time_zone("UTC")
    start = scene.time.now.replace(second=0, microsecond=0)
    await use(
        "scheduled_net",
        node=scene.device,
        net=net,
        start=(start + timedelta(minutes=5)).strftime("%H:%M:%S"),
        duration={"minutes": 30},
        **inputs,
    )
    return start


async def test_a_scheduled_net(scene: Scene, use: Use) -> None:
    """Alone while it lasts; afterwards all is as it was before."""
    node = scene.node
    node.unlink("2001")
    node.link("2001", mode="monitor")
    await scene.time.advance(5)
    start = await _schedule_net(scene, use, "2003")
    await scene.time.move_to(start + timedelta(minutes=6))
    assert [(link.name, link.mode) for link in node.links] == [("2003", "transceive")]
    await scene.time.move_to(start + timedelta(minutes=34))
    assert [link.name for link in node.links] == ["2003"]
    await scene.time.move_to(start + timedelta(minutes=37))
    assert sorted((link.name, link.mode) for link in node.links) == [
        ("2001", "monitor"),
        ("2002", "transceive"),
    ]


async def test_a_net_that_does_not_answer(scene: Scene, use: Use) -> None:
    """What was linked before is linked again all the same."""
    start = await _schedule_net(scene, use, "299999")
    await scene.time.move_to(start + timedelta(minutes=34))
    assert [link.name for link in scene.node.links] == []
    await scene.time.move_to(start + timedelta(minutes=37))
    assert sorted(link.name for link in scene.node.links) == ["2001", "2002"]


async def test_a_net_that_was_linked_before_stays(scene: Scene, use: Use) -> None:
    """And on another day nothing is connected."""
    today = (scene.time.now + timedelta(minutes=5)).strftime("%a").lower()
    start = await _schedule_net(scene, use, "2001", weekdays=[today], exclusive=False)
    await scene.time.move_to(start + timedelta(minutes=40))
    assert {"2001", "2002"} <= {link.name for link in scene.node.links}
    scene.node.unlink("2001")
    await scene.time.jump(23 * 3600)
    await scene.time.move_to(start + timedelta(minutes=24 * 60 + 6))
    assert "2001" not in {link.name for link in scene.node.links}


async def test_idle_links_are_disconnected(scene: Scene, use: Use) -> None:
    """Each by its own idle time; a link that is keyed is not idle."""
    await use("disconnect_idle_links", node=scene.device, idle_time=10, keep=["2002"])
    await scene.time.advance(300)
    await scene.talk("2001", 5)
    await scene.time.advance(400)
    assert [link.name for link in scene.node.links] == ["2001", "2002"]
    await scene.key("2001")
    await scene.time.advance(700)
    assert [link.name for link in scene.node.links] == ["2001", "2002"]
    await scene.unkey("2001")
    await scene.time.advance(120)
    assert [link.name for link in scene.node.links] == ["2002"]


async def test_only_some_idle_links_are_disconnected(scene: Scene, use: Use) -> None:
    """And none while the node is out of reach."""
    await use("disconnect_idle_links", node=scene.device, idle_time=10, only=["2002"])
    await scene.time.advance(400)
    await scene.cut_off(400)
    await scene.time.advance(60)
    assert [link.name for link in scene.node.links] == ["2001", "N0CALL-P"]


async def test_idle_links_are_meant_by_number_or_callsign(
    scene: Scene, use: Use
) -> None:
    """A callsign that is kept goes before one that is meant."""
    scene.node.link("W1AW-P")
    meant = {"only": ["2002", "N0CALL", "W1AW"], "keep": ["W1AW"]}
    await use("disconnect_idle_links", node=scene.device, idle_time=10, **meant)
    await scene.time.advance(700)
    assert [link.name for link in scene.node.links] == ["2001", "W1AW-P"]


async def test_a_node_goes_down(
    scene: Scene, use: Use, notices: list[ServiceCall]
) -> None:
    """Not for a moment; and it is back only if it was down."""
    await use("node_down", node=[scene.device], down_time=5)
    await scene.lose_server()
    await scene.time.advance(100)
    await scene.return_server()
    assert _said(notices) == []
    await scene.lose_server()
    await scene.time.advance(301)
    assert _said(notices) == ["Node 1999 has been out of reach for 5 minutes."]
    await scene.time.advance(290)
    await scene.return_server()
    (back,) = _said(notices)[1:]
    assert back in {
        f"Node 1999 is back after {minutes} minutes." for minutes in (10, 11)
    }


async def test_a_server_is_unstable(
    scene: Scene, use: Use, notices: list[ServiceCall]
) -> None:
    """Lost too often, down for too long, in poor health for a while: each is told once."""
    states = scene.states
    await use(
        "server_unstable",
        losses=states.server_entity_id("connection_losses"),
        most_losses=2,
        downtime=states.server_entity_id("downtime_today"),
        most_downtime=2,
        health=states.server_entity_id("health"),
        unhealthy_time=3,
    )
    for _ in range(3):
        assert _said(notices) == []
        await scene.cut_off(10)
    assert _said(notices) == [
        "The connection to 127.0.0.1 was lost 3 times in an hour."
    ]
    await scene.lose_server()
    await scene.time.advance(200)
    assert _said(notices)[1:] == [
        "127.0.0.1 was down for more than 2 minutes today.",
        "The health of 127.0.0.1 has been below 50 % for 3 minutes.",
    ]


async def test_a_light_follows_the_receiver(
    hass: HomeAssistant, scene: Scene, use: Use
) -> None:
    """And it does not stay on when the node is lost."""
    calls: list[tuple[str, Any]] = []
    for service in ("turn_on", "turn_off"):

        def note(call: ServiceCall) -> None:
            calls.append((call.service, call.data["entity_id"]))

        hass.services.async_register("homeassistant", service, note)
    receiver = scene.states.entity_id("receiving")
    await use(
        "light_follows_receiver",
        receiver=receiver,
        follower={"entity_id": "light.on_air"},
    )
    await scene.talk("local", 5)
    await scene.key("local")
    await scene.lose_server()
    await hass.async_block_till_done()
    assert calls == [
        ("turn_on", ["light.on_air"]),
        ("turn_off", ["light.on_air"]),
        ("turn_on", ["light.on_air"]),
        ("turn_off", ["light.on_air"]),
    ]


async def test_dtmf_digits_run_a_script(
    hass: HomeAssistant, scene: Scene, use: Use
) -> None:
    """With what was received as variables."""
    runs = async_capture_events(hass, "test_script")
    script = {
        "sequence": [
            {
                "event": "test_script",
                "event_data": {"got": "{{ digits }}", "on": "{{ device_id }}"},
            }
        ]
    }
    assert await async_setup_component(hass, "script", {"script": {"gate": script}})
    await use(
        "dtmf_runs_script", node=scene.device, digits="*12#", script="script.gate"
    )
    scene.node.dtmf("*13#")
    await scene.time.advance(5)
    assert runs == []
    scene.node.dtmf("*12#")
    await scene.time.settle()
    assert [run.data for run in runs] == [{"got": "*12#", "on": scene.device}]


async def test_a_transmitter_times_out(
    scene: Scene, use: Use, notices: list[ServiceCall]
) -> None:
    """After three minutes of carrier, as soon as a poll shows it."""
    await use("transmitter_timed_out", timer=scene.states.entity_id("timed_out"))
    await scene.key("local")
    await scene.time.advance(170)
    assert _said(notices) == []
    await scene.time.advance(90)
    assert _said(notices) == ["The transmitter of Node 1999 has timed out."]
    await scene.time.advance(600)
    assert len(notices) == 1
