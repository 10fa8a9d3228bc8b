"""What the actions on a node do.

Each may raise RefusedError for a value that must not reach app_rpt, besides
the errors of Home Assistant.
"""

from collections.abc import Callable

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import service

from ..app_rpt.commands import Announce, Announcement, Connect, RunMacro, SendDtmf
from ..app_rpt.names import Kind, Mode, kind_of
from ..const import DOMAIN
from ..control.failures import failure, invalid
from ..control.rights import may_control, may_read
from ..directory.callsigns import client_callsign
from ..hub import AllStarLinkConfigEntry
from ..link_data import link_data
from ..names import is_node_number
from ..node import Node

MODES = [mode.value for mode in (Mode.TRANSCEIVE, Mode.MONITOR, Mode.LOCAL_MONITOR)]
SCOPES = ["local", "network"]

# Nodes of one callsign that an error names
_MAX_NUMBERS = 20


async def async_controlled_node(call: ServiceCall) -> Node:
    """Return the node whose device is named, if the user may control its entities.

    Raises ServiceValidationError or Unauthorized.
    """
    return await _async_node(call, POLICY_CONTROL, may_control)


async def async_read_node(call: ServiceCall) -> Node:
    """Return the node whose device is named, if the user may read it.

    Raises ServiceValidationError or Unauthorized.
    """
    return await _async_node(call, POLICY_READ, may_read)


async def _async_node(
    call: ServiceCall, permission: str, may: Callable[[HomeAssistant, User, str], bool]
) -> Node:
    (device_id,) = call.data[ATTR_DEVICE_ID]
    _, entry = service.async_get_device_and_config_entry(call.hass, DOMAIN, device_id)
    node = _node_of(entry, device_id)
    await _async_check_user(call, node, permission, may)
    return node


def _node_of(entry: AllStarLinkConfigEntry, device_id: str) -> Node:
    for node in entry.runtime_data.nodes.values():
        if node.device_id == device_id:
            return node
    raise invalid("not_a_node")


async def _async_check_user(
    call: ServiceCall,
    node: Node,
    permission: str,
    may: Callable[[HomeAssistant, User, str], bool],
) -> None:
    # An automation has no user, and may.
    if (user_id := call.context.user_id) is None:
        return
    user = await call.hass.auth.async_get_user(user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=permission, user_id=user_id)
    if not may(call.hass, user, node.device_id):
        raise Unauthorized(context=call.context, permission=permission, user_id=user_id)


async def async_connect(node: Node, call: ServiceCall) -> ServiceResponse:
    """Link the node to another one, and tell of the link."""
    command = Connect(
        _target(node, call.data["node"]),
        Mode(call.data["mode"]),
        call.data["permanent"],
    )
    link = await node.control.async_connect(
        command, exclusive=call.data["exclusive"], context=call.context
    )
    return {"link": link_data(link, node.stations)}


def _target(node: Node, text: str) -> str:
    """Return the number that is meant by a number, a callsign or a private name.

    What is none of them comes back as it is. Raises ServiceValidationError for a
    callsign that no node has, or more than one.
    """
    if is_node_number(text):
        return text
    callsign = text.strip()
    numbers = [
        number
        for number in node.stations.with_callsign(callsign)
        if number != node.number and is_node_number(number)
    ]
    if not numbers:
        if client_callsign(callsign) is None or kind_of(callsign) is Kind.PHONE:
            return text
        raise invalid("unknown_callsign", callsign=callsign)
    if len(numbers) > 1:
        more = ["…"] if len(numbers) > _MAX_NUMBERS else []
        nodes = ", ".join([*numbers[:_MAX_NUMBERS], *more])
        raise invalid("several_nodes", callsign=callsign, nodes=nodes)
    return numbers[0]


async def async_disconnect(node: Node, call: ServiceCall) -> ServiceResponse:
    """End a link, or all of them."""
    name = call.data.get("node")
    if (name is not None) == call.data["all"]:
        raise invalid("node_or_all")
    if name is None:
        return {"back_again": await node.control.async_disconnect_all(call.context)}
    return {"back_again": await node.control.async_disconnect(name, call.context)}


async def async_send_dtmf(node: Node, call: ServiceCall) -> ServiceResponse:
    """Play digits into the node's decoder."""
    await node.control.async_send(SendDtmf(call.data["digits"]), call.context)
    return None


async def async_run_macro(node: Node, call: ServiceCall) -> ServiceResponse:
    """Run a macro of rpt.conf."""
    await node.control.async_send(RunMacro(call.data["macro"]), call.context)
    return None


async def async_announce(node: Node, call: ServiceCall) -> ServiceResponse:
    """Announce something on the air."""
    what = Announcement(call.data["what"])
    command = Announce(what, network=call.data["scope"] == "network")
    await node.control.async_send(command, call.context)
    return None


async def async_get_links(node: Node, call: ServiceCall) -> ServiceResponse:
    """Tell of the links that there are. Raises HomeAssistantError when unknown."""
    # Where nothing is polled by itself, who asks gets the whole answer.
    is_known = (
        not node.coordinator.follows_events or await node.coordinator.async_poll()
    )
    if not (node.coordinator.available and is_known):
        raise failure("links_unknown", node=node.number)
    stations = node.stations
    return {
        "links": [link_data(link, stations) for link in node.coordinator.data.links]
    }
