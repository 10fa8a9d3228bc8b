"""The example that tells of missed calls, as it stands in the documents."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_mock_service

from tests.documents import automations, blocks, page

from .stage import telephones


async def test_a_missed_call_is_told_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Neither an outage nor a reload tells of it, nor of one whose end nobody saw."""
    (example,) = (
        example
        for block in blocks(page("telephony"), "yaml")
        for example in automations(block)
        if example["alias"] == "Tell of missed calls"
    )
    async with telephones(hass, freezer) as stage:
        example["triggers"][0]["entity_id"] = stage.entity_id("call")
        told = async_mock_service(hass, "persistent_notification", "create")
        assert await async_setup_component(
            hass, "automation", {"automation": [example]}
        )
        await hass.async_block_till_done()
        call = stage.server.pbx.dial("trunk", "5551000")
        call.ring()
        call.hang_up()
        await stage.settle()
        assert [each.data["message"] for each in told] == ["trunk called."]
        await stage.cut_off()
        await stage.let_back()
        assert await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.settle()
        assert stage.get("call").attributes["event_type"] == "ended"
        assert len(told) == 1
        call = stage.server.pbx.dial("trunk", "5551000")
        call.ring()
        call.answer()
        await stage.settle()
        await stage.cut_off()
        call.hang_up()
        await stage.let_back()
        assert stage.get("call").attributes["disposition"] == "unknown"
        assert len(told) == 1
