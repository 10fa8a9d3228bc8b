"""What the actions on the calls of a server do."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import config_validation as cv, service
import voluptuous as vol

from ..ami.errors import ActionFailed, ActionTimeout, AmiError
from ..asterisk.version import LEAST_FOR_CALLS
from ..const import CONF_ALLOWED_ORIGINATE, DOMAIN
from ..control.failures import ami_failure, failure, invalid
from ..control.rights import may_control, may_read
from ..moments import async_now
from ..telephony.call_data import live_call_data
from ..telephony.calls import CHANNELS
from ..telephony.originate import Application, Extension, Origination, RefusedValueError
from ..telephony.telephony import Telephony

_SERVER = {vol.Required(ATTR_CONFIG_ENTRY_ID): cv.string}

GET_CALLS_SCHEMA = vol.Schema(_SERVER)
GET_CALL_HISTORY_SCHEMA = vol.Schema(
    {
        **_SERVER,
        vol.Optional("limit", default=50): vol.All(
            vol.Coerce(int), vol.Range(min=1, max=200)
        ),
        vol.Optional("missed", default=False): cv.boolean,
    }
)
HANGUP_SCHEMA = vol.Schema({**_SERVER, vol.Required("call"): cv.string})
ORIGINATE_SCHEMA = vol.Schema(
    {
        **_SERVER,
        vol.Required("endpoint"): cv.string,
        vol.Optional("extension"): cv.string,
        vol.Optional("context"): cv.string,
        vol.Optional("application"): cv.string,
        vol.Optional("data"): cv.string,
        vol.Optional("caller_id", default=""): cv.string,
        vol.Optional("timeout", default=30): vol.All(
            vol.Coerce(int), vol.Range(min=1, max=120)
        ),
    }
)

# What an action of Asterisk needs in `write` of manager.conf (transcript c11)
_PRIVILEGES = {CHANNELS: "system", "Originate": "originate", "Hangup": "call"}

# Seconds until a call that was hung up must have ended
_ENDING = 10.0


async def async_get_calls(call: ServiceCall) -> ServiceResponse:
    """Return the calls that are going on, the oldest first."""
    telephony = _telephony(call)
    await _async_check_user(call, telephony, POLICY_READ, may_read)
    _check_known(telephony)
    now = async_now(call.hass)
    return {"calls": [live_call_data(each, now) for each in telephony.calls.active]}


async def async_get_call_history(call: ServiceCall) -> ServiceResponse:
    """Return the calls that have ended, the newest first."""
    telephony = _telephony(call)
    await _async_check_user(call, telephony, POLICY_READ, may_read)
    limit, missed = call.data["limit"], call.data["missed"]
    return {"calls": [*telephony.history.newest(limit, missed=missed)]}


async def async_hangup(call: ServiceCall) -> ServiceResponse:
    """End a call, and wait until it has ended."""
    telephony = _telephony(call)
    await _async_check_user(call, telephony, POLICY_CONTROL, may_control)
    _check_known(telephony)
    _check_right(telephony, "Hangup")
    call_id = call.data["call"]
    server = telephony.client.title
    known = telephony.calls.find(call_id)
    if known is None:
        raise invalid("call_unknown", server=server, call=call_id[:40])
    for channel in known.channels:
        await _async_hang_up(telephony, channel)
    if await telephony.calls.async_end_of(call_id, _ENDING) is None:
        raise failure("call_not_ended", server=server, call=call_id)
    return None


async def async_originate(call: ServiceCall) -> ServiceResponse:
    """Make a call, and tell what became of it."""
    telephony = _telephony(call)
    client = telephony.client
    server = client.title
    origination = _origination(call.data)
    try:
        origination.check()
    except RefusedValueError as err:
        raise invalid("invalid_originate", field=err.field) from err
    allowed = client.entry.options.get(CONF_ALLOWED_ORIGINATE, ())
    if (end := origination.forbidden(allowed)) is not None:
        raise invalid("originate_forbidden", server=server, end=end[:80])
    _check_version(telephony)
    _check_right(telephony, "Originate")
    try:
        call_id, outcome = await telephony.originations.async_make(origination)
    except ActionTimeout as err:
        raise failure("originate_unknown", server=server) from err
    except AmiError as err:
        raise ami_failure(err, server) from err
    return {"result": outcome.value, "call": call_id}


def _origination(data: Mapping[str, Any]) -> Origination:
    extension, context = data.get("extension"), data.get("context")
    application = data.get("application")
    target: Extension | Application
    if extension and context and not application:
        target = Extension(extension, context)
    elif application and not extension and not context:
        target = Application(application, data.get("data", ""))
    else:
        raise invalid("originate_target")
    return Origination(data["endpoint"], target, data["caller_id"], data["timeout"])


async def _async_hang_up(telephony: Telephony, channel: str) -> None:
    """Hang up one channel by its name; one that is gone already is fine.

    A name never begins with `/`, which would make it a pattern.
    """
    client = telephony.client
    try:
        await client.request("Hangup", ("Channel", channel))
    except AmiError as err:
        if isinstance(err, ActionFailed) and err.message.startswith("No such channel"):
            return
        raise ami_failure(err, client.title) from err


def _telephony(call: ServiceCall) -> Telephony:
    entry_id = call.data[ATTR_CONFIG_ENTRY_ID]
    entry = service.async_get_config_entry(call.hass, DOMAIN, entry_id)
    telephony: Telephony | None = entry.runtime_data.telephony
    if telephony is None:
        raise invalid("telephony_off", server=entry.title)
    return telephony


def _check_known(telephony: Telephony) -> None:
    """Raise HomeAssistantError if the calls are not known just now, or never."""
    client = telephony.client
    if not client.connected:
        raise failure("not_connected", server=client.title)
    _check_version(telephony)
    _check_right(telephony, CHANNELS)
    if not telephony.knows(CHANNELS):
        raise failure("calls_unknown", server=client.title)


def _check_version(telephony: Telephony) -> None:
    if telephony.is_too_old:
        server = telephony.client.title
        raise failure("telephony_too_old", server=server, version=LEAST_FOR_CALLS)


def _check_right(telephony: Telephony, action: str) -> None:
    client = telephony.client
    if client.connected and action not in client.allowed:
        raise failure(
            "no_call_right",
            server=client.title,
            action=action,
            privilege=_PRIVILEGES[action],
        )


async def _async_check_user(
    call: ServiceCall,
    telephony: Telephony,
    permission: str,
    may: Callable[[HomeAssistant, User, str], bool],
) -> None:
    """Raise Unauthorized unless the user may do this with the server's entities."""
    if (user_id := call.context.user_id) is None:
        return
    user = await call.hass.auth.async_get_user(user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=permission, user_id=user_id)
    if not may(call.hass, user, telephony.server_device.device_id):
        raise Unauthorized(context=call.context, permission=permission, user_id=user_id)
