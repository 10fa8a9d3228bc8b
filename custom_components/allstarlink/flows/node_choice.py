"""The nodes of a server as the forms offer them."""

from collections.abc import Callable, Collection, Iterable

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import SelectOptionDict

from ..directory.directory import async_get_directory
from ..names import shown_name
from .texts import async_texts


async def async_node_options(
    hass: HomeAssistant,
    nodes: Iterable[str],
    remote_bases: Collection[str] = (),
    silent: Collection[str] = (),
    callsign_of: Callable[[str], str | None] | None = None,
) -> list[SelectOptionDict] | list[str]:
    """Return the options of a select field: each number, with what is known of the node.

    app_rpt has no running thread for the `silent` ones. Without `callsign_of` the callsigns are those of the node directory, if
    another server uses it.
    """
    texts = await async_texts(hass, "node")
    directory = async_get_directory(hass)

    def published(node: str) -> str | None:
        station = directory.find(node)
        return station.callsign if station else None

    labels = {}
    for node in nodes:
        callsign = (callsign_of or published)(node)
        more = [
            callsign,
            texts["remote_base"] if node in remote_bases else None,
            texts["no_thread"] if node in silent else None,
        ]
        labels[node] = " · ".join(filter(None, [node, *more]))
    if all(label == node for node, label in labels.items()):
        return list(labels)
    return [
        SelectOptionDict(value=node, label=shown_name(label))
        for node, label in labels.items()
    ]
