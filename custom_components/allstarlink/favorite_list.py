"""The favorites of a node: what its subentry stores of them.

Stored is a list of mappings `{"node", "name", "mode", "group"}` in the user's order;
`mode` is `transceive` or `monitor`, name and group are null where there is none. A
list of numbers, as earlier versions stored it, is read as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .app_rpt.names import Mode
from .const import CONF_FAVORITES, CONF_NODE
from .names import MAX_FAVORITES, MAX_NAME, is_node_number, shown_name

# The ways in which the switch of a favorite connects
MODES = (Mode.TRANSCEIVE.value, Mode.MONITOR.value)


@dataclass(frozen=True, slots=True)
class Favorite:
    """A node that has a switch to connect it."""

    node: str
    name: str | None = None
    mode: str = Mode.TRANSCEIVE.value
    group: str | None = None

    @property
    def data(self) -> dict[str, str | None]:
        """The favorite as it is stored, and as actions and cards have it."""
        return asdict(self)


class InvalidFavorite(ValueError):
    """A favorite that cannot be stored: the key of the reason, and the value."""

    def __init__(self, reason: str, value: str) -> None:
        """Take the key of a translation, and what is wrong in short."""
        super().__init__(f"{reason}: {value}")
        self.reason = reason
        self.value = value


def stored_favorites(settings: Mapping[str, Any]) -> tuple[Favorite, ...]:
    """Return the favorites in the data of a node's subentry, each node once.

    What is none is left out, as is the node itself.
    """
    stored = settings.get(CONF_FAVORITES)
    items = stored if isinstance(stored, list | tuple) else ()
    found: dict[str, Favorite] = {}
    for item in items:
        favorite = _read(item)
        if favorite is None or favorite.node == settings.get(CONF_NODE):
            continue
        if len(found) < MAX_FAVORITES:
            found.setdefault(favorite.node, favorite)
    return tuple(found.values())


def checked_favorites(
    items: Iterable[Mapping[str, Any]], own: str
) -> tuple[Favorite, ...]:
    """Return favorites that somebody wants for the node `own`, each node once.

    Raises InvalidFavorite.
    """
    found: dict[str, Favorite] = {}
    for item in items:
        node = str(item.get("node") or "").strip()
        if not is_node_number(node):
            raise InvalidFavorite("invalid_favorite", shown_name(node))
        if node == own:
            raise InvalidFavorite("own_favorite", node)
        name, group = _text(item.get("name")), _text(item.get("group"))
        if not all(map(_fits, (name, group))):
            raise InvalidFavorite("invalid_favorite_name", node)
        found.setdefault(node, Favorite(node, name, _mode(item), group))
    if len(found) > MAX_FAVORITES:
        raise InvalidFavorite("too_many_favorites", str(MAX_FAVORITES))
    return tuple(found.values())


@callback
def async_store_favorites(
    hass: HomeAssistant,
    entry: ConfigEntry,
    subentry: ConfigSubentry,
    favorites: Iterable[Favorite],
) -> None:
    """Store the favorites of a node; its switches follow."""
    data = {**subentry.data, CONF_FAVORITES: [each.data for each in favorites]}
    hass.config_entries.async_update_subentry(entry, subentry, data=data)


def _read(item: object) -> Favorite | None:
    if isinstance(item, str):
        item = {CONF_NODE: item}
    if not isinstance(item, Mapping):
        return None
    node = item.get("node")
    if not isinstance(node, str) or not is_node_number(node):
        return None
    return Favorite(
        node, _shown(item.get("name")), _mode(item), _shown(item.get("group"))
    )


def _mode(item: Mapping[str, Any]) -> str:
    mode = item.get("mode")
    return mode if isinstance(mode, str) and mode in MODES else Mode.TRANSCEIVE.value


def _shown(text: object) -> str | None:
    return shown_name(text) if isinstance(text, str) and text else None


def _text(text: object) -> str | None:
    return str(text or "").strip() or None


def _fits(text: str | None) -> bool:
    return text is None or (len(text) <= MAX_NAME and text.isprintable())
