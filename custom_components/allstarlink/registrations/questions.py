"""What is asked of a server about its registrations, as far as the AMI user may ask."""

from collections.abc import Callable

from ..ami.errors import ActionFailed, PermissionDenied, UnknownAction
from ..app_rpt.errors import MalformedError
from ..app_rpt.registrations import parse_http_registrations
from ..asterisk.registrations import (
    Registration,
    parse_iax_registration,
    parse_iax_registry_output,
    parse_old_iax_registry_output,
)
from ..client import AmiClient

# Seconds: the user waits for a set-up, and a late answer comes with the next poll
_TIMEOUT = 5.0

# How Asterisk 1.4 answers a command; the reply is whole, by its end mark
_OLD_REPLY = "Follows"

type Parse = Callable[[list[str]], tuple[Registration, ...] | None]

# What Asterisk says when the module with the command is not loaded
_NO_COMMAND = "No such command"


async def async_ask_http(client: AmiClient) -> tuple[Registration, ...] | None:
    """Return the HTTP registrations, None if the user may not ask for them.

    Raises AmiError or MalformedError.
    """
    return await _async_table(
        client, "rpt show registrations", parse_http_registrations
    )


async def async_ask_iax(client: AmiClient) -> tuple[Registration, ...] | None:
    """Return the IAX2 registrations, None if the user may not ask for them.

    Raises AmiError or MalformedError.
    """
    if "IAXregistry" not in client.allowed:
        return await _async_table(
            client,
            "iax2 show registry",
            parse_iax_registry_output,
            parse_old_iax_registry_output,
        )
    try:
        rows = await client.request_list("IAXregistry", timeout=_TIMEOUT)
    except PermissionDenied, UnknownAction:
        return None
    found = (parse_iax_registration(row) for row in rows)
    return tuple(registration for registration in found if registration)


async def _async_table(
    client: AmiClient,
    command: str,
    parse: Parse,
    parse_old: Parse | None = None,
) -> tuple[Registration, ...] | None:
    if not client.can_command:
        return None
    try:
        reply = await client.request("Command", ("Command", command), timeout=_TIMEOUT)
    except PermissionDenied:
        return None
    except ActionFailed as err:
        # So is a command answered that is not there, in words.
        reply = err.reply
    if any(line.startswith(_NO_COMMAND) for line in reply.output):
        return ()
    if parse_old is not None and reply.response == _OLD_REPLY:
        parse = parse_old
    if (registrations := parse(reply.output)) is None:
        raise MalformedError("No whole list of registrations")
    return registrations
