"""The action that returns the figures of a server and its nodes."""

from collections.abc import Iterator
from datetime import datetime

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..const import DOMAIN
from ..control.rights import may_read
from ..hub import AllStarLinkData
from ..node import Node
from ..sensor import LAST_HEARD, LINKS, NODE_SENSORS, TALK_SENSORS
from ..server_sensor import server_sensors

GET_METRICS_SCHEMA = vol.Schema({vol.Required(ATTR_CONFIG_ENTRY_ID): cv.string})

# Of a node: what counts or measures
_NODE_METRICS = (LINKS, *(one for one in NODE_SENSORS if one.state_class), LAST_HEARD)


async def async_get_metrics(call: ServiceCall) -> ServiceResponse:
    """Return the metrics of a server and its nodes, whether their entities are on or off.

    The keys are those of the entities, `health`, with the number of the node before
    those of nodes, `1999_links`. What is not known is null.
    """
    entry_id = call.data[ATTR_CONFIG_ENTRY_ID]
    entry = service.async_get_config_entry(call.hass, DOMAIN, entry_id)
    data: AllStarLinkData = entry.runtime_data
    await _async_check_user(call, data)
    metrics = dict(_of_server(data))
    for node in data.nodes.values():
        if not node.coordinator.is_remote_base:
            metrics.update(_of_node(node))
    return {"metrics": metrics}


def _of_server(data: AllStarLinkData) -> Iterator[tuple[str, JsonValueType]]:
    yield "connected", data.client.connected
    for sensor in server_sensors(data):
        yield sensor.entity_description.key, _plain(sensor.native_value)


def _of_node(node: Node) -> Iterator[tuple[str, JsonValueType]]:
    state, available = node.coordinator.data, node.coordinator.available
    for sensor in _NODE_METRICS:
        value = _plain(sensor.value_fn(state)) if available else None
        yield f"{node.number}_{sensor.key}", value
    for talk_sensor in TALK_SENSORS:
        today = talk_sensor.value_fn(node.history.today()) if available else None
        yield f"{node.number}_{talk_sensor.key}", today


def _plain(value: object) -> JsonValueType:
    """Return a state as JSON has it; a time is ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value if isinstance(value, str | int | float) else None


async def _async_check_user(call: ServiceCall, data: AllStarLinkData) -> None:
    """Raise Unauthorized unless the user may read the entities of the server and nodes."""
    if (user_id := call.context.user_id) is None:
        return
    user = await call.hass.auth.async_get_user(user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=POLICY_READ, user_id=user_id)
    devices = [data.server_device.device_id]
    devices += [node.device_id for node in data.nodes.values()]
    if not all(may_read(call.hass, user, device) for device in devices):
        raise Unauthorized(
            context=call.context, permission=POLICY_READ, user_id=user_id
        )
