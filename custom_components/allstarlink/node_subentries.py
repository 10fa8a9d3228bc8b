"""The nodes of a config entry, as its subentries have them.

Subentries may be of an earlier version, which took any name from a server. One
whose name is not the number of a node is no node: nothing is made of it.
"""

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import callback

from .const import CONF_NODE, SUBENTRY_TYPE_NODE
from .names import is_node_number


@callback
def node_number(subentry: ConfigSubentry) -> str | None:
    """Return the number of the node that a subentry is, None if it is no node."""
    if subentry.subentry_type != SUBENTRY_TYPE_NODE:
        return None
    node = subentry.data.get(CONF_NODE)
    return node if isinstance(node, str) and is_node_number(node) else None


@callback
def node_subentries(entry: ConfigEntry) -> dict[str, ConfigSubentry]:
    """Return the nodes of a config entry, by number."""
    return {
        node: subentry
        for subentry in entry.subentries.values()
        if (node := node_number(subentry)) is not None
    }


@callback
def invalid_subentries(entry: ConfigEntry) -> list[ConfigSubentry]:
    """Return the subentries of nodes whose names are not numbers of nodes."""
    return [
        subentry
        for subentry in entry.get_subentries_of_type(SUBENTRY_TYPE_NODE)
        if node_number(subentry) is None
    ]
