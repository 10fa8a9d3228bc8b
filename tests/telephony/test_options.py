"""The options of telephony."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.flows import checked, suggested
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


async def _open(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    flow = hass.config_entries.options
    return checked(await flow.async_init(entry.entry_id), "options")


async def _submit(hass: HomeAssistant, form: Any, **options: Any) -> Any:
    flow = hass.config_entries.options
    data = DEFAULTS | options
    return checked(await flow.async_configure(form["flow_id"], data), "options")


async def test_they_are_stored_and_shown_again(hass: HomeAssistant) -> None:
    """As they were typed."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    result = await _submit(hass, await _open(hass, entry), **WANTED)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert {key: entry.options[key] for key in WANTED} == WANTED
    shown = suggested(await _open(hass, entry))
    assert {key: shown[key] for key in WANTED} == WANTED


@pytest.mark.parametrize("rule", ["", "*", "1001", "PJSIP/1001\n", "System(reboot"])
async def test_a_rule_that_is_none_is_corrected_in_the_same_form(
    hass: HomeAssistant, rule: str
) -> None:
    """What was typed stays."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    rules = ["PJSIP/1001", rule]
    form = await _submit(hass, await _open(hass, entry), allowed_originate=rules)
    assert form["errors"] == {"allowed_originate": "invalid_originate_rule"}
    assert suggested(form)["allowed_originate"] == rules
    result = await _submit(hass, form, allowed_originate=rules[:1])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["allowed_originate"] == ["PJSIP/1001"]
