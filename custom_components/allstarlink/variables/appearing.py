"""Entities that are made as what they show appears, and exist again after a restart."""

from collections.abc import Callable, Iterable

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity

from ..app_rpt.state import NodeState
from ..coordinator import NodeCoordinator

# Keys that a node has, and what each is called
type Named = Iterable[tuple[str, str]]


@callback
def async_follow_keys(
    coordinator: NodeCoordinator,
    add: Callable[[Iterable[Entity]], None],
    *,
    prefixes: tuple[str, ...],
    seen: Callable[[NodeState], Named],
    make: Callable[[str, str], Entity],
    most: int,
) -> CALLBACK_TYPE:
    """Add an entity for each key that was registered before, and for each that appears.

    A key has one of the `prefixes`; `seen` returns those of a state with their names,
    `make` makes the entity, and there are no more than `most`. Call what is returned
    when the node is not followed any more.
    """
    known: set[str] = set()

    @callback
    def async_add_new(named: Named) -> None:
        new = []
        for key, name in named:
            if key not in known and len(known) < most:
                known.add(key)
                new.append(make(key, name))
        if new:
            add(new)

    names = dict(seen(coordinator.data))
    registered = _registered(coordinator, prefixes)
    async_add_new((key, names.get(key) or _bare(key, prefixes)) for key in registered)
    async_add_new(names.items())

    @callback
    def async_changed() -> None:
        async_add_new(seen(coordinator.data))

    return coordinator.async_add_listener(async_changed)


def _registered(coordinator: NodeCoordinator, prefixes: tuple[str, ...]) -> list[str]:
    start = f"{coordinator.device_key}_"
    registry = er.async_get(coordinator.hass)
    entry_id = coordinator.config_entry.entry_id
    keys = [
        entry.unique_id.removeprefix(start)
        for entry in er.async_entries_for_config_entry(registry, entry_id)
        if entry.unique_id.startswith(start)
    ]
    return sorted(key for key in keys if key.startswith(prefixes))


def _bare(key: str, prefixes: tuple[str, ...]) -> str:
    """Return a name for a key that nobody has named in this run."""
    return next(key.removeprefix(one) for one in prefixes if key.startswith(one))
