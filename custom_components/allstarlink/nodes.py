"""The nodes of a server that are followed, and the events that go to them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
import logging
from typing import override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, callback

from .ami.message import Message
from .ami.status import State, Status
from .app_rpt.errors import MalformedError
from .app_rpt.events import EVENT_NAMES, Event, parse_event
from .client import FULLY_BOOTED
from .coordinator import NodeCoordinator
from .issues import (
    async_show_invalid_nodes,
    async_show_node_missing,
    async_show_node_set_aside,
    async_show_request_banned,
)
from .listeners import Listeners
from .node import Node, ServerParts
from .node_subentries import node_subentries
from .polling.incidents import Standing

_LOGGER = logging.getLogger(__name__)


class Nodes(Mapping[str, Node]):
    """The nodes that the subentries of a config entry name, by number."""

    def __init__(self, parts: ServerParts) -> None:
        """Follow no node yet; to be made before the client connects."""
        self._parts = parts
        self._client = client = parts.client
        self._nodes: dict[str, Node] = {}
        self._listeners = Listeners[[Node]]()
        client.async_add_status_listener(self._on_status)
        client.async_listen(EVENT_NAMES, self._on_event)
        client.async_listen((FULLY_BOOTED,), self._on_booted)

    @override
    def __getitem__(self, number: str) -> Node:
        """Return a node by its number."""
        return self._nodes[number]

    @override
    def __iter__(self) -> Iterator[str]:
        """Return the numbers of all nodes."""
        return iter(self._nodes)

    @override
    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self._nodes)

    @property
    def is_active(self) -> bool:
        """Whether anything is linked or keyed."""
        return any(node.coordinator.data.is_active for node in self.values())

    @callback
    def async_add_listener(self, listener: Callable[[Node], None]) -> CALLBACK_TYPE:
        """Call for each node that is added from now on."""
        return self._listeners.async_add(listener)

    async def async_update(self) -> None:
        """Follow the nodes that the entry's subentries name, no others.

        May be called again while it runs.
        """
        entry = self._client.entry
        async_show_invalid_nodes(self._client.hass, entry)
        for number in self._nodes.keys() - node_subentries(entry).keys():
            if (node := self._nodes.pop(number, None)) is not None:
                await node.async_remove()
        added = []
        for number, subentry in node_subentries(entry).items():
            if (known := self._nodes.get(number)) is None:
                added.append(self._create(number, subentry))
            else:
                known.coordinator.async_update_subentry(subentry)
        # Together: a far server takes its time for each poll.
        await asyncio.gather(*map(self._start, added))

    async def async_begin_session(self) -> None:
        """Learn the state of every node in a new session."""
        nodes = [node.coordinator.async_begin_session() for node in self.values()]
        await asyncio.gather(*nodes)

    async def async_poll(self) -> None:
        """Poll every node now."""
        await asyncio.gather(*[node.coordinator.async_poll() for node in self.values()])

    def _create(self, number: str, subentry: ConfigSubentry) -> Node:
        node = Node(self._parts, subentry, number, len(self._nodes))
        self._nodes[number] = node
        self._show_standing(number)
        return node

    async def _start(self, node: Node) -> None:
        await node.async_start()
        if self._nodes.get(node.number) is node:
            # It may have been removed meanwhile.
            self._listeners.async_notify(node)

    # From the server

    @callback
    def _on_status(self, status: Status) -> None:
        if status.state is not State.UP:
            for node in self.values():
                node.coordinator.async_session_lost()

    @callback
    def _on_booted(self, _event: Message) -> None:
        for node in self.values():
            node.coordinator.async_poll_soon()

    @callback
    def _on_event(self, message: Message) -> None:
        """Hand an event of app_rpt to its node."""
        name = message.event
        self._parts.tools.events.heard(name)
        number = message.get("Node")
        if (node := self._nodes.get(number)) is None:
            return
        coordinator = node.coordinator
        try:
            event = _parse(name, message.get("EventValue"), coordinator)
        except MalformedError as err:
            _LOGGER.debug("Node %s: event ignored: %s", number, err)
            coordinator.async_poll_soon()
            return
        coordinator.async_handle_event(event)

    @callback
    def async_show_missing(self, listed: tuple[str, ...]) -> None:
        """Raise an issue for nodes that fail and that the server does not list."""
        connected = self._client.connected
        for number, node in self.items():
            is_missing = (
                connected and not node.coordinator.available and number not in listed
            )
            async_show_node_missing(
                self._client.hass, self._client.entry, number, is_missing
            )

    @callback
    def async_standing_changed(self, number: str) -> None:
        """Report a node that is not polled any more, and poll one that may be again."""
        node = self._nodes.get(number)
        if node is None or not self._client.is_started:
            return
        is_held_back = self._show_standing(number) or not self._client.connected
        if not is_held_back and not node.coordinator.available:
            node.coordinator.async_poll_soon()

    def _show_standing(self, number: str) -> bool:
        """Show or withdraw the issues of a node that is not polled; return if it is not."""
        requests = self._parts.tools.requests
        hass, entry = self._client.hass, self._client.entry
        standing = requests.standing(number)
        command = next(iter(requests.suspects(number)), "")
        is_aside = standing is Standing.SET_ASIDE
        is_banned = standing is Standing.BANNED
        async_show_node_set_aside(hass, entry, number, is_aside)
        async_show_request_banned(hass, entry, number, command, is_banned)
        return is_aside or is_banned


def _parse(name: str, value: str, node: NodeCoordinator) -> Event:
    """Return an event of a node. Raises MalformedError."""
    try:
        return parse_event(name, node.node, value)
    except MalformedError:
        known = [link.wire_name for link in node.data.links]
        return parse_event(name, node.node, value, known)
