"""Binary sensors of telephony: whether lines can be reached and trunks are registered."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import LineEntity, TrunkEntity
from .line import Line
from .telephony import Telephony

REACHABLE = BinarySensorEntityDescription(
    key="reachable",
    translation_key="reachable",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)
REGISTERED = BinarySensorEntityDescription(
    key="registered",
    translation_key="registered",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)


@callback
def async_setup_telephony_binary_sensors(
    telephony: Telephony | None, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of telephony, if it is turned on."""
    if telephony is None:
        return
    entry = telephony.client.entry

    @callback
    def async_add_line(subentry_id: str, line: Line) -> None:
        async_add_entities(
            [ReachableSensor(telephony, REACHABLE, line)],
            config_subentry_id=subentry_id,
        )

    @callback
    def async_add_trunk(key: str) -> None:
        async_add_entities([RegisteredSensor(telephony, REGISTERED, key)])

    entry.async_on_unload(telephony.devices.async_for_lines(async_add_line))
    entry.async_on_unload(telephony.devices.async_for_trunks(async_add_trunk))


class ReachableSensor(LineEntity, BinarySensorEntity):
    """Whether a call could reach a line."""

    @property
    @override
    def is_on(self) -> bool | None:
        return self.telephony.lines.reachable(self.line)

    @override
    def _shown(self) -> object:
        return self.is_on


class RegisteredSensor(TrunkEntity, BinarySensorEntity):
    """Whether a provider has accepted the registration of a trunk."""

    @property
    @override
    def is_on(self) -> bool | None:
        trunk = self.telephony.trunks.known.get(self.key)
        return None if trunk is None or trunk.state is None else trunk.registered

    @override
    def _shown(self) -> object:
        return self.is_on
