"""The attribute `links` changes when links do, not with each key-up."""

import json

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .scene import LINKS, Scene
from .station import station

# Bytes of all states that a key-down and a key-up of one link write
_MOST = 1500


async def test_a_talk_leaves_the_attribute_alone(scene: Scene) -> None:
    """What is keyed is in the answer of `get_links`."""
    before = scene.states.get("links")
    assert set(scene.states.links()) == set(LINKS)
    assert not {"keyed", "last_keyed"} & set(scene.states.links()["2001"])
    start = scene.time.now
    await scene.key("2001")
    listed = {link["node"]: link for link in await scene.states.listed()}
    assert listed["2001"]["keyed"] is True
    assert listed["2001"]["last_keyed"] == start.isoformat()
    assert listed["2002"]["keyed"] is False
    await scene.unkey("2001")
    await scene.time.advance(90)
    after = scene.states.get("links")
    assert after is before


async def test_what_else_changes_is_shown(scene: Scene) -> None:
    """A mode, and another link."""
    await scene.time.advance(5)
    scene.node.unlink("2002")
    scene.node.link("2003", "monitor")
    await scene.time.advance(5)
    assert {name: link["mode"] for name, link in scene.states.links().items()} == {
        "2001": "transceive",
        "N0CALL-P": "transceive",
        "2003": "monitor",
    }


async def test_a_key_up_on_a_hub_of_a_hundred_links_is_small(
    hass: HomeAssistant, clock: Clock
) -> None:
    """What a browser is sent for it, all of each state counted."""
    async with station(hass, clock) as stage:
        for number in range(2001, 2101):
            stage.node.link(str(number))
        await clock.advance(10)
        assert len(stage.states.links()) == 100
        changes = async_capture_events(hass, EVENT_STATE_CHANGED)
        stage.node.key_link("2050")
        await clock.settle()
        stage.node.unkey_link("2050")
        await clock.settle()
        states = [state for event in changes if (state := event.data["new_state"])]
        assert states
        sent = sum(
            len(json.dumps([state.state, dict(state.attributes)])) for state in states
        )
        assert sent <= _MOST, [state.entity_id for state in states]
