"""Failures of commands and actions, as errors that a user can act on."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..ami.errors import (
    ActionFailed,
    ActionTimeout,
    AmiError,
    ConnectionLost,
    InvalidValue,
    NotConnected,
    PermissionDenied,
)
from ..ami.redaction import spoken
from ..app_rpt.commands import RefusedError
from ..app_rpt.system import is_old
from ..const import DOMAIN
from ..names import MAX_NAME, shown_name

_REFUSED = {
    "command": "invalid_command",
    "digits": "invalid_digits",
    "link": "invalid_link",
    "link_characters": "invalid_link_characters",
    "link_length": "invalid_link_length",
    "macro": "invalid_macro",
    "node": "invalid_node",
}


def failure(key: str, **placeholders: str) -> HomeAssistantError:
    """Return the translated error for what could not be done."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def invalid(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the translated error for what must not be asked, or not now."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def refused(err: RefusedError) -> ServiceValidationError:
    """Return the translated error for a value that must not reach app_rpt."""
    placeholders = {} if err.limit is None else {"limit": str(err.limit)}
    return invalid(
        _REFUSED[err.what], value=shown_name(err.value[:MAX_NAME]), **placeholders
    )


def no_command_right(server: str, manager_version: str) -> HomeAssistantError:
    """Return the translated error for a user who may not use the CLI.

    It says what to do: Asterisk 1.4 reads manager.conf at each login.
    """
    old = is_old(manager_version)
    key = "no_command_right_old" if old else "no_command_right"
    return failure(key, server=server)


def ami_failure(
    err: AmiError, server: str, manager_version: str = ""
) -> HomeAssistantError:
    """Return the translated error for an action that was not answered with success."""
    match err:
        case NotConnected():
            return failure("not_connected", server=server)
        case ConnectionLost():
            return failure("lost_while_waiting", server=server)
        case ActionTimeout():
            return failure("no_answer", server=server)
        case PermissionDenied(action="Command"):
            return no_command_right(server, manager_version)
        case PermissionDenied():
            return failure("permission_denied", server=server, action=err.action)
        case ActionFailed():
            return failure("command_refused", server=server, error=_reason(err))
        case InvalidValue():
            return invalid("invalid_value", error=str(err))
    return failure("command_failed", server=server, error=str(err))


def _reason(err: ActionFailed) -> str:
    # A command that fails says why in its output (transcript 90).
    return spoken_lines(err.reply.output) or spoken(err.message)


def spoken_lines(lines: list[str]) -> str:
    """Return the text of a command's output in one line, empty when it said nothing."""
    return spoken(" ".join(lines))
