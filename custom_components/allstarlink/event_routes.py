"""app_rpt's own events, which go to their nodes."""

from collections.abc import Mapping
import logging

from homeassistant.core import callback

from .ami.message import Message
from .app_rpt.errors import MalformedError
from .app_rpt.events import Event, parse_event
from .coordinator import NodeCoordinator
from .event_stream import EventStream

_LOGGER = logging.getLogger(__name__)


class NodeEvents:
    """Hands each event of app_rpt to the coordinator of its node."""

    def __init__(
        self, nodes: Mapping[str, NodeCoordinator], stream: EventStream
    ) -> None:
        """Take the nodes that are followed, as they come and go."""
        self._nodes = nodes
        self._stream = stream

    @callback
    def async_take(self, message: Message) -> None:
        """Take an event of `app_rpt.events.EVENT_NAMES`."""
        name = message.event
        self._stream.heard(name)
        node = message.get("Node")
        if (followed := self._nodes.get(node)) is None:
            return
        try:
            event = _parse(name, message.get("EventValue"), followed)
        except MalformedError as err:
            _LOGGER.debug("Node %s: event ignored: %s", node, err)
            followed.async_poll_soon()
            return
        followed.async_handle_event(event)


def _parse(name: str, value: str, node: NodeCoordinator) -> Event:
    """Return an event of a node. Raises MalformedError."""
    try:
        return parse_event(name, node.node, value)
    except MalformedError:
        known = [link.wire_name for link in node.data.links]
        return parse_event(name, node.node, value, known)
