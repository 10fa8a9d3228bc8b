"""Who may control a node, which node is meant, and who is named as the cause."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.auth.models import Group
from homeassistant.auth.permissions.models import PermissionLookup
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import device_registry as dr, entity_registry as er
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from .conftest import Clock
from .station import Station, station

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")

ACTIONS: dict[str, dict[str, Any]] = {
    "connect": {"node": "2001"},
    "disconnect": {"all": True},
    "send_dtmf": {"digits": "1"},
    "run_macro": {"macro": "1"},
    "announce": {"what": "id"},
}
ANSWERS = ("get_links", "get_activity", "get_talkers")


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return node 1999 with a favorite."""
    async with station(hass, clock, settings={"favorites": ["2001"]}) as ready:
        yield ready


async def _reader(hass: HomeAssistant) -> MockUser:
    user = MockUser(is_owner=False).add_to_hass(hass)
    group = await hass.auth.async_get_group(GROUP_ID_READ_ONLY)
    assert group is not None
    user.groups = [group]
    return user


async def test_who_may_only_look_controls_nothing(stage: Station) -> None:
    """Of all actions on a node, those that only return something are for all who may look."""
    user = await _reader(stage.hass)
    context = Context(user_id=user.id)
    for action, data in ACTIONS.items():
        with pytest.raises(Unauthorized):
            await stage.finish(stage.start(action, context=context, **data))
    for action in ANSWERS:
        call = stage.start(action, response=True, context=context)
        assert [*(await stage.finish(call)).values()] == [[]]
    assert stage.commands == []


async def test_who_may_not_look_is_told_nothing(stage: Station) -> None:
    """By no action and no websocket command; an automation has no user, and may."""
    user = await _reader(stage.hass)
    policy = {"entities": {"entity_ids": {"light.other": True}}}
    user.groups = [Group(name="others", policy=policy)]
    context = Context(user_id=user.id)
    for action in ANSWERS:
        call = stage.start(action, response=True, context=context)
        with pytest.raises(Unauthorized) as caught:
            await stage.finish(call)
        assert caught.value.permission == "read"
        await stage.finish(stage.start(action, response=True, context=Context()))


async def test_who_may_control_the_entities_of_the_node_may_use_actions(
    stage: Station,
) -> None:
    """No more is needed, and no less."""
    user = await _reader(stage.hass)
    user.perm_lookup = PermissionLookup(
        er.async_get(stage.hass), dr.async_get(stage.hass)
    )

    def may_control(*devices: str) -> None:
        policy = {"entities": {"device_ids": dict.fromkeys(devices, True)}}
        user.groups = [Group(name="some devices", policy=policy)]

    may_control(stage.device_id)
    context = Context(user_id=user.id)
    await stage.finish(stage.start("connect", node="2001", context=context))
    assert len(stage.commands) == 1
    may_control(stage.entry.runtime_data.server_device.device_id)
    call = stage.start("connect", node="2002", context=context)
    with pytest.raises(Unauthorized):
        await stage.finish(call)
    assert len(stage.commands) == 1


async def test_an_owner_may_control_every_node(stage: Station) -> None:
    """There is no need to look at the entities."""
    owner = MockUser(is_owner=True).add_to_hass(stage.hass)
    context = Context(user_id=owner.id)
    await stage.finish(stage.start("send_dtmf", digits="1", context=context))
    assert len(stage.commands) == 1


async def test_a_user_that_is_gone(stage: Station) -> None:
    """It is no automation."""
    call = stage.start("connect", node="2001", context=Context(user_id="gone"))
    with pytest.raises(UnknownUser):
        await stage.finish(call)
    assert stage.commands == []


async def test_a_list_of_one_device_is_a_device(stage: Station) -> None:
    """So is a target of one device."""
    await stage.act("send_dtmf", digits="1", device_id=[stage.device_id])
    target = {"device_id": stage.device_id}
    await stage.hass.services.async_call(
        "allstarlink", "send_dtmf", {"digits": "2"}, blocking=True, target=target
    )
    assert stage.commands == ["rpt fun 1999 1", "rpt fun 1999 2"]


