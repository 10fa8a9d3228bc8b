"""The form of a server: how to reach it, who we are there, and what may go wrong."""

from collections.abc import Awaitable, Mapping, Sequence
from ipaddress import ip_address
import logging
from typing import Any

from homeassistant.const import (
    CONF_HOST,
    CONF_NAME,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_USERNAME,
    CONF_VERIFY_SSL,
)
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..ami.errors import (
    AmiError,
    AuthenticationFailed,
    ConnectTimeout,
    InvalidValue,
    LoginInUse,
    NotAsterisk,
    PlainLoginRefused,
    TlsFailed,
    UnknownHost,
)
from ..const import (
    ANY_CERTIFICATE,
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_CERTIFICATE_SHA256,
    DEFAULT_PORT,
    PINNED_CERTIFICATE,
    VERIFY_CERTIFICATE,
)
from ..probe import NoAppRpt, NoNodes
from .form_fields import whole_number
from .host_text import is_user_name, parse_host

_LOGGER = logging.getLogger(__name__)

# The first that fits: what is left of AmiError is a server that cannot be
# reached, or a connection that broke.
_ERRORS: Mapping[type[Exception], str] = {
    ConnectTimeout: "timeout_connect",
    UnknownHost: "unknown_host",
    TlsFailed: "tls_failed",
    NotAsterisk: "not_asterisk",
    PlainLoginRefused: "plain_login_refused",
    LoginInUse: "login_in_use",
    AuthenticationFailed: "invalid_auth",
    # No user of manager.conf can have such a name or secret.
    InvalidValue: "invalid_auth",
    NoAppRpt: "no_app_rpt",
    NoNodes: "no_nodes",
    AmiError: "cannot_connect",
}

_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))

_VERIFY_SSL = SelectSelector(
    SelectSelectorConfig(
        options=[VERIFY_CERTIFICATE, PINNED_CERTIFICATE, ANY_CERTIFICATE],
        translation_key="verify_ssl",
        mode=SelectSelectorMode.DROPDOWN,
    )
)

LOGIN_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_USERNAME): TextSelector(),
        vol.Required(CONF_PASSWORD): _PASSWORD,
    }
)


def _server_schema(password: vol.Marker) -> vol.Schema:
    """Return the form of a server; a new one and a known one differ in the password."""
    return vol.Schema(
        {
            vol.Required(CONF_HOST): TextSelector(),
            vol.Required(CONF_PORT, default=DEFAULT_PORT): whole_number(1, 65535),
            vol.Required(CONF_USERNAME): TextSelector(),
            password: _PASSWORD,
            vol.Required(CONF_SSL, default=False): BooleanSelector(),
            vol.Required(CONF_VERIFY_SSL, default=VERIFY_CERTIFICATE): _VERIFY_SSL,
            vol.Required(CONF_ALLOW_PLAIN_LOGIN, default=False): BooleanSelector(),
            vol.Optional(CONF_NAME): TextSelector(),
        }
    )


NEW_SERVER_SCHEMA = _server_schema(vol.Required(CONF_PASSWORD))
KNOWN_SERVER_SCHEMA = _server_schema(vol.Optional(CONF_PASSWORD))


async def async_try[T](visit: Awaitable[T], errors: dict[str, str]) -> T | None:
    """Return what the visit to a server found, or None and the form's error."""
    try:
        return await visit
    except tuple(_ERRORS) as err:
        kind = next(kind for kind in _ERRORS if isinstance(err, kind))
        errors["base"] = _ERRORS[kind]
    except Exception:
        _LOGGER.exception("Unexpected exception")
        errors["base"] = "unknown"
    return None


def error_in(user_input: Mapping[str, Any]) -> str | None:
    """Return what is wrong with what was typed, None if it can be tried."""
    if not user_input[CONF_HOST].strip():
        return "cannot_connect"
    if parse_host(user_input[CONF_HOST]) is None:
        return "invalid_host"
    if not is_user_name(user_input[CONF_USERNAME]):
        return "invalid_username"
    return None


def cleaned(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input as an entry has it, without what was copied along with the host.

    `error_in` must have found nothing.
    """
    data = {key: user_input[key] for key in user_input if key != CONF_NAME}
    if found := parse_host(user_input[CONF_HOST]):
        host, port = found
        data |= {CONF_HOST: host, CONF_PORT: port or data[CONF_PORT]}
    return data | {CONF_USERNAME: data[CONF_USERNAME].strip(" ")}


def form_input(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of a server shows of an entry's data; never the password."""
    hidden = (CONF_PASSWORD, CONF_CERTIFICATE_SHA256)
    return {key: data[key] for key in data if key not in hidden}


def is_pinned(data: Mapping[str, Any]) -> bool:
    """Return whether one certificate alone is accepted of the server."""
    return bool(data[CONF_SSL]) and data[CONF_VERIFY_SSL] == PINNED_CERTIFICATE


def server_title(data: Mapping[str, Any]) -> str:
    """Return the host, and the port where it is not the usual one."""
    host, port = data[CONF_HOST], data[CONF_PORT]
    return host if port == DEFAULT_PORT else f"{host}:{port}"


def default_name(data: Mapping[str, Any], nodes: Sequence[str]) -> str:
    """Return the host's name; for an address, AllStarLink and the first node."""
    try:
        ip_address(data[CONF_HOST].partition("%")[0])
    except ValueError:
        return str(data[CONF_HOST])
    return f"AllStarLink {nodes[0]}"
