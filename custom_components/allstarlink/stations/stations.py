"""The stations of a config entry, as its subentries have them."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import device_registry as dr

from ..client import AmiClient
from ..const import DOMAIN, SUBENTRY_TYPE_STATION
from ..coordinator import NodeCoordinator
from ..directory.stations import Stations
from ..listeners import Listeners
from .heard_station import HeardStation
from .hearing import Hearing
from .settings import StationSettings


class HeardStations:
    """Which stations are devices; whoever adds entities listens."""

    def __init__(self, client: AmiClient, directory: Stations) -> None:
        """Take the client, and whom its server knows by what names."""
        self._client = client
        self._hearing = Hearing(client, directory)
        # By subentry
        self._stations: dict[str, HeardStation] = {}
        self._listeners = Listeners[[str, HeardStation]]()
        self._is_started = False

    @callback
    def async_add_node(self, node: NodeCoordinator) -> CALLBACK_TYPE:
        """Hear stations on this node, until what is returned is called."""
        return self._hearing.async_add(node)

    @callback
    def async_for_stations(
        self, do: Callable[[str, HeardStation], None]
    ) -> CALLBACK_TYPE:
        """Do something with each subentry and its station, now and when one is added."""
        for subentry_id, station in self._stations.items():
            do(subentry_id, station)
        return self._listeners.async_add(do)

    @callback
    def async_update(self) -> None:
        """Follow the stations that the entry's subentries name.

        Home Assistant itself removes the device of a subentry that is removed.
        """
        if not self._is_started:
            self._is_started = True
            self._hearing.async_start()
            self._client.entry.async_on_unload(self._async_stop)
        subentries = {
            subentry.subentry_id: subentry
            for subentry in self._client.entry.get_subentries_of_type(
                SUBENTRY_TYPE_STATION
            )
        }
        for subentry_id in self._stations.keys() - subentries.keys():
            self._stations.pop(subentry_id).async_stop()
        for subentry_id, subentry in subentries.items():
            settings = StationSettings.from_data(subentry.data)
            self._register(subentry_id, subentry.title)
            if known := self._stations.get(subentry_id):
                if settings != known.settings:
                    known.async_change(settings)
                continue
            station = HeardStation(self._client.hass, self._hearing, settings)
            self._stations[subentry_id] = station
            self._listeners.async_notify(subentry_id, station)

    def _register(self, subentry_id: str, name: str) -> None:
        entry_id = self._client.entry.entry_id
        dr.async_get(self._client.hass).async_get_or_create(
            config_entry_id=entry_id,
            config_subentry_id=subentry_id,
            identifiers={(DOMAIN, f"{entry_id}_{subentry_id}")},
            manufacturer="AllStarLink",
            model="Station",
            name=name,
        )

    @callback
    def _async_stop(self) -> None:
        for station in self._stations.values():
            station.async_stop()
        self._stations.clear()
