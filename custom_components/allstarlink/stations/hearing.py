"""The servers on whose nodes stations are heard: those of all loaded config entries."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..client import AmiClient
from ..const import DOMAIN
from ..coordinator import NodeCoordinator
from ..directory.stations import Stations
from ..listeners import Listeners


class Hearing:
    """One server: its connection, its nodes, and whom it knows by what names."""

    def __init__(self, client: AmiClient, directory: Stations) -> None:
        """Hear on no node yet."""
        self.client = client
        self.directory = directory
        self.nodes: list[NodeCoordinator] = []
        self._on_change: Callable[[], Any] | None = None

    @callback
    def async_start(self) -> None:
        """Be heard of, until the entry is unloaded."""
        hearings = async_hearings(self.client.hass)
        self._on_change = hearings.async_notify
        self.client.entry.async_on_unload(hearings.async_add(self))

    @callback
    def async_add(self, node: NodeCoordinator) -> CALLBACK_TYPE:
        """Hear on this node too, until what is returned is called."""
        self.nodes.append(node)
        self._changed()

        @callback
        def async_remove() -> None:
            self.nodes.remove(node)
            self._changed()

        return async_remove

    def _changed(self) -> None:
        if self._on_change:
            self._on_change()


class Hearings:
    """The servers of all loaded config entries, in the order in which they came."""

    def __init__(self) -> None:
        """Know of none."""
        self.all: list[Hearing] = []
        self._listeners = Listeners[[]]()

    @callback
    def async_add(self, hearing: Hearing) -> CALLBACK_TYPE:
        """Add a server, until what is returned is called."""
        self.all.append(hearing)
        self.async_notify()

        @callback
        def async_remove() -> None:
            self.all.remove(hearing)
            self.async_notify()

        return async_remove

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when a server or one of its nodes came or went."""
        return self._listeners.async_add(listener)

    @callback
    def async_notify(self) -> None:
        """Notify all who listen."""
        self._listeners.async_notify()


_HEARINGS: HassKey[Hearings] = HassKey(f"{DOMAIN}_hearings")


@callback
def async_hearings(hass: HomeAssistant) -> Hearings:
    """Return the servers of all loaded config entries."""
    return hass.data.setdefault(_HEARINGS, Hearings())
