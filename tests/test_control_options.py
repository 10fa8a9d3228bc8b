"""The options that widen what administrators may send."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import Clock
from .flows import open_options, submit_options, suggested_options
from .integration import entry_for
from .station import station

CONNECTION = {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30}
DEFAULTS = {
    "poll_interval": 60,
    "adaptive_polling": True,
    "use_directory": True,
    "connection": CONNECTION,
    "assist_sentences": True,
}


async def test_what_is_left_out_allows_nothing_more(hass: HomeAssistant) -> None:
    """Options of earlier versions stay as they were."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    await submit_options(hass, await open_options(hass, entry), DEFAULTS)
    assert entry.options == DEFAULTS


async def test_rules_are_checked_and_shown_again(hass: HomeAssistant) -> None:
    """A rule is plain words; a mistake can be corrected in the same form."""
    entry = entry_for(5038)
    entry.add_to_hass(hass)
    form = await open_options(hass, entry)
    for rule in ("core  show", "database show; x", "", " core", "core\nshow"):
        form = await submit_options(hass, form, DEFAULTS | {"allowed_commands": [rule]})
        assert form["errors"] == {"safety": "invalid_command"}, rule
        assert suggested_options(form)["allowed_commands"] == [rule]
    wanted = {"allowed_commands": ["database show"], "allow_send_action": True}
    result = await submit_options(hass, form, DEFAULTS | wanted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS | wanted
    shown = suggested_options(await open_options(hass, entry))
    assert {key: shown[key] for key in wanted} == wanted


async def test_options_count_at_once(hass: HomeAssistant, clock: Clock) -> None:
    """The entry is reloaded with them."""
    async with station(hass, clock) as stage:
        data = {"config_entry_id": stage.entry.entry_id, "action": "Ping"}
        call = stage.call("allstarlink.send_action", data, response=True)
        await stage.fail(call, "send_action_off")
        form = await open_options(hass, stage.entry)
        await submit_options(hass, form, DEFAULTS | {"allow_send_action": True})
        await clock.advance(2)
        await hass.async_block_till_done()
        call = stage.call("allstarlink.send_action", data, response=True)
        assert (await stage.finish(call))["headers"]["Ping"] == ["Pong"]
