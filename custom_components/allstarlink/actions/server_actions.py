"""What the actions on a server do. They are for administrators."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
import re
from typing import Any

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..ami.errors import AmiError
from ..ami.message import Message
from ..ami.silences import MAX_SILENCE
from ..app_rpt.cli import checked_command, commanded_node, xnode_of
from ..app_rpt.clips import played_node
from ..app_rpt.commands import RefusedError
from ..const import CONF_ALLOW_SEND_ACTION, CONF_ALLOWED_COMMANDS, DOMAIN
from ..control.failures import ami_failure, failure, invalid, no_command_right, refused
from ..hub import AllStarLinkData

COMMAND_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Required("command"): cv.string,
    }
)

SEND_ACTION_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Required("action"): cv.string,
        vol.Optional("parameters", default=dict): dict,
    }
)

# These end the session of the integration or make it deaf, or are never
# answered with a Response line (transcript 23).
_RESERVED_ACTIONS = frozenset(
    {"challenge", "events", "filter", "login", "logoff", "rptlocalnodes", "waitevent"}
)

# How long a server may be busy with an action or a command that we do not know
# and say nothing, seconds
_SILENCE = 60.0

# Seconds that `Originate` rings when it does not say, and those after it
_RINGING = 30.0
_AFTER_RINGING = 5.0

# What Asterisk takes for true (main/utils.c, ast_true)
_TRUE = frozenset({"yes", "true", "y", "t", "1", "on"})

# The names of actions and of headers
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
_RESERVED_HEADERS = frozenset({"action", "actionid"})


async def async_command(call: ServiceCall) -> ServiceResponse:
    """Ask the server's command line something, and return what it printed."""
    data = _data(call)
    client = data.client
    try:
        command = checked_command(
            call.data["command"], client.entry.options.get(CONF_ALLOWED_COMMANDS, ())
        )
    except RefusedError as err:
        raise refused(err) from err
    if client.connected and not client.can_command:
        raise no_command_right(client.title, client.connection.manager_version)
    reply = await _request(data, "Command", [("Command", command)])
    return {"output": list(reply.output)}


async def async_send_action(call: ServiceCall) -> ServiceResponse:
    """Send any action to the server, and return its reply."""
    data = _data(call)
    client = data.client
    if not client.entry.options.get(CONF_ALLOW_SEND_ACTION, False):
        raise invalid("send_action_off", server=client.title)
    action = call.data["action"]
    if _NAME.fullmatch(action) is None or action.lower() in _RESERVED_ACTIONS:
        raise invalid("invalid_action", action=action[:40])
    reply = await _request(data, action, list(_headers(call.data["parameters"])))
    headers: dict[str, list[JsonValueType]] = {}
    for name, value in reply.fields:
        headers.setdefault(name, []).append(value)
    return {"headers": {**headers}}


def _data(call: ServiceCall) -> AllStarLinkData:
    entry_id = call.data[ATTR_CONFIG_ENTRY_ID]
    entry = service.async_get_config_entry(call.hass, DOMAIN, entry_id)
    data: AllStarLinkData = entry.runtime_data
    return data


def _headers(parameters: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Yield the headers that parameters mean; a list repeats a header."""
    for name, value in parameters.items():
        items = value if isinstance(value, list) else [value]
        if (
            _NAME.fullmatch(str(name)) is None
            or str(name).lower() in _RESERVED_HEADERS
            or not all(isinstance(item, str | int | float) for item in items)
        ):
            raise invalid("invalid_parameter", header=str(name)[:40])
        for item in items:
            yield str(name), str(item)


async def _request(
    data: AllStarLinkData, action: str, headers: list[tuple[str, str]]
) -> Message:
    client = data.client
    if client.connected and (node := _examined_node(action, headers)) is not None:
        await _async_check_xstat(data, node)
    _check_on_air(data, action, headers)
    async with _turn(data, action, headers):
        try:
            ringing = _ringing(action, headers)
            return await client.request(
                action,
                *headers,
                timeout=max(client.connection.action_timeout, ringing),
                silence=max(_SILENCE, ringing),
            )
        except AmiError as err:
            version = client.connection.manager_version
            raise ami_failure(err, client.title, version) from err


async def _async_check_xstat(data: AllStarLinkData, node: str) -> None:
    """Raise HomeAssistantError for an XStat that may end the server."""
    client, followed = data.client, data.nodes.get(node)
    try:
        if followed and await followed.coordinator.async_may_take_xstat():
            return
    except AmiError as err:
        raise ami_failure(err, client.title, client.connection.manager_version) from err
    raise failure("xstat_refused", server=client.title, node=node[:20])


def _ringing(action: str, headers: list[tuple[str, str]]) -> float:
    """Return how long a call that is awaited may ring, seconds; 0 if none is."""
    if action.lower() != "originate":
        return 0.0
    values = {name.lower(): value for name, value in headers}
    if values.get("async", "").lower() in _TRUE:
        return 0.0
    try:
        seconds = int(values["timeout"]) / 1000
    except KeyError, ValueError:
        seconds = _RINGING
    if seconds <= 0:
        # Without end
        return MAX_SILENCE
    return min(seconds + _AFTER_RINGING, MAX_SILENCE)


def _examined_node(action: str, headers: list[tuple[str, str]]) -> str | None:
    """Return the node of which this is an XStat, in one form or another, if it is one."""
    values: dict[str, str] = {}
    for name, value in headers:
        # Asterisk takes the first of equal headers.
        values.setdefault(name.lower(), value)
    match action.lower():
        case "command":
            return xnode_of(values.get("command", ""))
        case "rptstatus" if values.get("command", "").strip().lower() == "xstat":
            return values.get("node", "").strip()
    return None


def _check_on_air(
    data: AllStarLinkData, action: str, headers: list[tuple[str, str]]
) -> None:
    """Raise HomeAssistantError for a clip on a node that the options do not allow."""
    if action.lower() != "command":
        return
    for name, value in headers:
        played = played_node(value) if name.lower() == "command" else None
        if played is not None:
            node, network = played
            data.on_air.check(node, network=network)


def _turn(
    data: AllStarLinkData, action: str, headers: list[tuple[str, str]]
) -> AbstractAsyncContextManager[None]:
    """Wait for the command slot of the node that a CLI command goes to, if it does."""
    if action.lower() != "command":
        return nullcontext()
    texts = [value for name, value in headers if name.lower() == "command"]
    node = commanded_node(texts[0]) if texts else None
    if node is None:
        return nullcontext()
    # What is no node of the server shares one slot: a typo must not leave one.
    known = node in data.nodes or node in (data.server.data.nodes or ())
    return data.slots.of(node if known else "").turn()
