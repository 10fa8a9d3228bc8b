"""The options of telephony."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from tests.flows import open_options, submit_options, suggested_options
from tests.integration import entry_for

DEFAULTS = {
    "poll_interval": 60,
    "adaptive_polling": True,
    "connection": {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30},
}
WANTED = {
    "telephony": True,
    "trunks": ["provider"],
    "allowed_originate": ["PJSIP/10*", "*97@phones", "Playback(*)"],
}


async def _submit(hass: HomeAssistant, form: Any, **options: Any) -> Any:
    return await submit_options(hass, form, DEFAULTS | options)


async def test_they_are_stored_and_shown_again(hass: HomeAssistant) -> None:
    """As they were typed."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    result = await _submit(hass, await open_options(hass, entry), **WANTED)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert {key: entry.options[key] for key in WANTED} == WANTED
    shown = suggested_options(await open_options(hass, entry))
    assert {key: shown[key] for key in WANTED} == WANTED


@pytest.mark.parametrize("rule", ["", "*", "1001", "PJSIP/1001\n", "System(reboot"])
async def test_a_rule_that_is_none_is_corrected_in_the_same_form(
    hass: HomeAssistant, rule: str
) -> None:
    """What was typed stays."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    rules = ["PJSIP/1001", rule]
    form = await _submit(hass, await open_options(hass, entry), allowed_originate=rules)
    assert form["errors"] == {"telephony": "invalid_originate_rule"}
    assert suggested_options(form)["allowed_originate"] == rules
    result = await _submit(hass, form, allowed_originate=rules[:1])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["allowed_originate"] == ["PJSIP/1001"]
