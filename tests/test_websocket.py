"""The subscription to a node's activities, for dashboards."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from .scene import Scene

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

SUBSCRIBE = "allstarlink/activity/subscribe"


async def _subscribe(
    client: MockHAClientWebSocket, device: str, **more: Any
) -> dict[str, Any]:
    await client.send_json_auto_id({"type": SUBSCRIBE, "device_id": device, **more})
    reply: dict[str, Any] = await client.receive_json()
    return reply


async def _event(client: MockHAClientWebSocket) -> dict[str, Any]:
    message: dict[str, Any] = await client.receive_json()
    event: dict[str, Any] = message["event"]
    return event


async def test_what_happened_comes_first_and_then_each_activity(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """The newest first, as in the answer of the action."""
    scene.node.dtmf("123")
    await scene.time.settle()
    client = await hass_ws_client(scene.hass)
    assert (await _subscribe(client, scene.device, limit=2))["success"]
    newest = (await _event(client))["activities"]
    assert [activity["digit"] for activity in newest] == ["3", "2"]
    await scene.key("2001")
    activity = (await _event(client))["activity"]
    assert activity == {
        "time": activity["time"],
        "type": "talk_started",
        "node": "2001",
        "mode": "transceive",
        "direction": "in",
    }


async def test_a_subscription_outlives_a_reload(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """A dashboard on the wall does not notice it."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    assert await _event(client) == {"activities": []}
    await scene.reload()
    scene.node.dtmf("7")
    await scene.time.settle()
    assert (await _event(client))["activity"]["digit"] == "7"


async def test_who_subscribes_before_the_set_up_gets_everything_after_it(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """A browser is back sooner than the server after a restart of Home Assistant."""
    scene.node.dtmf("12")
    await scene.time.settle()
    entries, entry_id = scene.hass.config_entries, scene.entry.entry_id
    await entries.async_unload(entry_id)
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device, limit=1)
    assert await _event(client) == {"activities": []}
    await entries.async_setup(entry_id)
    await scene.time.settle()
    (newest,) = (await _event(client))["activities"]
    assert newest["digit"] == "2"
    scene.node.dtmf("3")
    await scene.time.settle()
    assert (await _event(client))["activity"]["digit"] == "3"


async def test_only_the_node_that_was_asked_for(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """What happens on another node is not told."""
    second = await scene.add_node("1998")
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, second)
    await _event(client)
    scene.node.dtmf("1")
    scene.server.node("1998").dtmf("2")
    await scene.time.settle()
    assert (await _event(client))["activity"]["digit"] == "2"


async def test_an_ended_subscription(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """It tells nothing any more."""
    client = await hass_ws_client(scene.hass)
    reply = await _subscribe(client, scene.device)
    await _event(client)
    await client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": reply["id"]}
    )
    assert (await client.receive_json())["success"]
    scene.node.dtmf("1")
    await scene.time.settle()
    await client.send_json_auto_id({"type": "ping"})
    assert (await client.receive_json())["type"] == "pong"


async def test_what_is_no_node(
    hass: HomeAssistant, scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """Neither an unknown device nor one of another integration."""
    client = await hass_ws_client(hass)
    foreign = dr.async_get(hass).async_get_or_create(
        config_entry_id=scene.entry.entry_id, identifiers={("other", "1")}
    )
    for device in ("nowhere", foreign.id):
        reply = await _subscribe(client, device)
        assert reply["error"]["code"] == "not_found"


@pytest.mark.parametrize(("may", "success"), [(True, True), (False, False)])
async def test_the_user_must_be_allowed_to_read_the_node(
    scene: Scene,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    may: bool,
    success: bool,
) -> None:
    """As for the node's entities."""
    entity_id = scene.states.entity_id("activity")
    assert entity_id is not None
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {entity_id: may}}})
    client = await hass_ws_client(scene.hass)
    assert (await _subscribe(client, scene.device))["success"] is success
