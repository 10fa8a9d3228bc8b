"""The devices of telephony: the lines that the user chose, the trunks that there are."""

from collections.abc import Callable

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN, SUBENTRY_TYPE_EXTENSION
from ..listeners import Listeners
from ..server_device import ServerDevice
from .line import Line
from .ringing import Ringing
from .trunks import Trunks, trunk_title

# The keys of the entities on the server's device
SERVER_KEYS = (
    "active_calls",
    "calls_today",
    "missed_calls_today",
    "last_call",
    "call",
)

_TRUNK = "trunk_"


class Devices:
    """Which lines and trunks have their devices; whoever adds entities listens."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        server_device: ServerDevice,
        trunks: Trunks,
        ringing: Ringing,
        *,
        on_lines_added: Callable[[], None],
    ) -> None:
        """Know of none."""
        self.lines: dict[str, Line] = {}
        # By the ids of their devices
        self.lines_by_device: dict[str, Line] = {}
        self.trunks: set[str] = set()
        self._hass = hass
        self._entry = entry
        self._server_device = server_device
        self._known_trunks = trunks
        self._ringing = ringing
        self._on_lines_added = on_lines_added
        self._is_set_up = False
        # By subentry
        self._stop_following: dict[str, CALLBACK_TYPE] = {}
        self._line_listeners = Listeners[[str, Line]]()
        self._trunk_listeners = Listeners[[str]]()

    @callback
    def async_for_lines(self, do: Callable[[str, Line], None]) -> CALLBACK_TYPE:
        """Do something with each line and its subentry, now and when one is added."""
        for subentry_id, line in self.lines.items():
            do(subentry_id, line)
        return self._line_listeners.async_add(do)

    @callback
    def async_for_trunks(self, do: Callable[[str], None]) -> CALLBACK_TYPE:
        """Do something with each trunk's key, now and when there is a new one."""
        for key in self.trunks:
            do(key)
        return self._trunk_listeners.async_add(do)

    @callback
    def async_update(self) -> None:
        """Follow the lines that the entry's subentries name, and all trunks.

        To be called once the server has its device, and when subentries change.
        Home Assistant itself removes the device of a subentry that is removed.
        """
        self._is_set_up = True
        self._update_lines()
        self.async_update_trunks()

    def _update_lines(self) -> None:
        entry = self._entry
        wanted = {
            subentry.subentry_id: Line.from_data(subentry.data)
            for subentry in entry.get_subentries_of_type(SUBENTRY_TYPE_EXTENSION)
        }
        known, self.lines = self.lines, wanted
        if wanted.keys() - known.keys():
            self._on_lines_added()
        for subentry_id in known.keys() - wanted.keys():
            self._stop_following.pop(subentry_id)()
        for subentry_id, line in wanted.items():
            if subentry_id not in known:
                model = "Endpoint" if line.endpoint else "Extension"
                device_id = self._register(line.key, line.title, model, subentry_id)
                self._follow(subentry_id, line, device_id)
                self._line_listeners.async_notify(subentry_id, line)

    def _follow(self, subentry_id: str, line: Line, device_id: str) -> None:
        stop_ringing = self._ringing.async_follow(line, device_id)
        self.lines_by_device[device_id] = line

        @callback
        def stop() -> None:
            stop_ringing()
            self.lines_by_device.pop(device_id, None)

        self._stop_following[subentry_id] = stop

    @callback
    def async_stop(self) -> None:
        """Follow no line any more: the entry is unloaded."""
        for stop in self._stop_following.values():
            stop()
        self._stop_following.clear()

    @callback
    def async_update_trunks(self) -> None:
        """Give each trunk that is new its device."""
        known = self._known_trunks.known if self._is_set_up else {}
        for key in known.keys() - self.trunks:
            self.trunks.add(key)
            self._register(key, trunk_title(known[key]), "Trunk")
            self._trunk_listeners.async_notify(key)

    @callback
    def async_forget_trunk(self, device: dr.DeviceEntry) -> bool:
        """Forget a trunk that the server does not have any more; tell if it was one.

        It may have been gone before Home Assistant was started.
        """
        entry = self._entry
        if not _is_trunk(entry, device):
            return False
        keys = {
            key
            for key in self.trunks | self._known_trunks.known.keys()
            if (DOMAIN, device_key(entry, key)) in device.identifiers
        }
        if not keys.isdisjoint(self._known_trunks.known):
            return False
        self.trunks -= keys
        return True

    def _register(
        self, key: str, name: str, model: str, subentry_id: str | None = None
    ) -> str:
        device = dr.async_get(self._hass).async_get_or_create(
            config_entry_id=self._entry.entry_id,
            config_subentry_id=subentry_id,
            identifiers={(DOMAIN, device_key(self._entry, key))},
            manufacturer="Asterisk",
            model=model,
            name=name,
            via_device_id=self._server_device.device_id,
        )
        return device.id


def device_key(entry: ConfigEntry, key: str) -> str:
    """Return what identifies the device of a line or a trunk."""
    return f"{entry.entry_id}_{key}"


@callback
def async_remove_devices(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Remove what telephony once made, for it is turned off.

    The subentries stay, so that all is there again when it is turned on.
    """
    devices = dr.async_get(hass)
    lines = {
        subentry.subentry_id
        for subentry in entry.get_subentries_of_type(SUBENTRY_TYPE_EXTENSION)
    }
    for device in dr.async_entries_for_config_entry(devices, entry.entry_id):
        if device.config_subentry_id in lines or _is_trunk(entry, device):
            devices.async_remove_device(device.id)
    entities = er.async_get(hass)
    ours = {f"{entry.entry_id}_{key}" for key in SERVER_KEYS}
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        if entity.unique_id in ours:
            entities.async_remove(entity.entity_id)


def _is_trunk(entry: ConfigEntry, device: dr.DeviceEntry) -> bool:
    start = device_key(entry, _TRUNK)
    return any(
        domain == DOMAIN and key.startswith(start) for domain, key in device.identifiers
    )
