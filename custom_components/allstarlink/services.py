"""The actions of the integration."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service
import voluptuous as vol

from .actions import (
    activity_actions,
    call_actions,
    event_actions,
    lookup_action,
    metrics_action,
    network_actions,
    node_actions,
    server_actions,
    speak_action,
)
from .actions.activity_actions import PERIODS
from .actions.node_actions import MODES, SCOPES, async_controlled_node, async_read_node
from .app_rpt.commands import Announcement, RefusedError
from .const import DOMAIN
from .control.failures import refused
from .node import Node

type Fields = dict[vol.Marker, Any]


@dataclass(frozen=True, kw_only=True)
class NodeAction:
    """An action on a node; `fields` are those beside `device_id`.

    One that `only_reads` is for all who may read the node, the others are for
    those who may control it.
    """

    name: str
    do: Callable[[Node, ServiceCall], Coroutine[Any, Any, ServiceResponse]]
    fields: Fields
    response: SupportsResponse = SupportsResponse.NONE
    only_reads: bool = False


NODE_ACTIONS = (
    NodeAction(
        name="connect",
        do=node_actions.async_connect,
        fields={
            vol.Required("node"): cv.string,
            vol.Optional("mode", default="transceive"): vol.In(MODES),
            vol.Optional("permanent", default=False): cv.boolean,
            vol.Optional("exclusive", default=False): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    NodeAction(
        name="disconnect",
        do=node_actions.async_disconnect,
        fields={
            vol.Optional("node"): cv.string,
            vol.Optional("all", default=False): cv.boolean,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    NodeAction(
        name="send_dtmf",
        do=node_actions.async_send_dtmf,
        fields={vol.Required("digits"): cv.string},
    ),
    NodeAction(
        name="run_macro",
        do=node_actions.async_run_macro,
        fields={vol.Required("macro"): cv.string},
    ),
    NodeAction(
        name="announce",
        do=node_actions.async_announce,
        fields={
            vol.Required("what"): vol.In([what.value for what in Announcement]),
            vol.Optional("scope", default="local"): vol.In(SCOPES),
        },
    ),
    NodeAction(
        name="speak",
        do=speak_action.async_speak,
        fields=speak_action.SPEAK_FIELDS,
        response=SupportsResponse.OPTIONAL,
    ),
    NodeAction(
        name="get_links",
        do=node_actions.async_get_links,
        fields={},
        response=SupportsResponse.ONLY,
        only_reads=True,
    ),
    NodeAction(
        name="get_favorites",
        do=network_actions.async_get_favorites,
        fields={},
        response=SupportsResponse.ONLY,
        only_reads=True,
    ),
    NodeAction(
        name="get_network",
        do=network_actions.async_get_network,
        fields={},
        response=SupportsResponse.ONLY,
        only_reads=True,
    ),
    NodeAction(
        name="get_activity",
        do=activity_actions.async_get_activity,
        fields={
            vol.Optional("limit", default=100): vol.All(
                vol.Coerce(int), vol.Range(min=1)
            )
        },
        response=SupportsResponse.ONLY,
        only_reads=True,
    ),
    NodeAction(
        name="get_talkers",
        do=activity_actions.async_get_talkers,
        fields={vol.Optional("period", default=PERIODS[0]): vol.In(PERIODS)},
        response=SupportsResponse.ONLY,
        only_reads=True,
    ),
)

# A target gives devices as a list, of which one makes sense
_ONE_DEVICE = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1, max=1))


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions; they stay registered whatever becomes of the entries."""
    for action in NODE_ACTIONS:
        _async_register_node_action(hass, action)
    async_register_admin_service(
        hass,
        DOMAIN,
        "command",
        server_actions.async_command,
        server_actions.COMMAND_SCHEMA,
        SupportsResponse.OPTIONAL,
    )
    async_register_admin_service(
        hass,
        DOMAIN,
        "send_action",
        server_actions.async_send_action,
        server_actions.SEND_ACTION_SCHEMA,
        SupportsResponse.OPTIONAL,
    )
    async_register_admin_service(
        hass,
        DOMAIN,
        "get_events",
        event_actions.async_get_events,
        event_actions.GET_EVENTS_SCHEMA,
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        "get_metrics",
        metrics_action.async_get_metrics,
        metrics_action.GET_METRICS_SCHEMA,
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        "lookup_node",
        lookup_action.async_lookup_node,
        lookup_action.LOOKUP_NODE_SCHEMA,
        SupportsResponse.ONLY,
    )
    _async_register_call_actions(hass)


@callback
def _async_register_call_actions(hass: HomeAssistant) -> None:
    hass.services.async_register(
        DOMAIN,
        "get_calls",
        call_actions.async_get_calls,
        call_actions.GET_CALLS_SCHEMA,
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        "get_call_history",
        call_actions.async_get_call_history,
        call_actions.GET_CALL_HISTORY_SCHEMA,
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN, "hangup", call_actions.async_hangup, call_actions.HANGUP_SCHEMA
    )
    async_register_admin_service(
        hass,
        DOMAIN,
        "originate",
        call_actions.async_originate,
        call_actions.ORIGINATE_SCHEMA,
        SupportsResponse.OPTIONAL,
    )


@callback
def _async_register_node_action(hass: HomeAssistant, action: NodeAction) -> None:
    async def async_handle(call: ServiceCall) -> ServiceResponse:
        find = async_read_node if action.only_reads else async_controlled_node
        node = await find(call)
        try:
            return await action.do(node, call)
        except RefusedError as err:
            raise refused(err) from err

    hass.services.async_register(
        DOMAIN,
        action.name,
        async_handle,
        vol.Schema({vol.Required(ATTR_DEVICE_ID): _ONE_DEVICE, **action.fields}),
        action.response,
    )
