"""The media cache of a server: a clip is fetched before it is played, and deleted after it.

What happens is in transcripts p10_prefetch, p10_media_cache_refresh and
p10_refresh_unreachable: a fetch blocks its AMI session until it is over.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from homeassistant.exceptions import HomeAssistantError

from ..ami.errors import ActionFailed, AmiError, LoginInUse
from ..ami.message import Message
from ..app_rpt.clips import (
    CHECK_MODULE,
    MODULE,
    delete_command,
    is_module_loaded,
    is_refreshed,
    refresh_command,
)
from ..control.failures import ami_failure
from .errors import CannotFetch, FetchRefused
from .not_played import MediaCacheMissing, ModuleMissing
from .offers import Offer

# The line that modules.conf needs
MODULES_CONF_LINE = f"load = {MODULE}.so"

# Seconds that the server may take for a fetch: in a session of its own (an address
# whose packets are dropped takes 3.1 s), and in the session that all else needs
_FETCH = 10.0
_FETCH_IN_MAIN = 6.0

# Addresses that are kept to be deleted later
_MAX_LEFT = 50


class Request(Protocol):
    """Sends an action, as Session.request does, and raises what that raises."""

    def __call__(
        self,
        action: str,
        /,
        *headers: tuple[str, str],
        timeout: float = ...,
        silence: float = ...,
    ) -> Awaitable[Message]:
        """Send it and return the reply."""
        ...


type OpenSession = Callable[[], AbstractAsyncContextManager[Request]]
type WhileUnkeyed = Callable[[], AbstractAsyncContextManager[None]]


class ServerCache:
    """The media cache of one server."""

    def __init__(
        self, server: str, request: Request, open_session: OpenSession
    ) -> None:
        """Take the server's name, its session, and what opens a short one more."""
        self._server = server
        self._request = request
        self._open_session = open_session
        # Whether a second login was refused: then none is tried again
        self._has_one_login = False
        # Clips that could not be deleted yet, because the connection was down
        self._left: dict[str, None] = {}

    async def async_check_module(self) -> None:
        """Raise OnAirError unless the module is loaded that fetches clips."""
        try:
            reply = await self._request("Command", ("Command", CHECK_MODULE))
        except AmiError as err:
            raise self._failure(err) from err
        if is_module_loaded(reply.output) is not True:
            raise ModuleMissing(server=self._server, line=MODULES_CONF_LINE)

    async def async_fetch(self, offer: Offer, while_unkeyed: WhileUnkeyed) -> None:
        """Let the server fetch a clip that is offered, and transmit nothing.

        `while_unkeyed` waits until nothing is keyed: it is for servers that take
        one session of the user only. Raises CannotFetch, FetchRefused,
        MediaCacheMissing, or the error for what else went wrong.
        """
        asked = False
        if not self._has_one_login:
            try:
                async with self._open_session() as request:
                    asked = True
                    fetched = await self._refresh(request, offer.url, _FETCH)
            except LoginInUse:
                self._has_one_login = True
            except AmiError as err:
                raise self._failure(err) from err
        if not asked:
            async with while_unkeyed():
                fetched = await self._refresh(self._request, offer.url, _FETCH_IN_MAIN)
        if not fetched:
            raise self._not_fetched(offer)

    async def async_delete(self, uri: str) -> None:
        """Delete a clip; one that cannot be deleted now is when the connection is back."""
        try:
            await self._request("Command", ("Command", delete_command(uri)))
        except ActionFailed:
            pass
        except AmiError:
            if len(self._left) < _MAX_LEFT:
                self._left[uri] = None

    async def async_delete_left(self) -> None:
        """Delete what could not be deleted in the last session."""
        left, self._left = self._left, {}
        for uri in left:
            await self.async_delete(uri)

    async def _refresh(self, request: Request, uri: str, seconds: float) -> bool:
        # One that is still fresh would not be fetched (p10_prefetch).
        commands = delete_command(uri), refresh_command(uri)
        try:
            await request("Command", ("Command", commands[0]))
            reply = await request(
                "Command", ("Command", commands[1]), timeout=seconds, silence=seconds
            )
        except AmiError as err:
            raise self._failure(err) from err
        return is_refreshed(reply.output)

    def _failure(self, err: AmiError) -> HomeAssistantError:
        if isinstance(err, ActionFailed) and any(
            "No such command" in line for line in err.reply.output
        ):
            return MediaCacheMissing(server=self._server)
        return ami_failure(err, self._server)

    def _not_fetched(self, offer: Offer) -> CannotFetch | FetchRefused:
        if offer.refused:
            client = ", ".join(sorted(offer.refused))
            return FetchRefused(
                server=self._server, address=offer.address, client=client
            )
        return CannotFetch(server=self._server, address=offer.address)
