"""Who is behind the names of links, of all that one server and its user know."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.core import CALLBACK_TYPE, callback

from ..app_rpt.names import Kind, kind_of
from ..client import AmiClient
from ..const import (
    CONF_NODE,
    CONF_PRIVATE_NODES,
    CONF_USE_DIRECTORY,
    DEFAULT_USE_DIRECTORY,
)
from ..listeners import Listeners
from .callsigns import client_callsign
from .directory import Directory, async_get_directory
from .echolink_names import EchoLinkNames
from .station import Station

# Keys of the option for private names, beside the node's number
CONF_NAME = "name"
CONF_DESCRIPTION = "description"

# Names that are kept at hand, some 200 bytes each: as many as a big hub sees
_MAX_CACHED = 2000


class Stations:
    """Knows stations by the names of links, and the server's own nodes.

    The user's own names come first, then the published directory, then what
    the server knows of EchoLink, then the callsign that is the name itself.
    """

    def __init__(self, client: AmiClient) -> None:
        """Take the client; the options of its entry have the user's own names."""
        self._client = client
        self._private = _private_stations(client.entry.options)
        self._directory: Directory | None = None
        self._listeners = Listeners[[]]()
        self._echolink = EchoLinkNames(client, self._listeners.async_notify)
        self._cache: dict[str, Station | None] = {}

    async def async_start(self) -> None:
        """Use the directory, if the user wants it, until the entry is unloaded.

        A list that is on disk is known afterwards.
        """
        entry = self._client.entry
        if not entry.options.get(CONF_USE_DIRECTORY, DEFAULT_USE_DIRECTORY):
            return
        self._directory = async_get_directory(self._client.hass)
        entry.async_on_unload(self._directory.async_add_listener(self._list_changed))
        entry.async_on_unload(self._directory.async_use())
        await self._directory.async_wait_loaded()

    @callback
    def of(self, name: str) -> Station | None:
        """Return who stands behind a link's name or a node's number, None if unknown.

        It takes a microsecond. An EchoLink station that is not known is asked
        for meanwhile, and the listeners are told of the answer.
        """
        try:
            station = self._cache[name]
        except KeyError:
            station = self._look_up(name)
        return self._echolink.find(name) if station is None else station

    @property
    def is_complete(self) -> bool:
        """Whether a node that is not known has no published name either."""
        return self._directory is None or self._directory.status.rows > 0

    @callback
    def callsign_of(self, name: str) -> str | None:
        """Return the callsign behind a name, None if unknown."""
        station = self.of(name)
        return station.callsign if station else None

    @property
    def has_directory(self) -> bool:
        """Whether a list of published nodes is used and known."""
        return self._directory is not None and self._directory.status.rows > 0

    @callback
    def search(self, query: str, limit: int) -> list[str]:
        """Return at most so many numbers of nodes, the user's own names first.

        It takes some milliseconds.
        """
        words = query.casefold().split()
        own = [
            node
            for node, station in self._private.items()
            if words and all(word in _text(node, station) for word in words)
        ]
        listed = self._directory.search(query, limit) if self._directory else []
        return list(dict.fromkeys([*own, *listed]))[:limit]

    @callback
    def with_callsign(self, callsign: str) -> list[str]:
        """Return the numbers of all nodes that have this callsign or name, in any case."""
        own = [
            node
            for node, station in self._private.items()
            if (station.callsign or "").casefold() == callsign.casefold()
        ]
        listed = self._directory.with_callsign(callsign) if self._directory else []
        return list(dict.fromkeys([*own, *listed]))

    @callback
    def callsigns_of(self, name: str) -> set[str]:
        """Return the callsigns behind a name: the user's own name hides no other."""
        stations = [self.of(name)]
        if name in self._private:
            stations += [self._listed(name), self._echolink.find(name)]
        found = {station.callsign for station in stations if station}
        return set(filter(None, [*found, client_callsign(name)]))

    @callback
    def kind_of(self, name: str) -> Kind:
        """Return what a link's name stands for, as far as the directory can tell."""
        return kind_of(name, self._is_listed)

    @callback
    def is_awaited(self, name: str) -> bool:
        """Tell whether the server has been asked who that is, and is about to answer."""
        return self._echolink.is_awaited(name)

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call whenever names may have changed, until what is returned is called."""
        return self._listeners.async_add(listener)

    def _look_up(self, name: str) -> Station | None:
        station = self._private.get(name) or self._listed(name)
        if station is None and (callsign := client_callsign(name)):
            station = Station(callsign)
        if len(self._cache) >= _MAX_CACHED:
            self._cache.clear()
        self._cache[name] = station
        return station

    def _listed(self, name: str) -> Station | None:
        return self._directory.find(name) if self._directory else None

    def _is_listed(self, name: str) -> bool:
        return self._listed(name) is not None

    @callback
    def _list_changed(self) -> None:
        self._cache.clear()
        self._listeners.async_notify()


def _text(node: str, station: Station) -> str:
    return f"{node} {station.callsign} {station.description or ''}".casefold()


def _private_stations(options: Mapping[str, Any]) -> dict[str, Station]:
    return {
        item[CONF_NODE]: Station(item[CONF_NAME], item.get(CONF_DESCRIPTION) or None)
        for item in options.get(CONF_PRIVATE_NODES, ())
    }
