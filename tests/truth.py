"""What Home Assistant shows of a node, compared with what the node really is."""

from typing import Protocol

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import State

from custom_components.allstarlink.names import NOBODY
from simulator import SimulatedNode

type Facts = dict[str, object]


class Shown(Protocol):
    """The state objects of a server and its nodes, by key."""

    def server(self, key: str) -> State:
        """Return that of a server's key."""

    def get(self, key: str, node: str) -> State:
        """Return that of a node's key."""


def differences(states: Shown, node: SimulatedNode) -> list[str]:
    """Return where the states of a node's entities are not the truth."""
    shown, true = _shown(states, node.number), _true(node)
    wrong = [
        f"{node.number} {key}: {shown[key]!r}, but it is {true[key]!r}"
        for key in true
        if shown[key] != true[key]
    ]
    talker, keyed = states.get("talker", node.number).state, _keyed(node)
    if talker not in (keyed or {NOBODY}):
        wrong.append(f"{node.number} talker: {talker!r}, but it is {keyed!r}")
    return wrong


def _shown(states: Shown, number: str) -> Facts:
    attributes = states.get("links", number).attributes
    return {
        "connected": states.server("connected").state,
        "links": states.get("links", number).state,
        "network_nodes": states.get("network_nodes", number).state,
        "receiving": states.get("receiving", number).state,
        "transmitting": states.get("transmitting", number).state,
        "link_keyed": states.get("link_keyed", number).state,
        "timed_out": states.get("timed_out", number).state,
        "each link": sorted(
            (
                link["node"],
                link["mode"],
                link["direction"],
                link["state"],
                link["reconnects"],
            )
            for link in attributes.get("links", ())
        ),
    }


def _true(node: SimulatedNode) -> Facts:
    links = [link for link in node.links if not link.name.startswith("0")]
    network = {readable(name) for name in node.network}
    return {
        "connected": STATE_ON,
        "links": str(sum(link.state == "established" for link in links)),
        "network_nodes": str(len(network - {node.number})),
        "receiving": _on(node.receiving),
        "transmitting": _on(node.transmitting),
        "link_keyed": _on(node.link_keyed),
        "timed_out": _on(node.timed_out),
        "each link": sorted(
            (
                readable(link.name),
                "connecting" if link.state == "connecting" else link.mode,
                link.direction,
                link.state,
                link.reconnects,
            )
            for link in links
        ),
    }


def _keyed(node: SimulatedNode) -> set[str]:
    keyed = {readable(link.name) for link in node.links if link.keyed}
    return keyed | {"local"} if node.receiving else keyed


def readable(name: str) -> str:
    """Return a name as Home Assistant shows it.

    Bytes that are no UTF-8 are Latin-1, and blanks at the ends are not shown.
    """
    escaped = range(0xDC80, 0xDD00)
    return name.strip().translate({code: code - 0xDC00 for code in escaped})


def _on(value: bool) -> str:
    return STATE_ON if value else STATE_OFF
