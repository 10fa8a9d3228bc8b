"""Field of the options of a server: names that the user gives to nodes."""

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import (
    ObjectSelector,
    ObjectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from ..const import CONF_NODE
from ..directory.stations import CONF_DESCRIPTION, CONF_NAME
from ..names import is_node_number

# Characters; a name stands where a callsign does, also in the names of devices
_MAX_NAME = 30
_MAX_DESCRIPTION = 100

FIELD = vol.All(
    ObjectSelector(
        ObjectSelectorConfig(
            fields={
                CONF_NODE: {"selector": TextSelector(), "required": True},
                CONF_NAME: {"selector": TextSelector(), "required": True},
                CONF_DESCRIPTION: {"selector": TextSelector()},
            },
            multiple=True,
            label_field=CONF_NAME,
            description_field=CONF_NODE,
            translation_key="private_nodes",
        )
    ),
    cv.ensure_list,
)

type Item = dict[str, str]


def cleaned(items: list[Item]) -> list[Item]:
    """Return the items without blanks around the texts and without empty texts."""
    stripped = ({key: text.strip() for key, text in item.items()} for item in items)
    return [{key: text for key, text in item.items() if text} for item in stripped]


def error_in(items: list[Item]) -> tuple[str, str] | None:
    """Return what is wrong with cleaned items and with which, None if nothing is."""
    numbers: set[str] = set()
    for item in items:
        node = item.get(CONF_NODE, "")
        if not is_node_number(node):
            return "invalid_private_node", node[:40]
        if node in numbers:
            return "duplicate_private_node", node
        if not _is_name(item.get(CONF_NAME, ""), item.get(CONF_DESCRIPTION, "")):
            return "invalid_private_name", node
        numbers.add(node)
    return None


def _is_name(name: str, description: str) -> bool:
    fits = 0 < len(name) <= _MAX_NAME and len(description) <= _MAX_DESCRIPTION
    return fits and name.isprintable() and description.isprintable()
