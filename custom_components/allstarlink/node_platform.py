"""How platforms add the entities of nodes: now, and when a node is added."""

from collections.abc import Callable, Iterable

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import AllStarLinkConfigEntry
from .node import Node


@callback
def async_setup_nodes(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[Node], Iterable[Entity]],
    *,
    remote_bases: bool = False,
) -> None:
    """Add a platform's entities for each node, now and when a node is added.

    They are either those of remote bases or those of all other nodes.
    """

    @callback
    def async_add_node(node: Node) -> None:
        if node.coordinator.is_remote_base == remote_bases:
            async_add_entities(entities_of(node), config_subentry_id=node.subentry_id)

    async_for_nodes(entry, async_add_node)


@callback
def async_for_nodes(entry: AllStarLinkConfigEntry, do: Callable[[Node], None]) -> None:
    """Do something with each node, now and when a node is added."""
    nodes = entry.runtime_data.nodes
    for node in nodes.values():
        # One may have been removed while the entry is set up.
        if node.subentry_id in entry.subentries:
            do(node)
    entry.async_on_unload(nodes.async_add_listener(do))


@callback
def async_setup_controls(
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[Node], Iterable[Entity]],
) -> None:
    """Add a platform's controls as soon as the AMI user may use commands."""
    async_when_allowed(
        entry, lambda: async_setup_nodes(entry, async_add_entities, entities_of)
    )


@callback
def async_when_allowed(entry: AllStarLinkConfigEntry, do: Callable[[], None]) -> None:
    """Do something once the AMI user may use commands.

    What it did stays when the right is taken away: using a control says so.
    """
    client = entry.runtime_data.client
    waiting = True

    @callback
    def async_check() -> None:
        nonlocal waiting
        if waiting and client.can_command:
            waiting = False
            do()

    async_check()
    entry.async_on_unload(client.async_add_listener(async_check))
