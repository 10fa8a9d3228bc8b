"""Logbook lines that read like a sentence."""

from datetime import timedelta
from typing import Any

from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.allstarlink.logbook import sentence, spoken_time

from .scene import Scene


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            {"type": "talk_ended", "node": "2001", "duration": 12.0},
            "2001 talked for 12 s",
        ),
        (
            {"type": "talk_ended", "node": "local", "duration": 75.4},
            "a local station talked for 1 min 15 s",
        ),
        ({"type": "talk_started", "node": "N0CALL-P"}, "N0CALL-P began to talk"),
        (
            {"type": "mdc", "node": "local", "unit": "12AB", "message": "emergency"},
            "MDC-1200: unit 12AB sent an emergency",
        ),
        (
            {
                "type": "mdc",
                "node": "local",
                "unit": "12AB",
                "message": "status",
                "value": "5",
            },
            "MDC-1200: unit 12AB sent status 5",
        ),
        (
            {"type": "link_connected", "node": "2001", "mode": "transceive"},
            "2001 connected in transceive mode",
        ),
        (
            {
                "type": "link_connected",
                "node": "2001",
                "mode": "monitor",
                "direction": "in",
            },
            "2001 connected in monitor mode",
        ),
        (
            {
                "type": "link_connected",
                "node": "2001",
                "mode": "local_monitor",
                "direction": "out",
                "late": True,
            },
            "connected to 2001 in local monitor mode, while it was out of reach",
        ),
        (
            {"type": "link_disconnected", "node": "2001", "duration": 93784},
            "2001 disconnected after 1 d 2 h",
        ),
        ({"type": "dtmf", "node": "local", "digit": "*"}, "DTMF digit * was received"),
    ],
)
def test_sentences(data: dict[str, Any], words: str) -> None:
    """One for each kind of activity."""
    assert sentence(data) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (3600, "1 h"),
        (3605, "1 h"),
        (3660, "1 h 1 min"),
        (86400, "1 d"),
        (90061, "1 d 1 h"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    """In the two largest units."""
    assert spoken_time(seconds) == words


async def _lines(scene: Scene, client: MockHAClientWebSocket, **what: Any) -> list[str]:
    """Return what the logbook shows of the last hour."""
    await async_wait_recording_done(scene.hass)
    start = scene.time.now - timedelta(hours=1)
    await client.send_json_auto_id(
        {"type": "logbook/get_events", "start_time": start.isoformat(), **what}
    )
    lines = (await client.receive_json())["result"]
    return [f"{line['name']} {line['message']}" for line in lines if "message" in line]


@pytest.mark.usefixtures("recorder_mock")
async def test_the_logbook_of_a_node(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """From the bytes on the socket to the lines that a user reads."""
    assert await async_setup_component(scene.hass, "logbook", {})
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    scene.node.link("2003", direction="out")
    await scene.time.advance(3)
    client = await hass_ws_client(scene.hass)
    assert await _lines(scene, client, device_ids=[scene.device]) == [
        "Node 1999: 2001 began to talk",
        "Node 1999: 2001 talked for 12 s",
        "Node 1999: 2003 connected in transceive mode",
    ]
    devices = dr.async_get(scene.hass)
    devices.async_update_device(scene.device, name_by_user="Hilltop")
    assert "Hilltop: 2001 talked for 12 s" in await _lines(scene, client)


@pytest.mark.usefixtures("recorder_mock")
async def test_lines_about_a_node_that_is_gone(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """They were recorded before the node was removed."""
    assert await async_setup_component(scene.hass, "logbook", {})
    await scene.talk("2001", 12)
    await scene.time.advance(3)
    (subentry_id,) = scene.entry.subentries
    scene.hass.config_entries.async_remove_subentry(scene.entry, subentry_id)
    await scene.time.settle()
    client = await hass_ws_client(scene.hass)
    lines = await _lines(scene, client)
    assert "A node that was removed: 2001 talked for 12 s" in lines
