"""The form of a server: how to reach it, who we are there, and what may go wrong."""

from collections.abc import Awaitable, Mapping
import logging
from typing import Any

from homeassistant.const import (
    CONF_HOST,
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

_LOGGER = logging.getLogger(__name__)

# The first that fits: what is left of AmiError is a server that cannot be
# reached, or a connection that broke.
_ERRORS: Mapping[type[Exception], str] = {
    ConnectTimeout: "timeout_connect",
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


def cleaned(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input without blanks that were copied along with the host."""
    return {**user_input, CONF_HOST: user_input[CONF_HOST].strip()}


def form_input(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of a server shows of an entry's data; never the password."""
    hidden = (CONF_PASSWORD, CONF_CERTIFICATE_SHA256)
    return {key: data[key] for key in data if key not in hidden}


def address(data: Mapping[str, Any]) -> tuple[str, int]:
    """Return what makes two entries the same server."""
    return data[CONF_HOST].casefold(), data[CONF_PORT]


def server_title(data: Mapping[str, Any]) -> str:
    """Return the host, and the port where it is not the usual one."""
    host, port = data[CONF_HOST], data[CONF_PORT]
    return host if port == DEFAULT_PORT else f"{host}:{port}"
