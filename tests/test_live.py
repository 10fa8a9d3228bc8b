"""A node's live state, as the cards get it."""

from collections.abc import Callable
from typing import Any

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from simulator import SimulatedServer, User

from .automations import device_of
from .integration import add_server
from .scene import Scene

SUBSCRIBE = "allstarlink/node/subscribe"
TODAY = "allstarlink/talks/today"


async def _subscribe(client: MockHAClientWebSocket, device: str) -> dict[str, Any]:
    """Subscribe to a node, and return the first message."""
    await client.send_json_auto_id({"type": SUBSCRIBE, "device_id": device})
    assert (await client.receive_json())["success"]
    return await _event(client)


async def _event(client: MockHAClientWebSocket) -> dict[str, Any]:
    message: dict[str, Any] = (await client.receive_json())["event"]
    message.pop("now")
    return message


async def _event_when(
    client: MockHAClientWebSocket, holds: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Return the first message for which something holds."""
    while not holds(event := await _event(client)):
        pass
    return event


async def test_the_first_message_has_the_whole_state(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """What the node is, who may do what, and each link as in the action."""
    client = await hass_ws_client(scene.hass)
    event = await _subscribe(client, scene.device)
    state, links = event["state"], event["links"]
    assert state["node"] == "1999"
    assert state["server"] == "127.0.0.1"
    assert state["available"] is True
    assert state["reason"] is None
    assert state["can_control"] is True
    assert state["keyed"] == []
    assert state["receiving"] is False
    assert state["favorites"] == []
    assert sorted(links) == ["2001", "2002", "N0CALL-P"]
    (listed, *_) = await scene.states.listed()
    assert listed["node"] == "2001"
    assert links["2001"] == listed


async def test_a_keyup_sends_the_talker_and_one_link(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """The other links have not changed, so they are not sent again."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    await scene.key("2002")
    event = await _event_when(client, lambda event: bool(event.get("links")))
    assert list(event["links"]) == ["2002"]
    assert event["links"]["2002"]["keyed"] is True
    since = event["links"]["2002"]["last_keyed"]
    assert event["state"]["keyed"] == [{"node": "2002", "since": since}]
    assert event["state"]["last_heard_node"] == "2002"
    assert "available" not in event["state"]


async def test_a_link_that_is_gone_is_sent_as_null(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """The others stay."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    scene.node.unlink("2001")
    event = await _event_when(client, lambda event: "links" in event)
    assert event["links"] == {"2001": None}


async def test_two_links_of_one_name_are_told_apart(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """The second one has a number behind its name."""
    scene.node.link("N0CALL-P")
    await scene.time.advance(5)
    client = await hass_ws_client(scene.hass)
    links = (await _subscribe(client, scene.device))["links"]
    assert sorted(links) == ["2001", "2002", "N0CALL-P", "N0CALL-P 2"]
    assert links["N0CALL-P 2"]["node"] == "N0CALL-P"


async def test_an_outage_tells_why_and_since_when(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """Nothing known is not the same as nothing there, and it comes back by itself."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    await scene.lose_server()
    event = await _event_when(client, lambda event: "available" in event["state"])
    assert event["state"]["available"] is False
    assert event["links"] == dict.fromkeys(("2001", "2002", "N0CALL-P"))
    reasons = [event["state"].get("reason")]
    while reasons[-1] != "unreachable":
        await scene.time.advance(10)
        event = await _event_when(client, lambda event: "reason" in event["state"])
        reasons.append(event["state"]["reason"])
    await scene.return_server("2001")
    event = await _event_when(client, lambda event: event["state"].get("available"))
    assert event["state"]["reason"] is None
    assert list(event["links"]) == ["2001"]


async def test_the_subscription_outlives_a_reload_and_ends_with_the_node(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """A reload is an outage; a node that is removed is not there any more."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    await scene.reload()
    event = await _event_when(client, lambda event: "available" in event["state"])
    assert event["state"]["available"] is False
    event = await _event_when(client, lambda event: event["state"].get("available"))
    assert sorted(event["links"]) == ["2001", "2002", "N0CALL-P"]
    await scene.hass.config_entries.async_unload(scene.entry.entry_id)
    event = await _event_when(client, lambda event: "reason" in event["state"])
    assert event["state"]["reason"] == "not_loaded"


async def test_the_subscription_outlives_the_node_itself(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """It is removed from Home Assistant, and added again."""
    device = await scene.add_node("1998")
    (subentry,) = (s for s in scene.entry.subentries.values() if s.unique_id == "1998")
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, device)
    scene.hass.config_entries.async_remove_subentry(scene.entry, subentry.subentry_id)
    event = await _event_when(client, lambda event: "available" in event["state"])
    assert event["state"]["available"] is False
    assert event["state"]["reason"] == "removed"
    await scene.add_node("1998")
    event = await _event_when(client, lambda event: "available" in event["state"])
    assert event["state"]["available"] is True
    assert event["state"]["reason"] is None


async def test_favorites_follow_the_settings(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """A favourite that is added shows without a reload."""
    client = await hass_ws_client(scene.hass)
    await _subscribe(client, scene.device)
    (subentry,) = scene.entry.subentries.values()
    scene.hass.config_entries.async_update_subentry(
        scene.entry, subentry, data={**subentry.data, "favorites": ["2003"]}
    )
    event = await _event_when(client, lambda e: "favorites" in e.get("state", {}))
    assert event["state"]["favorites"] == ["2003"]


async def test_a_user_who_may_only_read_sees_all_and_controls_nothing(
    scene: Scene, hass_ws_client: WebSocketGenerator, hass_admin_user: MockUser
) -> None:
    """The card hides what would be refused."""
    group = await scene.hass.auth.async_get_group(GROUP_ID_READ_ONLY)
    assert group is not None
    hass_admin_user.groups = [group]
    hass_admin_user.invalidate_cache()
    client = await hass_ws_client(scene.hass)
    event = await _subscribe(client, scene.device)
    assert event["state"]["can_control"] is False
    assert len(event["links"]) == 3


async def test_without_the_right_to_command_nobody_controls(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """The AMI user decides first."""
    reader = User("admin", "secret", "call,system", "")
    async with SimulatedServer(nodes=["1999"], users=[reader]) as server:
        entry = await add_server(hass, server)
        client = await hass_ws_client(hass)
        event = await _subscribe(client, device_of(hass, entry))
        assert event["state"]["can_control"] is False
        await hass.config_entries.async_unload(entry.entry_id)


async def test_talks_of_today_by_talker_and_by_quarter_hour(
    scene: Scene, hass_ws_client: WebSocketGenerator
) -> None:
    """Who talked longest comes first."""
    await scene.talk("2001", 3)
    await scene.time.advance(5)
    await scene.talk("local", 7)
    await scene.time.advance(5)
    client = await hass_ws_client(scene.hass)
    await client.send_json_auto_id({"type": TODAY, "device_id": scene.device})
    result = (await client.receive_json())["result"]
    assert result["talkers"] == [
        {"node": "local", "callsign": None, "talks": 1, "seconds": 7.0},
        {"node": "2001", "callsign": None, "talks": 1, "seconds": 3.0},
    ]
    assert sum(quarter["seconds"] for quarter in result["quarters"]) == 10.0


@pytest.mark.parametrize("command", [SUBSCRIBE, TODAY])
async def test_a_device_that_is_gone_is_not_found(
    scene: Scene, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    """A card may be older than the node."""
    client = await hass_ws_client(scene.hass)
    await client.send_json_auto_id({"type": command, "device_id": "nothing"})
    assert (await client.receive_json())["error"]["code"] == "not_found"


@pytest.mark.parametrize("command", [SUBSCRIBE, TODAY])
async def test_who_may_not_read_the_node_is_refused(
    scene: Scene,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    command: str,
) -> None:
    """A user of no group has no rights."""
    hass_admin_user.groups = []
    hass_admin_user.invalidate_cache()
    client = await hass_ws_client(scene.hass)
    await client.send_json_auto_id({"type": command, "device_id": scene.device})
    assert (await client.receive_json())["error"]["code"] == "unauthorized"


async def test_the_first_message_names_the_module_of_the_frontend(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """A page that has loaded another one knows that it is old; later messages do not."""
    assert await async_setup_component(hass, "frontend", {})
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = await add_server(hass, server)
        client = await hass_ws_client(hass)
        event = await _subscribe(client, device_of(hass, entry))
        (url,) = [
            url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if "allstarlink" in url
        ]
        assert url.endswith(f"?v={event['module']}")
        server.node("1999").key()
        assert "module" not in await _event_when(client, lambda e: "state" in e)
        await hass.config_entries.async_unload(entry.entry_id)
