"""Fields of the settings of a node: its favorites, by number or callsign."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import (
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..const import CONF_FAVORITES
from ..directory.station import Station
from ..favorite_list import MODES, InvalidFavorite, checked_favorites, stored_favorites
from ..names import is_node_number, shown_name
from .favorites_ini import MAX_FILE, favorites_in_ini
from .texts import async_texts

# Nodes of one callsign that the form offers
MAX_OFFERED = 50

# The field for a whole favorites.ini, or for numbers and callsigns
CONF_ADD_FAVORITES = "add_favorites"

type Item = dict[str, Any]


def _items(value: Any) -> Any:
    """Return numbers and pasted files, as earlier forms took them, as mappings."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        return value
    items: list[Any] = []
    for item in texts:
        items += _of_text(item) if isinstance(item, str) else [item]
    return items


def _of_text(text: str) -> list[Item]:
    if pasted := favorites_in_ini(text):
        return [_filled(favorite.data) for favorite in pasted]
    return [{"node": text.strip()}]


def _filled(item: Mapping[str, Any]) -> Item:
    return {key: value for key, value in item.items() if value}


class FavoritesSelector(ObjectSelector):
    """The field for favorites, which takes numbers and pasted files as well."""

    @override
    def __call__(self, data: Any) -> Any:
        """Return the favorites as mappings. Raises vol.Invalid."""
        return super().__call__(_items(data))


async def async_favorite_fields(hass: HomeAssistant) -> dict[vol.Marker, Any]:
    """Return the fields of the form: the list, and one for many at once."""
    # The frontend does not translate the options of a list's item.
    texts = await async_texts(hass, "mode")
    modes = [SelectOptionDict(value=mode, label=texts[mode]) for mode in MODES]
    favorites = FavoritesSelector(
        ObjectSelectorConfig(
            fields={
                "node": {"selector": TextSelector(), "required": True},
                "name": {"selector": TextSelector()},
                "mode": {
                    "selector": SelectSelector(SelectSelectorConfig(options=modes))
                },
                "group": {"selector": TextSelector()},
            },
            multiple=True,
            label_field="node",
            description_field="name",
            translation_key="favorites",
        )
    )
    many = TextSelector(TextSelectorConfig(multiline=True))
    return {
        vol.Optional(CONF_FAVORITES): vol.All(favorites, cv.ensure_list),
        vol.Optional(CONF_ADD_FAVORITES): many,
    }


def suggested_items(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored settings as the form has them: without what is null."""
    if CONF_FAVORITES not in settings:
        return dict(settings)
    items = [_filled(favorite.data) for favorite in stored_favorites(settings)]
    return {**settings, CONF_FAVORITES: items}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A favorite that is given by the callsign of several nodes."""

    item: Item
    callsign: str
    nodes: list[str]


def wanted_favorites(user_input: Mapping[str, Any]) -> list[Item]:
    """Return all favorites that a form has, those that are added last."""
    items = [dict(item) for item in user_input.get(CONF_FAVORITES, [])]
    text: str = (user_input.get(CONF_ADD_FAVORITES) or "")[:MAX_FILE]
    if pasted := favorites_in_ini(text):
        return items + [_filled(favorite.data) for favorite in pasted]
    return items + [{"node": word} for word in text.replace(",", " ").split()]


def resolve(
    items: Iterable[Item], own: str, with_callsign: Callable[[str], list[str]]
) -> list[Ambiguous]:
    """Put numbers in the place of callsigns; return those of which there are several.

    Raises InvalidFavorite for what cannot be a favorite of the node `own`.
    """
    items, ambiguous = list(items), []
    for item in items:
        text = str(item["node"]).strip()
        if is_node_number(text):
            continue
        nodes = [node for node in with_callsign(text) if node != own]
        if not nodes:
            raise InvalidFavorite("invalid_favorite", shown_name(text))
        item["node"] = nodes[0]
        if len(nodes) > 1:
            ambiguous.append(Ambiguous(item, text, nodes[:MAX_OFFERED]))
    checked_favorites(items, own)
    return ambiguous


def node_choice(
    nodes: Iterable[str], of: Callable[[str], Station | None]
) -> SelectSelector:
    """Return a field that offers the nodes of one callsign."""
    options = []
    for node in nodes:
        station = of(node) or Station()
        label = " · ".join(filter(None, [node, station.description, station.location]))
        options.append(SelectOptionDict(value=node, label=shown_name(label)))
    return SelectSelector(SelectSelectorConfig(options=options))
