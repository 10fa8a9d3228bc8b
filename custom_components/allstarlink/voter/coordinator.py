"""The coordinator of a server's voters: one question for all nodes that vote.

No event tells of receivers. The server is asked each second while a node
receives that somebody looks at, and a few times more; else once in a while.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
import logging
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..ami.errors import (
    ActionFailed,
    AmiError,
    ConnectionLost,
    NotConnected,
    UnknownAction,
)
from ..app_rpt.errors import MalformedError
from ..app_rpt.voterstatus import Voter, parse_voterstatus
from ..client import AmiClient
from ..const import CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL, DOMAIN
from ..once_more import OnceMore
from ..polling.poll_log import poll_failed, poll_logger

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

_FAST = timedelta(seconds=1)

# Seconds for an answer: it is asked again soon
_TIMEOUT = 5.0

# How often a server is asked that has no voting node by now
_NO_VOTERS = timedelta(minutes=10)

# Fast polls after the end of a reception: the vote ends a moment later
_POLLS_AFTER = 3

# Polls in a row without a good answer that make the old one count no more
_MAX_FAILURES = 3


@dataclass(slots=True)
class _Shown:
    """A node that entities show: how many, and what stops to follow its receiver."""

    stop: CALLBACK_TYPE
    receiving: bool
    entities: int = 0


class VoterCoordinator(DataUpdateCoordinator[dict[str, Voter]]):
    """Keeps the voting nodes of one server, by their number."""

    def __init__(self, client: AmiClient) -> None:
        """Prepare the coordinator of a client; to be refreshed after each login."""
        super().__init__(
            client.hass,
            _POLL_LOGGER,
            config_entry=client.entry,
            name=f"{DOMAIN} voters",
            update_interval=_NO_VOTERS,
            always_update=False,
        )
        self.data = {}
        self._client = client
        self._shown: dict[str, _Shown] = {}
        self._refresh = OnceMore(self.async_refresh)
        self._failures = 0
        self._polls_after = 0
        options = client.entry.options
        self._slow = timedelta(
            seconds=options.get(CONF_POLL_INTERVAL, DEFAULT_POLL_INTERVAL)
        )
        client.entry.async_on_unload(client.async_add_listener(self._on_status))

    @callback
    def async_show(
        self,
        node: str,
        is_receiving: Callable[[], bool],
        listen: Callable[[Callable[[], None]], CALLBACK_TYPE],
    ) -> CALLBACK_TYPE:
        """Poll often while a node that an entity shows receives.

        `listen` calls what it is given whenever that may have changed, until what it
        returns is called. Call what this returns when the entity is gone.
        """
        shown = self._shown.get(node)
        if shown is None:
            shown = self._shown[node] = _Shown(
                listen(lambda: self._on_node(node, is_receiving())), is_receiving()
            )
        shown.entities += 1

        @callback
        def async_stop() -> None:
            shown.entities -= 1
            if not shown.entities:
                shown.stop()
                del self._shown[node]

        return async_stop

    @callback
    def _on_node(self, node: str, receiving: bool) -> None:
        shown = self._shown[node]
        if receiving == shown.receiving:
            return
        shown.receiving = receiving
        self._polls_after = _POLLS_AFTER
        self._client.entry.async_create_background_task(
            self.hass, self._refresh.async_run(), f"{DOMAIN} voters"
        )

    @callback
    def _on_status(self) -> None:
        if not self._client.connected and self.data:
            self.data = {}
            self.async_update_listeners()

    @override
    async def _async_update_data(self) -> dict[str, Voter]:
        try:
            data = await self._ask()
        except (AmiError, MalformedError) as err:
            self._poll_failed(err)
            self.update_interval = self._pace(self.data)
            raise poll_failed(self._client.title, err) from err
        self.update_interval = self._pace(data)
        return data

    async def _ask(self) -> dict[str, Voter]:
        self._client.async_check_connected(self.name, counts=False)
        if "VoterStatus" not in self._client.allowed:
            self._failures = 0
            return {}
        voters = await _async_ask(self._client)
        self._failures = 0
        return _by_node(voters)

    def _poll_failed(self, err: Exception) -> None:
        """Keep what was known, until it counts no more."""
        if isinstance(err, ConnectionLost | NotConnected):
            self._failures = 0
        else:
            _LOGGER.debug("VoterStatus failed: %s", err)
            self._failures += 1
            if self._failures < _MAX_FAILURES:
                return
        if self.data:
            # Home Assistant notifies of the first failure alone.
            self.data = {}
            self.async_update_listeners()

    def _pace(self, data: dict[str, Voter]) -> timedelta:
        if any(shown.receiving for shown in self._shown.values()):
            return _FAST
        if self._polls_after:
            self._polls_after -= 1
            return _FAST
        return self._slow if data or self._failures else _NO_VOTERS


def _by_node(voters: Iterable[Voter]) -> dict[str, Voter]:
    """Return voters by node; a node has one (rpt.conf: one receive channel)."""
    found: dict[str, Voter] = {}
    for voter in voters:
        found.setdefault(voter.node, voter)
    return found


async def _async_ask(client: AmiClient) -> tuple[Voter, ...]:
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
