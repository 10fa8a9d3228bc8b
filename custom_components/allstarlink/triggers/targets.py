"""The nodes that the target of a trigger or a condition means."""

from typing import Any

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)

_REGISTRY_EVENTS = (
    er.EVENT_ENTITY_REGISTRY_UPDATED,
    dr.EVENT_DEVICE_REGISTRY_UPDATED,
    ar.EVENT_AREA_REGISTRY_UPDATED,
)


@callback
def async_targeted_devices(hass: HomeAssistant, target: TargetSelection) -> set[str]:
    """Return the ids of the devices that are targeted, or one of their entities is."""
    selected = async_extract_referenced_entity_ids(
        hass, target, expand_group=False, primary_entities_only=False
    )
    registry = er.async_get(hass)
    entries = map(
        registry.async_get, selected.referenced | selected.indirectly_referenced
    )
    owners = {entry.device_id for entry in entries if entry and entry.device_id}
    return selected.referenced_devices | owners


class TargetedDevices:
    """The devices of a target, up to date between `async_start` and its stop."""

    def __init__(self, hass: HomeAssistant, config: dict[str, Any]) -> None:
        """Take the target as it is configured."""
        self._hass = hass
        self._target = TargetSelection(config)
        self._devices: set[str] = set()

    def __contains__(self, device_id: str) -> bool:
        """Tell whether a device is targeted."""
        return device_id in self._devices

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Follow the registries from now on; call what is returned to stop."""
        stops = [
            self._hass.bus.async_listen(event, self._update)
            for event in _REGISTRY_EVENTS
        ]
        self._update()

        @callback
        def async_stop() -> None:
            for stop in stops:
                stop()

        return async_stop

    @callback
    def _update(self, _event: Event[Any] | None = None) -> None:
        self._devices = async_targeted_devices(self._hass, self._target)
