"""Where the events of a server go: app_rpt's to their nodes, others to who asked."""

from collections.abc import Callable, Iterable, Mapping
import logging

from homeassistant.core import callback

from .ami.message import Message
from .app_rpt.errors import MalformedError
from .app_rpt.events import EVENT_NAMES, Event, parse_event
from .coordinator import NodeCoordinator
from .event_stream import EventStream

_LOGGER = logging.getLogger(__name__)


class EventRoutes:
    """The routes of one server's events. What nobody wants is not even parsed."""

    def __init__(
        self, nodes: Mapping[str, NodeCoordinator], stream: EventStream
    ) -> None:
        """Take the nodes that are followed, as they come and go."""
        self._nodes = nodes
        self._stream = stream
        self._listeners: dict[str, list[Callable[[Message], None]]] = {}

    @callback
    def async_add(
        self, names: Iterable[str], listener: Callable[[Message], None]
    ) -> None:
        """Call for each event of these names, which are not app_rpt's."""
        for name in names:
            self._listeners.setdefault(name, []).append(listener)

    def is_wanted(self, name: str) -> bool:
        """Tell whether events of this name go anywhere."""
        return name in EVENT_NAMES or name in self._listeners

    @callback
    def async_take(self, message: Message) -> None:
        """Hand an event to whom it concerns."""
        name = message.event
        if listeners := self._listeners.get(name):
            for listener in listeners:
                listener(message)
            return
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
