"""Whether a server that is added is one that has an entry by another name."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
import socket
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant

from ..connection_options import ConnectionOptions
from ..const import SUBENTRY_TYPE_NODE
from ..hub import AllStarLinkConfigEntry
from ..names import is_node_number
from ..probe import address

# Numbers below are private: any server may have them.
_FIRST_PUBLIC = 2000

# Seconds for the addresses of a host
_LOOKUP_TIMEOUT = 5.0


def entry_at(
    wanted: tuple[str, int], entries: Iterable[ConfigEntry]
) -> ConfigEntry | None:
    """Return the entry that has this address, as `address` returns it, first or second."""
    for entry in entries:
        options = ConnectionOptions.of(entry.options)
        known = [address(entry.data)]
        if options.second_host:
            known.append((options.second_host.casefold(), options.second_port))
        if wanted in known:
            return entry
    return None


async def async_same_server(
    hass: HomeAssistant,
    entries: Iterable[ConfigEntry],
    data: Mapping[str, Any],
    nodes: Collection[str],
) -> ConfigEntry | None:
    """Return the entry of the server that has these nodes, None if there is none.

    AllStarLink gives a public number to one node only. A private one says
    nothing unless both servers have the same host.
    """
    for entry in entries:
        common = _nodes_of(entry) & set(nodes)
        if any(int(node) >= _FIRST_PUBLIC for node in common if is_node_number(node)):
            return entry
        second = ConnectionOptions.of(entry.options).second_host
        for host in filter(None, (entry.data[CONF_HOST], second)) if common else ():
            if await _is_same_host(hass, host, data[CONF_HOST]):
                return entry
    return None


def _nodes_of(entry: AllStarLinkConfigEntry) -> set[str]:
    """Return the nodes that Home Assistant follows, and those that the server lists."""
    followed = entry.get_subentries_of_type(SUBENTRY_TYPE_NODE)
    nodes = {subentry.unique_id for subentry in followed if subentry.unique_id}
    if entry.state is ConfigEntryState.LOADED:
        nodes.update(entry.runtime_data.server.data.nodes or ())
    return nodes


async def _is_same_host(hass: HomeAssistant, one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    first, second = [await _addresses(hass, host) for host in (one, other)]
    return not first.isdisjoint(second)


async def _addresses(hass: HomeAssistant, host: str) -> set[str]:
    try:
        async with asyncio.timeout(_LOOKUP_TIMEOUT):
            found = await hass.loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError, ValueError:
        return set()
    return {str(address[0]) for *_, address in found}
