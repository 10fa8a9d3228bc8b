"""The action that returns the last events of a server. It is for administrators."""

from itertools import islice
from typing import Any

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv, service
import voluptuous as vol

from ..const import DOMAIN
from ..event_ring import MAX_EVENTS, KeptEvent
from ..hub import AllStarLinkData
from ..masked_events import masked_headers

GET_EVENTS_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Optional("limit", default=100): vol.All(
            vol.Coerce(int), vol.Range(min=1, max=MAX_EVENTS)
        ),
        vol.Optional("names", default=list): vol.All(
            cv.ensure_list, [cv.string], vol.Length(max=100)
        ),
    }
)


async def async_get_events(call: ServiceCall) -> ServiceResponse:
    """Return the last events that the integration listens to, the newest first."""
    entry_id = call.data[ATTR_CONFIG_ENTRY_ID]
    entry = service.async_get_config_entry(call.hass, DOMAIN, entry_id)
    data: AllStarLinkData = entry.runtime_data
    events = data.client.ring.newest(call.data["names"])
    return {"events": [*map(_event_data, islice(events, call.data["limit"]))]}


def _event_data(event: KeptEvent) -> dict[str, Any]:
    return {
        "time": event.at.isoformat(),
        "name": event.message.event,
        "headers": masked_headers(event.message),
    }