@pytest.mark.parametrize("devices", [[], ["a", "b"], None])
async def test_more_or_less_than_one_device_is_refused(
    stage: Station, devices: list[str] | None
) -> None:
    """A connect to two nodes at once would make no sense."""
    call = stage.start("connect", node="2001", device_id=devices)
    with pytest.raises(probatio.Invalid):
        await stage.finish(call)


async def test_only_devices_of_nodes_are_controlled(stage: Station) -> None:
    """Not the server's, nobody else's, and none that is gone."""
    other = MockConfigEntry(domain="other")
    other.add_to_hass(stage.hass)
    foreign = dr.async_get(stage.hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("other", "1")}
    )
    server = stage.entry.runtime_data.server_device.device_id
    for device_id, key in (
        (server, "not_a_node"),
        (foreign.id, "service_device_wrong_domain"),
        ("gone", "service_device_not_found"),
    ):
        call = stage.start("connect", node="2001", device_id=device_id)
        with pytest.raises(ServiceValidationError) as caught:
            await stage.finish(call)
        assert caught.value.translation_key == key
    assert stage.commands == []


async def test_actions_are_there_without_an_entry(
    hass: HomeAssistant, clock: Clock
) -> None:
    """An automation that uses them says what is wrong, not that they are unknown."""
    async with station(hass, clock) as stage:
        device_id = stage.device_id
    assert hass.services.has_service("allstarlink", "connect")
    call = stage.call("allstarlink.connect", {"device_id": device_id, "node": "2001"})
    with pytest.raises(ServiceValidationError) as caught:
        await stage.finish(call)
    assert caught.value.translation_key == "service_config_entry_not_loaded"


async def test_the_cause_of_a_link_is_kept(stage: Station) -> None:
    """Every state that the action changed names it, and nothing else does."""
    mine = Context()
    await stage.finish(stage.start("connect", node="2001", context=mine))
    for key in ("links", "network_nodes", "favorite_2001", "activity"):
        assert stage.states.get(key).context is mine, key
    assert stage.states.get("activity").attributes["event_type"] == "link_connected"
    stage.node.link("2002")
    await stage.clock.settle()
    for key in ("links", "activity"):
        assert stage.states.get(key).context is not mine, key
    stage.node.key_link("2001")
    await stage.clock.settle()
    assert stage.states.get("link_keyed").context is not mine
    assert stage.states.get("activity").context is not mine


async def test_the_cause_of_a_disconnect_is_kept(stage: Station) -> None:
    """By action, by button and by switch."""
    for control in ("action", "button", "switch"):
        stage.node.link("2001")
        await stage.clock.advance(20)
        mine = Context()
        match control:
            case "action":
                call = stage.start("disconnect", node="2001", context=mine)
            case "button":
                call = stage.press("disconnect_all", mine)
            case _:
                call = stage.switch("favorite_2001", on=False, context=mine)
        await stage.finish(call)
        for key in ("links", "favorite_2001", "activity"):
            assert stage.states.get(key).context is mine, (control, key)


async def test_the_cause_of_a_slow_link_is_kept(stage: Station) -> None:
    """App_rpt goes on calling when the action has failed (transcript d10)."""
    mine = Context()
    call = stage.start("connect", node="299999", context=mine)
    await stage.fail(call, "still_connecting")
    stage.server.peer_returns("299999")
    await stage.clock.advance(3)
    assert stage.states["links"] == "1"
    assert stage.states.get("links").context is mine


async def test_links_that_a_macro_makes_have_its_context(stage: Station) -> None:
    """What links is not known before, so it is the change that follows."""
    mine = Context()
    await stage.finish(stage.start("send_dtmf", digits="*32001", context=mine))
    await stage.clock.advance(3)
    assert stage.states["links"] == "1"
    assert stage.states.get("activity").context is mine
    await stage.clock.advance(10)
    stage.node.unlink("2001")
    await stage.clock.settle()
    assert stage.states.get("activity").context is not mine


async def test_the_cause_of_a_system_state_is_kept(stage: Station) -> None:
    """Who disabled the links is in the logbook."""
    mine = Context()
    await stage.finish(stage.switch("linking", on=False, context=mine))
    assert stage.states.get("linking").context is mine
