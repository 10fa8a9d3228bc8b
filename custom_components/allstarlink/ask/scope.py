"""Which nodes an assistant may tell of and control.

Exposure decides what is seen, the option of the server and the rights of the user what
is controlled. A request without a user is that of a satellite or an automation: there
the option decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from homeassistant.auth.models import User
from homeassistant.components.homeassistant import async_should_expose
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import (
    CONF_ASSIST_CONTROL,
    CONF_ASSIST_SENTENCES,
    DEFAULT_ASSIST_SENTENCES,
    DOMAIN,
)
from ..control.rights import may_control, may_read
from ..hub import AllStarLinkConfigEntry
from ..node import Node
from ..node_subentries import node_subentries

# Home Assistant's assistant, where a request names none
_ASSIST = "conversation"

# Any one of these entities that is exposed shows the node, or lets it be controlled
_SHOWS = (("sensor", "links"), ("sensor", "talker"))
LINKS = (("button", "disconnect_all"),)
ON_AIR = (("media_player", "on_air"), ("notify", "on_air"))

# A server in another state is not wanted now, or there is nothing to be said of it yet
_WANTED = frozenset(
    {
        ConfigEntryState.LOADED,
        ConfigEntryState.SETUP_ERROR,
        ConfigEntryState.SETUP_IN_PROGRESS,
        ConfigEntryState.SETUP_RETRY,
    }
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an assistant, and the context of its user if there is one.

    By `sentences` of ours, only nodes of servers whose option allows them are meant.
    """

    hass: HomeAssistant
    context: Context
    assistant: str | None = None
    sentences: bool = False


@dataclass(frozen=True, slots=True)
class SeenNode:
    """A node that may be told of; `node` is None while its server was not reached yet."""

    number: str
    entry: AllStarLinkConfigEntry
    device_id: str
    node: Node | None

    @property
    def known(self) -> Node | None:
        """The node if its state is known now."""
        if self.node is None or not self.node.coordinator.available:
            return None
        return self.node


@callback
def seen_nodes(asker: Asker) -> list[SeenNode]:
    """Return the nodes that may be told of, by number."""
    user = _user(asker)
    if user is None and asker.context.user_id is not None:
        return []
    seen = [
        node
        for node in _exposed_nodes(asker)
        if user is None or may_read(asker.hass, user, node.device_id)
    ]
    return sorted(seen, key=lambda node: int(node.number))


@callback
def controlled_nodes(
    asker: Asker, entities: tuple[tuple[str, str], ...] = LINKS
) -> list[SeenNode]:
    """Return the nodes that may be controlled, one of these entities of theirs exposed."""
    user = _user(asker)
    return [
        node
        for node in seen_nodes(asker)
        if node.node is not None
        and node.entry.options.get(CONF_ASSIST_CONTROL, False)
        and _exposed_device(asker, node.entry, node.number, entities) is not None
        and (user is None or may_control(asker.hass, user, node.device_id))
    ]


def _exposed_nodes(asker: Asker) -> Iterator[SeenNode]:
    entries = asker.hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    for entry in entries:
        if not is_wanted(entry):
            continue
        if asker.sentences and not has_sentences(entry):
            continue
        nodes = {}
        if entry.state is ConfigEntryState.LOADED:
            nodes = entry.runtime_data.nodes
        for number in node_subentries(entry):
            device_id = _exposed_device(asker, entry, number, _SHOWS)
            if device_id is not None:
                yield SeenNode(number, entry, device_id, nodes.get(number))


def is_wanted(entry: ConfigEntry) -> bool:
    """Return whether a server is set up, or will be once it is reached."""
    return entry.state in _WANTED


def has_sentences(entry: ConfigEntry) -> bool:
    """Return whether sentences may ask for the nodes of a server."""
    wanted: bool = entry.options.get(CONF_ASSIST_SENTENCES, DEFAULT_ASSIST_SENTENCES)
    return wanted


def _exposed_device(
    asker: Asker,
    entry: AllStarLinkConfigEntry,
    number: str,
    entities: tuple[tuple[str, str], ...],
) -> str | None:
    """Return the device of a node if one of its entities is exposed and enabled."""
    registry = er.async_get(asker.hass)
    for platform, key in entities:
        unique_id = f"{entry.entry_id}_{number}_{key}"
        entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
        if entity_id is None or (known := registry.async_get(entity_id)) is None:
            continue
        if known.disabled_by is None and async_should_expose(
            asker.hass, asker.assistant or _ASSIST, entity_id
        ):
            return known.device_id
    return None


def _user(asker: Asker) -> User | None:
    """Return the user who asks; None if there is none, or none that is known.

    Home Assistant has all users at hand: its coroutine ends without waiting. One that
    would wait counts as a user who may do nothing, for tools are listed at once.
    """
    if (user_id := asker.context.user_id) is None:
        return None
    hass = asker.hass
    task = hass.async_create_task(hass.auth.async_get_user(user_id))
    if task.done():
        return task.result()
    task.cancel()
    return None
