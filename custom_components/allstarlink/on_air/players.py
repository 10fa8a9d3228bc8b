"""The players of a server's nodes, and what they have in common."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from homeassistant.core import CALLBACK_TYPE, callback

from ..ami.errors import ActionFailed
from ..ami.session import Session
from ..app_rpt.state import NodeState
from ..app_rpt.version import parse_rpt_version
from ..client import AmiClient
from ..const import DOMAIN
from ..names import MAX_NAME
from .not_played import NotAllowed
from .offers import Offers
from .player import Player
from .ports import NodePort, ServerPort
from .quiet import is_keyed
from .server_cache import Request, ServerCache
from .settings import OnAirSettings

# What is asked to know whether a server can put clips on the air
_VERSION = "rpt show version"
_CACHE = "media cache show all"

# The first app_rpt that can, of ASL3
_APP_RPT = 3


class Node(Protocol):
    """What of a node's coordinator its player uses."""

    node: str
    data: NodeState

    @property
    def available(self) -> bool:
        """Whether the state is that of the node now."""
        ...

    @property
    def settings(self) -> Mapping[str, Any]:
        """The data of its subentry."""
        ...

    async def async_poll(self) -> bool:
        """Poll now, and tell whether that was answered."""
        ...

    def async_add_listener(self, update_callback: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when the state has changed."""
        ...

    def async_add_settings_listener(
        self, listener: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Call when the settings have changed."""
        ...


class Slot(Protocol):
    """What of a node's command slot its player uses."""

    def check(self) -> None:
        """Raise HomeAssistantError when nothing can be sent."""
        ...

    def admit(self) -> None:
        """Let a request in. Raises HomeAssistantError when there are too many."""
        ...

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait until the slot is free."""
        ...


class Players:
    """One player for each node of a server."""

    def __init__(self, client: AmiClient) -> None:
        """Take the client of the server."""
        self._client = client
        self._nodes: dict[str, Node] = {}
        self._players: dict[str, Player] = {}
        self.cache = ServerCache(client.title, client.request, self._open_session)
        self.offers = Offers(
            client.hass,
            ends=lambda: client.connection.ends,
            options=lambda: client.entry.options,
        )
        self._port = ServerPort(
            name=client.title,
            request=client.request,
            cache=self.cache,
            offer=self.offers.async_offer,
            connected=lambda: client.connected,
            is_keyed=self._is_keyed,
            add_listener=client.async_add_listener,
            create_task=lambda work: client.entry.async_create_background_task(
                client.hass, work, f"{DOMAIN} on air"
            ),
            now=client.hass.loop.time,
        )

    @callback
    def async_add(self, node: Node, slot: Slot) -> None:
        """Make the player of a node."""
        self._nodes[node.node] = node
        player = self._players[node.node] = Player(_node_port(node, slot), self._port)
        player.async_start()

    async def async_remove(self, node: str) -> None:
        """Close the player of a node, if there is one."""
        self._nodes.pop(node, None)
        if (player := self._players.pop(node, None)) is not None:
            await player.async_close()

    async def async_close(self) -> None:
        """Close all players, while the connection is up."""
        for node in list(self._players):
            await self.async_remove(node)

    def of(self, node: str) -> Player:
        """Return the player of a node that is followed."""
        return self._players[node]

    def check(self, node: str, *, network: bool) -> None:
        """Raise HomeAssistantError if nothing may be played on a node, followed or not."""
        if (player := self._players.get(node)) is None:
            raise NotAllowed(node=node[:MAX_NAME])
        player.check(network=network)

    async def async_refusal(self) -> str | None:
        """Return why the server cannot put clips on the air, None if it can.

        It is the key of an error on a form. Raises AmiError.
        """
        try:
            reply = await self._client.request("Command", ("Command", _VERSION))
            version = parse_rpt_version(reply.output)
            if version is None or int(version.partition(".")[0]) < _APP_RPT:
                return "on_air_needs_app_rpt"
            await self._client.request("Command", ("Command", _CACHE))
        except ActionFailed:
            return "on_air_needs_media_cache"
        return None

    def _is_keyed(self) -> bool:
        return any(is_keyed(node.data) for node in self._nodes.values())

    @asynccontextmanager
    async def _open_session(self) -> AsyncGenerator[Request]:
        """Log in once more, for what would hold up everything else."""
        session = await Session.open(self._client.connection.server, events="off")
        try:
            yield session.request
        finally:
            await session.close()


def _node_port(node: Node, slot: Slot) -> NodePort:
    @callback
    def add_listener(listener: Callable[[], None]) -> CALLBACK_TYPE:
        stops = [
            node.async_add_listener(listener),
            node.async_add_settings_listener(listener),
        ]

        @callback
        def stop() -> None:
            for each in stops:
                each()

        return stop

    return NodePort(
        node=node.node,
        state=lambda: node.data,
        available=lambda: node.available,
        settings=lambda: OnAirSettings.of(node.settings),
        look=node.async_poll,
        admit=slot.admit,
        check=slot.check,
        turn=slot.turn,
        add_listener=add_listener,
    )
