"""Nodes that recorded and invented polls and events have changed."""

from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.events import AdjacentLinks
from custom_components.allstarlink.app_rpt.names import Mode
from custom_components.allstarlink.app_rpt.state import let_time_pass, next_change
from tests.transcript import find

from .wire import Node, at, recorded_events

T, R, L, C = Mode.TRANSCEIVE, Mode.MONITOR, Mode.LOCAL_MONITOR, Mode.CONNECTING


def modes(node: Node) -> dict[str, Mode]:
    """Return the mode of each link by name."""
    return {link.name: link.mode for link in node.state.links}


def alinks(value: str, node: str = "1999") -> AdjacentLinks:
    """Return an RPT_ALINKS event."""
    return AdjacentLinks(node, parse_alinks(value))


def polled(*names: str) -> Node:
    """Return a node without links, polled, that these then linked to."""
    node = Node()
    node.poll("20_")
    for count in range(1, len(names) + 1):
        items = ",".join(f"{name}TU" for name in names[:count])
        node.event(alinks(f"{count},{items}"))
    node.activities.clear()
    return node


def play(node: Node, prefix: str) -> None:
    """Feed all events that a transcript holds for the node, and let talks end."""
    for seconds, event in recorded_events(find(prefix), node.state.node):
        if (when := next_change(node.state)) and when <= at(seconds):
            node._take(let_time_pass(node.state, when))
        node.event(event, seconds)
    while when := next_change(node.state):
        node._take(let_time_pass(node.state, when))
