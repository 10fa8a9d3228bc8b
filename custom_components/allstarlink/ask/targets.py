"""What a request means: one of the user's nodes, a node to link, a link to end."""

from collections.abc import Iterable, Mapping
import re

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, intent

from ..app_rpt.names import Mode
from ..const import DOMAIN
from ..control.failures import invalid
from ..names import is_node_number, short_name
from ..node import Node
from .scope import SeenNode

# Characters of a request that are read, and numbers of nodes that an error names
_MAX_TEXT = 64
_MAX_NUMBERS = 10

# What stands between digits that are one number: 2,001 or 2 0 0 1
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s,.\-]+(?=\d)")


def number_in(text: str, words: Mapping[str, str] | None = None) -> str | None:
    """Return the number of a node that a text is, None if it is something else.

    `words` are digits by the words for them.
    """
    parts = text[:_MAX_TEXT].casefold().removeprefix("node ").split()
    known = words or {}
    digits = " ".join(known.get(part, part) for part in parts)
    number = _BETWEEN_DIGITS.sub("", digits)
    return number if is_node_number(number) else None


def chosen(
    nodes: list[SeenNode], text: str | None, words: Mapping[str, str] | None = None
) -> list[SeenNode]:
    """Return the nodes that are meant: all, or the one of this number or name.

    Raises ServiceValidationError when there is none.
    """
    if text is None:
        return nodes
    number = number_in(text, words)
    folded = _folded(text)
    for node in nodes:
        names = [node.number] if node.node is None else _names_of(node.node)
        if node.number == number or folded in map(_folded, names):
            return [node]
    raise invalid("assist_unknown_node", node=_quoted(text), nodes=_numbers(nodes))


def the_one(
    nodes: list[SeenNode], text: str | None, words: Mapping[str, str] | None = None
) -> Node:
    """Return the one node that is meant to be controlled.

    Raises ServiceValidationError when it is none, or not clear which.
    """
    if not nodes:
        raise invalid("assist_not_allowed")
    meant = chosen(nodes, text, words)
    if len(meant) > 1 or meant[0].node is None:
        raise invalid("assist_which_node", nodes=_numbers(meant))
    return meant[0].node


@callback
def target_in(
    node: Node, text: str, words: Mapping[str, str] | None = None
) -> str | None:
    """Return the number that is to be linked: a number, or a favorite by its name.

    None if there is none such, or more than one favorite has the name.
    """
    if (number := number_in(text, words)) is not None:
        return number
    folded = _folded(text)
    found = [
        favorite
        for favorite in node.coordinator.favorites
        if folded in map(_folded, _favorite_names(node, favorite))
    ]
    return found[0] if len(found) == 1 else None


@callback
def mode_for(node: Node, target: str) -> str:
    """Return the mode in which a node links to a target: its own if it is a favorite."""
    for favorite in node.coordinator.favorite_list:
        if favorite.node == target:
            return favorite.mode
    return Mode.TRANSCEIVE.value


@callback
def link_in(
    node: Node, text: str, words: Mapping[str, str] | None = None
) -> str | None:
    """Return the name of the link that is meant, None if there is no such link."""
    if (number := number_in(text, words)) is not None:
        return number
    folded = _folded(text)
    for link in node.coordinator.data.links:
        callsign = node.stations.callsign_of(link.name)
        names = filter(None, (link.name, short_name(link.name), callsign))
        if folded in map(_folded, names):
            return link.name
    return target_in(node, text, words)


def _favorite_names(node: Node, number: str) -> Iterable[str]:
    """Yield what a favorite is called: by lists, and by the user for its switch."""
    yield from (
        favorite.name
        for favorite in node.coordinator.favorite_list
        if favorite.node == number and favorite.name
    )
    if (station := node.stations.of(number)) is not None:
        yield from filter(None, (station.callsign, station.description))
    hass = node.client.hass
    unique_id = f"{node.coordinator.device_key}_favorite_{number}"
    yield from _user_names(hass, "switch", unique_id)


def _user_names(hass: HomeAssistant, platform: str, unique_id: str) -> Iterable[str]:
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
    if entity_id is None or (entry := registry.async_get(entity_id)) is None:
        return
    if entry.name:
        yield entry.name
    if (state := hass.states.get(entity_id)) is not None:
        yield from intent.async_get_entity_aliases(hass, entry, state=state)


def _names_of(node: Node) -> list[str]:
    callsign = node.stations.callsign_of(node.number)
    return [node.number, *([callsign] if callsign else [])]


def _numbers(nodes: list[SeenNode]) -> str:
    return ", ".join(node.number for node in nodes[:_MAX_NUMBERS]) or "-"


def _quoted(text: str) -> str:
    return short_name(text[:_MAX_TEXT])


def _folded(text: str) -> str:
    """Return the letters and digits of a text, which are all that a voice has."""
    return "".join(filter(str.isalnum, text[:_MAX_TEXT].casefold()))
