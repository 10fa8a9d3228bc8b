"""The node directory: AllStarLink's published list, kept current for all servers."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .listing import Listing
from .station import Station

_DIRECTORY: HassKey[Directory] = HassKey(f"{DOMAIN}_directory")


@callback
def async_get_directory(hass: HomeAssistant) -> Directory:
    """Return the directory, one for all servers."""
    if _DIRECTORY not in hass.data:
        hass.data[_DIRECTORY] = Directory(hass)
    return hass.data[_DIRECTORY]


class Directory:
    """Knows the published nodes while at least one server uses it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Prepare an empty directory; it does nothing until it is used."""
        self._hass = hass
        self._listing: Listing | None = None
        self._listeners: list[Callable[[], None]] = []

    def find(self, node: str) -> Station | None:
        """Return what is published of a node; None if nothing is known of it."""
        return self._listing.find(node) if self._listing else None

    @callback
    def async_use(self) -> CALLBACK_TYPE:
        """Keep the list current until the returned function is called.

        When nobody uses the directory any more, nothing is fetched and the
        list is dropped from memory.
        """
        return lambda: None

    async def async_wait_loaded(self) -> None:
        """Wait until the copy on disk, if there is one, has been read."""

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call this whenever the list has changed, until the result is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
