"""ASL2, ASL 1 and HamVoIP: telephony is refused with the reason, and no call is ever counted."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.allstarlink.const import DOMAIN
from tests.conftest import Clock
from tests.station import station

pytestmark = [
    pytest.mark.usefixtures("every_entity"),
    pytest.mark.parametrize("dialect", ["asl2", "hamvoip"]),
]

_CONNECTION = {"retry_initial": 1, "retry_max": 60, "heartbeat_interval": 30}


async def test_the_options_refuse_it(
    hass: HomeAssistant, clock: Clock, dialect: str
) -> None:
    """The section that has it says why; without it the form is taken."""
    async with station(hass, clock, dialect=dialect) as here:
        await clock.advance(5)
        flow = await hass.config_entries.options.async_init(here.entry.entry_id)
        form: dict[str, Any] = {
            "polling": {"poll_interval": 60, "adaptive_polling": True},
            "names": {},
            "safety": {},
            "telephony": {"telephony": True},
            "connection": _CONNECTION,
        }
        schema = flow["data_schema"]
        assert schema
        form |= {str(name): {} for name in schema.schema if name not in form}
        result = await hass.config_entries.options.async_configure(
            flow["flow_id"], form
        )
        assert result["type"] is FlowResultType.FORM
        assert result["errors"] == {"telephony": "telephony_too_old"}
        result = await hass.config_entries.options.async_configure(
            flow["flow_id"], {**form, "telephony": {"telephony": False}}
        )
        assert result["type"] is FlowResultType.CREATE_ENTRY
        # The options are taken over by a reload.
        await hass.async_block_till_done()


async def test_no_call_is_counted(
    hass: HomeAssistant, clock: Clock, dialect: str
) -> None:
    """Where it is turned on already: unknown, never 0."""
    options = {"telephony": True}
    async with station(hass, clock, dialect=dialect, options=options) as here:
        await clock.advance(30)
        assert here.states.server("active_calls").state == "unknown"
        issue_id = f"telephony_too_old_{here.entry.entry_id}"
        assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
        call = here.call(
            f"{DOMAIN}.get_calls",
            {"config_entry_id": here.entry.entry_id},
            response=True,
        )
        await here.fail(call, "telephony_too_old")
