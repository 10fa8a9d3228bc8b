"""Which nodes the statistics service may know. Pure."""

from ..names import is_node_number

# Below are private nodes, from the second on EchoLink's
_FIRST_PUBLIC, _FIRST_ECHOLINK = 2000, 3_000_000


def is_public(node: str) -> bool:
    """Return whether this is the number of a public node."""
    return is_node_number(node) and _FIRST_PUBLIC <= int(node) < _FIRST_ECHOLINK
