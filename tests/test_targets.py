"""What the target of a trigger means, also when it changes later."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
import pytest

from simulator import SimulatedServer

from .automations import automate, device_of, on
from .integration import add_entry, entry_for
from .scene import Scene


def _target(hass: HomeAssistant, scene: Scene, kind: str) -> dict[str, Any]:
    """Return a target that means the node."""
    devices, entities = dr.async_get(hass), er.async_get(hass)
    entity = scene.states.entity_id("receiving")
    assert entity is not None
    match kind:
        case "device":
            return {"device_id": scene.device}
        case "device without entities":
            for entry in er.async_entries_for_device(entities, scene.device):
                entities.async_update_entity(
                    entry.entity_id, disabled_by=er.RegistryEntryDisabler.USER
                )
            return {"device_id": scene.device}
        case "entity":
            return {"entity_id": entity}
        case "area":
            area = ar.async_get(hass).async_create("Shack")
            devices.async_update_device(scene.device, area_id=area.id)
            return {"area_id": area.id}
        case "floor":
            floor = fr.async_get(hass).async_create("Attic")
            area = ar.async_get(hass).async_create("Shack", floor_id=floor.floor_id)
            devices.async_update_device(scene.device, area_id=area.id)
            return {"floor_id": floor.floor_id}
        case "label of a device":
            label = lr.async_get(hass).async_create("Radio")
            devices.async_update_device(scene.device, labels={label.label_id})
            return {"label_id": label.label_id}
        case _:
            label = lr.async_get(hass).async_create("Radio")
            entities.async_update_entity(entity, labels={label.label_id})
            return {"label_id": label.label_id}


@pytest.mark.parametrize(
    "kind",
    [
        "device",
        "device without entities",
        "entity",
        "area",
        "floor",
        "label of a device",
        "label of an entity",
    ],
)
async def test_a_node_is_targeted_in_every_way(
    hass: HomeAssistant, scene: Scene, kind: str
) -> None:
    """By its device, by one of its entities, and by where and what they are."""
    second = await scene.add_node("1998")
    automation = await automate(hass, on("talk_started", _target(hass, scene, kind)))
    scene.server.node("1998").key()
    await scene.key("local")
    assert [trigger["node"] for trigger in automation.triggers] == ["local"]
    assert automation.last["device_id"] == scene.device != second


async def test_a_node_that_moves(hass: HomeAssistant, scene: Scene) -> None:
    """What it is in counts when it happens, not when the automation was made."""
    area = ar.async_get(hass).async_create("Shack")
    automation = await automate(hass, on("talk_started", {"area_id": area.id}))
    await scene.talk("2001", 1)
    assert automation.count == 0
    dr.async_get(hass).async_update_device(scene.device, area_id=area.id)
    await scene.time.advance(5)
    await scene.talk("2001", 1)
    assert automation.count == 1
    dr.async_get(hass).async_update_device(scene.device, area_id=None)
    await scene.time.advance(5)
    await scene.talk("2001", 1)
    assert automation.count == 1


async def test_a_node_that_is_added_to_an_area_later(
    hass: HomeAssistant, scene: Scene
) -> None:
    """The automation was there before the node."""
    area = ar.async_get(hass).async_create("Shack")
    automation = await automate(hass, on("talk_started", {"area_id": area.id}))
    second = await scene.add_node("1998")
    dr.async_get(hass).async_update_device(second, area_id=area.id)
    scene.server.node("1998").key()
    await scene.time.settle()
    assert automation.last["device_id"] == second


async def test_an_automation_outlives_a_reload(scene: Scene) -> None:
    """It does not notice that the node is another object now."""
    automation = await scene.automate("talk_started")
    await scene.reload()
    await scene.talk("2001", 1)
    assert automation.count == 1


async def test_an_automation_that_is_set_up_before_the_server_answers(
    hass: HomeAssistant, scene: Scene
) -> None:
    """As at a start of Home Assistant while the server is down."""
    assert await hass.config_entries.async_unload(scene.entry.entry_id)
    talk, quiet = await scene.automate_all(talk_started={}, node_quiet={"for": 60})
    assert await hass.config_entries.async_setup(scene.entry.entry_id)
    await scene.time.advance(61)
    await scene.talk("2001", 1)
    assert (talk.count, quiet.count) == (1, 1)


async def test_a_removed_node_triggers_nothing_any_more(scene: Scene) -> None:
    """Neither what waits for its time, nor what happens on it."""
    talk, lost = await scene.automate_all(
        talk_started={"minimum_duration": 60}, connection_lost={"for": 60}
    )
    await scene.key("2001")
    (subentry_id,) = scene.entry.subentries
    scene.hass.config_entries.async_remove_subentry(scene.entry, subentry_id)
    await scene.time.advance(120)
    assert (talk.count, lost.count) == (0, 0)


async def test_an_automation_that_is_turned_off_leaves_nothing_behind(
    scene: Scene,
) -> None:
    """Neither a timer nor a listener: what it waited for is forgotten."""
    listeners = scene.entry.runtime_data.nodes["1999"].coordinator._listeners
    before = len(listeners)
    talk, link, quiet = await scene.automate_all(
        talk_started={"minimum_duration": 60},
        link_connected={"direction": "in"},
        node_quiet={"for": 60},
    )
    await scene.key("2001")
    scene.node.link("2003")
    await scene.time.settle()
    await scene.hass.services.async_call(
        "automation", "turn_off", {"entity_id": "all"}, blocking=True
    )
    assert len(listeners) == before
    await scene.time.advance(120)
    assert (talk.count, link.count, quiet.count) == (0, 0, 0)


async def test_two_servers_with_a_node_of_the_same_number(
    hass: HomeAssistant, scene: Scene
) -> None:
    """Private nodes have low numbers everywhere; their devices differ."""
    async with SimulatedServer(nodes=["1999"]) as other:
        entry = await add_entry(hass, entry_for(other.port))
        automation = await automate(hass, on("talk_started", device_of(hass, entry)))
        await scene.key("local")
        assert automation.count == 0
        other.node("1999").key()
        await scene.time.settle()
        assert automation.count == 1
        assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("trigger", "options"),
    [
        ("talk_started", {"who": [{}]}),
        ("talk_started", {"who": [" "]}),
        ("talk_started", {"minimum_duration": -1}),
        ("talk_ended", {"typo": 1}),
        ("link_connected", {"direction": "up"}),
        ("node_quiet", {}),
        ("connection_lost", {"for": "soon"}),
    ],
)
async def test_options_that_make_no_sense(
    scene: Scene, trigger: str, options: dict[str, Any]
) -> None:
    """They are refused when the automation is set up."""
    with pytest.raises(AssertionError, match="not valid"):
        await scene.automate(trigger, **options)


async def test_a_trigger_needs_a_target(hass: HomeAssistant, scene: Scene) -> None:
    """Without one, the automation is refused."""
    with pytest.raises(AssertionError, match="not valid"):
        await automate(hass, {"trigger": "allstarlink.talk_started"})
