"""Asks a server for the receivers of all its voting nodes, in one question."""

import asyncio

from ..ami.errors import ActionFailed, AmiError, UnknownAction
from ..app_rpt.voterstatus import Voter, parse_voterstatus
from ..client import AmiClient

# Seconds: it is asked again soon
_TIMEOUT = 5.0


async def async_ask_voters(client: AmiClient) -> tuple[Voter, ...]:
    """Return the voting nodes of a server; none, too, when chan_voter is not loaded.

    A server without any answers with an empty message, which has no ActionID
    (transcript 24, action v3). It does one action of a session after the other, so it
    has given that answer when it has answered a Ping that was sent after.

    Raises AmiError or MalformedError.
    """
    status = asyncio.create_task(client.request("VoterStatus", timeout=_TIMEOUT))
    ping = asyncio.create_task(_is_alive(client))
    try:
        await asyncio.wait((status, ping), return_when=asyncio.FIRST_COMPLETED)
        if not status.done() and await ping:
            return ()
        return parse_voterstatus((await status).fields)
    except UnknownAction:
        return ()
    finally:
        status.cancel()
        ping.cancel()


async def _is_alive(client: AmiClient) -> bool:
    try:
        await client.request("Ping", timeout=_TIMEOUT)
    except ActionFailed:
        return True
    except AmiError:
        return False
    return True
