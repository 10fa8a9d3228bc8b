"""Who may control nodes by a language model, and that it is proved."""

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.auth.models import Group
from homeassistant.auth.permissions.models import PermissionLookup
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from tests.conftest import Clock

from .stage import CONTROL, asking, is_exposed

BOTH = {"connect", "disconnect"}


async def _reader(hass: HomeAssistant) -> MockUser:
    user = MockUser(is_owner=False).add_to_hass(hass)
    group = await hass.auth.async_get_group(GROUP_ID_READ_ONLY)
    assert group is not None
    user.groups = [group]
    return user


async def test_without_the_option_nothing_is_controlled(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Whatever is exposed, and whoever asks."""
    async with asking(hass, clock) as stage:
        stage.expose("links", "disconnect_all")
        owner = MockUser(is_owner=True).add_to_hass(hass)
        for context in (Context(), Context(user_id=owner.id)):
            assert not BOTH & set(await stage.tools(context))
        assert stage.commands == []


async def test_without_exposure_nothing_is_controlled(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nor by a tool that was listed while it was exposed, or whose entity is disabled."""
    async with asking(hass, clock, options=CONTROL) as stage:
        stage.expose("links")
        assert not BOTH & set(await stage.tools())
        stage.expose("disconnect_all")
        assert set(await stage.tools()) >= BOTH
        (tool,) = (t for t in stage.model.tools if t.name == "allstarlink__connect")
        stage.expose("disconnect_all", exposed=False)
        assert not await stage.model_calls(tool, node="2001")
        stage.expose("disconnect_all")
        er.async_get(hass).async_update_entity(
            stage.states.entity_id("disconnect_all") or "",
            disabled_by=er.RegistryEntryDisabler.USER,
        )
        assert not BOTH & set(await stage.tools())
        assert stage.commands == []


async def test_without_rights_nothing_is_controlled(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Who may only look sees; who may not look sees nothing; who is gone neither."""
    async with asking(hass, clock, options=CONTROL) as stage:
        stage.expose("links", "disconnect_all")
        user = await _reader(hass)
        context = Context(user_id=user.id)
        assert set(await stage.tools(context)) == {
            *("status", "who_talked", "activity", "lookup_node")
        }
        policy = {"entities": {"entity_ids": {"light.other": True}}}
        user.groups = [Group(name="others", policy=policy)]
        assert await stage.tools(context) == {}
        assert await stage.tools(Context(user_id="gone")) == {}
        user.perm_lookup = PermissionLookup(er.async_get(hass), dr.async_get(hass))
        policy = {"entities": {"device_ids": {stage.device_id: True}}}
        user.groups = [Group(name="node", policy=policy)]
        assert set(await stage.tools(context)) >= BOTH
        await stage.use("connect", context, node="2001")
        # The change has the context of who asked.
        assert stage.states.get("links").context is context


async def test_connect_and_disconnect(hass: HomeAssistant, clock: Clock) -> None:
    """They are done when a poll shows it, and what was asked for is not sent twice."""
    async with asking(hass, clock, options=CONTROL) as stage:
        stage.expose("links", "disconnect_all")
        linked = await stage.use("connect", node=2001)
        assert linked == {
            "node": "1999",
            "link": {"node": "2001", "mode": "transceive", "state": "established"},
        }
        assert await stage.use("connect", node="2001") == linked
        assert stage.commands == ["rpt cmd 1999 ilink 3 2001"]
        # A link in another mode is left alone.
        text = await stage.fail_to_use("connect", node="2001", mode="monitor")
        assert "Disconnect it first" in text
        assert "neither" in await stage.fail_to_use("connect", node="0123")
        text = await stage.fail_to_use("connect", node="2002", from_node="77")
        assert text == 'No node "77" may be used here. Nodes that may: 1999'
        answer = await stage.use("disconnect", node="2001")
        assert answer == {"node": "1999", "disconnected": "2001", "back_again": False}
        stage.node.link("2001")
        await stage.clock.advance(5)
        answer = await stage.use("disconnect", all=True)
        assert answer == {"node": "1999", "disconnected": "all", "back_again": False}
        assert stage.states["links"] == "0"
        assert "no link to" in await stage.fail_to_use("disconnect", node="W1AW")
        assert "not both" in await stage.fail_to_use("disconnect")
        sent = len(stage.commands)
        await stage.server.stop()
        await stage.clock.advance(5)
        assert "no connection" in await stage.fail_to_use("connect", node="2002")
        assert len(stage.commands) == sent


async def test_one_of_several_nodes(hass: HomeAssistant, clock: Clock) -> None:
    """The model names the one that is meant."""
    async with asking(hass, clock, "1998", options=CONTROL) as stage:
        for node in ("1998", "1999"):
            stage.expose("links", "disconnect_all", node=node)
        told = (await stage.use("status"))["nodes"]
        assert [node["node"] for node in told] == ["1998", "1999"]
        text = await stage.fail_to_use("connect", node="2001")
        assert text == "It is not clear which node is meant: 1998, 1999. Name one"
        await stage.use("connect", node="2001", from_node="1998")
        assert stage.commands == ["rpt cmd 1998 ilink 3 2001"]
        text = await stage.fail_to_use("status", node="5\n5\u202e")
        assert text == (
            'No node "5\\n5\\u202e" may be used here. Nodes that may: 1998, 1999'
        )


@pytest.mark.parametrize("options", [{}, CONTROL])
async def test_a_new_favorite_is_not_exposed(
    hass: HomeAssistant, clock: Clock, options: dict[str, bool]
) -> None:
    """So Home Assistant's own HassTurnOn links nothing unless assistants may control."""
    settings = {"favorites": ["2001"]}
    async with asking(hass, clock, options=options, settings=settings) as stage:
        stage.expose("links")
        entity_id = stage.states.entity_id("favorite_2001") or ""
        await stage.tools()
        assert is_exposed(hass, entity_id) is bool(options)
        offered = {tool.name: tool for tool in stage.model.tools}
        assert "homeassistant__GetLiveContext" in offered
        turn_on = offered["intent__HassTurnOn"]
        call = hass.async_create_task(
            stage.model_calls(turn_on, name="Node 1999 Favorite 2001")
        )
        await stage.finish(call)
        await stage.clock.advance(3)
        assert bool(stage.commands) is bool(options)
        # What the user, or an earlier version, has exposed stays.
        async_expose_entity(hass, "conversation", entity_id, True)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        assert is_exposed(hass, entity_id) is True


async def test_a_new_favorite_that_is_disabled_is_not_exposed(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nor is it when the user enables it."""
    settings = {"favorites": ["2001"]}
    async with asking(hass, clock, settings=settings) as stage:
        entries, registry = hass.config_entries, er.async_get(hass)
        entries.async_update_entry(stage.entry, pref_disable_new_entities=True)
        (subentry,) = stage.entry.subentries.values()
        data = {**subentry.data, "favorites": ["2001", "2002"]}
        entries.async_update_subentry(stage.entry, subentry, data=data)
        await hass.async_block_till_done()
        entity_id = stage.states.entity_id("favorite_2002") or ""
        known = registry.async_get(entity_id)
        assert known is not None
        assert known.disabled
        registry.async_update_entity(entity_id, disabled_by=None)
        await entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        stage.expose("links")
        await stage.tools()
        assert hass.states.get(entity_id) is not None
        assert is_exposed(hass, entity_id) is False
