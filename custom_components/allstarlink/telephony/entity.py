"""Base entities of telephony: on the server's device, on a line's, on a trunk's."""

from abc import abstractmethod
from collections.abc import Callable
from typing import override

from homeassistant.core import CALLBACK_TYPE
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription

from ..const import DOMAIN
from ..entity import ChangesOnlyEntity
from .devices import device_key
from .line import Line
from .lines import ENDPOINTS, EXTENSIONS
from .telephony import Telephony


class TelephonyEntity(ChangesOnlyEntity):
    """An entity of telephony."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, telephony: Telephony, description: EntityDescription, device: str
    ) -> None:
        """Make the entity on the device of this key, empty for the server's."""
        super().__init__()
        self.telephony = telephony
        self.entity_description = description
        entry = telephony.client.entry
        key = device_key(entry, device) if device else entry.entry_id
        self._attr_unique_id = f"{key}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, key)})

    @abstractmethod
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when what is shown may have changed."""

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is shown."""
        await super().async_added_to_hass()
        self.async_on_remove(self._listen(self._async_changed))


class LineEntity(TelephonyEntity):
    """An entity of an extension or an endpoint; unavailable while nothing is known."""

    def __init__(
        self, telephony: Telephony, description: EntityDescription, line: Line
    ) -> None:
        """Make the entity of a line."""
        super().__init__(telephony, description, line.key)
        self.line = line
        self._list = ENDPOINTS if line.endpoint else EXTENSIONS

    @property
    @override
    def available(self) -> bool:
        return self.telephony.knows(self._list)

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        return self.telephony.lines.async_listen(self.line, changed)


class TrunkEntity(TelephonyEntity):
    """An entity of a trunk; unavailable while nothing is known of it."""

    def __init__(
        self, telephony: Telephony, description: EntityDescription, key: str
    ) -> None:
        """Make the entity of a trunk."""
        super().__init__(telephony, description, key)
        self.key = key

    @property
    @override
    def available(self) -> bool:
        trunk = self.telephony.trunks.known.get(self.key)
        return trunk is not None and self.telephony.knows_trunk(trunk)

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        return self.telephony.trunks.async_listen(changed)
